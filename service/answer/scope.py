"""Which documents a question is about: told by the places, years and editions that it names."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, starmap

import numpy as np
from numpy.typing import NDArray

from index.browse.per_snapshot import PerSnapshot
from index.filters.columns import COLLECTIONS, NONE
from index.snapshot.reader import Snapshot
from ingest.fields.jurisdiction import NATION, is_within, name_of
from ingest.records import Kind, Metadata
from ingest.status import first_day, last_day
from service.answer.asked import Asked
from service.answer.records import Holding

Numbers = frozenset[int]

LONGEST_TERM = 10  # years; what is in force for longer is no plan of so many years


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a document for telling whether it is meant.

    Attributes:
        place: code of its jurisdiction.
        first, last: years that it speaks for, None where that is open or unknown.
        term: years from its first to its last; None where it has no such.
    """

    number: int
    holding: Holding
    place: str | None
    first: int | None
    last: int | None
    term: int | None

    def covers(self, first: int, last: int) -> bool:
        """Whether it speaks for a year of a range; unknown is no."""
        if self.first is None and self.last is None:
            return False
        return (self.first or 0) <= last and first <= (self.last or 9999)

    def is_for(self, place: str) -> bool:
        """Whether it holds in a place, or for a part of it; unknown is no."""
        return self.place is not None and (is_within(place, self.place) or is_within(self.place, place))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look.

    Attributes:
        sides: sets of documents, None for all there are; one unless several are to be compared; () where no document
            is for the place.
        must_mention: years that no document speaks for: only a clause that names one of them answers.
        unmet_places: that no document is for, in words; where some are met, only of what is to be compared.
        unmet_years: likewise, and ranges of years.
    """

    sides: tuple[Numbers | None, ...]
    must_mention: tuple[int, ...] = ()
    unmet_places: tuple[str, ...] = ()
    unmet_years: tuple[str, ...] = ()

    @property
    def unmet(self) -> tuple[str, ...]:
        """Places and years that no document is for."""
        return (*self.unmet_places, *self.unmet_years)

    @property
    def compares(self) -> bool:
        """Whether several sets of documents are to be set side by side."""
        return len(self.sides) > 1


def scope(asked: Asked, snapshot: Snapshot) -> Scope:
    """The documents that a question is about.

    Documents for a place that is named, else all; of those, the ones that speak for a year that is named. Places, years
    or plans that different documents speak for make sides.
    """
    documents = list(held(snapshot))
    by_place = _by_place(asked, documents)
    unmet = tuple(_name(place) for place, found in by_place if not found)
    if by_place and not any(found for _, found in by_place):
        return Scope((), unmet_places=unmet)
    unmet = unmet if asked.contrasts else ()
    places = _innermost([(place, found) for place, found in by_place if found]) or [documents]
    here = list(dict.fromkeys(one for found in places for one in found))
    times = _times(asked, here)
    lost = [years for years, found in times if not found]
    unmet_years = tuple(starmap(years_named, lost))
    known = _distinct(frozenset(one.number for one in found) for _, found in times if found)
    if not known and lost:
        years = tuple(dict.fromkeys(year for first, last in lost for year in range(first, last + 1)))
        return Scope((_numbers(here) if by_place else None,), years, unmet, unmet_years)
    if len(known) > 1:
        known = tuple(map(_plans_of(here), known))
    if known:
        return Scope(known, (), unmet, unmet_years)
    if asked.editions and (editions := _editions(here)):
        return Scope(editions, (), unmet)
    return Scope(_apart(asked, [_numbers(found) for found in places]) if by_place else (None,), (), unmet)


def titles(snapshot: Snapshot, sides: Iterable[Numbers]) -> list[str]:
    """What the documents of some sides are called, each side by its first."""
    known = by_number(snapshot)
    return [known[min(side)].holding.title for side in sides if min(side) in known]


def held(snapshot: Snapshot) -> tuple[Held, ...]:
    """The documents of a snapshot, those left out of which nothing tells where and when they hold."""
    return _held(snapshot)


def places_held(snapshot: Snapshot) -> int:
    """How many places the documents of a snapshot are for, the nation aside."""
    return len({one.place for one in _held(snapshot)} - {None, NATION})


def by_number(snapshot: Snapshot) -> dict[int, Held]:
    """The same, by the number of the document."""
    return _by_number(snapshot)


def _read(snapshot: Snapshot) -> tuple[Held, ...]:
    """Published texts by their metadata; of lines, which can be many, what the columns hold."""
    arrays, ids, contents = snapshot.columns.arrays, snapshot.columns.documents, snapshot.contents
    is_text = arrays.collection == COLLECTIONS.index("texts")
    texts = [_held_of(number, ids[number], contents.document(number).meta) for number in _places_of(is_text)]
    told = ~is_text & ((arrays.jurisdiction > int(NATION)) | (arrays.valid_from > 0))
    return (*texts, *(_held_line(snapshot, number) for number in _places_of(told)))


def _places_of(mask: NDArray[np.bool_]) -> list[int]:
    numbers: list[int] = np.flatnonzero(mask).tolist()
    return numbers


def _held_line(snapshot: Snapshot, number: int) -> Held:
    arrays, doc_id = snapshot.columns.arrays, snapshot.columns.documents[number]
    code = int(arrays.jurisdiction[number])
    place = f"{code:06d}" if code != NONE else None
    days = (int(arrays.valid_from[number]), int(arrays.valid_until[number]))
    first, last = (date.fromordinal(day).year if day else None for day in days)
    stated = (str(year) if year else None for year in (first, last))
    return Held(number, Holding(doc_id, doc_id, name_of(place) if place else None, *stated), place, first, last, None)


_held = PerSnapshot(_read)
_by_number = PerSnapshot(lambda snapshot: {one.number: one for one in _held(snapshot)})


def _held_of(number: int, doc_id: str, meta: Metadata) -> Held:
    first, last = _validity(meta)
    term = last - first + 1 if meta.valid_until and first and last else None
    holding = Holding(
        doc_id,
        meta.title or doc_id,
        name_of(meta.jurisdiction) if meta.jurisdiction else None,
        meta.valid_from or meta.published or meta.written,
        meta.valid_until,
    )
    return Held(number, holding, meta.jurisdiction, first, last, term if term and term <= LONGEST_TERM else None)


def _validity(meta: Metadata) -> tuple[int | None, int | None]:
    """The years that a document speaks for: those of its validity, of a report or notice the one it appeared in."""
    started = meta.valid_from or meta.published or meta.written
    first = first_day(started).year if started else None
    if meta.valid_until:
        return first, last_day(meta.valid_until).year
    is_open = meta.kind is Kind.REGULATION or meta.valid_from is not None
    return first, None if is_open else first


def _by_place(asked: Asked, documents: Sequence[Held]) -> list[tuple[str, list[Held]]]:
    """Documents for each place that is named; empty where none is, or no place is known of any document.

    Those of no known place may be for any, where for all places that are named only the nation's are held.
    """
    if not any(one.place for one in documents):
        return []
    known = [(place, [one for one in documents if one.is_for(place)]) for place in asked.places]
    if any(one.place != NATION for _, found in known for one in found):
        return known
    unplaced = [one for one in documents if one.place is None]
    return [(place, found + unplaced) for place, found in known]


def _innermost(by_place: Sequence[tuple[str, list[Held]]]) -> list[list[Held]]:
    """What is for each place in which no other lies that is named, too: of 浙江 and 安吉, 安吉 is meant."""
    named = {place for place, _ in by_place}
    outer = {place for place in named if any(is_within(other, place) for other in named - {place})}
    return [found for place, found in by_place if place not in outer]


def _apart(asked: Asked, places: Sequence[Numbers]) -> tuple[Numbers, ...]:
    """Sides for several places: in a contrast what is their own, where they have some; else, where they share, all."""
    times = Counter(chain.from_iterable(places))
    shared = frozenset(number for number, count in times.items() if count > 1)
    if shared and not asked.contrasts:
        return (frozenset(times),)
    return tuple(dict.fromkeys(side - shared or side for side in places))


def _times(asked: Asked, here: list[Held]) -> list[tuple[tuple[int, int], list[Held]]]:
    """Documents for each year or span of a plan that is named."""
    named = [(years, _covering(here, years)) for years in asked.years]
    spans = [[one for one in here if one.term == term] for term in asked.terms]
    return [*named, *(((0, 0), found) for found in spans if found)]


def _covering(here: list[Held], years: tuple[int, int]) -> list[Held]:
    """What speaks for just these years, where they are a range; else what speaks for one of them."""
    exact = [one for one in here if years[0] < years[1] and (one.first, one.last) == years]
    return exact or [one for one in here if one.covers(*years)]


def _plans_of(here: list[Held]) -> Callable[[Numbers], Numbers]:
    """Of a side its plans, where it has some: what was reported in a year is not set beside what was planned."""
    plans = frozenset(one.number for one in here if one.term)
    return lambda side: side & plans or side


def _distinct(sets: Iterable[Numbers]) -> tuple[Numbers, ...]:
    """Sets that share nothing stay apart; of sets that overlap what they share is meant."""
    sides: list[Numbers] = []
    for numbers in sets:
        for place, side in enumerate(sides):
            if side & numbers:
                sides[place] = side & numbers
                break
        else:
            sides.append(numbers)
    return tuple(sides)


def _editions(here: Iterable[Held]) -> tuple[Numbers, ...]:
    """The plans of the one place that has several, the earlier first; () where more places have."""
    by_place: dict[str | None, list[Held]] = {}
    for one in sorted((one for one in here if one.term), key=lambda one: (one.first or 0, one.number)):
        by_place.setdefault(one.place, []).append(one)
    several = [plans for plans in by_place.values() if len(plans) > 1]
    return tuple(frozenset((one.number,)) for one in several[0]) if len(several) == 1 else ()


def _numbers(documents: Iterable[Held]) -> Numbers:
    return frozenset(one.number for one in documents)


def _name(place: str) -> str:
    return name_of(place) or place


def years_named(first: int, last: int) -> str:
    """A year, or a range of years, in words."""
    return f"{first}年" if first == last else f"{first}—{last}年"
