"""`/v1/measures`: measures by filter, and each by itself."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from index.browse.listing import listed
from index.browse.neighbours import neighbours
from index.browse.page import page
from index.browse.records import measure_record, measure_row
from index.browse.related import related
from index.showing import cite
from index.snapshot.reader import Snapshot
from index.types import Rows
from ingest.csv_rows import lines
from ingest.errors import UnknownMeasure
from ingest.status import today
from service.dependencies import SnapshotDep
from service.routes.documented import errors
from service.routes.errors import TooManyRows
from service.routes.links import document_of, measure_link
from service.routes.position import Position
from service.wire.base import DayQuery
from service.wire.citation import Citation
from service.wire.measures import Measure, MeasureList, MeasureQuery, MeasureView, RelatedMeasure

MAX_TABLE_ROWS = 10_000
_CHUNK = 100  # lines that are sent together
_BOM = "\ufeff"  # tells Excel that the file is UTF-8
_CSV_ANSWER = {"content": {"text/csv": {"schema": {"type": "string"}, "example": "measure_id,doc_id,number,…"}}}

router = APIRouter(prefix="/v1/measures", tags=["measures"])


@router.get(
    "",
    summary="按条件列出措施",
    response_model=MeasureList,
    responses=errors(TooManyRows, paged=True) | {200: _CSV_ANSWER},
)
def list_measures(asked: Annotated[MeasureQuery, Query()], snapshot: SnapshotDep) -> MeasureList | StreamingResponse:
    """Measures that pass all filters, with all that was read from them; a table for Excel with `format=csv`."""
    place = Position.of(asked, "measures", asked.cursor, asked.as_of).on(snapshot.generation)
    found = listed(snapshot, asked.stated(), place.as_of)
    if asked.format == "csv":
        return _table(snapshot, found.rows, place.as_of)
    shown = page(found.rows, place.start, asked.limit)
    return MeasureList(
        generation=snapshot.generation,
        as_of=place.as_of,
        total=shown.total,
        items=[Measure.model_validate(measure_record(snapshot, row, place.as_of)) for row in shown.numbers],
        nearest={name: list(names) for name, names in found.nearest.items()},
        next_cursor=place.next_cursor(shown.next),
    )


@router.get("/{measure_id}", summary="一条措施", responses=errors(UnknownMeasure))
def show_measure(measure_id: str, asked: Annotated[DayQuery, Query()], snapshot: SnapshotDep) -> MeasureView:
    """One measure with all its fields, what stands around it, and what other documents say of the same matter."""
    as_of = asked.as_of or today()
    row = measure_row(snapshot, measure_id)
    beside = neighbours(snapshot, row)
    return MeasureView(
        generation=snapshot.generation,
        as_of=as_of,
        measure=Measure.model_validate(measure_record(snapshot, row, as_of)),
        document=document_of(snapshot, row, as_of),
        citation=_citation(snapshot, row),
        previous=None if beside.previous is None else measure_link(snapshot, beside.previous),
        next=None if beside.next is None else measure_link(snapshot, beside.next),
        related=[_related(snapshot, other.row, other.similarity, as_of) for other in related(snapshot, row)],
    )


def _table(snapshot: Snapshot, rows: Rows, as_of: date) -> StreamingResponse:
    if len(rows) > MAX_TABLE_ROWS:
        raise TooManyRows(rows=len(rows), limit=MAX_TABLE_ROWS)
    return StreamingResponse(
        _lines(snapshot, rows, as_of),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="measures.csv"'},
    )


def _lines(snapshot: Snapshot, rows: Rows, as_of: date) -> Iterator[str]:
    yield _BOM
    table = lines(measure_record(snapshot, row, as_of) for row in rows.tolist())
    while chunk := "".join(islice(table, _CHUNK)):
        yield chunk


def _citation(snapshot: Snapshot, row: int) -> Citation | None:
    span = snapshot.contents.measure(row).text_span
    cited = cite(snapshot.contents.document_of_row(row), span)
    return Citation.model_validate(cited) if cited.quote else None


def _related(snapshot: Snapshot, row: int, similarity: float, as_of: date) -> RelatedMeasure:
    return RelatedMeasure.model_validate(
        {
            **measure_link(snapshot, row).model_dump(),
            "doc_id": snapshot.contents.document_of_row(row).doc_id,
            "document": document_of(snapshot, row, as_of),
            "status": snapshot.day(as_of).row(row),
            "similarity": similarity,
        }
    )
