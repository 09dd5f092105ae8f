"""Whether a text is on the matter that a question names, or only on something near it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import Field

from ingest.lexicon.table import Table, Word, read_table

_BOUGHT, _CAUSE = re.compile(r"(?:买[了的]?|欠[^,，。；？?]{0,6})$"), re.compile(r"[为因](?:了|为)?$")
_COST = re.compile(
    r"(?:一[回张趟次]|来回)?[要得才花]?了?(?:\d|[一二两三四五六七八九十]+[百千万块元]|[一二三四五六七八九]?十)"
)
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
