"""Documents: lists of them, and each by itself."""

from typing import Annotated

from pydantic import Field

from service.wire.base import (
    Answer,
    AsOf,
    Cursor,
    Day,
    DocumentStatus,
    Generation,
    Kind,
    Limit,
    Nearest,
    NextCursor,
    Request,
    Span,
)
from service.wire.filters import Filters
from service.wire.measures import MeasureLink


class DocumentQuery(Filters):
    """Which documents: those with a measure that passes the filters."""

    as_of: AsOf = None
    limit: Limit = 20
    cursor: Cursor = None


class Document(Answer):
    """What is known of a document; null is unknown."""

    doc_id: str = Field(examples=["dalian-plan-2026"])
    title: str | None = Field(examples=["大连市优化营商环境行动方案"])
    issuer: str | None = Field(examples=["大连市人民政府"])
    doc_no: str | None = Field(examples=["大政发〔2026〕1号"])
    kind: Kind | None
    written: str | None
    published: str | None = Field(description="ISO 8601, possibly cut to month or year", examples=["2026-01-05"])
    valid_from: str | None
    valid_until: str | None
    jurisdiction: str | None = Field(description="GB/T 2260 code", examples=["210200"])
    source: str | None
    source_url: str | None
    rights: str | None
    supersedes: list[str] = Field(description="ids of documents that this one replaces")
    inferred: list[str] = Field(description="names of what was concluded rather than stated")
    status: DocumentStatus
    measures: int = Field(description="how many")
    repairs: dict[str, int] = Field(description="changes to the text, by kind", examples=[{"pinyin-annotation": 812}])
    sha256: str = Field(description="of the original bytes")
    text_sha256: str = Field(description="of the text that all offsets refer to")
    encoding: str = Field(examples=["utf-8"])
    media_type: str = Field(examples=["text/plain"])


class DocumentList(Answer):
    """One page of documents, in order of their ids."""

    generation: Generation
    as_of: Day
    total: int = Field(description="on all pages")
    items: list[Document]
    nearest: Nearest
    next_cursor: NextCursor


class OutlineEntry(Answer):
    """A heading with the measures below it; without title for what stands before the first heading."""

    level: int = Field(description="1 is outermost; 0 before the first heading")
    number: str | None = Field(examples=["一"])
    title: str = Field(examples=["打造便利的市场环境"])
    span: Span | None
    measures: list[MeasureLink]


class Version(Answer):
    """One form of a document that the catalog keeps."""

    version: int = Field(description="from 1")
    sha256: str
    text_sha256: str
    published: str | None
    served: bool = Field(description="whether the index answers from this one")


class Repair(Answer):
    """One change from the source to the text, or damage that was found and left."""

    kind: str = Field(examples=["pinyin-annotation"])
    span: Span = Field(description="where the result stands in the text; empty for a deletion")
    before: str = Field(examples=["優（yōu）化"])
    after: str = Field(examples=["优化"])
    why: str
    confidence: float
    count: int = Field(description="how many places this stands for")


class DocumentView(Answer):
    """One document: metadata, outline, versions and repairs."""

    generation: Generation
    as_of: Day
    document: Document
    outline: list[OutlineEntry] = Field(description="in text order")
    versions: list[Version] = Field(description="oldest first; empty for a document that only the index holds")
    repairs: list[Repair] = Field(description="in text order")


class TextQuery(Request):
    """Which part of a text."""

    start: Annotated[int, Field(ge=0, description="first character, in Unicode code points")] = 0
    end: Annotated[int | None, Field(ge=0, description="behind the last character; by default the end")] = None
