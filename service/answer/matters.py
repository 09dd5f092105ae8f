"""Whether a text is on the matter that a question names, or only on something near it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import Field

from ingest.lexicon.table import Table, Word, read_table

_BOUGHT, _CAUSE = re.compile(r"(?:买[了的]?|欠[^,，。；？?]{0,6})$"), re.compile(r"[为因](?:了|为)?$")
# A sum: 机票3000元, 学费一万二. A bare number is one behind a word of spending or where its clause ends: 地铁一趟9 and
# 机票2400，不去行吗 name sums, 地铁2号线 does not.
_DIGITS, _CHARACTERS = r"\d+(?:\.\d+)?", "[一二两三四五六七八九十百千万]+"
_COUNTED = "[户人家件个名次项套张份寸]"
_SUM = (
    rf"(?:{_DIGITS}\s*[百千万亿]*[多余来几]?[块元万千百亿]|[一二两三四五六七八九十]+[百千万亿]|{_CHARACTERS}[多来几]?[块元])"
    rf"(?!{_COUNTED})"
)
_SPENT = r"(?:(?:一[回张趟次]|来回)[要得才花]?了?|[要得才花]了?|了)"
_NUMBER = rf"(?:{_DIGITS}(?![\d.])|[一二三四五六七八九]?十)(?!\s*(?:{_COUNTED}|[天年月日号周岁倍分%％]))"
_COST = re.compile(rf"{_SPENT}?{_SUM}|{_SPENT}{_NUMBER}|{_DIGITS}(?=[,，。；;])")
_QUARREL = re.compile(r"[^,，。；？?]{0,5}[闹吵扯争]")

FILE = Path(__file__).parent / "matters.toml"


class Matter(Table):
    """A matter that goes by one name; see matters.toml."""

    names: tuple[Word, ...] = Field(min_length=1)
    texts: tuple[Word, ...] = ()

    def is_in(self, text: str) -> bool:
        """Whether a text names it."""
        return any(name in text for name in (*self.names, *self.texts))


class _Matters(Table):
    matter: tuple[Matter, ...]


@cache
def matters(path: Path = FILE) -> tuple[Matter, ...]:
    """All that are known. Raises LexiconError."""
    return read_table(path, _Matters).matter


def named_in(question: str) -> Iterator[tuple[str, Matter]]:
    """The matters that a folded question names, by the name that it uses."""
    for matter in matters():
        used = next((name for name in matter.names if _is_named(question, name)), None)
        if used:
            yield used, matter


def _is_named(question: str, name: str) -> bool:
    """Whether a question names it otherwise than as what something cost, what was bought or is owed, or a quarrel."""
    for found in re.finditer(re.escape(name), question):
        is_bought = _BOUGHT.search(question, 0, found.start()) or _COST.match(question, found.end())
        is_cause = _CAUSE.search(question, 0, found.start()) and _QUARREL.match(question, found.end())
        if not is_bought and not is_cause:
            return True
    return False
