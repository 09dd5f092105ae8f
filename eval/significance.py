"""Whether a difference between two systems, measured on the same questions, may be chance.

Smucker, Allan & Carterette, "A Comparison of Statistical Significance Tests for Information Retrieval Evaluation"
(2007) advise the randomisation test; Sakai, "Laboratory Experiments in Information Retrieval" (2018), intervals too.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

SAMPLES = 10_000
SEED = 20_240_601
EXACT_UP_TO = 16  # pairs that differ; beyond, signs are drawn
_CELLS = 4_000_000  # numbers held at once
_ROUNDING = 1e-9


def randomisation(first: Doubles, second: Doubles, *, samples: int = SAMPLES, seed: int = SEED) -> float:
    """Two-sided p of the paired randomisation test (Fisher, "The Design of Experiments", 1935, 21).

    The share of all ways to swap the two values of each pair whose difference of means is at least as far from 0 as
    the one that was seen: exact for few pairs, else (1 + hits) / (1 + samples) over swaps drawn at random. 1 where
    nothing differs.

    Args:
        first: (questions,) values of one system.
        second: (questions,) of the other one, in the same order.
        samples: swaps drawn.
        seed: of the draw.
    """
    differences = (first - second)[first != second]
    count = len(differences)
    if not count:
        return 1.0
    threshold = abs(differences.sum()) - _ROUNDING
    if count <= EXACT_UP_TO:
        ways = np.arange(2**count)[:, None] >> np.arange(count) & 1
        return float(np.mean(np.abs((1 - 2 * ways) @ differences) >= threshold))
    random = np.random.default_rng(seed)
    hits = 0
    for size in _chunks(samples, count):
        signs = 1 - 2 * random.integers(0, 2, (size, count), np.int8)
        hits += int(np.sum(np.abs(signs @ differences) >= threshold))
    return (1 + hits) / (1 + samples)


def bootstrap(values: Doubles, *, level: float = 0.95, samples: int = SAMPLES, seed: int = SEED) -> tuple[float, float]:
    """The percentile interval of a mean over questions (Efron & Tibshirani, "An Introduction to the Bootstrap", 13.3).

    Args:
        values: (questions,) at least one.
        level: of confidence, between 0 and 1.
        samples: means that are drawn.
        seed: of the draw.
    """
    random = np.random.default_rng(seed)
    means = [
        values[random.integers(0, len(values), (size, len(values)))].mean(axis=1)
        for size in _chunks(samples, len(values))
    ]
    low, high = np.quantile(np.concatenate(means), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values that hold for all comparisons together: the smallest times their number, the next times one less, ...

    None is below the one before it. Holm, "A Simple Sequentially Rejective Multiple Test Procedure" (1979).
    """
    order = np.argsort(p_values, kind="stable")
    factors = np.arange(len(order), 0, -1)
    adjusted = np.empty(len(order))
    adjusted[order] = np.maximum.accumulate(np.minimum(1, np.asarray(p_values)[order] * factors))
    return [float(p) for p in adjusted]


def _chunks(samples: int, width: int) -> Iterator[int]:
    """Sizes that add up to the samples, each few enough rows of a width to be held."""
    step = max(1, _CELLS // width)
    for start in range(0, samples, step):
        yield min(step, samples - start)
