"""Measures and documents as users get them, found by their ids."""

from datetime import date
from typing import Any

from index.browse.per_snapshot import PerSnapshot
from index.filters.nearest import nearest
from index.snapshot.reader import Snapshot
from ingest.errors import UnknownDocument, UnknownMeasure
from ingest.serialise import document_json, measure_json

Json = Any


_numbers = PerSnapshot(lambda snapshot: {doc_id: number for number, doc_id in enumerate(snapshot.columns.documents)})


def find_document(snapshot: Snapshot, doc_id: str) -> int | None:
    """The number of a document; None for an id that the snapshot does not hold."""
    return _numbers(snapshot).get(doc_id)


def document_number(snapshot: Snapshot, doc_id: str) -> int:
    """The number of a document. Raises UnknownDocument, with the nearest ids."""
    number = find_document(snapshot, doc_id)
    if number is None:
        raise UnknownDocument(doc_id, nearest=nearest(doc_id, snapshot.columns.documents))
    return number


def measure_row(snapshot: Snapshot, measure_id: str) -> int:
    """The row of a measure. Raises UnknownMeasure, with the nearest ids of the document that the id names."""
    row = snapshot.contents.row(measure_id)
    if row is None:
        raise UnknownMeasure(measure_id, nearest=nearest(measure_id, _ids_beside(snapshot, measure_id)))
    return row


def measure_record(snapshot: Snapshot, row: int, as_of: date) -> dict[str, Json]:
    """A measure with all its fields, as `zhaoqi measures` prints it."""
    contents = snapshot.contents
    document, measure = contents.document_of_row(row), contents.measure(row)
    return measure_json(document, measure, as_of, superseded=_superseded(snapshot, contents.document_of[row], as_of))


def document_record(snapshot: Snapshot, number: int, as_of: date) -> dict[str, Json]:
    """A document without its text, as `zhaoqi documents` prints it, but for its version, which the catalog counts."""
    contents = snapshot.contents
    superseded = _superseded(snapshot, number, as_of)
    record = document_json(contents.document(number), 0, as_of, superseded=superseded)
    del record["version"]
    return {**record, "measures": len(contents.rows_of_document(number))}


def _superseded(snapshot: Snapshot, number: int, as_of: date) -> bool:
    return snapshot.day(as_of).document(number) == "superseded"


def _ids_beside(snapshot: Snapshot, measure_id: str) -> list[str]:
    """Ids of the measures of the document whose id a measure's begins with."""
    number = find_document(snapshot, measure_id.rpartition(".")[0])
    rows = snapshot.contents.rows_of_document(number) if number is not None else ()
    return [snapshot.contents.packed_measure(row)["measure_id"] for row in rows]
