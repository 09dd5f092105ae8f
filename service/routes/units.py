"""`/v1/units`: responsible units, and all that each answers for."""

from datetime import date
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query

from index.browse.listing import listed
from index.browse.page import page
from index.browse.units import roles_of, status_counts, unit_loads
from index.snapshot.reader import Snapshot
from ingest.packing import to_json
from service.dependencies import SnapshotDep
from service.routes.documented import errors
from service.routes.errors import UnknownUnit
from service.routes.links import document_of
from service.routes.position import Position
from service.wire.units import Task, UnitList, UnitLoad, UnitQuery, UnitView

router = APIRouter(prefix="/v1/units", tags=["units"])


@router.get("", summary="列出责任单位", responses=errors(paged=True))
def list_units(asked: Annotated[UnitQuery, Query()], snapshot: SnapshotDep) -> UnitList:
    """The units that the measures which pass all filters name, those with the most measures first."""
    place = Position.of(asked, "units", asked.cursor, asked.as_of).on(snapshot.generation)
    found = listed(snapshot, asked.stated(), place.as_of)
    loads = unit_loads(snapshot, found.rows, place.as_of)
    shown = page(np.arange(len(loads)), place.start, asked.limit)
    return UnitList(
        generation=snapshot.generation,
        as_of=place.as_of,
        total=shown.total,
        items=[UnitLoad.model_validate(loads[at]) for at in shown.numbers],
        nearest={name: list(names) for name, names in found.nearest.items()},
        next_cursor=place.next_cursor(shown.next),
    )


@router.get("/{name:path}", summary="一个责任单位负责的全部措施", responses=errors(UnknownUnit, paged=True))
def show_unit(name: str, asked: Annotated[UnitQuery, Query()], snapshot: SnapshotDep) -> UnitView:
    """All that one unit answers for, with deadlines and status; the name in any spelling, its place included or not."""
    place = Position.of(asked, f"units/{name}", asked.cursor, asked.as_of).on(snapshot.generation)
    known = listed(snapshot, {"unit": name}, place.as_of)
    if known.nearest:
        raise UnknownUnit(name, nearest=known.nearest[f"unit={name.strip()}"])
    rows = np.intersect1d(known.rows, listed(snapshot, asked.stated(), place.as_of).rows)
    shown = page(rows, place.start, asked.limit)
    return UnitView(
        generation=snapshot.generation,
        as_of=place.as_of,
        name=name,
        total=shown.total,
        by_status=status_counts(snapshot, rows, place.as_of),
        items=[_task(snapshot, row, name, place.as_of) for row in shown.numbers],
        next_cursor=place.next_cursor(shown.next),
    )


def _task(snapshot: Snapshot, row: int, unit: str, as_of: date) -> Task:
    measure, document = snapshot.contents.measure(row), snapshot.contents.document_of_row(row)
    return Task.model_validate(
        {
            "measure_id": measure.measure_id,
            "doc_id": document.doc_id,
            "number": measure.number,
            "title": measure.title,
            "section_path": measure.section_path,
            "roles": roles_of(measure, unit, document.meta.jurisdiction),
            "status": snapshot.day(as_of).row(row),
            "deadlines": [to_json(deadline) for deadline in measure.fields.deadlines],
            "document": document_of(snapshot, row, as_of),
        }
    )
