"""How sure a hit is: a probability from raw scores, comparable across queries.

Fused scores rank within one query only: normalised, the best hit of nonsense scores as high as the best hit of a good
question. Raw scores keep the difference. The model is logistic regression, one for each search mode, over

- `dense`: cosine of the hit's best passage,
- `lexical`: log(1 + BM25),
- `coverage`: the share of the question's words, weighted by rarity, that the hit holds, 0 to 1,
- `known`: the share of them that any text of the index holds, 0 to 1, the same for all hits of a question.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.types import Floats

FEATURES: dict[str, tuple[str, ...]] = {
    "hybrid": ("dense", "lexical", "coverage", "known"),
    "dense": ("dense",),
    "lexical": ("lexical", "coverage", "known"),
}
"""What each search mode knows of a hit."""

_RIDGE = 1e-4  # a label; keeps weights finite when the labels can be told apart perfectly
_SMALLEST = 1e-9
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Features:
    """Raw scores of hits, all of the same length; what a mode does not know is None."""

    dense: Floats | None = None
    lexical: Floats | None = None
    coverage: Floats | None = None
    known: Floats | None = None

    def matrix(self, mode: str) -> NDArray[np.float64]:
        """(hits, features of the mode)."""
        columns = {"dense": self.dense, "coverage": self.coverage, "known": self.known}
        columns["lexical"] = None if self.lexical is None else np.log1p(np.maximum(self.lexical, 0))
        return np.stack([np.asarray(columns[name], np.float64) for name in FEATURES[mode]], axis=1)


@dataclass(frozen=True, slots=True)
class Logistic:
    """Probability 1 / (1 + exp(-(bias + weights · features)))."""

    bias: float
    weights: tuple[float, ...]

    def __call__(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """(hits,) probabilities of (hits, features)."""
        logits = features @ np.array(self.weights) + self.bias
        probabilities: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
        return probabilities


@dataclass(frozen=True, slots=True)
class Calibration:
    """One logistic model a search mode."""

    models: Mapping[str, Logistic]

    def confidence(self, mode: str, features: Features) -> NDArray[np.float64]:
        """(hits,) probabilities that a hit answers the question, 0 to 1."""
        return self.models[mode](features.matrix(mode))

    def to_json(self) -> dict[str, Any]:
        """For the manifest of a snapshot."""
        return {
            mode: {"bias": model.bias, **dict(zip(FEATURES[mode], model.weights, strict=True))}
            for mode, model in self.models.items()
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `to_json` made. Raises KeyError for a model that lacks a feature."""
        return cls(
            {
                mode: Logistic(model["bias"], tuple(model[name] for name in FEATURES[mode]))
                for mode, model in stored.items()
            }
        )


DEFAULT = Calibration(
    {
        "hybrid": Logistic(-17.91, (23.19, 0.6834, 2.854, -1.754)),
        "dense": Logistic(-21.02, (29.12,)),
        "lexical": Logistic(-6.282, (1.880, 4.520, -2.273)),
    }
)
"""For the embedded default encoder: fitted to the five best hits of each dev question over docs_corpus, unanswerable
ones among them, and of 120 lay questions about statutes, which the corpus does not answer (`zhaoqi-eval calibrate`). On
test questions and 120 others of those, hits of confidence 0.0-0.2, 0.2-0.4, ... 0.8-1.0 answered 4, 35, 57, 67 and 82 %
of the time in hybrid mode."""


def fit(mode: str, features: Features, relevant: NDArray[np.bool_]) -> Logistic:
    """The logistic model that explains labels best, by Newton's method with a slight ridge.

    Args:
        mode: which features are looked at.
        features: of judged hits.
        relevant: (hits,) whether each answers its question. Foreign and nonsense questions belong to the sample, with
            nothing relevant: else the model never learns to doubt.
    """
    matrix = features.matrix(mode)
    centre, scale = matrix.mean(axis=0), matrix.std(axis=0) + _SMALLEST
    design = np.column_stack([np.ones(len(matrix)), (matrix - centre) / scale])
    penalty = np.diag([_SMALLEST, *[_RIDGE * len(matrix)] * matrix.shape[1]])
    solution = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-np.clip(design @ solution, -50, 50)))
        gradient = design.T @ (relevant - expected) - penalty @ solution
        curvature = design.T @ (design * (expected * (1 - expected))[:, None]) + penalty
        step = np.linalg.solve(curvature, gradient)
        solution += step
        if np.abs(step).max() < _SMALLEST:
            break
    weights = solution[1:] / scale
    return Logistic(float(solution[0] - weights @ centre), tuple(map(float, weights)))
