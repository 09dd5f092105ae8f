"""From filters as a user states them to the rows that they admit."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index.errors import QueryError
from index.filters.columns import KINDS, NATURES, NONE, Columns
from index.filters.nearest import nearest
from index.filters.status import DOCUMENT_STATUSES, Statuses
from index.types import Mask
from ingest.fields.jurisdiction import is_within, jurisdiction_of, name_of
from ingest.lexicon.names import canonical_unit
from ingest.status import MOST_ALIVE_FIRST, first_day, last_day

Filters = Mapping[str, str | Sequence[str]]

CLOSED: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "nature": NATURES,
    "document_status": DOCUMENT_STATUSES,
    "status": MOST_ALIVE_FIRST,
}
"""Filters whose values are known beforehand."""

_DATE = re.compile(r"\d{4}(?:-\d\d?){0,2}")


@dataclass(frozen=True, slots=True, eq=False)
class Admitted:
    """What filters let through.

    Attributes:
        mask: (rows,) whether a row may be found; None where there are no filters.
        unknown: for each value that the snapshot does not know, as `name=value`, the nearest ones that it knows.
    """

    mask: Mask | None = None
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)


def admitted(columns: Columns, filters: Filters | None, day: Statuses) -> Admitted:
    """The rows that pass every filter: values of one filter are alternatives, filters are all required.

    Args:
        columns: of the snapshot.
        filters: values by name; None and {} admit all.
        day: the statuses of the day that is asked about.

    Raises QueryError for a name that does not exist, a filter without a value, a value that a closed list does not
    hold, and a date that is none.
    """
    if not filters:
        return Admitted()
    mask = np.ones(columns.size, np.bool_)
    unknown: dict[str, tuple[str, ...]] = {}
    for name in filters:
        found = _COMPILERS[_known(name)](_Filter(name, filters, columns, day))
        mask &= found.mask if found.mask is not None else False
        unknown |= found.unknown
    return Admitted(mask, unknown)


@dataclass(frozen=True, slots=True, eq=False)
class _Filter:
    name: str
    stated: Filters
    columns: Columns
    day: Statuses

    @property
    def values(self) -> tuple[str, ...]:
        return self.all_values(self.name)

    def all_values(self, name: str) -> tuple[str, ...]:
        """The values of this or another filter; () where that is not given."""
        return _values(name, self.stated[name]) if name in self.stated else ()

    def rows_of(self, documents: NDArray[np.bool_]) -> Mask:
        """Rows whose documents pass."""
        admitted_rows: Mask = documents[self.columns.arrays.document]
        return admitted_rows


def _known(name: str) -> str:
    if name not in _COMPILERS:
        raise QueryError("filters", f"there is no filter {name!r}", allowed=FILTERS)
    return name


def _values(name: str, stated: object) -> tuple[str, ...]:
    values = (stated,) if isinstance(stated, str) else stated
    if not isinstance(values, Sequence) or not all(isinstance(value, str) for value in values):
        raise QueryError(name, f"takes a string or a list of strings, not {type(stated).__name__}")
    bare = tuple(value.strip() for value in values)
    if not bare or not all(bare):
        raise QueryError(name, "has no value", allowed=CLOSED.get(name, ()))
    return bare


def _closed(wanted: _Filter) -> Admitted:
    allowed = CLOSED[wanted.name]
    for value in wanted.values:
        if value not in allowed:
            raise QueryError(wanted.name, f"has no value {value!r}", allowed=allowed)
    codes = [allowed.index(value) for value in wanted.values]
    arrays, day = wanted.columns.arrays, wanted.day
    match wanted.name:
        case "kind":
            return Admitted(wanted.rows_of(np.isin(arrays.kind, codes)))
        case "document_status":
            return Admitted(wanted.rows_of(np.isin(day.documents, codes)))
        case "status":
            return Admitted(np.isin(day.rows, codes))
        case _:
            return Admitted(np.isin(arrays.nature, codes))


def _document(wanted: _Filter) -> Admitted:
    ids, values = wanted.columns.documents, frozenset(wanted.values)
    passing = np.array([doc_id in values for doc_id in ids], np.bool_)
    known = {ids[number] for number in np.flatnonzero(passing)}
    return Admitted(wanted.rows_of(passing), _unknown(wanted, known, ids))


def _term(wanted: _Filter) -> Admitted:
    field_ = wanted.columns.terms[wanted.name]
    mask, known = np.zeros(wanted.columns.size, np.bool_), set()
    for value in wanted.values:
        if value in field_.names:
            mask[field_.rows_with(field_.names.index(value))] = True
            known.add(value)
    return Admitted(mask, _unknown(wanted, known, field_.names))


def _unit(wanted: _Filter) -> Admitted:
    """A unit is named for its own jurisdiction: 大连市税务局 is 市税务局 in documents of 大连."""
    field_, jurisdictions = wanted.columns.terms["unit"], wanted.columns.arrays.jurisdiction
    numbers = {name: number for number, name in enumerate(field_.names)}
    mask, known = np.zeros(wanted.columns.size, np.bool_), set()
    for code in np.unique(jurisdictions):
        own = name_of(f"{code:06d}") if code != NONE else None
        here = wanted.rows_of(jurisdictions == code)
        for value in wanted.values:
            number = numbers.get(canonical_unit(value, own))
            if number is not None:
                rows = field_.rows_with(number)
                mask[rows[here[rows]]] = True
                known.add(value)
    return Admitted(mask, _unknown(wanted, known, field_.names))


def _place(wanted: _Filter) -> Admitted:
    codes = {value: value if name_of(value) else jurisdiction_of(value) for value in wanted.values}
    places = {code for code in codes.values() if code}
    issued = [int(code) for code in np.unique(wanted.columns.arrays.jurisdiction) if code != NONE]
    passing = [code for code in issued if any(_PLACES[wanted.name](f"{code:06d}", place) for place in places)]
    names = [name for code in issued if (name := name_of(f"{code:06d}"))]
    mask = wanted.rows_of(np.isin(wanted.columns.arrays.jurisdiction, passing))
    return Admitted(mask, _unknown(wanted, {value for value, code in codes.items() if code}, names))


def _deadline(wanted: _Filter) -> Admitted:
    """One deadline has to lie in the whole range, where both of its ends are given."""
    arrays, mask = wanted.columns.arrays, np.zeros(wanted.columns.size, np.bool_)
    starts = [_day("deadline_from", value, first_day) for value in wanted.all_values("deadline_from")]
    ends = [_day("deadline_to", value, last_day) for value in wanted.all_values("deadline_to")]
    first, last = min(starts, default=0), max(ends, default=date.max.toordinal())
    mask[arrays.deadline_row[(arrays.deadline_day >= first) & (arrays.deadline_day <= last)]] = True
    return Admitted(mask)


def _day(name: str, value: str, read: Callable[[str], date]) -> int:
    try:
        if _DATE.fullmatch(value):
            return read(value).toordinal()
    except ValueError:
        pass  # no such day
    raise QueryError(name, f"{value!r} is no date; it takes YYYY, YYYY-MM or YYYY-MM-DD")


def _unknown(wanted: _Filter, known: set[str], names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    missing = [value for value in wanted.values if value not in known]
    return {f"{wanted.name}={value}": nearest(value, names) for value in missing}


_PLACES: dict[str, Callable[[str, str], bool]] = {
    "jurisdiction": is_within,  # issued there or below
    "applies_in": lambda issued, place: is_within(place, issued),  # issued there or above
}
_COMPILERS: dict[str, Callable[[_Filter], Admitted]] = {
    "document": _document,
    "kind": _closed,
    "nature": _closed,
    "jurisdiction": _place,
    "applies_in": _place,
    "document_status": _closed,
    "status": _closed,
    "unit": _unit,
    "audience": _term,
    "instrument": _term,
    "service_mode": _term,
    "lifecycle": _term,
    "deadline_from": _deadline,
    "deadline_to": _deadline,
}
FILTERS = tuple(_COMPILERS)
"""The names of all filters."""
