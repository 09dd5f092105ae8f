"""Completions of what a user begins to type: units, policy terms, titles; in characters or in pinyin."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal, Self

import numpy as np

from index.analyzer.dictionaries import project_dictionaries
from index.analyzer.fold import fold
from index.browse.per_snapshot import PerSnapshot
from index.browse.pinyin import syllables
from index.filters.columns import TERMS
from index.snapshot.reader import Snapshot

Kind = Literal["unit", "term", "title", "document"]

INSIDE = 3  # letters that are looked for within a reading; fewer ones only at its beginning
LONGEST = 40  # characters; some articles begin with a sentence that counts as their title
_END = "\n"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion.

    Attributes:
        text: as it is shown.
        kind: what it names.
        measure_id: of the measure with this title, where there is only one.
        doc_id: of that measure, or of the document with this title, where there is only one.
    """

    text: str
    kind: Kind
    measure_id: str | None = None
    doc_id: str | None = None


class _Keys:
    """Many short strings as one, which is searched faster than each by itself."""

    def __init__(self, keys: Iterable[str]) -> None:
        parts = [f"{_END}{key}" for key in keys]
        self._starts: list[int] = []
        at = 0
        for part in parts:
            self._starts.append(at)
            at += len(part)
        self._text = "".join(parts)

    def beginning_with(self, wanted: str) -> Iterator[int]:
        """Places of the keys that begin with a string, ascending."""
        return self._holding(_END + wanted)

    def holding(self, wanted: str) -> Iterator[int]:
        """Places of the keys that hold a string, ascending; a key may come twice."""
        return self._holding(wanted)

    def _holding(self, wanted: str) -> Iterator[int]:
        at = self._text.find(wanted)
        while at >= 0:
            yield bisect_right(self._starts, at) - 1
            at = self._text.find(wanted, at + 1)


class Suggester:
    """The suggestions of one snapshot, the more useful ones first."""

    def __init__(self, suggestions: Iterable[Suggestion], readings: Mapping[str, str]) -> None:
        """Prepare.

        Args:
            suggestions: those that are to come first in front.
            readings: word -> its syllables, set apart by spaces.
        """
        self._suggestions = tuple(suggestions)
        folded = [fold(suggestion.text).text.replace(_END, " ") for suggestion in self._suggestions]
        typed = [syllables(text, readings) for text in folded]
        self._texts = _Keys(folded)
        self._initials = _Keys("".join(syllable[0] for syllable in item) for item in typed)
        self._pinyin = _Keys(map("".join, typed))

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """The suggestions of a snapshot: units, terms, titles of measures, then of documents."""
        found = chain(_units(snapshot), _terms(snapshot), _titles(snapshot), _document_titles(snapshot))
        return cls(found, snapshot.vocabulary.readings)

    def suggest(self, begun: str, limit: int) -> list[Suggestion]:
        """Up to `limit` completions: what begins with the characters, then what holds them, then pinyin and initials.

        Args:
            begun: in any script and width.
            limit: how many at most.
        """
        wanted = fold(begun).text.strip()
        if not wanted or _END in wanted:
            return []
        return [self._suggestions[place] for place in islice(_distinct(self._places(wanted)), limit)]

    def _places(self, wanted: str) -> Iterator[int]:
        yield from self._texts.beginning_with(wanted)
        yield from self._texts.holding(wanted)
        letters = wanted.replace(" ", "").replace("'", "")
        if letters.isascii() and letters.isalnum():
            yield from self._initials.beginning_with(letters)
            yield from self._pinyin.beginning_with(letters)
            if len(letters) >= INSIDE:
                yield from self._initials.holding(letters)
                yield from self._pinyin.holding(letters)


suggester = PerSnapshot(Suggester.of)


def _distinct(places: Iterable[int]) -> Iterator[int]:
    seen: set[int] = set()
    for place in places:
        if place not in seen:
            seen.add(place)
            yield place


def _units(snapshot: Snapshot) -> Iterator[Suggestion]:
    return (Suggestion(name, "unit") for name in _by_frequency(snapshot, "unit"))


def _terms(snapshot: Snapshot) -> Iterator[Suggestion]:
    """The values of all filters, then the policy terms that the index holds."""
    names = [name for field in TERMS if field != "unit" for name in _by_frequency(snapshot, field)]
    known = [word for word in project_dictionaries().terms if word in snapshot.vocabulary.readings]
    known.sort(key=lambda word: (-snapshot.vocabulary.frequency(word), word))
    return (Suggestion(name, "term") for name in dict.fromkeys([*names, *known]))


def _by_frequency(snapshot: Snapshot, field: str) -> list[str]:
    values = snapshot.columns.terms[field]
    counts = np.bincount(values.values, minlength=len(values.names))
    return [values.names[place] for place in np.argsort(-counts, kind="stable")]


def _titles(snapshot: Snapshot) -> Iterator[Suggestion]:
    contents = snapshot.contents
    held: dict[str, list[tuple[str, str]]] = {}
    for row in range(snapshot.columns.size):
        packed = contents.packed_measure(row)
        doc_id = snapshot.columns.documents[contents.document_of[row]]
        held.setdefault(packed["title"], []).append((packed["measure_id"], doc_id))
    for title in _shown(held):
        (measure_id, doc_id), *others = held[title]
        yield Suggestion(title, "title") if others else Suggestion(title, "title", measure_id, doc_id)


def _document_titles(snapshot: Snapshot) -> Iterator[Suggestion]:
    held: dict[str, list[str]] = {}
    for number, doc_id in enumerate(snapshot.columns.documents):
        held.setdefault(snapshot.contents.packed_document(number)["meta"].get("title") or "", []).append(doc_id)
    for title in _shown(held):
        doc_id, *others = held[title]
        yield Suggestion(title, "document") if others else Suggestion(title, "document", None, doc_id)


def _shown(titles: Iterable[str]) -> list[str]:
    """The shorter ones first."""
    return sorted((title for title in titles if 0 < len(title) <= LONGEST), key=lambda title: (len(title), title))
