"""What a confidence is worth for holding back: the risk of answering, as more and less sure questions are answered.

Risk is the share of answered questions whose first hit is no answer; a question that nothing answers is always wrong
to answer. Coverage is the share of questions that are answered. El-Yaniv & Wiener, "On the Foundations of Noise-free
Selective Classification" (2010); the area under the curve is that of Geifman, Uziel & El-Yaniv (2019).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.dataset import Dataset
from eval.runs import Run
from eval.wilson import wilson

THRESHOLDS = (0.1, 0.3, 0.5, 0.7, 0.9)

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """All questions of a dataset, answerable or not.

    Attributes:
        confidences: (questions,) of the first hit, 0 without one.
        right: (questions,) whether the first hit answers.
        answerable: (questions,) whether anything does.
    """

    confidences: Doubles
    right: NDArray[np.bool_]
    answerable: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Share:
    """A share that was counted, 0 of none, with its Wilson interval of 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """What comes of answering from a confidence up.

    Attributes:
        threshold: the lowest confidence that is answered.
        answered: of the answerable questions, those that are.
        refused: of the unanswerable questions, those that are not answered.
        wrong: of the answered questions, those whose first hit is no answer.
    """

    threshold: float
    answered: Share
    refused: Share
    wrong: Share


def judged(dataset: Dataset, run: Run, confidences: Mapping[str, float]) -> Judged:
    """The questions of a dataset, in its order, with what a run makes of them."""
    answering = {query.id: names for query, names in zip(dataset.answerable, dataset.answers, strict=True)}
    firsts = {name: ranking[0][0] for name, ranking in run.rankings.items() if ranking}
    ids = [query.id for query in dataset.queries]
    return Judged(
        np.array([confidences[name] for name in ids]),
        np.array([firsts.get(name) in answering.get(name, ()) for name in ids], np.bool_),
        np.array([name in answering for name in ids], np.bool_),
    )


def risk_coverage(questions: Judged) -> tuple[Doubles, Doubles]:
    """(thresholds,) coverage, ascending, and risk there; questions of equal confidence are answered together."""
    order = np.argsort(-questions.confidences, kind="stable")
    ranked = questions.confidences[order]
    ends = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    wrong = np.cumsum(~questions.right[order])[ends]
    return (ends + 1) / len(ranked), wrong / (ends + 1)


def area(questions: Judged) -> float:
    """Mean risk over all coverages, 0 to 1: low where a high confidence means a right answer."""
    coverage, risk = risk_coverage(questions)
    return float(np.sum(risk * np.diff(coverage, prepend=0.0)))


def rows(questions: Judged) -> list[Row]:
    """What comes of answering, for each of THRESHOLDS."""
    return [_row(questions, threshold) for threshold in THRESHOLDS]


def to_json(questions: Judged, digits: int) -> dict[str, Any]:
    """Area and table, rounded."""
    return {
        "area": round(area(questions), digits),
        "thresholds": [
            {
                "threshold": row.threshold,
                "answered": _rounded(row.answered, digits),
                "refused": _rounded(row.refused, digits),
                "wrong": _rounded(row.wrong, digits),
            }
            for row in rows(questions)
        ],
    }


def _rounded(share: Share, digits: int) -> dict[str, float]:
    return {name: round(value, digits) for name, value in asdict(share).items()}


def _row(questions: Judged, threshold: float) -> Row:
    given, answerable = questions.confidences >= threshold, questions.answerable
    return Row(
        threshold,
        answered=_share(given & answerable, answerable),
        refused=_share(~given & ~answerable, ~answerable),
        wrong=_share(given & ~questions.right, given),
    )


def _share(hits: NDArray[np.bool_], among: NDArray[np.bool_]) -> Share:
    count, total = int(hits.sum()), int(among.sum())
    return Share(count / total if total else 0.0, *wilson(count, total))
