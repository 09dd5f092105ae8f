"""All term lexicons as one automaton: one pass over a text finds the terms of every category.

A category is one TOML file of `[[term]]` entries. Quotation marks are not part of a term: “一件事”一次办 is
一件事一次办.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from ahocorasick_rs import AhoCorasick
from pydantic import Field

from ingest.errors import LexiconError
from ingest.lexicon.table import FOLDER, Table, Word, read_table
from ingest.records import Span, Term

CATEGORIES = ("audiences", "instruments", "service_modes", "lifecycle")

_QUOTES = frozenset("“”‘’\"'＂「」『』")


class TermEntry(Table):
    """One canonical term.

    Attributes:
        name: the canonical value.
        literal: whether the name stands for itself in a text; false where it would mean other things too.
        match: further strings that stand for it.
        exceptions: longer strings inside which a match is none, or, where | marks a word border, none across it
            (促进|出口 bars 进出口 and leaves 出口); key `except` in the file.
        note: for the editor.
    """

    name: Word
    literal: bool = True
    match: tuple[Word, ...] = ()
    exceptions: tuple[Word, ...] = Field(default=(), alias="except")
    note: str = ""

    def forms(self) -> tuple[str, ...]:
        """Every string that stands for the term."""
        return (self.name, *self.match) if self.literal else self.match


class TermFile(Table):
    """A category."""

    term: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class _Exception:
    """An exception without its marks, and the offsets of its word borders."""

    text: str
    borders: tuple[int, ...]

    @classmethod
    def of(cls, marked: str) -> "_Exception":
        words = marked.split("|")
        return cls("".join(words), tuple(accumulate(map(len, words[:-1]))))

    def bars(self, start: int, end: int) -> bool:
        """Whether it bars a match at these offsets of the exception."""
        inside = start >= 0 and end <= len(self.text)
        return inside and (not self.borders or any(start < border < end for border in self.borders))


@dataclass(frozen=True, slots=True)
class _Use:
    """What one string is to one category: a form of an entry, or an exception to it."""

    category: int
    name: str
    exception: _Exception | None = None


class Lexicon:
    """The compiled categories."""

    def __init__(self, categories: Sequence[Sequence[TermEntry]]) -> None:
        uses: dict[str, list[_Use]] = defaultdict(list)
        for number, entries in enumerate(categories):
            for entry in entries:
                for form in entry.forms():
                    uses[form].append(_Use(number, entry.name))
                for exception in map(_Exception.of, entry.exceptions):
                    uses[exception.text].append(_Use(number, entry.name, exception))
        self._automaton = AhoCorasick(uses)
        self._uses = tuple(map(tuple, uses.values()))
        self._size = len(categories)

    def find(self, text: str, span: Span) -> tuple[tuple[Term, ...], ...]:
        """The terms of each category in `text[span]`, in text order, with spans of `text`.

        Inside a category the longest match wins: one that lies within another is dropped. One that partly overlaps
        another is kept if it is of another term. Exceptions are taken out first.
        """
        letters, places = _unquoted(text, span)
        found: list[list[tuple[int, int, str]]] = [[] for _ in range(self._size)]
        barred: dict[tuple[int, str], list[tuple[int, _Exception]]] = defaultdict(list)
        for pattern, start, end in self._automaton.find_matches_as_indexes(letters, overlapping=True):
            for use in self._uses[pattern]:
                if use.exception:
                    barred[use.category, use.name].append((start, use.exception))
                else:
                    found[use.category].append((start, end, use.name))
        return tuple(
            tuple(
                Term(where := Span(places[start], places[end - 1] + 1), name, where.of(text))
                for start, end, name in _outermost(
                    hit for hit in hits if not _is_barred(hit[0], hit[1], barred.get((category, hit[2]), ()))
                )
            )
            for category, hits in enumerate(found)
        )


def _unquoted(text: str, span: Span) -> tuple[str, Sequence[int]]:
    """`text[span]` without quotation marks, and where each character left stands in `text`."""
    window = span.of(text)
    if _QUOTES.isdisjoint(window):
        return window, range(span.start, span.end)
    places = [place for place, char in enumerate(window, span.start) if char not in _QUOTES]
    return "".join(text[place] for place in places), places


def _is_barred(start: int, end: int, exceptions: Sequence[tuple[int, _Exception]]) -> bool:
    return any(exception.bars(start - place, end - place) for place, exception in exceptions)


def _outermost(hits: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The hits that lie in no other and do not overlap the one before of the same name, by position."""
    kept: list[tuple[int, int, str]] = []
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if not kept or (hit[1] > kept[-1][1] and (hit[0] >= kept[-1][1] or hit[2] != kept[-1][2])):
            kept.append(hit)
    return kept


def _has_effect(exception: _Exception, entry: TermEntry) -> bool:
    return any(
        exception.bars(start, start + len(form))
        for form in entry.forms()
        if form != exception.text
        for start in range(len(exception.text))
        if exception.text.startswith(form, start)
    )


def read_category(path: Path) -> tuple[TermEntry, ...]:
    """The entries of one file.

    Raises LexiconError when a string stands for two terms, or an exception bars no form of its term.
    """
    entries = read_table(path, TermFile).term
    owner: dict[str, str] = {}
    for entry in entries:
        for form in entry.forms():
            if form in owner:
                raise LexiconError(path, f"term “{entry.name}”: “{form}” already stands for “{owner[form]}”")
            owner[form] = entry.name
        for marked in entry.exceptions:
            if not _has_effect(_Exception.of(marked), entry):
                raise LexiconError(
                    path, f"term “{entry.name}”: the exception “{marked}” bars none of its match strings"
                )
    return entries


@cache
def lexicon(folder: Path = FOLDER) -> Lexicon:
    """The categories of a folder, compiled once. Raises LexiconError."""
    return Lexicon([read_category(folder / f"{category}.toml") for category in CATEGORIES])
