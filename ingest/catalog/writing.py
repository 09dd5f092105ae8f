"""Writing one document: what changes, and what stays as it is."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, and_, bindparam, delete, desc, insert, select, update

from ingest.catalog.rows import Stamp, measure_rows, version_row
from ingest.catalog.schema import document as documents
from ingest.catalog.schema import measure as measures
from ingest.catalog.schema import version as versions
from ingest.identity import Known, assign
from ingest.records import Document


class Outcome(StrEnum):
    """What writing a document came to."""

    NEW = "new"
    NEW_VERSION = "new version"
    READ_ANEW = "read anew"
    UNCHANGED = "unchanged"


def current_stamp(connection: Connection, doc_id: str) -> tuple[int, Stamp] | None:
    """Number and stamp of the current version, None for a document that is not there."""
    row = connection.execute(_CURRENT_STAMP, {"of": doc_id}).one_or_none()
    return (row.no, Stamp(row.sha256, row.input_sha256, row.rules)) if row else None


def write(connection: Connection, document: Document, data: bytes, stamp: Stamp) -> Outcome:
    """Bring the catalog to where `document` is current, inside the transaction of `connection`."""
    current = current_stamp(connection, document.doc_id)
    if current is None:
        connection.execute(insert(documents), {"doc_id": document.doc_id, "current": 1})
        _add(connection, document, 1, data, stamp, ())
        return Outcome.NEW
    no, known = current
    if known == stamp:
        return Outcome.UNCHANGED
    previous = _known_measures(connection, document.doc_id)
    if known.sha256 == stamp.sha256:
        _replace(connection, document, no, stamp, previous)
        return Outcome.READ_ANEW
    _add(connection, document, no + 1, data, stamp, previous)
    connection.execute(_SET_CURRENT, {"of": document.doc_id, "newest": no + 1})
    return Outcome.NEW_VERSION


def _add(
    connection: Connection, document: Document, no: int, data: bytes, stamp: Stamp, previous: Sequence[Known]
) -> None:
    row = {**version_row(document, stamp), "no": no, "ingested_at": _now(), "data": data}
    connection.execute(_INSERT_VERSION, row)
    _add_measures(connection, document, no, previous)


def _replace(connection: Connection, document: Document, no: int, stamp: Stamp, previous: Sequence[Known]) -> None:
    row = {**version_row(document, stamp), "ingested_at": _now()}
    is_version = and_(versions.c.doc_id == document.doc_id, versions.c.no == no)
    connection.execute(update(versions).where(is_version).values(row))
    connection.execute(delete(measures).where(measures.c.doc_id == document.doc_id, measures.c.no == no))
    _add_measures(connection, document, no, previous)


def _add_measures(connection: Connection, document: Document, no: int, previous: Sequence[Known]) -> None:
    rows = measure_rows(assign(document, previous), no)
    if rows:
        connection.execute(_INSERT_MEASURES, rows)


def _known_measures(connection: Connection, doc_id: str) -> list[Known]:
    """Every measure the document ever had in its latest form, the newest version first."""
    texts = {row.no: row.text for row in connection.execute(_TEXTS, {"of": doc_id})}
    latest: dict[str, Known] = {}
    for no, measure_id, title, start, end in connection.execute(_MEASURES, {"of": doc_id}):
        latest.setdefault(measure_id, (measure_id, title, texts[no][start:end]))
    return list(latest.values())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


_CURRENT_STAMP = (
    select(versions.c.no, versions.c.sha256, versions.c.input_sha256, versions.c.rules)
    .join(documents, and_(documents.c.doc_id == versions.c.doc_id, documents.c.current == versions.c.no))
    .where(documents.c.doc_id == bindparam("of"))
)
_SET_CURRENT = update(documents).where(documents.c.doc_id == bindparam("of")).values(current=bindparam("newest"))
_INSERT_VERSION = insert(versions)
_INSERT_MEASURES = insert(measures)
_TEXTS = select(versions.c.no, versions.c.text).where(versions.c.doc_id == bindparam("of"))
_MEASURES = (
    select(measures.c.no, measures.c.measure_id, measures.c.title, measures.c.text_start, measures.c.text_end)
    .where(measures.c.doc_id == bindparam("of"))
    .order_by(desc(measures.c.no), measures.c.ordinal)
)
