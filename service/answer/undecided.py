"""The one thing that a question leaves open and on which its answer depends: which city, which year, what size."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from index.filters.columns import NONE
from index.filters.compile import Filters
from index.snapshot.reader import Snapshot
from ingest.fields.jurisdiction import is_within, name_of
from service.answer.asked import Asked
from service.answer.content import pairs_in
from service.answer.details import Detail
from service.answer.evidence import Candidate, Evidence
from service.answer.scope import by_number, years_named
from service.answer.selection import near
from service.answer.sizes import are_apart, sizes


@dataclass(frozen=True, slots=True)
class Undecided:
    """What is left open.

    Attributes:
        condition: its name.
        choices: what it may be, at least two, that of the best answer first.
    """

    condition: str
    choices: tuple[str, ...]


_SAME = 0.5
"""What two passages have in common that say the same for different places or years: of the pairs of neighbouring
characters that either has, numbers aside, the share that both have."""

_OF_DOCUMENTS = frozenset({"document", "kind", "jurisdiction", "applies_in", "document_status"})
"""Filters that say which documents are meant; the others tell measures apart, of whichever city or year."""

_NUMBERS = re.compile(r"[\d.%％一二三四五六七八九十百千万亿两]+")


def undecided(
    asked: Asked,
    kept: Sequence[Candidate],
    found: Sequence[Evidence],
    wanted: Sequence[Detail],
    snapshot: Snapshot,
    filters: Filters | None,
) -> Undecided | None:
    """What is left open by a question for one fact; None where the fact is the same for all, or for all that it names.

    Args:
        asked: the question.
        kept: the measures that can be answered with, the best first.
        found: those of them that are answered with, opened.
        wanted: the details that the answer has to state.
        snapshot: that they are of.
        filters: that were asked with.
    """
    if not asked.facts:
        return None
    is_limited = not _OF_DOCUMENTS.isdisjoint(filters or ())
    close = near(kept, len(kept))
    alike = [one for one in kept if one in close or _say_the_same(one, kept[0])]
    is_dated = bool(asked.years or asked.terms or asked.is_now or asked.is_dated)
    return (
        (None if is_limited or asked.places else _places(alike, snapshot))
        or (None if is_limited or is_dated else _years(alike, snapshot))
        or (None if sizes(asked.text) else _sizes(found, wanted))
    )


def _say_the_same(one: Candidate, other: Candidate) -> bool:
    pairs, others = (_pairs(candidate.hit.citation.quote) for candidate in (one, other))
    return len(pairs & others) >= _SAME * len(pairs | others)


def _pairs(text: str) -> set[str]:
    return set(pairs_in(_NUMBERS.sub("", text)))


def _places(alike: Sequence[Candidate], snapshot: Snapshot) -> Undecided | None:
    """What is not in force, or of unknown place, is no rival; a city and its province are no alternatives."""
    arrays = snapshot.columns.arrays
    alive = [one for one in alike if one.hit.document.status == "in_force"]
    known = [int(arrays.jurisdiction[arrays.document[one.row]]) for one in alive if alive[0] is alike[0]]
    codes = list(dict.fromkeys(f"{code:06d}" for code in known if code != NONE))
    if any(is_within(one, other) for one, other in permutations(codes, 2)):
        return None
    return _between("地区", [name for code in codes if (name := name_of(code))])


def _years(alike: Sequence[Candidate], snapshot: Snapshot) -> Undecided | None:
    """Documents of one place whose years have none in common; what holds for any year leaves nothing to decide."""
    arrays, known = snapshot.columns.arrays, by_number(snapshot)
    rivals = [one for one in alike if one.hit.document.status == alike[0].hit.document.status]
    documents = [known.get(int(arrays.document[one.row])) for one in rivals]
    stated = [(one.place, one.first, one.last) for one in documents if one and one.first and one.last]
    times = list(dict.fromkeys((first, last) for _, first, last in stated))
    is_complete = len(stated) == len(documents) and len({place for place, *_ in stated}) == 1
    share_none = all(one[1] < other[0] for one, other in pairwise(sorted(times)))
    return _between("年份", [years_named(*time) for time in times]) if is_complete and share_none else None


def _sizes(found: Sequence[Evidence], wanted: Sequence[Detail]) -> Undecided | None:
    """Sentences for several sizes that state what is wanted; one that names no size holds for all."""
    best = sizes(found[0].text, found[0].pieces[0].span)
    stating = [
        sizes(one.text, piece.span)
        for one in found
        for piece in one.pieces
        if wanted and all(detail.is_in(piece.span.of(one.text)) for detail in wanted)
    ]
    others = [named for named in stating if are_apart(best, named)]
    return _between("企业规模", [size.name for named in (best, *others) for size in named]) if others else None


def _between(condition: str, choices: Sequence[str]) -> Undecided | None:
    several = tuple(dict.fromkeys(choices))
    return Undecided(condition, several) if len(several) > 1 else None
