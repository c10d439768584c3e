"""`read` and `Logs`: what users work with. Each command of the program is a method of `Logs`.

A method checks its arguments and calls a lower layer; results are frames (see `schema`) or frozen dataclasses. The
methods that select runs and return frames of what they logged are those of `LoggedRuns`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Literal, Unpack, cast, overload

import polars as pl

from logtools import schema
from logtools.choices import FRAME_LIBRARIES, Direction, FailOn, FrameLibrary
from logtools.collection import Collection
from logtools.errors import (
    AmbiguousRunError,
    InvalidValueError,
    NothingFoundError,
    require_type,
    unknown,
)
from logtools.logged_runs import Frame, LoggedRuns, require_names
from logtools.pandas_frames import require_pandas, to_pandas
from logtools.storage.discovery import find
from logtools.text.lists import listing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from logtools.analysis.comparison.best_run import BestRun
    from logtools.analysis.comparison.comparison import Comparison
    from logtools.analysis.comparison.findings import Finding
    from logtools.analysis.comparison.gate import Gate
    from logtools.analysis.comparison.gate_sides import SideRuns
    from logtools.analysis.queries.column_expressions import RequestedColumns
    from logtools.figures.spec import FigureSpec
    from logtools.plotting.options import PlotArguments
    from logtools.render.run import Report
    from logtools.storage.configuration_files import ConfigurationArgument

__all__ = ["Logs", "read"]


@overload
def read(
    *paths: str | os.PathLike[str],
    frame: Literal["polars"] = "polars",
    stitch: bool = False,
    config: ConfigurationArgument = None,
) -> Logs[pl.DataFrame]: ...
@overload
def read(
    *paths: str | os.PathLike[str],
    frame: Literal["pandas"],
    stitch: bool = False,
    config: ConfigurationArgument = None,
) -> Logs[pd.DataFrame]: ...
def read(
    *paths: str | os.PathLike[str],
    frame: FrameLibrary = "polars",
    stitch: bool = False,
    config: ConfigurationArgument = None,
) -> Logs[pl.DataFrame] | Logs[pd.DataFrame]:
    """Find all runs under the given paths.

    Args:
        paths: folders to search, run folders, or `metrics.csv` files; the current folder by default.
        frame: the library whose frames the methods return.
        stitch: merge resumed runs into one, with the id of the first. Where two of them logged the same steps, the
            values of the earlier run are cut, and a notice gives their number.
        config: the directions and stages of metrics, and the names of seeds and folds: a TOML file, a mapping with the
            same keys, or a `Configuration`. By default, the `logtools.toml` or the `[tool.logtools]` of a
            `pyproject.toml` in the searched folder or the nearest folder above it; False for none.

    Raises:
        NothingFoundError: if a path does not exist, or there is no run under any of them.
        MissingExtraError: if `frame` is pandas, which is not installed.
        InvalidValueError: if an argument has the wrong type, or the configuration is wrong.

    >>> logs = read("fixtures/logs/sweep")
    >>> len(logs), logs.ids[0]
    (12, 'version_0')
    """
    for path in paths:
        require_type("a path", path, (str, os.PathLike), "a string or a path")
    if frame not in FRAME_LIBRARIES:
        raise unknown("frame library", frame, FRAME_LIBRARIES)
    require_type("stitch", stitch, bool, "True or False")
    if frame == "pandas":
        require_pandas()
    return Logs(Collection.of(find(paths or (".",)), stitch=stitch, config=config), frame=frame)


class Logs(LoggedRuns[Frame]):
    """Runs, what they logged, and what follows from it."""

    def columns(self, expressions: str, *, comparison: Comparison[Frame] | None = None) -> Frame:
        """Return selected columns, one row per run: hyperparameters, and statistics of metrics.

        Args:
            expressions: such as `lr, min val_loss as best, epoch of min val_loss`: names of hyperparameters and
                metrics, separated by commas. A metric may have `best`, `last`, `first`, `min`, `max`, `mean`, `level`
                (the mean of the last fifth) or `count` before it, and `epoch of` or `step of` before that. After it
                may be the value to use, as in `compare`: `test_acc at best val_loss`, `val_acc at epoch=9`.
            comparison: a comparison of these runs, whose ranking metric then shows the ranking value.

        Columns:
            run (Categorical): run id
            then a column per expression, with the expression or the word after `as` as its name; null if the run has no
                value

        Raises:
            InvalidValueError: if an expression cannot be parsed, or a name is unknown.
            MetricNotFoundError: if no run has logged a metric.

        >>> read("fixtures/logs/sweep")["version_3"].columns("lr, epoch of min val_loss as at").row(0)
        ('version_3', 0.0001, 9)
        """
        return self._frame(self.requested_columns(expressions, comparison=comparison).frame)

    def requested_columns(self, expressions: str, *, comparison: Comparison[Frame] | None = None) -> RequestedColumns:
        """Return the frame of `columns`, and which of its columns are hyperparameters."""
        from logtools.analysis.queries.column_expressions import evaluate_columns, ranking_of

        require_type("columns", expressions, str, "a string, such as 'lr, min val_loss'")
        ranking = None if comparison is None else ranking_of(self._plain(comparison))
        read = self._contents
        return evaluate_columns(expressions, read.summary, read.hparams, ranking=ranking, observations=read.series)

    def sort(self, expressions: str, *, comparison: Comparison[Frame] | None = None) -> tuple[str, ...]:
        """Return the run ids in the order of hyperparameters and metrics, missing values last.

        Args:
            expressions: as for `columns`; each may be followed by `asc` or `desc`. The default is ascending, or
                descending for a metric where higher is better.
            comparison: a comparison of these runs: ties keep its order, and its ranking metric has the ranking value.

        Raises:
            InvalidValueError: if an expression cannot be parsed, or a name is unknown.
            MetricNotFoundError: if no run has logged a metric.

        >>> read("fixtures/logs/sweep").sort("lr desc, val_acc")[:3]
        ('version_8', 'version_11', 'version_10')
        """
        from logtools.analysis.queries.column_expressions import ranking_of, sort_runs

        require_type("an order", expressions, str, "a string, such as 'lr desc, val_acc'")
        hparams, ranking = self._contents.hparams, None
        if comparison is not None:
            plain = self._plain(comparison)
            order = plain.runs.select(pl.col("run").cast(hparams.schema["run"]))
            hparams, ranking = order.join(hparams, on="run", how="left", maintain_order="left"), ranking_of(plain)
        read = self._contents
        return tuple(sort_runs(expressions, read.summary, hparams, ranking=ranking, observations=read.series))

    def report(self, *names: str) -> Report:
        """Return everything about one run: its row of `runs`, hyperparameters, summary, curves, checkpoints, notices.

        Args:
            names: metrics, quantities, or patterns such as `val_*` or `/regex/`; all metrics by default.

        Raises:
            AmbiguousRunError, NothingFoundError: if there are several runs, or none.
            MetricNotFoundError: if a name matches nothing that was logged.

        >>> read("fixtures/logs/sweep")["version_3"].report("val_loss").hparams["lr"]
        0.0001
        """
        from logtools.metrics.stage import is_test
        from logtools.render.run import Report

        granularity = pl.col("granularity")
        if not self.ids:
            raise NothingFoundError("no run to report on")
        if len(self) > 1:
            raise AmbiguousRunError(
                f"a report needs a single run, not {len(self):,}: select one of {listing(self.ids, 5)}"
            )
        summary = self._matching(names)
        keys = schema.SERIES_LABELS
        curves = self._contents.metrics.group_by(keys, maintain_order=True).agg("value")
        wanted = summary.select(pl.col(key).cast(schema.METRICS[key]) for key in keys)
        ordered = wanted.join(curves, on=keys, how="left", nulls_equal=True, maintain_order="left")
        hparams = self._contents.hparams.drop("run").row(0, named=True)
        return Report(
            run=self._found.row(0, named=True),
            fits=self._contents.metrics.filter(~is_test(), granularity != "run")["segment"].n_unique(),
            hparams={name: value for name, value in hparams.items() if value is not None},
            summary=summary,
            curves=ordered["value"].to_list(),
            checkpoints=self._contents.checkpoints(),
            notices=self._contents.notices(),
        )

    def compare(  # noqa: PLR0913 - one argument per option
        self,
        metric: str | None = None,
        *,
        direction: Direction | None = None,
        by: str | Sequence[str] | None = None,
        at: str | None = None,
        smooth: str | float | None = None,
        baseline: str | None = None,
        seed_key: str | None = None,
        paired: bool = True,
        confidence: float = 0.95,
        tolerance: float | None = None,
        relative: float | None = None,
        effect: bool = False,
        failed: str | None = None,
    ) -> Comparison[Frame]:
        """Compare runs, best first, and settings averaged over seeds.

        Args:
            metric: the metric to rank by; by default inferred: one that most runs have, validation before training.
            direction: whether lower (`min`) or higher (`max`) is better; by default inferred from the metric name.
            by: hyperparameters to group by, or `path:1` for the first folder of the run ids; by default all
                hyperparameters and folders that differ, except the seed.
            at: which value of a run to use. By default the best; the last of a training metric; and of a test metric
                the last, or that at the epoch that validation picks.

                - `best`, `last`, `epoch=10`, `step=5000`
                - `best:val_loss`: at the checkpoint that a monitor picks (`min:` and `max:` give its direction)
                - `common`: at the last epoch (or step) that all runs have
                - `auc`: the area under the curve, divided by its length
                - `first val_acc >= 0.9`: the number of epochs until then, or `in steps` or `in seconds`
            smooth: smooth curves before comparing: the weight, below 1, of an exponential moving average (`0.6`),
                `gaussian:200` or `median:51`; smoothing restarts after a value that is not finite.
            baseline: the run or group (`lr=0.001`) to compare the others with; by default the best group.
            seed_key: the hyperparameter, or `path:2`, that marks repeats; by default detected (seed, fold).
            paired: whether the effect of seeds (with `by`, also of the other hyperparameters) that several groups have
                is taken out. Where it does not influence the result, an unpaired test is more powerful; decide before
                you see the result.
            confidence: the confidence level of intervals; the significance level of tests is 1 - confidence.
            tolerance: how large a difference does not matter, in units of the metric: groups whose difference to the
                baseline is significantly smaller are equivalent.
            relative: the tolerance as a fraction of the baseline mean, such as 0.01, instead of `tolerance`.
            effect: whether to compute effect sizes (Hedges' g) of the differences.
            failed: a condition, see `where`, such as `val_acc < 0.2` for trainings that collapsed: runs that match it
                count as diverged.

        Returns:
            A comparison with the frames `runs`, `groups`, `differences` and `effects`, and findings about them.

        Columns of `runs`, one row per run; hyperparameters and metrics come after `run`:
            rank (Int64): rank from 1, best first; ties share a rank; null if it has no finite value to rank by
            run (String): run id
            value (Float64): ranking value; NaN or inf if the run diverged; inf if `at` is a condition that the run
                never met; null if there is no ranking metric, or the run did not log it
            value_epoch (Int64): epoch of the ranking value, or that a monitor picked; null if there is no ranking
                metric, or the run did not log it, or no epoch was logged, or the value is of the whole curve
            value_step (Int64): step of the ranking value, or that a monitor picked; null if there is no ranking metric,
                or the run did not log it, or no step was logged, or the value is of the whole curve
            unsmoothed (Float64): logged value at this step; differs from `value` only if smoothed; null if there is no
                ranking metric, or the run did not log it, or `value` was not logged (auc, or the time until a condition
                is met)
            last (Float64): last logged value of the ranking metric; null if there is no ranking metric, or the run did
                not log it
            level (Float64): mean of the finite values among the last fifth of the curve; null if there is no ranking
                metric, or the run did not log it, or none of them is finite
            noise (Float64): standard deviation of single values about the trend of the curve; null if there is no
                ranking metric, or the run did not log it, or the curve has fewer than 8 values
            last_minus_best (Float64): `last` - `value`, in units of the metric; null if there is no ranking metric, or
                the run did not log it, or `value` is a time
            distance_to_best (Float64): how much worse than the best run (0 or more); null if rank is null
            group (String): label of its group in `Comparison.groups`
            replicate (String): seed or fold, by which runs of two groups are paired; null if none detected
            caveats (String): some of: diverged, never reached, not finite at the end, placeholder, not logged, no value
                there, shorter, active; joined with ', '; null if none, or there is no ranking metric

        Columns of `groups`, one row per group; a column per name in `by` comes last:
            rank (Int64): rank from 1, best first; ties share a rank; null if no run has a finite value
            group (String): unique label, such as lr=0.01
            runs (Int64): number of runs
            n (Int64): number of independent finite values: runs with the same seed are averaged, and copies count once
            diverged (Int64): number of runs with NaN or inf; excluded from the mean, but the group ranks lower
            missing (Int64): number of runs that did not log the metric (at the chosen epoch or step)
            mean (Float64): mean of the finite values; null if n is 0
            std (Float64): sample standard deviation (n - 1); null if n < 2
            ci_low (Float64): lower end of the confidence interval of the mean; null if there is none, see `reason`
            ci_high (Float64): upper end of the confidence interval of the mean; null if there is none, see `reason`
            median (Float64): median of the finite values; null if n is 0
            iqm (Float64): interquartile mean (mean of the middle half); null if n is 0
            min (Float64): lowest value; null if n is 0
            max (Float64): highest value; null if n is 0
            may_be_best (Boolean): false if another group is significantly better, or all its runs diverged; null if not
                tested
            reason (String): why there is no confidence interval; null if there is one

        Columns of `differences`, one row per group other than the baseline:
            group (String): label of the group
            baseline (String): label of the group it is compared with
            n (Int64): number of runs of the group in the test, finite or diverged
            n_baseline (Int64): number of runs of the baseline in the test
            pairs (Int64): number of blocks (seeds) that both groups have; null if none, or the test ignores them
            difference (Float64): mean of the group - mean of the baseline; null if a group has no finite value
            ci_low (Float64): lower end of its simultaneous confidence interval; null if there is none, see `reason`
            ci_high (Float64): upper end of its simultaneous confidence interval; null if there is none, see `reason`
            error (Float64): standard error of the difference; null if there is no interval
            freedom (Float64): degrees of freedom of `error`; null if there is no interval
            p_better (Float64): probability of improvement (0 to 1): share of the comparisons of a run of the group with
                one of the baseline (with the same seed, if all have a partner) in which the group's is better; ties
                count half; null if a group has no value
            p_better_n (Int64): number of comparisons of two runs in `p_better`; null if `p_better` is null
            p (Float64): two-sided p-value of this difference alone; null if too few runs
            p_adjusted (Float64): p-value corrected for the number of comparisons; null if p is null
            p_equivalent (Float64): corrected p-value of the test that the difference is smaller than the tolerance;
                below 1 - confidence the conclusion is equivalent, however small `p` is; null if no tolerance was given,
                or it cannot be tested
            method (String): name of the test, such as Tukey or paired t: see docs/statistics.md; null if not tested
            conclusion (Enum): conclusion of the tests at the level 1 - confidence; unconfirmed if the levels of the
                curves do not support it
            reason (String): why a test, an interval or pairing was not possible; null if no such reason
            level_difference (Float64): difference of the mean levels (the last fifth of each curve); null if not
                checked: the value is not the best of a curve, or no group differs significantly
            level_p (Float64): corrected p-value of the difference of levels; null if not checked, or not tested
            detectable_difference (Float64): true difference that a test with so many runs finds with a probability of
                80%; null if there is no interval
            runs_needed (Int64): runs per group with which a true difference as large as this one is found with a
                probability of 80%; null if the difference is significant, there is no interval, replicates are folds,
                or it takes more than 10,000
            effect (Float64): Hedges' g: difference in standard deviations of the runs of both groups; null if effect
                sizes were not asked for, or there is no interval
            effect_low (Float64): lower end of its simultaneous confidence interval; null if effect is null
            effect_high (Float64): upper end of its simultaneous confidence interval; null if effect is null

        Columns of `effects`, one row per hyperparameter and value:
            hparam (String): name of the hyperparameter
            level (String): value of the hyperparameter as text; '-' if unset
            runs (Int64): number of runs
            n (Int64): number of runs with a finite value
            diverged (Int64): number of runs with NaN or inf
            mean (Float64): mean of the finite values; null if n is 0
            best (Float64): best value; null if n is 0
            best_run (String): run with the best value; null if n is 0

        Raises:
            MetricNotFoundError: if no run has logged the metric.
            InvalidValueError: if the direction cannot be inferred and is not given, or another argument is invalid.

        >>> comparison = read("fixtures/logs/sweep").compare("val_acc")
        >>> comparison.ranking.name, comparison.hparams
        ('best val_acc', ('lr', 'seed'))
        """
        from logtools.analysis.comparison.options import ComparisonOptions
        from logtools.analysis.comparison.pipeline import compare
        from logtools.notebook import NotebookComparison

        options = ComparisonOptions(
            metric=metric,
            direction=direction,
            by=[part.strip() for part in by.split(",")] if isinstance(by, str) else by,
            at=at,
            smooth=smooth,
            baseline=baseline,
            seed_key=seed_key,
            paired=paired,
            confidence=confidence,
            tolerance=tolerance,
            relative=relative,
            effect=effect,
        )
        read = self._contents
        lost = () if failed is None else self._runs_matching(failed, some=False)
        made = compare(
            read.summary,
            read.hparams,
            options,
            observations=read.series,
            continued=read.continued,
            active=read.active,
            failed=lost,
            configuration=read.configuration,
        )
        parts = {part.name: getattr(made, part.name) for part in fields(made)}
        if self._library == "pandas":
            parts |= {name: to_pandas(part) for name, part in parts.items() if isinstance(part, pl.DataFrame)}
        return NotebookComparison(plain=made, **parts)

    def ranking_curves(
        self, comparison: Comparison[Frame], runs: Sequence[str] | None = None
    ) -> dict[str, list[float]]:
        """Return the logged values of a comparison's ranking metric, by run, in file order.

        Args:
            comparison: a comparison of these runs.
            runs: ids of the runs to return; by default all. Runs with a single value have no curve.

        >>> logs = read("fixtures/logs/sweep")
        >>> len(logs.ranking_curves(logs.compare("val_acc"))["version_3"])
        10
        """
        from logtools.analysis.comparison.metric_columns import one_granularity

        plain, logs = self._plain(comparison), self if runs is None else self[runs]
        if plain.ranking is None:
            return {}
        wanted = one_granularity(self._contents.summary).filter(pl.col("label") == plain.ranking.label)
        values = logs._contents.series(wanted).group_by("run", maintain_order=True).agg("value")  # noqa: SLF001 - a Logs
        return {str(run): curve for run, curve in values.iter_rows() if len(curve) > 1}

    def best(
        self,
        metric: str | None = None,
        *,
        direction: Direction | None = None,
        at: str | None = None,
        smooth: str | float | None = None,
    ) -> BestRun:
        """Return the run that `compare` ranks first, with its value, folder and checkpoint.

        `checkpoint` is the one of the value, or None if no checkpoint certainly is; `nearest_checkpoint` is then the
        one that is nearest. Arguments are as for `compare`.

        Raises:
            MetricNotFoundError: if no run has logged the metric.
            InvalidValueError: if the runs cannot be ranked, or an argument is invalid.

        >>> read("fixtures/logs/sweep").best("val_loss").run
        'version_11'
        """
        from logtools.analysis.comparison.best_run import best_id, best_run
        from logtools.analysis.comparison.metric_columns import one_granularity

        if reason := self._contents.nothing_logged:
            raise InvalidValueError(f"cannot find the best run: {reason}")
        comparison = self._plain(self.compare(metric, direction=direction, at=at, smooth=smooth))
        first = Logs[pl.DataFrame](self._contents)[best_id(comparison)]
        checkpoints = first.checkpoints()
        values: list[tuple[int | None, int | None]] = []
        if len(checkpoints) and comparison.ranking is not None:
            wanted = one_granularity(first._contents.summary).filter(pl.col("label") == comparison.ranking.label)  # noqa: SLF001 - a Logs
            series = first._contents.series(wanted)  # noqa: SLF001 - a Logs
            values = series.select("segment", "epoch", "step").unique().select("epoch", "step").rows()
        return best_run(comparison, path=first.runs["path"][0], checkpoints=checkpoints, values=values)

    def gate(  # noqa: PLR0913 - one argument per option
        self,
        candidate: str | Logs[Frame],
        *,
        baseline: str | Logs[Frame] | None = None,
        metric: str,
        direction: Direction | None = None,
        tolerance: float | None = None,
        relative: float | None = None,
        fail_on: FailOn = "inconclusive",
        at_least: float | None = None,
        at_most: float | None = None,
        at: str | None = None,
        smooth: str | float | None = None,
        seed_key: str | None = None,
        paired: bool = True,
        confidence: float = 0.95,
        noise: float | None = None,
        single: bool = False,
        failed: str | None = None,
    ) -> Gate:
        """Check whether a candidate is worse than a baseline, or worse than a number.

        The two sides are compared as `compare` does with two groups. With several runs only statistically significant
        differences count: not worse means that even the unfavourable bound of the difference is within the tolerance.
        The candidate does not pass if more of its runs diverged (ended in NaN or inf) or did not log the metric.

        What passes has to be given: `tolerance`, `relative`, `fail_on="worse"`, or a number instead of a baseline.

        Args:
            candidate: a run, a folder of runs or a setting such as `lr=0.01`, see `select`; or the runs themselves.
            baseline: the runs to compare with, given in the same way.
            metric: the metric to compare.
            direction: whether lower (`min`) or higher (`max`) is better; by default inferred from the metric name.
            tolerance: how much worse still passes, in units of the metric: the non-inferiority margin.
            relative: the tolerance as a fraction of the baseline mean (of its absolute value, if negative), such as
                0.01, instead of `tolerance`; the test allows for the uncertainty of this mean.
            fail_on: `worse` to let the candidate pass unless a test shows that it is worse; by default an inconclusive
                test does not pass either.
            at_least: instead of a baseline, the number that the mean of the candidate has to reach.
            at_most: instead of a baseline, the number that the mean of the candidate must not exceed.
            at: which value of a run to use, see `compare`.
            smooth: smooth curves before comparing, see `compare`.
            seed_key: the hyperparameter that marks repeats, see `compare`.
            paired: whether the effect of seeds that both sides have is taken out, see `compare`.
            confidence: the confidence level of each bound, greater than 0.5 and less than 1.
            noise: the standard deviation between runs, if it is known, in units of the metric; by default it is
                estimated from these runs. With one run on each side and no `noise` the answer is inconclusive.
            single: compare one run with one run (or a number) directly, without a test.
            failed: a condition on runs that count as diverged, see `compare`.

        Raises:
            RunNotFoundError, AmbiguousRunError, NothingFoundError: if a name does not select runs.
            MetricNotFoundError: if no run of a side has logged the metric.
            InvalidValueError: if an argument is invalid, or nothing says what passes.

        >>> logs = read("fixtures/logs")
        >>> logs.gate("lr=0.01", baseline="lr=0.0001", metric="val_acc", fail_on="worse").answer
        'not worse'
        >>> logs.gate("lr=0.01", metric="val_acc", at_least=0.9).answer
        'not worse'
        """
        from logtools.analysis.comparison.gate import gate
        from logtools.analysis.comparison.gate_options import GateOptions
        from logtools.analysis.comparison.options import ComparisonOptions

        require_type("metric", metric, str, "the name of a metric")
        options = GateOptions(
            tolerance=tolerance,
            relative=relative,
            at_least=at_least,
            at_most=at_most,
            confidence=confidence,
            noise=noise,
            single=single,
            fail_on=fail_on,
        )
        how = ComparisonOptions(
            metric=metric, direction=direction, at=at, smooth=smooth, seed_key=seed_key, paired=paired
        )
        words = [candidate] if baseline is None else [candidate, baseline]
        found = [self._runs_of(word) for word in words]
        runs, notes = _apart([logs for _, logs in found])
        sides = [
            logs._as_side(side, failed)  # noqa: SLF001 - a Logs
            for side, logs in zip(("candidate", "baseline"), runs, strict=False)
        ]
        return gate(sides, [name for name, _ in found], options, how, notes=notes)

    def figure(self, *metrics: str, **options: Unpack[PlotArguments]) -> FigureSpec:
        """Return the figure of `plot` as plain data: panels, curves, markers, and notes on omitted or downsampled data.

        Arguments are as for `plot`. `logtools.draw` and `logtools.draw_text` draw the figure.
        """
        from logtools.plotting.options import PlotOptions
        from logtools.plotting.pipeline import build_figure

        require_names(metrics)
        return build_figure(self._contents, metrics, PlotOptions.of(options))

    def plot(
        self,
        *metrics: str,
        size: tuple[float, float] | None = None,
        ax: Axes | Iterable[Axes] | None = None,
        style: str | os.PathLike[str] | None = None,
        notes: bool = True,
        **options: Unpack[PlotArguments],
    ) -> Figure:
        """Draw curves: one panel per quantity, training steps faint, epoch values and validation as lines with markers.

        Args:
            metrics: names, quantities, patterns such as `val_*` or `/regex/`; by default the most important ones.
            size: width and height in inches.
            ax: axes to draw on, one per panel; by default those of a new figure.
            style: a matplotlib style sheet; global settings of matplotlib do not change.
            notes: whether to write the notes on omitted or downsampled data (`figure(...).notes`) into the figure.
            options: the fields of `logtools.PlotOptions`:

                - `kind`: `curves`, or a plot of one value per run: `scatter`, `box`, `parallel`, `heatmap`.
                - `x`: `step`, `epoch`, `samples` or `time`.
                - `smooth`: `0.6` (a debiased moving average), `"gaussian:20"` or `"median:51"`.
                - `by`: hyperparameters to group by; each group is drawn as its mean with a `band`: `std`, `ci` or
                  `minmax`.
                - `color_by`: `run`, or a numeric hyperparameter, shown as a colour scale.
                - `facet`: one panel per `quantity`, per `run`, or per value of a hyperparameter.
                - `grid`: rows and columns of panels, such as `(2, 3)`.
                - `log`, `log_x`: whether the y-axis and the x-axis have a log scale.
                - `clip`: whether outliers are clipped and marked at the edge; by default only if they hide the rest.
                - `title`: text above the figure.

        Raises:
            MetricNotFoundError: if a name matches nothing that was logged.
            InvalidValueError: if an option is invalid, or cannot be combined with another.
            NothingFoundError: if there is nothing to draw.
        """
        from logtools.figures.renderers.matplotlib import draw

        return draw(self.figure(*metrics, **options), size=size, ax=ax, style=style, notes=notes)

    def draw_text(
        self, *metrics: str, width: int = 80, height: int = 24, color: bool = False, **options: Unpack[PlotArguments]
    ) -> str:
        """Draw curves, or a scatter plot, as text for a terminal.

        Args:
            metrics: names, quantities, or patterns, as for `plot`.
            width: number of terminal columns.
            height: number of terminal lines; many panels take more.
            color: whether to use escape codes for colours.
            options: as for `plot`.

        Raises:
            MetricNotFoundError: if a name matches nothing that was logged.
            InvalidValueError: if an option is invalid, or the kind of plot cannot be drawn as text.
            NothingFoundError: if there is nothing to draw.
        """
        from logtools.figures.renderers.terminal import draw

        return draw(self.figure(*metrics, **options), width=width, height=height, color=color)

    @staticmethod
    def _plain(comparison: object) -> Comparison[pl.DataFrame]:
        """Return a comparison with polars frames."""
        from logtools.analysis.comparison.comparison import Comparison

        require_type("comparison", comparison, Comparison, "a result of `compare`")
        return cast("Comparison[pl.DataFrame]", getattr(comparison, "plain", comparison))

    def _runs_of(self, side: str | Logs[Frame]) -> tuple[str, Logs[Frame]]:
        """Return the name and the runs of one side of a gate."""
        require_type("a side of a gate", side, (str, Logs), "a name or a Logs")
        if isinstance(side, str):
            return side, self.select(side)
        return side.ids[0] if len(side) == 1 else f"{len(side)} runs", side

    def _as_side(self, name: str, failed: str | None) -> SideRuns:
        """Return these runs as a side of a gate; runs that match the condition `failed` count as diverged."""
        from logtools.analysis.comparison.gate_sides import SideRuns

        read = self._contents
        if read.nothing_logged:
            raise NothingFoundError(f"cannot compare {name}: {read.nothing_logged}")
        lost = [] if failed is None else self._runs_matching(failed, some=False)
        return SideRuns(
            name=name,
            summary=read.summary,
            hparams=read.hparams,
            series=read.series,
            continued=read.continued,
            active=read.active,
            failed=lost,
            configuration=read.configuration,
        )


def _apart(sides: Sequence[Logs[Frame]]) -> tuple[Sequence[Logs[Frame]], list[Finding]]:
    """Leave runs that are on both sides out of the baseline, or out of the candidate if the baseline has no others."""
    from logtools.analysis.comparison.findings import SharedRuns

    contents = [side._contents for side in sides]  # noqa: SLF001 - a Logs
    paths = [{run.path: run.id for run in read.runs if run.id in set(read.ids)} for read in contents]
    shared = set(paths[0]).intersection(*paths[1:])
    rest = [[id for path, id in own.items() if path not in shared] for own in paths]
    if len(sides) < 2 or not shared or not any(rest):
        return sides, []
    last = 1 if rest[1] else 0
    kept = [side if i != last else side[rest[i]] for i, side in enumerate(sides)]
    runs = tuple(id for path, id in paths[last].items() if path in shared)
    return kept, [SharedRuns(runs=runs, left_out_of=("candidate", "baseline")[last])]
