"""Choosing the parameters of a search on judged questions, with what the choice is worth on questions it never saw."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from operator import itemgetter

import numpy as np

from eval.folds import Places, folds
from eval.metrics import Values
from eval.significance import bootstrap, randomisation
from index.fusion.fuse import Fusion
from index.lexical.backends import LexicalBackend
from index.parameters import Parameters

K1 = (0.6, 0.9, 1.2, 1.6, 2.0)
B = (0.3, 0.5, 0.65, 0.75, 0.9)
FIELD_WEIGHTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
FIELDS = ("title", "section_path", "units")  # against a body of 1
DENSE_WEIGHTS = tuple(round(0.05 * step, 2) for step in range(21))
FOLDS = 5
LEAST_GAIN = 1e-3  # of a step; less is noise, and would change a default for nothing

Score = Callable[[Parameters], Values]


@dataclass(frozen=True, slots=True, eq=False)
class Tuned:
    """What was chosen, and the evidence.

    Attributes:
        chosen: on all questions.
        by_fold: on all questions but those of a fold, for each fold.
        before: (questions,) of the parameters that were in use.
        after: (questions,) of those chosen, measured on the questions they were chosen on.
        held_out: (questions,) each of the parameters that were chosen without its fold.
    """

    chosen: Parameters
    by_fold: tuple[Parameters, ...]
    before: Values
    after: Values
    held_out: Values

    @property
    def gain(self) -> float:
        """On questions held out; what to expect of a change."""
        return float((self.held_out - self.before).mean())

    @property
    def p(self) -> float:
        """That the held-out gain or loss is chance."""
        return randomisation(self.held_out, self.before)

    @property
    def interval(self) -> tuple[float, float]:
        """Of 95 %, of the held-out gain."""
        return bootstrap(self.held_out - self.before)


def tune(
    start: Parameters,
    score: Score,
    answers: Sequence[frozenset[str]],
    progress: Callable[[], None] = lambda: None,
) -> Tuned:
    """Choose parameters by the mean of a measure.

    Args:
        start: in use now; they stay where nothing is better.
        score: (questions,) of any parameters.
        answers: ids of what answers each question; questions that share one are never on two sides.
        progress: called when other parameters have been scored.
    """

    @cache
    def remembered(parameters: Parameters) -> Values:
        values = score(parameters)
        progress()
        return values

    everything = np.arange(len(answers))
    held_out = np.empty(len(answers))
    by_fold = []
    for fold in folds(answers, FOLDS):
        chosen = climb(start, remembered, np.setdiff1d(everything, fold))
        held_out[fold] = remembered(chosen)[fold]
        by_fold.append(chosen)
    chosen = climb(start, remembered, everything)
    return Tuned(chosen, tuple(by_fold), remembered(start), remembered(chosen), held_out)


def climb(start: Parameters, score: Score, places: Places) -> Parameters:
    """The parameters that no change of one axis improves by LEAST_GAIN on some questions; `start` over no questions."""
    best, value = start, _mean(score(start), places)
    improved = len(places) > 0
    while improved:
        improved = False
        for axis in AXES:
            reached, candidate = max(((_mean(score(other), places), other) for other in axis(best)), key=itemgetter(0))
            if reached > value + LEAST_GAIN:
                best, value, improved = candidate, reached, True
    return best


def _mean(values: Values, places: Places) -> float:
    return float(values[places].mean()) if len(places) else 0.0


def _fusions(now: Parameters) -> Iterator[Parameters]:
    for method in Fusion:
        # RRF has no weight
        weights = (now.dense_weight,) if method is Fusion.RRF else DENSE_WEIGHTS
        yield from (replace(now, fusion=method, dense_weight=weight) for weight in weights)


def _saturations(now: Parameters) -> Iterator[Parameters]:
    for k1, b in product(K1, B):
        yield replace(now, bm25=replace(now.bm25, k1=k1, b=b))


def _field(name: str) -> Callable[[Parameters], Iterator[Parameters]]:
    def weights(now: Parameters) -> Iterator[Parameters]:
        # the other library knows no field weights
        for weight in FIELD_WEIGHTS if now.backend is LexicalBackend.IMPACTS else (1.0,):
            yield replace(now, bm25=replace(now.bm25, **{name: weight}))

    return weights


AXES = (_fusions, _saturations, *map(_field, FIELDS))
"""What is changed at a time, everything else being kept: ways to give all values of an axis."""
