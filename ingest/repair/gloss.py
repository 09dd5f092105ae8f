"""Pinyin that a faulty converter wrote behind characters, such as 環(huán), and what it proves of a text.

The converter glosses a fixed set of Traditional characters wherever they stand. That tells its pages from a reading
lesson, which glosses Simplified characters as well, and from sound text, which glosses a hard character once.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import add

from ingest.repair.script import simplified_char

READING = "[a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹɑɡê]{1,7} ?"  # ɑ, ɡ: what GBK calls its pinyin letters
GLOSS = re.compile(rf"[(（]({READING})[)）]")
_TONED = re.compile(r"[^\x00-\x7fɑɡ]")
_LEAST_GLOSSES = 3
_LEAST_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a text shows of the converter that damaged it.

    Attributes:
        glossed: characters that it glosses wherever they stand.
        alphabet: how often each character stands in the text.
        indented: whether paragraphs begin with white space.
        wide: whether the text still has ideographic spaces.
        pairs: how often two characters, folded to half width, stand side by side.
    """

    glossed: frozenset[str]
    alphabet: Counter[str]
    indented: bool
    wide: bool
    pairs: Counter[str]

    @property
    def suspects(self) -> int:
        """How many `?` the text shows, each of which may be a lost byte."""
        return self.alphabet["?"] + self.alphabet["？"]


def conversion(text: str) -> Conversion | None:
    """The converter's marks in `text`; None for a text that it did not touch."""
    proven = [text[at.start() - 1] for at in GLOSS.finditer(text, 1) if _TONED.search(at[1]) and glosses(at)]
    counts = Counter(proven)
    if len(proven) < _LEAST_GLOSSES or _share(map(_is_traditional, proven)) < _LEAST_SHARE:
        return None
    glossed = {char for char, count in counts.items() if count >= _LEAST_SHARE * text.count(char)}
    if sum(counts[char] for char in glossed) < _LEAST_SHARE * len(proven):
        return None
    return Conversion(
        glossed=frozenset(glossed),
        alphabet=Counter(text),
        indented=_share(line[0].isspace() for line in text.split("\n") if line.strip()) > 0.5,
        wide="\u3000" in text,
        pairs=Counter(map(add, plain := half_width(GLOSS.sub("", text)), plain[1:])),
    )


def half_width(text: str) -> str:
    """`text` with the marks that pages of this kind show in either width in their ASCII form."""
    return text.translate(_HALF_WIDTH)


def glosses(gloss: re.Match[str]) -> bool:
    """Whether a match of `GLOSS` is a reading of the character before it."""
    return gloss.start() > 0 and is_reading(gloss.string[gloss.start() - 1], gloss[1])


@cache
def is_reading(char: str, reading: str) -> bool:
    """Whether `char` can be read so; `reading` with tone marks, as the converter writes it."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - 0.2 s that sound text need not pay

    return reading.strip().translate(_PLAIN) in PINYIN_DICT.get(ord(char), "").split(",")


def _is_traditional(char: str) -> bool:
    return simplified_char(char) != char


def _share(flags: Iterable[bool]) -> float:
    counted = Counter(flags)
    return counted[True] / counted.total()


_HALF_WIDTH = {0x3000: " "} | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN = str.maketrans("ɑɡ", "ag")
