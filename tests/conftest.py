"""What every test can count on."""

from __future__ import annotations

from importlib.util import find_spec

# Without PyTorch everything but the trainer can be tested.
collect_ignore_glob = [] if find_spec("torch") else ["trainer/*"]
