"""Statuses of all documents and rows on a day; the rules of `ingest.status`, on columns."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index.filters.columns import Arrays
from ingest.status import DUE_DAYS, MOST_ALIVE_FIRST

Codes = NDArray[np.int8]

DOCUMENT_STATUSES = ("not_yet", "in_force", "expired", "superseded", "withdrawn", "unknown")
_NOT_YET, _IN_FORCE, _EXPIRED, _SUPERSEDED, _WITHDRAWN, _UNKNOWN = range(len(DOCUMENT_STATUSES))
_RUNNING, _DUE, _OPEN, _PAST = map(MOST_ALIVE_FIRST.index, ("running", "due", "open", "past"))
_ENDED = (_EXPIRED, _SUPERSEDED, _WITHDRAWN)


@dataclass(frozen=True, slots=True, eq=False)
class Statuses:
    """Of one day.

    Attributes:
        documents: (documents,) places in DOCUMENT_STATUSES.
        rows: (rows,) places in `ingest.status.MOST_ALIVE_FIRST`.
    """

    documents: Codes
    rows: Codes

    def document(self, number: int) -> str:
        """Status of a document."""
        return DOCUMENT_STATUSES[self.documents[number]]

    def row(self, row: int) -> str:
        """Status of a measure."""
        return MOST_ALIVE_FIRST[self.rows[row]]


def statuses(arrays: Arrays, as_of: date) -> Statuses:
    """All statuses on a day."""
    documents = _documents(arrays, as_of.toordinal())
    return Statuses(documents, _rows(arrays, documents, as_of.toordinal()))


def _documents(arrays: Arrays, today: int) -> Codes:
    started, ends = arrays.valid_from, arrays.valid_until
    found = np.select(
        [(started > 0) & (today < started), (ends > 0) & (today > ends), (started > 0) | (ends > 0)],
        [_NOT_YET, _EXPIRED, _IN_FORCE],
        _UNKNOWN,
    ).astype(np.int8)
    later, earlier = arrays.supersedes.T
    found[earlier[found[later] != _NOT_YET]] = _SUPERSEDED
    return found


def _rows(arrays: Arrays, documents: Codes, today: int) -> Codes:
    end, ongoing = arrays.clause_end, arrays.clause_ongoing > 0
    ended = np.isin(documents, _ENDED)[arrays.document[arrays.clause_row]]
    left = end - today
    clauses = np.select(
        [(end == 0) & ~ongoing, ongoing & ~ended, (end == 0) | (left < 0), left <= DUE_DAYS],
        [_OPEN, _RUNNING, _PAST, _DUE],
        _RUNNING,
    ).astype(np.int8)
    if not len(clauses):
        return clauses
    return np.minimum.reduceat(clauses, np.searchsorted(arrays.clause_row, np.arange(len(arrays.document))))
