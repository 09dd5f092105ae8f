"""Responsible units, and how much each answers for."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from index.filters.columns import NONE
from index.snapshot.reader import Snapshot
from index.types import Rows
from ingest.fields.jurisdiction import name_of
from ingest.lexicon.names import canonical_unit
from ingest.records import Measure
from ingest.status import MOST_ALIVE_FIRST


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """What a unit answers for.

    Attributes:
        name: canonical, its own place folded to a level: 市税务局 is one name in the documents of every city.
        jurisdictions: codes of the places whose documents name it, ascending.
        measures: how many.
        by_status: how many have each status; statuses that none has are left out.
    """

    name: str
    jurisdictions: tuple[str, ...]
    measures: int
    by_status: dict[str, int]


def unit_loads(snapshot: Snapshot, rows: Rows, as_of: date) -> list[UnitLoad]:
    """The units that some rows name, those with the most measures first, ties by name."""
    columns, day = snapshot.columns, snapshot.day(as_of)
    units = columns.terms["unit"]
    sizes = units.starts[rows + 1] - units.starts[rows]
    values, row_of = units.of(rows), np.repeat(rows, sizes)
    codes = columns.arrays.jurisdiction[columns.arrays.document[row_of]]
    counts = np.zeros((len(units.names), len(MOST_ALIVE_FIRST)), np.int64)
    np.add.at(counts, (values, day.rows[row_of]), 1)
    places: dict[int, list[str]] = {}
    for value, code in np.unique(np.stack([values, codes]), axis=1).T.tolist():
        places.setdefault(value, []).extend([f"{code:06d}"] if code != NONE else [])
    loads = [
        UnitLoad(units.names[value], tuple(codes), int(counts[value].sum()), _by_status(counts[value].tolist()))
        for value, codes in places.items()
    ]
    return sorted(loads, key=lambda load: (-load.measures, load.name))


def status_counts(snapshot: Snapshot, rows: Rows, as_of: date) -> dict[str, int]:
    """How many of some rows have each status; statuses that none has are left out."""
    return _by_status(np.bincount(snapshot.day(as_of).rows[rows], minlength=len(MOST_ALIVE_FIRST)).tolist())


def roles_of(measure: Measure, unit: str, jurisdiction: str | None) -> tuple[str, ...]:
    """The roles in which a measure names a unit, such as 牵头, each once, in text order.

    Args:
        measure: that names it.
        unit: in any spelling.
        jurisdiction: code of the document's own place.
    """
    canonical = canonical_unit(unit, name_of(jurisdiction) if jurisdiction else None)
    return tuple(dict.fromkeys(named.role for named in measure.fields.units if named.canonical == canonical))


def _by_status(counts: list[int]) -> dict[str, int]:
    return {status: count for status, count in zip(MOST_ALIVE_FIRST, counts, strict=True) if count}
