"""Folding for search: what differs in writing only becomes equal, and every folded character knows its source.

Compatibility characters (NFKC, Unicode Standard Annex #15) and case first, then Traditional to Simplified script.
Invisible characters (format characters and variation selectors) are left out.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

_VARIATION_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_JOINING_JAMO = (0x1160, 0x11FF)  # Hangul vowels and finals compose with what stands before them
_OTHER = "\U0010ffff"  # no character; a text that holds it is folded the long way
_SURROGATE, _REPLACEMENT = re.compile("[\ud800-\udfff]"), "\ufffd"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where it comes from.

    Attributes:
        text: folded.
        starts, ends: for each character of `text`, the range of the unfolded text it was made of. Both never
            decrease; characters that were composed together share one range.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The range of the unfolded text that the non-empty range `text[start:end]` was made of."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """`text` folded for matching; folding the result again changes nothing. Takes any string, lone surrogates too."""
    folded = text.translate(_SINGLES)
    if _OTHER not in folded:  # the common case: one character each, nothing composes
        return Folded(_simplified(folded), range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        part = _composed(text[start:end])
        parts.append(part)
        starts += [start] * len(part)
        ends += [end] * len(part)
    return Folded(_simplified("".join(parts)), starts, ends)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Ranges that fold independently: a character and those behind it that may join it."""
    borders = [at for at, char in enumerate(text) if at == 0 or not _joins(char)]
    return list(zip(borders, [*borders[1:], len(text)], strict=True))


def _composed(cluster: str) -> str:
    visible = "".join(char for char in cluster if not _is_invisible(char))
    lower = "".join(char.lower() for char in unicodedata.normalize("NFKC", visible))
    return unicodedata.normalize("NFKC", lower)  # a small letter may compose with a mark where its capital did not


class _Singles(dict[int, str]):
    """For each character the one that it folds to by itself; _OTHER if it is more or less than one, or may join."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _composed(char)
        self[code] = folded if len(folded) == 1 and not _joins(char) else _OTHER
        return self[code]


_SINGLES = _Singles()


@cache
def _joins(char: str) -> bool:
    """Whether `char` may compose with what stands before it, or leave a gap over which others do."""
    if _is_invisible(char):
        return True
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.category(first)[0] == "M" or _JOINING_JAMO[0] <= ord(first) <= _JOINING_JAMO[1]


@cache
def _is_invisible(char: str) -> bool:
    selector = any(first <= ord(char) <= last for first, last in _VARIATION_SELECTORS)
    return selector or unicodedata.category(char) == "Cf"


def _simplified(text: str) -> str:
    """`text` in Simplified script, as many characters as before."""
    if text.isascii():
        return text
    sendable = _SURROGATE.sub(_REPLACEMENT, text)
    converted: str = _converter().convert(sendable)
    return converted if len(converted) == len(text) else "".join(map(_simplified_char, sendable))


@cache
def _simplified_char(char: str) -> str:
    converted: str = _converter().convert(char)
    return converted if len(converted) == 1 else char


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")  # no regional variant: words stay those of the mainland
