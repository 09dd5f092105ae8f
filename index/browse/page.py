"""One page of a list."""

from dataclasses import dataclass

import numpy as np

from index.types import Rows


@dataclass(frozen=True, slots=True)
class Page:
    """Some numbers of a longer list.

    Attributes:
        numbers: of rows, documents or whatever is listed, ascending.
        next: the number that the next page begins with; None on the last page.
        total: numbers on all pages.
    """

    numbers: tuple[int, ...]
    next: int | None
    total: int


def page(listed: Rows, start: int, limit: int) -> Page:
    """Up to `limit` of some ascending numbers, those from `start` on.

    Args:
        listed: (n,) all numbers, ascending, each once.
        start: the first number that may be on the page; it need not be listed.
        limit: how many at most, from 1.
    """
    first = int(np.searchsorted(listed, start))
    numbers, rest = listed[first : first + limit], listed[first + limit :]
    return Page(tuple(numbers.tolist()), int(rest[0]) if len(rest) else None, len(listed))
