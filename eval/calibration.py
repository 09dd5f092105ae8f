"""Confidence fitted to judged hits, and how true it is of questions that it was not fitted to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.confidence import FEATURES, Calibration, Features, Logistic, fit
from index.hits import Why
from index.search import HybridIndex

TOP = 5  # hits of a question that are looked at
FULL = 2  # the grade of a measure that answers fully
BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """The best hits of some questions.

    Attributes:
        features: (hits,) what the index knows of each.
        relevant: (hits,) whether it answers its question fully.
    """

    features: Features
    relevant: NDArray[np.bool_]


def judged(index: HybridIndex, mode: str, questions: Iterable[tuple[str, Mapping[str, int]]]) -> Judged:
    """The TOP hits of each question, by search in one mode.

    Args:
        index: searched.
        mode: hybrid, dense or lexical.
        questions: text, and grade by measure id; nothing is relevant to a question without grades.
    """
    whys: list[Why] = []
    relevant: list[bool] = []
    for text, grades in questions:
        for hit in index.search(text, k=TOP, mode=mode, explain=True).hits:
            assert hit.why
            whys.append(hit.why)
            relevant.append(grades.get(hit.measure_id, 0) >= FULL)
    return Judged(_features(mode, whys), np.array(relevant, np.bool_))


def fitted(index: HybridIndex, questions: Sequence[tuple[str, Mapping[str, int]]]) -> Calibration:
    """The calibration that explains best which hits answer their questions."""
    models: dict[str, Logistic] = {}
    for mode in FEATURES:
        sample = judged(index, mode, questions)
        models[mode] = fit(mode, sample.features, sample.relevant)
    return Calibration(models)


@dataclass(frozen=True, slots=True)
class Band:
    """Hits whose confidence lies from `low` to `high`.

    Attributes:
        answered: share of them that answer their question, None without hits.
    """

    low: float
    high: float
    hits: int
    answered: float | None


def reliability(calibration: Calibration, mode: str, sample: Judged) -> list[Band]:
    """How often hits of each band of confidence answer; a true confidence lies inside of its band."""
    confidence = calibration.confidence(mode, sample.features)
    places = np.clip(np.digitize(confidence, BANDS) - 1, 0, len(BANDS) - 2)
    return [
        Band(
            low, high, int((places == at).sum()), float(sample.relevant[places == at].mean()) if at in places else None
        )
        for at, (low, high) in enumerate(pairwise(BANDS))
    ]


def _features(mode: str, whys: Sequence[Why]) -> Features:
    columns = {name: np.array([getattr(why, name) for why in whys], np.float32) for name in FEATURES[mode]}
    return Features(**columns)
