"""Fit one model to the values of all groups, and estimate the standard error of a difference between two groups.

A value is the mean of its group, plus the effect of its block (a seed, say, that several groups have), plus noise. The
estimate of a difference is always the difference of the two means of all values. Its variance is

    noise * (1/n + 1/m) + blocks * (1/n + 1/m - 2 * shared / (n * m))

where `shared` blocks have a value in both groups: the effect of a shared block cancels. `noise` is the mean square of
the residuals of group + block, and `blocks` follows from the mean square of blocks within groups (Henderson 1953,
Biometrics 9, method 3); the degrees of freedom are Satterthwaite's (1946, Biometrics Bulletin 2). With two groups and
the same blocks this is the paired t-test, without blocks Student's t-test, and in between a test of partially
overlapping samples (Derrick et al. 2017, Journal of Modern Applied Statistical Methods 16).

Groups may vary differently. Of two groups, each has its own variance as well (Welch 1947). Of more, the variance of
each group is averaged with that of all, which counts as `_PRIOR` degrees of freedom (Smyth 2004, Statistical
Applications in Genetics and Molecular Biology 3). Of the two intervals, with the common variance and with these, the
wider one is used.
docs/statistics.md has simulations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["GroupModel", "Spread", "fit"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
#: (block, value): the value of one run, and what it shares with runs of other groups; None if nothing.
Sample = tuple[str | None, float]

#: Degrees of freedom of the variance of all groups, when it is averaged with that of one group.
_PRIOR = 10.0
#: A smaller spread, relative to the values, is a rounding error.
_EQUAL = 1e-12
#: With more groups that share more blocks than this, blocks are ignored: the normal equations take too long.
_MOST_BLOCKS = 500


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Variances and degrees of freedom of differences: one value per group that is compared."""

    variance: Floats
    freedom: Floats


@dataclass(frozen=True, kw_only=True)
class GroupModel:
    """Means and variances of groups; values are divided by `scale`, so that squares do not overflow."""

    scale: float
    means: Floats
    #: Number of values of each group.
    n: Ints
    #: The blocks of the values of each group.
    blocks: tuple[frozenset[str], ...]
    #: Mean square of the residuals, and its degrees of freedom.
    noise: float
    freedom: float
    #: Mean square of blocks within groups, and its degrees of freedom: 0 if no block is shared.
    block_square: float
    block_freedom: float
    #: Variance within each group; 0 if it has one value.
    within: Floats
    #: Mean square and degrees of freedom of the residuals of each group.
    own: Floats
    own_freedom: Floats

    @property
    def block_variance(self) -> float:
        """The variance of the effects of blocks."""
        if not self.block_freedom:
            return 0.0
        times = (self.freedom + self.block_freedom) / self.block_freedom
        return max(0.0, (self.block_square - self.noise) / times)

    def shared(self, base: int) -> Ints:
        """Return how many blocks each group shares with group `base`."""
        if not self.block_freedom:
            return np.zeros(len(self.n), dtype=np.int64)
        return np.array([len(mine & self.blocks[base]) for mine in self.blocks])

    def spreads(self, base: int) -> tuple[Spread, Spread]:
        """Return the variance of the difference of each group to group `base`: by the common variance, and its own."""
        common = self._common(base)
        if len(self.n) == 2:
            return common, self._own_of_two(common)
        return common, self._own(base, common)

    def _common(self, base: int) -> Spread:
        inverse = 1 / self.n + 1 / self.n[base]
        if not self.block_freedom:
            return Spread(variance=self.noise * inverse, freedom=np.full(len(inverse), self.freedom))
        apart = inverse - 2 * self.shared(base) / (self.n * self.n[base])
        apart = np.where(apart < _EQUAL, 0.0, apart)
        times = (self.freedom + self.block_freedom) / self.block_freedom
        of_noise, of_blocks = inverse * self.noise, np.zeros(len(inverse))
        if self.block_variance:
            of_noise, of_blocks = (inverse - apart / times) * self.noise, apart / times * self.block_square
        variance = of_noise + of_blocks
        freedom = variance**2 / (of_noise**2 / self.freedom + of_blocks**2 / self.block_freedom)
        return Spread(variance=variance, freedom=freedom)

    def _own_of_two(self, common: Spread) -> Spread:
        """Return the variance by Welch, less the covariance of shared blocks; pairs have a common variance anyway."""
        shared = int(self.shared(0)[1])
        if self.n.min() < 2 or shared == self.n.max():
            return common
        parts = self.within / self.n
        variance = parts.sum() - 2 * shared / self.n.prod() * self.block_variance
        if variance <= 0:
            return common
        with np.errstate(divide="ignore", invalid="ignore"):
            freedom = parts.sum() ** 2 / np.sum(parts**2 / (self.n - 1))
        return Spread(variance=np.full(2, variance), freedom=np.full(2, freedom))

    def _own(self, base: int, common: Spread) -> Spread:
        known = self.own_freedom + _PRIOR
        parts = (_PRIOR * self.noise + self.own_freedom * self.own) / known / self.n
        excess = parts + parts[base] - self.noise * (1 / self.n + 1 / self.n[base])
        freedom = (parts + parts[base]) ** 2 / (parts**2 / known + parts[base] ** 2 / known[base])
        return Spread(variance=common.variance + excess, freedom=np.minimum(freedom, common.freedom))


def fit(groups: Sequence[Sequence[Sample]]) -> GroupModel | None:
    """Fit the model to the finite values of groups, each with at least one; a block occurs once in a group.

    Returns None if the values do not vary within groups, or there are too few.
    """
    values = np.array([value for group in groups for _, value in group])
    group_of = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    scale = float(np.abs(values).max()) or 1.0
    values = values / scale
    n = np.bincount(group_of)
    means = np.bincount(group_of, values) / n
    within = values - means[group_of]
    freedom = len(values) - len(groups)
    if freedom < 1 or np.abs(within).max() <= _EQUAL:
        return None
    labels = {
        label: i for i, label in enumerate(dict.fromkeys(b for group in groups for b, _ in group if b is not None))
    }
    blocks = [frozenset(label for label, _ in group if label is not None) for group in groups]
    block_of = np.array([-1 if label is None else labels[label] for group in groups for label, _ in group])
    residuals, left = _without_blocks(values, group_of, block_of)
    if left < 1 or np.abs(residuals).max() <= _EQUAL:  # equal differences show no noise, but do not prove that
        residuals, left = within, freedom
    noise = float(np.sum(residuals**2)) / left
    own_freedom = (n - 1).astype(np.float64) if left == freedom else _shares(group_of, block_of) * left
    square = max(float(np.sum(within**2)) - noise * left, 0.0)
    variances = np.bincount(group_of, within**2) / np.maximum(n - 1, 1)
    own = np.bincount(group_of, residuals**2) / np.maximum(own_freedom, _EQUAL)
    return GroupModel(
        scale=scale, means=means, n=n, blocks=tuple(blocks), noise=noise, freedom=float(left),
        block_square=square / (freedom - left) if freedom > left else 0.0, block_freedom=float(freedom - left),
        within=variances, own=own, own_freedom=own_freedom,
    )  # fmt: skip


def _without_blocks(values: Floats, group_of: Ints, block_of: Ints) -> tuple[Floats, int]:
    """Return the residuals of group + block by least squares, and their degrees of freedom.

    A block with a single value fits it exactly, so that its residual is 0.
    """
    size = np.bincount(block_of[block_of >= 0], minlength=1)
    kept = (block_of >= 0) & (size[block_of] > 1)
    residuals = np.zeros(len(values))
    if not kept.any():
        return residuals, 0
    factors = [np.unique(factor[kept], return_inverse=True)[1] for factor in (group_of, block_of)]
    swept, solved = sorted(factors, key=lambda factor: -int(factor.max()))
    if solved.max() >= _MOST_BLOCKS:
        return residuals, 0
    counts = np.zeros((swept.max() + 1, solved.max() + 1))
    np.add.at(counts, (swept, solved), 1.0)
    totals = counts.sum(axis=1)
    centred = values[kept] - (np.bincount(swept, values[kept]) / totals)[swept]
    normal = np.diag(counts.sum(axis=0)) - counts.T @ (counts / totals[:, None])
    effects, _, rank, _ = np.linalg.lstsq(normal, np.bincount(solved, centred), rcond=1e-10)
    residuals[kept] = centred - effects[solved] + (counts @ effects / totals)[swept]
    return residuals, int(kept.sum() - len(totals) - rank)


def _shares(group_of: Ints, block_of: Ints) -> Floats:
    """Return the part of the degrees of freedom of the residuals that each group has; exact if all blocks are whole."""
    size = np.bincount(block_of[block_of >= 0], minlength=1)
    free = np.where(block_of >= 0, 1 - 1 / np.maximum(size[block_of], 1), 0.0)
    kept = np.bincount(group_of, free > 0)
    weights = np.bincount(group_of, free) * (1 - 1 / np.maximum(kept, 1))
    return np.asarray(weights / weights.sum())
