"""`/v1/documents`: documents by filter, each by itself, its text and its bytes."""

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

import numpy as np
from fastapi import APIRouter, Query
from fastapi.responses import Response

from index.browse.listing import documents_with, listed
from index.browse.outline import Heading, outline
from index.browse.page import page
from index.browse.records import document_number, document_record
from index.errors import QueryError
from index.snapshot.reader import Snapshot
from ingest.catalog.store import Catalog
from ingest.errors import UnknownDocument
from ingest.packing import to_json
from ingest.status import today
from service.dependencies import CatalogDep, SnapshotDep
from service.routes.documented import errors
from service.routes.errors import OriginalNotKept
from service.routes.ids import DOCUMENT
from service.routes.links import measure_link
from service.routes.position import Position
from service.wire.base import DayQuery
from service.wire.documents import (
    Document,
    DocumentList,
    DocumentQuery,
    DocumentView,
    OutlineEntry,
    Repair,
    TextQuery,
    Version,
)

_TEXT_ANSWER = {
    "content": {"text/plain": {"schema": {"type": "string"}, "example": "一、打造便利的市场环境"}},
    "headers": {
        "X-Text-Sha256": {"schema": {"type": "string"}, "description": "`text_sha256`, of the whole text"},
    },
}
_BYTES_ANSWER = {
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "headers": {"X-Sha256": {"schema": {"type": "string"}, "description": "`sha256`"}},
}

router = APIRouter(prefix="/v1/documents", tags=["documents"])


@router.get("", summary="按条件列出文件", responses=errors(paged=True))
def list_documents(asked: Annotated[DocumentQuery, Query()], snapshot: SnapshotDep) -> DocumentList:
    """Documents with a measure that passes all filters; all documents without filters."""
    place = Position.of(asked, "documents", asked.cursor, asked.as_of).on(snapshot.generation)
    filters = asked.stated()
    found = listed(snapshot, filters, place.as_of)
    numbers = documents_with(snapshot, found.rows) if filters else np.arange(len(snapshot.columns.documents))
    shown = page(numbers, place.start, asked.limit)
    return DocumentList(
        generation=snapshot.generation,
        as_of=place.as_of,
        total=shown.total,
        items=[Document.model_validate(document_record(snapshot, number, place.as_of)) for number in shown.numbers],
        nearest={name: list(names) for name, names in found.nearest.items()},
        next_cursor=place.next_cursor(shown.next),
    )


# An id may hold slashes, so the more special addresses come first.
@router.get(
    f"{DOCUMENT}/text",
    summary="文件正文",
    response_class=Response,
    responses=errors(UnknownDocument) | {200: _TEXT_ANSWER},
)
def show_text(doc_id: str, asked: Annotated[TextQuery, Query()], snapshot: SnapshotDep) -> Response:
    """The text that all offsets refer to, or the part from `start` to `end`."""
    document = snapshot.contents.document(document_number(snapshot, doc_id))
    length = len(document.text)
    end = length if asked.end is None else asked.end
    if not asked.start <= end <= length:
        raise QueryError("end", f"the range from {asked.start:,} to {end:,} is none of a text of {length:,} characters")
    return Response(
        document.text[asked.start : end].encode("utf-8", "replace"),
        media_type="text/plain; charset=utf-8",
        headers={"X-Text-Sha256": document.text_sha256},
    )


@router.get(
    f"{DOCUMENT}/original",
    summary="原始文件",
    response_class=Response,
    responses=errors(UnknownDocument, OriginalNotKept, catalog=True) | {200: _BYTES_ANSWER},
)
def show_original(doc_id: str, snapshot: SnapshotDep, catalog: CatalogDep) -> Response:
    """The bytes that the served text was read from, which the `source` of citations refers to."""
    sha256 = snapshot.contents.document(document_number(snapshot, doc_id)).sha256
    served = next((version for version in versions(catalog, doc_id, sha256) if version.served), None)
    if served is None:
        raise OriginalNotKept(doc_id)
    # Never anything that a browser would show, whatever the bytes are.
    return Response(
        catalog.data(doc_id, served.version),
        media_type="application/octet-stream",
        headers={"X-Sha256": sha256, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(doc_id, safe='')}"},
    )


@router.get(DOCUMENT, summary="一份文件", responses=errors(UnknownDocument, catalog=True))
def show_document(
    doc_id: str, asked: Annotated[DayQuery, Query()], snapshot: SnapshotDep, catalog: CatalogDep
) -> DocumentView:
    """One document: what is known of it, its headings and measures, its versions, and what was repaired."""
    as_of = asked.as_of or today()
    number = document_number(snapshot, doc_id)
    document = snapshot.contents.document(number)
    return DocumentView(
        generation=snapshot.generation,
        as_of=as_of,
        document=Document.model_validate(document_record(snapshot, number, as_of)),
        outline=[_entry(snapshot, heading) for heading in outline(snapshot, number)],
        versions=list(versions(catalog, doc_id, document.sha256)),
        repairs=[Repair.model_validate({"count": 1, **to_json(repair)}) for repair in document.repairs],
    )


def _entry(snapshot: Snapshot, heading: Heading) -> OutlineEntry:
    section = heading.section
    return OutlineEntry(
        level=section.level if section else 0,
        number=section.number if section else None,
        title=section.title if section else "",
        span=(section.span.start, section.span.end) if section else None,
        measures=[measure_link(snapshot, row) for row in heading.rows],
    )


def versions(catalog: Catalog, doc_id: str, served_sha256: str) -> Iterator[Version]:
    """What the catalog holds of a document, oldest first; the same bytes are never two versions.

    Args:
        catalog: where all versions are.
        doc_id: of the document; an unknown one has none.
        served_sha256: of the bytes that the index answers from.
    """
    for number in catalog.versions(doc_id):
        document = catalog.document(doc_id, number)
        yield Version(
            version=number,
            sha256=document.sha256,
            text_sha256=document.text_sha256,
            published=document.meta.published,
            served=document.sha256 == served_sha256,
        )
