"""Where the words that matched stand in a text, for highlighting."""

from collections.abc import Iterable, Iterator
from string import ascii_lowercase, digits

from index.analyzer.fold import fold

Marks = tuple[tuple[int, int], ...]

_LATIN = frozenset(ascii_lowercase + digits)


def marks(text: str, terms: Iterable[str]) -> Marks:
    """Ranges of `text` that hold terms, in text order, none touching another.

    Terms are looked for in the folded text, which is hundreds of times faster than segmenting each hit anew; ranges
    are of the unfolded one.

    Args:
        text: as it is shown.
        terms: folded, as the analyzer makes them.
    """
    folded = fold(text)
    found = sorted(place for term in set(terms) if term for place in _places(folded.text, term))
    return tuple(_joined(folded.source(start, end) for start, end in found))


def _places(folded: str, term: str) -> Iterator[tuple[int, int]]:
    """Where a term stands, overlaps with itself included; Latin words and numbers whole: gb is none in 12gb5."""
    start = folded.find(term)
    while start >= 0:
        end = start + len(term)
        if not (_goes_on(folded, start) or _goes_on(folded, end)):
            yield start, end
        start = folded.find(term, start + 1)


def _goes_on(folded: str, at: int) -> bool:
    """Whether a Latin word or a number has characters on both sides of a place."""
    return 0 < at < len(folded) and folded[at - 1] in _LATIN and folded[at] in _LATIN


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
