"""One name for all spellings of a unit, and which unit succeeded which.

A name is a prefix that says whose unit it is and a base that the table knows: 大连市 + 市场监管局. The base is replaced
by its canonical form, the prefix by its level where it names the document's own jurisdiction: 市市场监督管理局.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pydantic import Field

from ingest.errors import LexiconError
from ingest.lexicon.table import FOLDER, Table, Word, read_table

_LEVEL = r"自治区|自治州|自治县|新区|开发区|高新区|[省市区县州盟旗]"
_LEVEL_WORD = re.compile(rf"(?:{_LEVEL}|国家|全国)?")
_PLACE_WITH_LEVEL = re.compile(rf"[\u4e00-\u9fff]{{2,14}}?(?:{_LEVEL})")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,10}")
_SLOT = re.compile(r"\{(level|place)\}")
_PARTY = re.compile(r"^(?:中国共产党|中共)(?=.)")
_SPACE = re.compile(r"\s+")


class UnitEntry(Table):
    """The spellings of one unit; `{level}` or `{place}` marks where the prefix stands, else it stands in front."""

    name: Word
    aliases: tuple[Word, ...] = ()
    note: str = ""


class SuccessionEntry(Table):
    """A unit that took over the tasks of another in one jurisdiction."""

    former: Word = Field(alias="from")
    to: Word
    jurisdiction: str = Field(pattern=r"^\d{6}$")
    note: str = ""


class UnitFile(Table):
    """units.toml."""

    unit: tuple[UnitEntry, ...]
    succession: tuple[SuccessionEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One spelling, split at its slot: the text before and after the prefix, and what prefix is meant."""

    before: str
    after: str
    slot: str

    @classmethod
    def of(cls, template: str) -> "_Spelling":
        slot = _SLOT.search(template)
        if slot is None:
            return cls("", template, "level")
        return cls(template[: slot.start()], template[slot.end() :], slot[1])

    def prefix(self, name: str) -> str | None:
        """What fills the slot in `name`; None where the spelling does not fit."""
        if not (name.startswith(self.before) and name.endswith(self.after)):
            return None
        prefix = name[len(self.before) : len(name) - len(self.after)]
        return prefix if len(name) >= len(self.before) + len(self.after) and self._takes(prefix) else None

    def _takes(self, prefix: str) -> bool:
        if self.slot == "place":
            return _PLACE.fullmatch(prefix) is not None
        return _LEVEL_WORD.fullmatch(prefix) is not None or _PLACE_WITH_LEVEL.fullmatch(prefix) is not None

    def filled(self, prefix: str) -> str:
        return self.before + prefix + self.after


class UnitNames:
    """The table of spellings."""

    def __init__(self, entries: tuple[UnitEntry, ...]) -> None:
        self._by_end: dict[str, _Spelling] = {}  # spelling without text before its slot -> canonical spelling
        self._framed: list[tuple[_Spelling, _Spelling]] = []
        for entry in entries:
            canonical = _Spelling.of(entry.name)
            for spelling in map(_Spelling.of, (entry.name, *entry.aliases)):
                if spelling.before or spelling.slot != canonical.slot:
                    self._framed.append((spelling, canonical))
                else:
                    self._by_end[spelling.after] = canonical
        self._longest = max(map(len, self._by_end), default=0)
        self._framed.sort(key=lambda pair: -len(pair[0].before + pair[0].after))

    def canonical(self, name: str, own: str | None) -> str:
        """The canonical name; `own` is the jurisdiction whose name is folded to its level."""
        for spelling, canonical in self._candidates(name):
            prefix = spelling.prefix(name)
            if prefix is not None:
                return canonical.filled(prefix if canonical.slot == "place" else _folded(prefix, own))
        return _folded(name, own)

    def _candidates(self, name: str) -> Iterator[tuple[_Spelling, _Spelling]]:
        yield from ((s, c) for s, c in self._framed if name.startswith(s.before))
        for start in range(max(0, len(name) - self._longest), len(name)):
            canonical = self._by_end.get(name[start:])
            if canonical is not None:
                yield _Spelling("", name[start:], canonical.slot), canonical


def _folded(name: str, own: str | None) -> str:
    """`name` with the name of the own jurisdiction at its start replaced by its level: 大连市水务集团, 市水务集团."""
    if own and name.startswith(own):
        level = re.search(rf"(?:{_LEVEL})$", own)
        if level and level[0] != own:
            return level[0] + name[len(own) :]
    return name


def canonical_unit(name: str, jurisdiction_name: str | None = None) -> str:
    """One name for all spellings of a unit.

    Args:
        name: as written, without remarks in brackets.
        jurisdiction_name: full name of the document's own jurisdiction, such as 大连市, which is folded
            to 市; units of other places keep theirs.

    Returns:
        prefix and canonical base; a name that the table does not know only loses white space and the own prefix.
    """
    return _canonical(name, jurisdiction_name)


@lru_cache(maxsize=8192)  # a corpus repeats a few hundred names
def _canonical(name: str, own: str | None) -> str:
    bare = _PARTY.sub("", _SPACE.sub("", name))
    return unit_names().canonical(bare, own)


def successors(canonical: str, jurisdiction: str | None) -> tuple[str, ...]:
    """The units that took over from `canonical` in `jurisdiction` (GB/T 2260 code), in file order; () if none did."""
    return tuple(
        link.to
        for link in _unit_file(FOLDER / "units.toml").succession
        if link.former == canonical and link.jurisdiction in (jurisdiction, "000000")
    )


@cache
def unit_names(path: Path = FOLDER / "units.toml") -> UnitNames:
    """The table of a file, compiled once. Raises LexiconError when one spelling is of two units."""
    return UnitNames(_unit_file(path).unit)


@cache
def _unit_file(path: Path) -> UnitFile:
    content = read_table(path, UnitFile)
    owner: dict[str, str] = {}
    for entry in content.unit:
        for spelling in (entry.name, *entry.aliases):
            if spelling in owner:
                raise LexiconError(path, f"unit “{entry.name}”: “{spelling}” already is “{owner[spelling]}”")
            owner[spelling] = entry.name
    return content
