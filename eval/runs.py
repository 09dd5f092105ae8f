"""What a system answered to the questions of a dataset, in the form that measures are taken of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

Ranking = tuple[tuple[str, float], ...]
"""Ids with their scores, best first; scores strictly descend, in single precision, which trec_eval reads them in."""


@dataclass(frozen=True, slots=True)
class Run:
    """The rankings of one system.

    Attributes:
        name: of the system.
        rankings: by question id; an empty one, or none, where nothing was found.
    """

    name: str
    rankings: Mapping[str, Ranking]


def ranking(found: Iterable[tuple[str, float]], k: int) -> Ranking:
    """The first k different ids of a list that is ordered best first.

    An id that comes again is the same document by a worse part of it. Every tool breaks ties its own way, so a score
    that does not descend is lowered to the next smaller number.
    """
    kept: dict[str, float] = {}
    ceiling = np.float32(np.inf)
    for name, score in found:
        if len(kept) == k:
            break
        if name not in kept:
            ceiling = min(np.float32(score), np.nextafter(ceiling, np.float32(-np.inf)))
            kept[name] = float(ceiling)
    return tuple(kept.items())
