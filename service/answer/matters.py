"""Whether a text is on the matter that a question names, or only on something near it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import Field

from ingest.lexicon.table import Table, Word, read_table

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
        used = next((name for name in matter.names if name in question), None)
        if used:
            yield used, matter
