"""The rows and documents that filters admit."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from index.filters.compile import Filters, admitted
from index.snapshot.reader import Snapshot
from index.types import Rows


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """What passes some filters.

    Attributes:
        rows: ascending.
        nearest: for each filter value that the snapshot does not know, as `name=value`, the nearest known ones.
    """

    rows: Rows
    nearest: dict[str, tuple[str, ...]]


def listed(snapshot: Snapshot, filters: Filters, as_of: date) -> Listed:
    """The measures that pass all filters, see `index.filters.compile`. Raises QueryError."""
    found = admitted(snapshot.columns, filters, snapshot.day(as_of))
    rows = np.arange(snapshot.columns.size) if found.mask is None else np.flatnonzero(found.mask)
    return Listed(rows, found.unknown)


def documents_with(snapshot: Snapshot, rows: Rows) -> Rows:
    """Numbers of the documents of some rows, ascending."""
    return np.unique(snapshot.columns.arrays.document[rows]).astype(np.int64)
