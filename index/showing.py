"""Hits out of rows: texts, statuses, marks and the quote."""

from collections.abc import Collection
from dataclasses import dataclass

from index.filters.status import Statuses
from index.hits import Citation, Hit, HitDocument, Json, Why
from index.marks import marks
from index.snapshot.reader import Snapshot
from ingest.records import Document, Span


@dataclass(frozen=True, slots=True)
class Found:
    """What a search knows of one row.

    Attributes:
        terms: to highlight, folded.
        passage: the one that is quoted.
        why: only where an explanation is wanted.
    """

    row: int
    score: float
    confidence: float
    terms: Collection[str]
    passage: int
    why: Why | None = None


def hit(snapshot: Snapshot, found: Found, rank: int, day: Statuses) -> Hit:
    """A row as users see it."""
    contents = snapshot.contents
    number = int(contents.document_of[found.row])
    document, packed = contents.document(number), contents.packed_measure(found.row)
    fields = packed.get("fields", {})
    text = Span(*packed["text_span"]).of(document.text)
    meta = document.meta
    return Hit(
        rank=rank,
        measure_id=packed["measure_id"],
        doc_id=document.doc_id,
        title=packed["title"],
        section_path=tuple(packed["section_path"]),
        text=text,
        score=found.score,
        confidence=found.confidence,
        status=day.row(found.row),
        units=tuple(fields.get("units", ())),
        deadlines=tuple(map(_deadline, fields.get("deadlines", ()))),
        service_modes=tuple(fields.get("service_modes", ())),
        document=HitDocument(meta.title, meta.issuer, meta.published, day.document(number)),
        marks=marks(text, found.terms),
        citation=cite(document, contents.passage_span(found.passage)),
        why=found.why,
    )


def cite(document: Document, span: Span) -> Citation:
    """A stretch of a document as a quote that can be verified."""
    source = document.alignment.source(span.start, span.end)
    quote = span.of(document.text)
    return Citation(document.doc_id, document.sha256, document.text_sha256, span.start, span.end, quote, source)


def _deadline(packed: Json) -> Json:
    """Storage leaves default values out."""
    return {"ongoing": False, **packed}
