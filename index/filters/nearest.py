"""Names close to one that does not exist, for a reader to choose from."""

from collections.abc import Sequence
from difflib import get_close_matches

NEAREST = 5
MOST_COMPARED = 2000  # difflib takes some 20 µs a name


def nearest(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Up to NEAREST of `names`: those that hold `name` or are held by it, then the most similar ones, best first."""
    name = name[:100]
    holding = [other for other in names if name in other or other in name]
    holding.sort(key=lambda other: abs(len(other) - len(name)))
    compared = names if len(names) <= MOST_COMPARED else _sharing(name, names)
    similar = get_close_matches(name, compared, n=NEAREST, cutoff=0.3) if name else []
    return tuple(dict.fromkeys([*holding[:NEAREST], *similar]))[:NEAREST]


def _sharing(name: str, names: Sequence[str]) -> list[str]:
    """The names with the most characters in common."""
    letters = set(name)
    return sorted(names, key=lambda other: -len(letters & set(other)))[:MOST_COMPARED]
