"""Parts of a dataset that share no answer, so that what is chosen on some of them can be measured on the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Group:
    names: set[str]
    places: list[int]


def components(answers: Sequence[Collection[str]]) -> list[list[int]]:
    """Places of the questions, grouped so that two that share an answer, or are linked by others that do, are together.

    Args:
        answers: ids of what answers each question.
    """
    groups: list[_Group] = []
    for place, names in enumerate(answers):
        linked = [group for group in groups if not group.names.isdisjoint(names)]
        others = [group for group in groups if group.names.isdisjoint(names)]
        joined = _Group(set(names), [place])
        for group in linked:
            joined.names.update(group.names)
            joined.places.extend(group.places)
        groups = [*others, joined]
    return [sorted(group.places) for group in groups]


def folds(answers: Sequence[Collection[str]], count: int) -> list[Places]:
    """Places of the questions in parts of about equal size, none of which shares an answer with another.

    Whole components are dealt out, the largest first, each to the part that is smallest so far. Empty parts are left
    out, as where everything is one component.
    """
    parts: list[list[int]] = [[] for _ in range(count)]
    for group in sorted(components(answers), key=lambda group: (-len(group), group)):
        min(parts, key=len).extend(group)
    return [np.array(sorted(part), np.intp) for part in parts if part]
