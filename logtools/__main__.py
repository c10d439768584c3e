"""`python -m logtools`: the same as the command `logtools`."""

from __future__ import annotations

from logtools.cli import main

if __name__ == "__main__":
    main(prog_name="logtools")
