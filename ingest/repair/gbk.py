"""CP936, the Windows form of GBK, with the private-use characters that Windows gives to its undefined byte pairs.

Python's `gbk` codec refuses those pairs and `gb18030` maps some of them elsewhere, but text that was once decoded by
Windows holds them: a page cut in the middle of a character shows them where the bytes fell out of step.
"""

from collections.abc import Iterator
from functools import cache

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


@cache
def decode_pair(lead: int, trail: int) -> str | None:
    """The character of one byte pair, or None when the bytes are no pair of CP936."""
    return _decoding().get((lead, trail))


@cache
def encode(char: str) -> bytes | None:
    """The bytes of one character, or None when CP936 does not have it."""
    if char < "\x80":
        return char.encode("ascii")
    if char == "€":
        return b"\x80"
    return _encoding().get(char)


@cache
def _encoding() -> dict[str, bytes]:
    return {char: bytes(pair) for pair, char in _decoding().items()}


@cache
def _decoding() -> dict[tuple[int, int], str]:
    user_defined = dict(zip(_user_defined_areas(), map(chr, range(0xE000, 0xE766)), strict=True))
    rest = iter(range(0xE766, 0xE865))
    pairs = {}
    for pair in ((lead, trail) for lead in LEADS for trail in TRAILS):
        pairs[pair] = user_defined.get(pair) or _standard(*pair) or chr(next(rest))
    return pairs


def _user_defined_areas() -> Iterator[tuple[int, int]]:
    """The three areas that GBK leaves to its users, in the order of U+E000 to U+E765."""
    for lead in (*range(0xAA, 0xB0), *range(0xF8, 0xFF)):
        yield from ((lead, trail) for trail in range(0xA1, 0xFF))
    for lead in range(0xA1, 0xA8):
        yield from ((lead, trail) for trail in TRAILS if trail <= 0xA0)


def _standard(lead: int, trail: int) -> str | None:
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None
