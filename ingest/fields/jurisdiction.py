"""Whose text it is: GB/T 2260 codes of the places that titles and issuers name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind
from pydantic import Field

from ingest.errors import LexiconError
from ingest.lexicon.table import FOLDER, Table, Word, read_table

NATION = "000000"

_SPACE = re.compile(r"\s+")
_NATION_WORDS = frozenset(("中国", "国家", "全国"))
# Behind a short name these make another name of it: 大连路, 长春区, 财政部门.
_OTHER_NAME = re.compile(r"[县镇乡路街村旗州盟港湾门]|区(?!域)")


class JurisdictionEntry(Table):
    """One place; `short` are names that mean it wherever they stand."""

    code: str = Field(pattern=r"^\d{6}$")
    name: Word
    short: tuple[Word, ...] = ()


class JurisdictionFile(Table):
    """jurisdictions.toml."""

    jurisdiction: tuple[JurisdictionEntry, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place named in a text, at code points."""

    start: int
    end: int
    code: str


class Gazetteer:
    """The places of a file, found in one pass."""

    def __init__(self, entries: Sequence[JurisdictionEntry]) -> None:
        self.names = {entry.code: entry.name for entry in entries}
        codes: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            for name in (entry.name, *entry.short):
                codes[name].append(entry.code)
        self._patterns = tuple(codes)
        self._codes = tuple(map(tuple, codes.values()))
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def mentions(self, text: str) -> Iterator[_Mention]:
        """Places in text order; 辽宁省大连市 is one mention, of the innermost place that could be told."""
        open_mention: _Mention | None = None
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            if self._is_part(pattern, text, end):
                continue
            outer = open_mention if open_mention and open_mention.end == start else None
            code = self._resolved(self._codes[pattern], outer)
            if code is None:
                continue
            if outer is None or not is_within(code, outer.code):
                if open_mention:
                    yield open_mention
                open_mention = _Mention(start, end, code)
            else:
                open_mention = _Mention(outer.start, end, code)
        if open_mention:
            yield open_mention

    def _is_part(self, pattern: int, text: str, end: int) -> bool:
        """Whether a short name is only the beginning of another name."""
        name = self._patterns[pattern]
        is_short = name not in (self.names[code] for code in self._codes[pattern])
        return is_short and _OTHER_NAME.match(text, end) is not None

    @staticmethod
    def _resolved(codes: Sequence[str], outer: _Mention | None) -> str | None:
        """Which of the places of one name is meant; counties only inside the place named just before."""
        for code in codes:
            if code.endswith("00") or (outer is not None and is_within(code, outer.code)):
                return code
        return None


def jurisdiction_of(name: str) -> str | None:
    """The GB/T 2260 code of a place by its name, such as 大连市, 大连 or 辽宁省大连市; None for anything else."""
    bare = _SPACE.sub("", name)
    if bare in _NATION_WORDS:
        return NATION
    mention = next(gazetteer().mentions(bare), None)
    return mention.code if mention and (mention.start, mention.end) == (0, len(bare)) else None


def find_jurisdiction(text: str) -> str | None:
    """The place that a title or issuer names first; the nation only at its beginning or when no other is named."""
    title = text.lstrip(" \u3000\xa0\n《")
    codes = [mention.code for mention in gazetteer().mentions(title) if mention.start == 0 or mention.code != NATION]
    return codes[0] if codes else next((mention.code for mention in gazetteer().mentions(title)), None)


def name_of(code: str) -> str | None:
    """The official name of the place; None for a code that the table does not hold."""
    return gazetteer().names.get(code)


def parent(code: str) -> str | None:
    """The code of the next larger place, by its digits; None for the nation."""
    if code == NATION:
        return None
    if code.endswith("0000"):
        return NATION
    return f"{code[:2]}0000" if code.endswith("00") else f"{code[:4]}00"


def is_within(code: str, outer: str) -> bool:
    """Whether a place is `outer` or lies in it."""
    place: str | None = code
    while place is not None and place != outer:
        place = parent(place)
    return place is not None


@cache
def gazetteer(path: Path = FOLDER / "jurisdictions.toml") -> Gazetteer:
    """The places of a file, compiled once. Raises LexiconError when a code stands twice."""
    entries = read_table(path, JurisdictionFile).jurisdiction
    seen: set[str] = set()
    for entry in entries:
        if entry.code in seen:
            raise LexiconError(path, f"jurisdiction “{entry.name}”: code {entry.code} stands twice")
        seen.add(entry.code)
    return Gazetteer(entries)
