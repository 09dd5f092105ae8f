"""Reading and writing the catalog."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Select, and_, desc, select
from sqlalchemy.exc import SQLAlchemyError

from ingest.catalog.engine import WRITE, explained, open_engine, shown
from ingest.catalog.rows import Stamp, document_of, metadata_of
from ingest.catalog.schema import document as documents_table
from ingest.catalog.schema import measure as measures_table
from ingest.catalog.schema import version as versions_table
from ingest.catalog.writing import Outcome, current_stamp, write
from ingest.errors import CatalogError, UnknownDocument, UnknownMeasure
from ingest.records import Document, Measure
from ingest.status import document_status

PAGE = 100
NEAREST = 3

_D, _V, _M = documents_table.c, versions_table.c, measures_table.c


class Catalog:
    """All documents and their versions; a context manager that closes its connections.

    Every method raises CatalogError when the database can't be read or written.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine = open_engine(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def is_current(self, doc_id: str, stamp: Stamp) -> bool:
        """Whether the current version was made of the same input by the same rules."""
        with self._connection() as connection:
            current = current_stamp(connection, doc_id)
        return current is not None and current[1] == stamp

    def put(self, document: Document, data: bytes, stamp: Stamp) -> Outcome:
        """Write a document in one transaction, its measures with the ids they keep from earlier versions.

        Args:
            document: as parsed; measure ids are assigned here.
            data: the raw bytes.
            stamp: of the input and rules. The current version's again changes nothing; its bytes again replace what
                was derived of it; other bytes make a new version, and the old one stays.
        """
        with self._connection(write=True) as connection:
            return write(connection, document, data, stamp)

    def documents(self) -> Iterator[tuple[Document, int]]:
        """Every current document by id, with the number of its version. Memory stays bounded."""
        after = ""
        while page := self._page(after):
            yield from page
            after = page[-1][0].doc_id

    def measures(self, doc_id: str | None = None) -> Iterator[tuple[Document, Measure]]:
        """Every measure of the current documents, or of one, in order of document id and position.

        Raises UnknownDocument, with the nearest ids.
        """
        documents = (item[0] for item in self.documents()) if doc_id is None else [self.document(doc_id)]
        for document in documents:
            for measure in document.measures:
                yield document, measure

    def document(self, doc_id: str, version: int | None = None) -> Document:
        """A document as of one of its versions, the current one by default.

        Raises UnknownDocument, with the nearest ids.
        """
        query = _VERSIONS.where(_is_version(doc_id, version))
        with self._connection() as connection:
            found = _read(connection, query)
            if not found:
                raise _unknown(connection, doc_id, version)
        return found[0][0]

    def data(self, doc_id: str, version: int | None = None) -> bytes:
        """The raw bytes that a version was read from. Raises UnknownDocument, with the nearest ids."""
        query = select(_V.data).join(documents_table, _D.doc_id == _V.doc_id).where(_is_version(doc_id, version))
        with self._connection() as connection:
            data = connection.scalar(query)
            if data is None:
                raise _unknown(connection, doc_id, version)
        return bytes(data)

    def versions(self, doc_id: str) -> tuple[int, ...]:
        """Numbers of the versions of a document, oldest first; empty for an unknown one."""
        with self._connection() as connection:
            return tuple(connection.scalars(select(_V.no).where(_V.doc_id == doc_id).order_by(_V.no)))

    def measure(self, measure_id: str) -> tuple[Document, Measure]:
        """The newest form of a measure and the version of the document that has it.

        Raises UnknownMeasure, with the nearest ids.
        """
        query = select(_M.doc_id, _M.no).where(_M.measure_id == measure_id).order_by(desc(_M.no)).limit(1)
        with self._connection() as connection:
            found = connection.execute(query).one_or_none()
            if found is None:
                ids = connection.scalars(select(_M.measure_id).distinct()).all()
                raise UnknownMeasure(measure_id, nearest=_nearest(measure_id, ids))
        document = self.document(*found)
        return document, next(measure for measure in document.measures if measure.measure_id == measure_id)

    def superseded(self, as_of: date) -> frozenset[str]:
        """Ids of the documents that another one replaces which is in force, or may be, on a day."""
        query = select(_V.metadata).join(documents_table, _IS_CURRENT).where(_V.supersedes.is_not(None))
        with self._connection() as connection:
            metas = [metadata_of(packed) for packed in connection.scalars(query)]
        later = (meta for meta in metas if document_status(meta, as_of) != "not_yet")
        return frozenset(doc_id for meta in later for doc_id in meta.supersedes)

    def _page(self, after: str) -> list[tuple[Document, int]]:
        with self._connection() as connection:
            return _read(connection, _VERSIONS.where(_IS_CURRENT, _D.doc_id > after).limit(PAGE))

    @contextmanager
    def _connection(self, *, write: bool = False) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(**{WRITE: write}) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise CatalogError(f"the catalog {shown(self._url)} can't be used: {explained(error)}") from error


def _read(connection: Connection, query: Select[Any]) -> list[tuple[Document, int]]:
    rows = connection.execute(query).mappings().all()
    if not rows:
        return []
    keys = and_(_M.doc_id.in_([row["doc_id"] for row in rows]), _M.no.in_({row["no"] for row in rows}))
    payloads = select(_M.doc_id, _M.no, _M.payload).where(keys).order_by(_M.doc_id, _M.no, _M.ordinal)
    of = {
        key: [row.payload for row in group]
        for key, group in groupby(connection.execute(payloads), key=lambda row: (row.doc_id, row.no))
    }
    return [(document_of(row, of.get((row["doc_id"], row["no"]), ())), row["no"]) for row in rows]


def _is_version(doc_id: str, version: int | None) -> ColumnElement[bool]:
    return and_(_D.doc_id == doc_id, _V.no == (_D.current if version is None else version))


def _unknown(connection: Connection, doc_id: str, version: int | None) -> UnknownDocument:
    ids = connection.scalars(select(_D.doc_id)).all()
    return UnknownDocument(doc_id if version is None else f"{doc_id} version {version}", nearest=_nearest(doc_id, ids))


def _nearest(name: str, names: Sequence[str]) -> list[str]:
    longer = [other for other in names if other.startswith(name)]
    return longer[:NEAREST] or get_close_matches(name, names, n=NEAREST, cutoff=0.5)


_IS_CURRENT = and_(_D.doc_id == _V.doc_id, _D.current == _V.no)
_VERSIONS = (
    select(*(column for column in _V if column.name != "data"))
    .join(documents_table, _D.doc_id == _V.doc_id)
    .order_by(_D.doc_id)
)
