"""The digit that a list number lost, told by its place in the list.

An indented `（1）` loses its digit for good when a lead byte swallows it, in every item of the list alike; but items
are counted from 1, and from where the last heading stood. A list of a single item is no list and tells nothing.
"""

import re
from collections.abc import Iterable

_ITEM = re.compile(r"\s*[（(]([?？]?\d?)[)）]")
_HEADING = re.compile(r"\s*(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[)）、])")


def lost_digits(lines: Iterable[str]) -> dict[int, str]:
    """The digit that stood at the `?` of a list number, for each line (counted from 0) where the list tells it."""
    digits: dict[int, str] = {}
    items: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        if item := _ITEM.match(line):
            items.append((at, item[1]))
        elif _HEADING.match(line):
            digits |= _digits_of_list(items)
            items = []
    return digits | _digits_of_list(items)


def _digits_of_list(items: list[tuple[int, str]]) -> dict[int, str]:
    digits: dict[int, str] = {}
    following = 1
    for at, shown in items if len(items) > 1 else ():
        if shown.isdigit():
            following = int(shown)
        elif len(shown) == len(str(following)) and shown[1:] == str(following)[1:]:
            digits[at] = str(following)[0]
        else:
            break  # out of count
        following += 1
    return digits
