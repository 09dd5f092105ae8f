"""All repairs of a text, one rule after another, until no rule finds anything more to change."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from ingest.alignment import AlignedText, Edit
from ingest.records import Repair, Span
from ingest.repair.boilerplate import find_boilerplate
from ingest.repair.duplicate import find_duplicate
from ingest.repair.finding import Finding
from ingest.repair.invisible import find_invisible
from ingest.repair.markup import find_markup
from ingest.repair.pinyin_damage import find_pinyin_damage
from ingest.repair.whitespace import find_whitespace
from ingest.repair.width import find_half_width

_STEPS: Final[tuple[Callable[[str], list[Finding]], ...]] = (
    find_pinyin_damage,  # first: it reads the bytes behind the text, which every other repair would disturb
    find_invisible,
    find_markup,
    find_whitespace,  # the lines are now those of the page
    find_duplicate,  # before furniture is judged: the second copy shows where the first one begins and ends
    find_boilerplate,
    find_half_width,  # last: its evidence is the whole text, and no junk should vote
)
_MOST_PASSES: Final = 100  # honest damage needs two; nested junk made to be peeled layer by layer ends here
_LONGEST_QUOTE: Final = 200


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text, still aligned to its source, and what was changed or found beyond repair.

    Attributes:
        repairs: in text order; each span lies in `aligned.text`.
    """

    aligned: AlignedText
    repairs: tuple[Repair, ...]


def repair(source: AlignedText) -> Repaired:
    """Undo what scraping and conversion did to a text.

    Sound text is returned unchanged. The rules run until none changes anything, so that repairing twice is repairing
    once. Changes of one kind for one reason are one record, which shows the first of them and counts all.
    """
    text, places = source, list[_Place]()
    for _ in range(_MOST_PASSES):
        before = text
        for find in _STEPS:
            if findings := find(text.text):
                text, places = _applied(text, findings, places)
        if text is before:
            break
    return Repaired(text, tuple(sorted(_records(text.text, places), key=lambda repair: repair.span)))


@dataclass(frozen=True, slots=True)
class _Place:
    """A finding on its way to the final text: where its result stands now, and how many like it were made with it."""

    finding: Finding
    before: str
    start: int
    end: int
    count: int = 1

    @property
    def kept(self) -> bool:
        return self.finding.edit.replacement == self.before


def _applied(text: AlignedText, findings: list[Finding], places: list[_Place]) -> tuple[AlignedText, list[_Place]]:
    """The text after all findings, and where the results of earlier and of these findings stand in it."""
    found = [
        _Place(finding, text.text[finding.edit.start : finding.edit.end], finding.edit.start, finding.edit.end)
        for finding in findings
    ]
    known = {(place.finding.kind, place.start) for place in places if place.kept}  # by an earlier pass
    kept = [place for place in found if place.kept and (place.finding.kind, place.start) not in known]
    changed = [place for place in found if not place.kept]
    edits = sorted((place.finding.edit for place in changed), key=lambda edit: (edit.start, edit.end))
    moved = _mover(edits)
    old = [replace(place, start=moved(place.start), end=moved(place.end)) for place in places]
    new = [
        replace(place, start=(start := moved(place.start)), end=start + len(place.finding.edit.replacement))
        for place in kept + _grouped(changed)
    ]
    return (text.edited(edits) if edits else text), old + new


def _mover(edits: Sequence[Edit]) -> Callable[[int], int]:
    """Where an offset stands after sorted edits; inside an edit, as far into the replacement as that reaches."""
    starts = [edit.start for edit in edits]
    shifts = list(accumulate((len(edit.replacement) - (edit.end - edit.start) for edit in edits), initial=0))

    def moved(offset: int) -> int:
        before = bisect_left(starts, offset)
        if before == 0 or edits[before - 1].end <= offset:
            return offset + shifts[before]
        edit = edits[before - 1]
        return edit.start + shifts[before - 1] + min(offset - edit.start, len(edit.replacement))

    return moved


def _grouped(places: Iterable[_Place]) -> list[_Place]:
    """The first place of each kind and reason, with the count of all; damage that was kept is counted apart."""
    groups: dict[tuple[str, str, bool], _Place] = {}
    for place in places:
        key = (place.finding.kind, place.finding.why, place.kept)
        first = groups.setdefault(key, place)
        if first is not place:
            groups[key] = replace(first, count=first.count + place.count)
    return list(groups.values())


def _records(text: str, places: list[_Place]) -> Iterator[Repair]:
    there = (place for place in places if not place.kept or text[place.start : place.end] == place.before)
    for place in _grouped(there):
        yield Repair(
            kind=place.finding.kind,
            span=Span(place.start, place.end),
            before=_cut(place.before if place.kept else _MAIL.sub("…@…", place.before)),
            after=_cut(text[place.start : place.end]),
            why=place.finding.why,
            confidence=place.finding.confidence,
            count=place.count,
        )


# What was removed as furniture may name persons; a record of it must not bring them back.
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def _cut(quote: str) -> str:
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    half = (_LONGEST_QUOTE - 1) // 2
    return f"{quote[:half]}…{quote[-half:]}"
