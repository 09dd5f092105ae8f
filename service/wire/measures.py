"""Measures: lists of them, and each by itself."""

from typing import Annotated, Literal

from pydantic import Field

from service.wire.base import (
    Answer,
    AsOf,
    Cursor,
    Day,
    DocumentStatus,
    Generation,
    Limit,
    Nature,
    Nearest,
    NextCursor,
    Span,
)
from service.wire.base import Status as MeasureStatus
from service.wire.citation import Citation
from service.wire.fields import Fields
from service.wire.filters import Filters
from service.wire.search import HitDocument


class MeasureQuery(Filters):
    """Which measures."""

    as_of: AsOf = None
    limit: Limit = 20
    cursor: Cursor = None
    format: Annotated[
        Literal["json", "csv"],
        Field(description="csv: all that match, whatever `limit` says and without `cursor`, with a BOM for Excel"),
    ] = "json"


class ClauseHead(Answer):
    """What a clause is; comes before its fields."""

    span: Span
    nature: Nature
    status: MeasureStatus


class Clause(Fields, ClauseHead):
    """One promise inside a measure."""


class MeasureHead(Answer):
    """What a measure is; comes before its fields."""

    measure_id: str = Field(examples=["dalian-plan-2026.y7s32si5"])
    doc_id: str = Field(examples=["dalian-plan-2026"])
    number: str | None = Field(description="as written, without its marks", examples=["一"])
    section_path: list[str] = Field(description="headings above it, outermost first", examples=[["打造便利的市场环境"]])
    title: str = Field(examples=["推行歇业备案制度"])
    text: str
    span: Span
    title_span: Span
    text_span: Span
    nature: Nature
    clauses: list[Clause]
    status: MeasureStatus = Field(description="of its most alive clause")
    document_status: DocumentStatus


class Measure(Fields, MeasureHead):
    """One commitment, item or article with all that was read from it."""


class MeasureList(Answer):
    """One page of measures, in order of document and position."""

    generation: Generation
    as_of: Day
    total: int = Field(description="on all pages")
    items: list[Measure]
    nearest: Nearest
    next_cursor: NextCursor


class MeasureLink(Answer):
    """A measure by its name."""

    measure_id: str
    number: str | None
    title: str
    nature: Nature


class RelatedMeasure(MeasureLink):
    """A measure of another document that speaks of the same matter."""

    doc_id: str
    document: HitDocument
    status: MeasureStatus
    similarity: float = Field(description="cosine; ranks within this list")


class MeasureView(Answer):
    """One measure with what stands around it and beside it."""

    generation: Generation
    as_of: Day
    measure: Measure
    document: HitDocument
    citation: Citation | None = Field(description="of its whole text; null where it is a heading only")
    previous: MeasureLink | None = Field(description="before it in the document")
    next: MeasureLink | None = Field(description="behind it in the document")
    related: list[RelatedMeasure] = Field(description="of other documents, nearest first")
