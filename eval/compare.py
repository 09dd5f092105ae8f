"""Systems against a baseline on the same questions: differences, intervals, and p-values that hold for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.dataset import Dataset
from eval.evaluate import DIGITS
from eval.metrics import Values, score
from eval.runs import Run
from eval.significance import bootstrap, holm, randomisation


@dataclass(frozen=True, slots=True)
class Comparison:
    """One system against the baseline.

    Attributes:
        mean: of the measure.
        gain: mean difference to the baseline; above 0 the system is better.
        interval: of 95 %, of the gain.
        p: of the paired randomisation test.
        p_holm: the same, with every other system of the comparison accounted for.
        wins, losses: questions on which it is better, and worse.
    """

    system: str
    mean: float
    gain: float
    interval: tuple[float, float]
    p: float
    p_holm: float
    wins: int
    losses: int

    def to_json(self) -> dict[str, Any]:
        """Rounded to what does not depend on the machine."""
        return {
            "system": self.system,
            "mean": round(self.mean, DIGITS),
            "gain": round(self.gain, DIGITS),
            "interval": [round(end, DIGITS) for end in self.interval],
            "p": round(self.p, DIGITS),
            "p_holm": round(self.p_holm, DIGITS),
            "wins": self.wins,
            "losses": self.losses,
        }


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What came of comparing runs by one measure.

    Attributes:
        interval: of 95 %, of the baseline's mean.
    """

    measure: str
    dataset: Dataset
    baseline: str
    mean: float
    interval: tuple[float, float]
    systems: tuple[Comparison, ...]

    def to_json(self) -> dict[str, Any]:
        """The same for every repetition."""
        return {
            "measure": self.measure,
            "baseline": {
                "system": self.baseline,
                "mean": round(self.mean, DIGITS),
                "interval": [round(end, DIGITS) for end in self.interval],
            },
            "systems": [system.to_json() for system in self.systems],
            "n_queries": len(self.dataset.answerable),
            "corpus_sha256": self.dataset.corpus_sha256,
        }


def compare(dataset: Dataset, runs: Sequence[Run], measure: str) -> Comparisons:
    """Compare runs, at least one, with the first of them over the answerable questions, of which there are some."""
    baseline, *others = (score(dataset, run, [measure])[measure] for run in runs)
    raw = [randomisation(values, baseline) for values in others]
    systems = (
        _compared(run.name, values, baseline, p, p_holm)
        for run, values, p, p_holm in zip(runs[1:], others, raw, holm(raw), strict=True)
    )
    return Comparisons(measure, dataset, runs[0].name, float(baseline.mean()), bootstrap(baseline), tuple(systems))


def _compared(name: str, values: Values, baseline: Values, p: float, p_holm: float) -> Comparison:
    gains = values - baseline
    return Comparison(
        system=name,
        mean=float(values.mean()),
        gain=float(gains.mean()),
        interval=bootstrap(gains),
        p=p,
        p_holm=p_holm,
        wins=int(np.sum(gains > 0)),
        losses=int(np.sum(gains < 0)),
    )
