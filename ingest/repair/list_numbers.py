"""The digit that a list number lost, told by its place in the list.

An indented `（1）` loses its digit for good when a lead byte swallows it, in every item of the list alike; but items
are counted from 1, and from where the last heading stood.
"""

import re
from collections.abc import Iterable, Iterator

_ITEM = re.compile(r"\s*[（(]([?？]?\d?)[)）]")
_HEADING = re.compile(r"\s*(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[)）、])")


def lost_digits(lines: Iterable[str]) -> Iterator[str | None]:
    """For each line the digit that stood at the `?` of its list number; None where there is none, or no telling."""
    following: int | None = 1  # None: out of count until the next heading
    for line in lines:
        digit = None
        if item := _ITEM.match(line):
            if item[1].isdigit():
                following = int(item[1])
            elif following is not None:
                digit = _first_digit(item[1], following)
                following = following if digit else None
            following = following and following + 1
        elif _HEADING.match(line):
            following = 1
        yield digit


def _first_digit(shown: str, number: int) -> str | None:
    """The first digit of `number` if it shows as `shown`, whose first character is lost."""
    digits = str(number)
    return digits[0] if len(shown) == len(digits) and shown[1:] == digits[1:] else None
