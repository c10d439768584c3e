"""What the runs of a tree tell about each other, as the reading of one file needs it.

The names of one file may leave something open that its siblings decide: whether a lone suffix is Lightning's, and what
kind a single row is. This evidence is gathered once over the tree (see `tree_evidence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["LightningEvidence", "NoSiblings"]


class LightningEvidence(Protocol):
    """Evidence from the files of a tree."""

    @property
    def forks(self) -> frozenset[str]:
        """Names that some header proves to be forked (`loss` by `loss_step` and `loss_epoch`)."""


@dataclass(frozen=True, kw_only=True)
class NoSiblings:
    """The evidence where nothing is known about other files."""

    #: None.
    forks: frozenset[str] = frozenset()
