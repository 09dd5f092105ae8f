"""Whose text it is: GB/T 2260 codes of the places that titles and issuers name."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from ahocorasick_rs import AhoCorasick, MatchKind
from pydantic import Field, StringConstraints

from ingest.errors import LexiconError
from ingest.lexicon.table import FOLDER, Table, Word, read_table

NATION = "000000"

_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"(?:\s?[>＞›»·•]\s?)?")  # 宝鸡市 > 渭滨区, as pages say where they belong
_PORTAL = re.compile(r"政务服务网")  # that of a province holds the pages of all its counties
_NATION_WORDS = frozenset(("中国", "国家", "全国"))
# Behind a short name these make another name of it: 大连路, 长春区, 财政部门.
_OTHER_NAME = re.compile(r"[县镇乡路街村旗州盟港湾门]|区(?!域)")
# A name that is a word, too, is one in front of an organ, where no word precedes: 和县人民政府, and not 省和县级政府.
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ORGAN = re.compile(r"人民(?:政府|法院|检察院|代表大会)|政府|(?!级)[\u4e00-\u9fff]{2,8}?[局委办院](?![\u4e00-\u9fff])")


class JurisdictionEntry(Table):
    """One place; `short` are names that mean it wherever they stand."""

    code: str = Field(pattern=r"^\d{6}$")
    name: Word
    short: tuple[Word, ...] = ()


class JurisdictionFile(Table):
    """jurisdictions.toml."""

    jurisdiction: tuple[JurisdictionEntry, ...]


class CountyFile(Table):
    """counties.toml: code, name and short name of each; `words` are names that mean other things, too."""

    counties: tuple[Annotated[str, StringConstraints(pattern=r"^\d{6} \S+(?: \S+)?$")], ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place named in a text, at code points."""

    start: int
    end: int
    code: str


class Gazetteer:
    """Places, found in one pass.

    Attributes:
        names: official names by code.
        known: all names and short names.
    """

    def __init__(self, entries: Sequence[JurisdictionEntry], words: Collection[str] = ()) -> None:
        """Compile the names.

        Args:
            entries: the places.
            words: names that mean other things, too.
        """
        self.names = {entry.code: entry.name for entry in entries}
        self._words = frozenset(words)
        codes: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            for name in (entry.name, *entry.short):
                codes[name].append(entry.code)
        self.known = tuple(codes)
        self._codes = tuple(map(tuple, codes.values()))
        self._automaton = AhoCorasick(self.known, matchkind=MatchKind.LeftmostLongest)

    def mentions(self, text: str) -> Iterator[_Mention]:
        """Places in text order; 辽宁省大连市 is one mention, of the innermost place that could be told."""
        open_mention: _Mention | None = None
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            if self._is_part(pattern, text, end):
                continue
            outer = open_mention if open_mention and _LINK.fullmatch(text, open_mention.end, start) else None
            code = self._resolved(pattern, text, start, end, outer)
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
        name = self.known[pattern]
        is_short = name not in (self.names[code] for code in self._codes[pattern])
        return is_short and _OTHER_NAME.match(text, end) is not None

    def _resolved(self, pattern: int, text: str, start: int, end: int, outer: _Mention | None) -> str | None:
        """Which of the places of one name is meant; one that is shared or a word only inside the place just before."""
        name, codes = self.known[pattern], self._codes[pattern]
        is_word = name in self._words
        if is_word and text.startswith("级", end):
            return None
        inside = [code for code in codes if outer is not None and is_within(code, outer.code)]
        if len(inside) == 1:
            return inside[0]
        begins = _HAN.match(text, max(start - 1, 0), start) is None
        is_told = len(codes) == 1 and (not is_word or (begins and _ORGAN.match(text, end) is not None))
        return codes[0] if is_told else None


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
    named = [*gazetteer().mentions(title)]
    named = [mention for mention in named if not _PORTAL.match(title, mention.end)] or named
    codes = [mention.code for mention in named if mention.start == 0 or mention.code != NATION]
    return codes[0] if codes else next((mention.code for mention in named), None)


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
def gazetteer(path: Path = FOLDER / "jurisdictions.toml", counties: Path = FOLDER / "counties.toml") -> Gazetteer:
    """The places of two files, compiled once; a county of both is that of the second.

    Raises LexiconError when a code stands twice in one, or a word is no name.
    """
    below = read_table(counties, CountyFile)
    places = _by_code(path, read_table(path, JurisdictionFile).jurisdiction)
    places |= _by_code(counties, [_county(*line.split()) for line in below.counties])
    names = {place.name for place in places.values()}
    if unknown := [word for word in below.words if word not in names]:
        raise LexiconError(counties, f"words: “{unknown[0]}” is no name")
    return Gazetteer(tuple(places.values()), below.words)


def _county(code: str, name: str, *short: str) -> JurisdictionEntry:
    return JurisdictionEntry(code=code, name=name, short=short)


def _by_code(path: Path, entries: Sequence[JurisdictionEntry]) -> dict[str, JurisdictionEntry]:
    places: dict[str, JurisdictionEntry] = {}
    for entry in entries:
        if entry.code in places:
            raise LexiconError(path, f"jurisdiction “{entry.name}”: code {entry.code} stands twice")
        places[entry.code] = entry
    return places
