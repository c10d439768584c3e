"""Infer from a metric's name whether training optimises it: losses and other objectives, returns and rewards."""

from __future__ import annotations

from logtools.metrics.words import words_of

__all__ = ["OBJECTIVES", "REWARDS", "is_objective"]

#: Names of objectives without the word `loss`.
OBJECTIVES = frozenset({"cost", "elbo", "nelbo", "objective", "vlb"})
#: Words of returns and rewards.
REWARDS = frozenset({"rew", "return", "returns", "reward", "rewards"})


def is_objective(metric: str) -> bool:
    """Return whether training optimises a metric of this name.

    >>> is_objective("d_loss"), is_objective("episode_reward"), is_objective("fid")
    (True, True, False)
    """
    words = words_of(metric)
    return any("loss" in word for word in words) or not (OBJECTIVES | REWARDS).isdisjoint(words)
