"""The headings of a document with the measures below each."""

from bisect import bisect_right
from dataclasses import dataclass

from index.snapshot.reader import Snapshot
from ingest.records import Section


@dataclass(frozen=True, slots=True)
class Heading:
    """A section and its measures.

    Attributes:
        section: None for what stands before the first heading.
        rows: of the measures that begin below this heading and above the next one.
    """

    section: Section | None
    rows: tuple[int, ...]


def outline(snapshot: Snapshot, number: int) -> tuple[Heading, ...]:
    """The headings of a document in text order, sections without measures included."""
    contents = snapshot.contents
    sections = sorted(contents.document(number).sections, key=lambda section: section.span)
    starts = [section.span.start for section in sections]
    below: list[list[int]] = [[] for _ in range(len(sections) + 1)]
    for row in contents.rows_of_document(number):
        below[bisect_right(starts, contents.packed_measure(row)["span"][0])].append(row)
    first = [Heading(None, tuple(below[0]))] if below[0] else []
    return (*first, *(Heading(section, tuple(rows)) for section, rows in zip(sections, below[1:], strict=True)))
