"""A weight of the dense leg that follows the question.

    weight = 1 / (1 + exp(-(bias + a · coverage + b · lexical_sharpness + c · dense_sharpness)))

    sharpness of a leg = (best - mean of the best ten) / (best - floor)

The lexical leg deserves trust where the vocabulary covers the question and one row stands out; a < 0, b < 0 and c > 0
say so. With all three 0 the weight is constant, which is the default: fitting them to lay questions about statutes
gained nothing out of fold. They are there for collections where it does.
"""

from dataclasses import dataclass
from math import exp, log
from typing import Self

import numpy as np

from index.types import Floats

TOP = 10


@dataclass(frozen=True, slots=True)
class Signs:
    """What a question shows before its legs are fused, all from 0 to 1.

    Attributes:
        coverage: share of the question's words, weighted by rarity, that the vocabulary or the best row holds.
        lexical_sharpness: how far the best row stands out from the best ten.
        dense_sharpness: likewise.
    """

    coverage: float
    lexical_sharpness: float
    dense_sharpness: float


@dataclass(frozen=True, slots=True)
class AdaptiveWeight:
    """Coefficients of the formula."""

    bias: float
    coverage: float = 0.0
    lexical_sharpness: float = 0.0
    dense_sharpness: float = 0.0

    @classmethod
    def constant(cls, weight: float) -> Self:
        """The same weight for all questions, above 0 and below 1."""
        return cls(log(weight / (1 - weight)))

    def of(self, signs: Signs) -> float:
        """The weight of the dense leg, from 0 to 1."""
        logit = (
            self.bias
            + self.coverage * signs.coverage
            + self.lexical_sharpness * signs.lexical_sharpness
            + self.dense_sharpness * signs.dense_sharpness
        )
        return 1 / (1 + exp(-logit)) if logit > 0 else exp(logit) / (1 + exp(logit))


def sharpness(scores: Floats, floor: float) -> float:
    """How far the best candidate stands out, from 0 to 1; 0 where none exceeds the floor."""
    best = np.sort(scores.clip(floor))[::-1][:TOP].astype(np.float64)
    return float((best[0] - best.mean()) / (best[0] - floor)) if len(best) and best[0] > floor else 0.0
