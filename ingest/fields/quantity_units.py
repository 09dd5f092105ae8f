"""The units that a number may carry, read from `lexicon/quantity_units.toml`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from ingest.errors import LexiconError
from ingest.lexicon.table import FOLDER, Table, Word, read_table

UnitKind = Literal["money", "share", "score", "time", "age", "size", "counter"]


class UnitFile(Table):
    """The schema of the lexicon file, explained in it."""

    kinds: dict[UnitKind, tuple[Word, ...]]
    same_as: dict[Word, Word] = Field(default_factory=dict)
    not_before: dict[Word, tuple[Word, ...]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Units:
    """All units.

    Attributes:
        kinds: unit, as written and plain -> its kind.
        same_as: unit as written -> its plain form, for those that differ.
        pattern: matches one unit, the longest that is not the start of another word.
    """

    kinds: dict[str, UnitKind]
    same_as: dict[str, str]
    pattern: str

    def plain(self, written: str) -> str:
        """The form that a record carries: 工作日 for 个工作日."""
        return self.same_as.get(written, written)


@cache
def load_units(path: Path = FOLDER / "quantity_units.toml") -> Units:
    """Read and compile the lexicon, once. Raises LexiconError when the file breaks its schema."""
    table = read_table(path, UnitFile)
    kinds = {unit: kind for kind, units in table.kinds.items() for unit in units}
    if unknown := (table.not_before.keys() | table.same_as.keys()) - kinds.keys():
        raise LexiconError(path, f"speaks of units that it does not list: {', '.join(sorted(unknown))}")
    longest_first = sorted(kinds, key=lambda unit: (-len(unit), unit))
    pattern = "|".join(_alternative(unit, table.not_before.get(unit, ())) for unit in longest_first)
    kinds |= {plain: kinds[written] for written, plain in table.same_as.items()}
    return Units(kinds, table.same_as, pattern)


def _alternative(unit: str, not_before: tuple[str, ...]) -> str:
    return re.escape(unit) + (f"(?!{'|'.join(map(re.escape, not_before))})" if not_before else "")
