"""Traditional to Simplified script, character for character.

OpenCC's t2s with one amendment: it keeps 著 where Simplified text has 着 (跟着, 着力), so each 著 is judged by the
words around it. No regional variant of t2s: the text was Simplified once, its words are those of the mainland.
"""

from functools import cache

from opencc import OpenCC

from ingest.repair.plausibility import plausibility

_REACH = 4  # characters on either side that can share a word with the one judged


def simplified(text: str) -> str:
    """`text` in Simplified script; as many characters as before."""
    converted: str = _converter().convert(text)
    if len(converted) != len(text):
        converted = "".join(map(simplified_char, text))
    for at in (at for at, char in enumerate(text) if char == "著"):
        converted = _judged(converted, at)
    return converted


@cache
def simplified_char(char: str) -> str:
    """One character in Simplified script, by itself."""
    converted: str = _converter().convert(char)
    return converted if len(converted) == 1 else char


@cache
def is_simplified_only(char: str) -> bool:
    """Whether a converter to Traditional script would have replaced the character."""
    return bool(_back_converter().convert(char) != char)


def _judged(text: str, at: int) -> str:
    before, after = text[max(0, at - _REACH) : at], text[at + 1 : at + 1 + _REACH]
    better = max("著着", key=lambda char: plausibility(before + char + after))
    return f"{text[:at]}{better}{text[at + 1 :]}"


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _back_converter() -> OpenCC:
    return OpenCC("s2t")
