"""Cuts a text into parts that a model can read at once."""

import re
from collections.abc import Callable

# Where a text is cut, the best kind first: after a sentence, after a part of one, between words.
_BORDERS = tuple(map(re.compile, (r"[。！？!?；;\n]+|\.(?=\s)", r"[，、：,:]", r"\s")))


def windows(text: str, fits: Callable[[str], bool]) -> list[str]:
    """The text, halved as near to the middle as a border allows until every part fits; joined, the parts are the text.

    Args:
        text: of any length.
        fits: whether a part is short enough; a single character is always taken as it is.
    """
    if len(text) <= 1 or fits(text):
        return [text]
    cut = _cut(text)
    return windows(text[:cut], fits) + windows(text[cut:], fits)


def _cut(text: str) -> int:
    """The best border in the middle half of the text, else its middle."""
    length = len(text)
    for border in _BORDERS:
        ends = [
            found.end() for found in border.finditer(text, length // 4, length - length // 4) if found.end() < length
        ]
        if ends:
            return min(ends, key=lambda end: abs(2 * end - length))
    return length // 2
