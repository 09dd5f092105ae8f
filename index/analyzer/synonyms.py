"""From lay to official wording: how people say it, and the words that documents have for it. One way only."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind
from pydantic import Field

from index.analyzer.fold import fold
from index.analyzer.rewrites import Proposal
from ingest.lexicon.table import Table, read_table

FILE = Path(__file__).parent / "synonyms.toml"

_LATIN = re.compile(r"[a-z0-9]")


class SynonymEntry(Table):
    """What people say and what documents say.

    Attributes:
        lay: phrases of questions; white space does not count.
        official: wordings of documents.
        source: where the equivalence is known from.
    """

    lay: tuple[str, ...] = Field(min_length=1)
    official: tuple[str, ...] = Field(min_length=1)
    source: str = Field(min_length=2)


class SynonymFile(Table):
    """synonyms.toml."""

    entry: tuple[SynonymEntry, ...]


class Synonyms:
    """The compiled entries."""

    def __init__(self, entries: Iterable[SynonymEntry]) -> None:
        official: dict[str, dict[str, None]] = {}
        for entry in entries:
            for phrase in entry.lay:
                official.setdefault(_squeezed(fold(phrase).text), {}).update(dict.fromkeys(entry.official))
        self._official = tuple(map(tuple, official.values()))
        self._automaton = AhoCorasick(official, matchkind=MatchKind.LeftmostLongest)

    def find(self, folded: str) -> Iterator[Proposal]:
        """The lay phrases of a folded query, leftmost and longest first, none inside of another."""
        kept = [at for at, char in enumerate(folded) if not char.isspace()]
        letters = "".join(folded[at] for at in kept)
        for number, start, end in self._automaton.find_matches_as_indexes(letters):
            first, behind = kept[start], kept[end - 1] + 1
            if not (_inside_word(folded, first) or _inside_word(folded, behind)):
                yield Proposal("synonym", first, behind, self._official[number])


@cache
def project_synonyms() -> Synonyms:
    """The synonyms of this version, compiled once. Raises LexiconError."""
    return Synonyms(read_table(FILE, SynonymFile).entry)


def _squeezed(phrase: str) -> str:
    return "".join(phrase.split())


def _inside_word(folded: str, at: int) -> bool:
    """Whether a Latin word or number goes on over an offset."""
    return 0 < at < len(folded) and all(_LATIN.match(char) for char in folded[at - 1 : at + 1])
