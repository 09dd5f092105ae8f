"""How many candidates have each value of a filter."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.filters.columns import KINDS, NATURES, NONE, TERMS, Columns
from index.filters.status import DOCUMENT_STATUSES, Statuses
from index.types import Rows
from ingest.status import MOST_ALIVE_FIRST

MOST_VALUES = 20  # of one filter


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over the candidates of one query, which are the best rows of each search and not all that match.

    Attributes:
        candidates: rows that were counted.
        counts: by filter and value, the most frequent first, at most MOST_VALUES a filter.
        over: what was counted, for the reader of the answer.
    """

    candidates: int
    counts: dict[str, dict[str, int]]
    over: str = "candidates"


def count_facets(columns: Columns, rows: Rows, day: Statuses) -> Facets:
    """Count the values of some rows.

    Args:
        columns: of the snapshot.
        rows: the candidates, each once.
        day: the statuses of the day that is asked about.
    """
    arrays = columns.arrays
    documents = arrays.document[rows]
    counts = {
        "document": _counted(documents, columns.documents),
        "kind": _counted(arrays.kind[documents], KINDS),
        "nature": _counted(arrays.nature[rows], NATURES),
        "jurisdiction": _counted_codes(arrays.jurisdiction[documents]),
        "document_status": _counted(day.documents[documents], DOCUMENT_STATUSES),
        "status": _counted(day.rows[rows], MOST_ALIVE_FIRST),
        **{name: _counted(columns.terms[name].of(rows), columns.terms[name].names) for name in TERMS},
    }
    return Facets(len(rows), {name: values for name, values in counts.items() if values})


def _counted(values: NDArray[np.signedinteger], names: tuple[str, ...]) -> dict[str, int]:
    return {names[value]: count for value, count in _most_frequent(values)}


def _counted_codes(values: NDArray[np.signedinteger]) -> dict[str, int]:
    return {f"{value:06d}": count for value, count in _most_frequent(values)}


def _most_frequent(values: NDArray[np.signedinteger]) -> list[tuple[int, int]]:
    found, counts = np.unique(values[values != NONE], return_counts=True)
    order = np.lexsort((found, -counts))[:MOST_VALUES]
    return list(zip(found[order].tolist(), counts[order].tolist(), strict=True))
