"""The sentences of a measure, each with the deadline note that governs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fields.deadlines import NOTE
from ingest.records import Clause, Measure, Span
from ingest.structure.clauses import split_clauses
from ingest.structure.rows import TableRow

LONGEST = 200  # characters of a quote; a sentence that is longer is cut at a comma or where a line ends
SHORT = 16  # characters of a part of a sentence that means little by itself
_BREAKS = "，、：；\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence that can be quoted.

    Attributes:
        span: of the document's text, at most LONGEST.
        clause: that it belongs to; None in a measure without clauses.
        note: the deadline note of its clause, such as （完成时限：2022年12月）.
        row: of a table, which it is.
    """

    span: Span
    clause: Clause | None
    note: Span | None
    row: TableRow | None = None

    def joined(self, other: "Piece") -> "Piece | None":
        """Both as one quote, of the clause of this one, where they are neighbours and not too long together."""
        span = Span(min(self.span.start, other.span.start), max(self.span.end, other.span.end))
        gap = span.end - span.start - (self.span.end - self.span.start) - (other.span.end - other.span.start)
        if self.note != other.note or self.row or other.row or gap > 1 or span.end - span.start > LONGEST:
            return None
        return Piece(span, self.clause, self.note)


def pieces(text: str, measure: Measure) -> list[Piece]:
    """The sentences of a measure in text order; its heading where it has no text."""
    parts = [piece for part, clause in _parts(measure) for piece in _of_part(text, part, clause)]
    found = [*_with_short_ones(text, parts)]
    return (
        found or [Piece(span, None, None) for span in (measure.title_span, measure.span) if span.start < span.end][:1]
    )


def _with_short_ones(text: str, found: Sequence[Piece]) -> Iterator[Piece]:
    """Sentences, a short part of one with the next, as in 住宅：80元/件；非住宅：550元/件."""
    waiting: Piece | None = None
    for piece in found:
        both = waiting.joined(piece) if waiting and _goes_with(text, waiting, piece) else None
        if waiting and not both:
            yield waiting
        waiting = both or piece
    if waiting:
        yield waiting


def _goes_with(text: str, one: Piece, other: Piece) -> bool:
    """Whether two neighbours are parts of a sentence, either is short, and what holds for one holds for the other."""
    clauses = [piece.clause for piece in (one, other) if piece.clause]
    is_free = not any(part.fields.deadlines or part.fields.units for part in clauses)
    is_alike = one.clause is other.clause or (is_free and len({part.nature for part in clauses}) < 2)
    is_part = one.span.of(text).rstrip()[-1:] == "；" and "\n" not in text[one.span.start : other.span.start]
    return is_alike and is_part and min(_length(one), _length(other)) < SHORT


def _length(piece: Piece) -> int:
    return piece.span.end - piece.span.start


def _parts(measure: Measure) -> Iterator[tuple[Span, Clause | None]]:
    if not measure.clauses:
        yield measure.text_span, None
    for clause in measure.clauses:
        yield clause.span, clause


def _of_part(text: str, part: Span, clause: Clause | None) -> Iterator[Piece]:
    notes = [Span(*found.span()) for found in NOTE.finditer(text, part.start, part.end)]
    start = part.start
    for end, note in [*((note.start, note) for note in notes), (part.end, notes[-1] if notes else None)]:
        for sentence in split_clauses(text, Span(start, end), ()) if start < end else ():
            yield from (Piece(span, clause, note) for span in _fitting(text, sentence))
        start = note.end if note and note.start == end else end


def _fitting(text: str, span: Span) -> Iterator[Span]:
    """The sentence, or parts of it that end with a comma or a line."""
    while span.end - span.start > LONGEST:
        at = max(text.rfind(mark, span.start + LONGEST // 3, span.start + LONGEST) for mark in _BREAKS)
        cut = at + 1 if at >= 0 else span.start + LONGEST
        yield Span(span.start, cut)
        span = Span(cut, span.end)
    yield span
