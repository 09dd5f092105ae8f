"""The metadata of a snapshot as columns, a number a row or a document, so that a filter is a few array operations."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.types import Rows
from ingest.records import Deadline, Document, Fields, Kind, Measure, Nature
from ingest.status import first_day, last_day

Ints = NDArray[np.int32]

KINDS = tuple(str(kind) for kind in Kind)
NATURES = tuple(str(nature) for nature in Nature)
COLLECTIONS = ("texts", "lines")  # published texts, and records of JSON Lines
LINES = "application/jsonl"
NONE = -1  # no kind, no jurisdiction; days are ordinals and 0 is none

TERMS: dict[str, Callable[[Fields], Iterable[str]]] = {
    "unit": lambda read: (unit.canonical for unit in read.units),
    "audience": lambda read: (term.name for term in read.audiences),
    "instrument": lambda read: (term.name for term in read.instruments),
    "service_mode": lambda read: (term.name for term in read.service_modes),
    "lifecycle": lambda read: (term.name for term in read.lifecycle),
}
"""Fields of which a row has any number of values, and how they are read."""


@dataclass(frozen=True, slots=True, eq=False)
class ManyValued:
    """The values of one field: those of row r are `names[i] for i in values[starts[r]:starts[r + 1]]`."""

    names: tuple[str, ...]
    starts: Ints
    values: Ints

    def rows_with(self, value: int) -> Ints:
        """Rows that have a value, each once, ascending."""
        return (np.searchsorted(self.starts, np.flatnonzero(self.values == value), side="right") - 1).astype(np.int32)

    def of(self, rows: Rows) -> Ints:
        """All values of some rows."""
        sizes = self.starts[rows + 1] - self.starts[rows]
        places = np.repeat(self.starts[rows] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        found: Ints = self.values[places]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """The columns, as they are stored.

    Attributes:
        document: (rows,) number of the row's document.
        nature: (rows,) place in NATURES.
        kind, jurisdiction: (documents,) place in KINDS, and GB/T 2260 code as a number; NONE where unknown.
        collection: (documents,) place in COLLECTIONS.
        valid_from, valid_until: (documents,) first and last day in force.
        supersedes: (pairs, 2) a document and one that it replaces.
        clause_row: (clauses,) ascending, each row at least once: what has a status of its own.
        clause_end: (clauses,) the last of its deadlines.
        clause_ongoing: (clauses,) 1 where it has no end while its document is in force.
        deadline_row, deadline_day: (deadlines,) every dated deadline.
    """

    document: Ints
    nature: Ints
    kind: Ints
    jurisdiction: Ints
    collection: Ints
    valid_from: Ints
    valid_until: Ints
    supersedes: Ints
    clause_row: Ints
    clause_end: Ints
    clause_ongoing: Ints
    deadline_row: Ints
    deadline_day: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """All that filters look at; immutable."""

    documents: tuple[str, ...]
    arrays: Arrays
    terms: dict[str, ManyValued]

    @property
    def size(self) -> int:
        """Rows."""
        return len(self.arrays.document)

    @classmethod
    def load(cls, folder: Path) -> "Columns":
        """What `ColumnsWriter.save` wrote."""
        names = json.loads((folder / "names.json").read_text("utf-8"))
        with np.load(folder / "columns.npz") as stored:
            arrays = Arrays(**{item.name: stored[item.name] for item in fields(Arrays)})
            terms = {
                field: ManyValued(tuple(names[field]), stored[f"{field}.starts"], stored[f"{field}.values"])
                for field in TERMS
            }
        return cls(tuple(names["document"]), arrays, terms)


class ColumnsWriter:
    """Collects the columns of documents in row order."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._replaced: list[tuple[int, str]] = []
        self._lists: dict[str, list[int]] = {item.name: [] for item in fields(Arrays) if item.name != "supersedes"}
        self._names: dict[str, dict[str, int]] = {field: {} for field in TERMS}
        self._values: dict[str, list[int]] = {field: [] for field in TERMS}
        self._starts: dict[str, list[int]] = {field: [0] for field in TERMS}

    def add(self, document: Document) -> None:
        """Append a document and all its measures."""
        meta, number = document.meta, len(self._ids)
        self._ids.append(document.doc_id)
        self._replaced += ((number, other) for other in meta.supersedes)
        self._put("kind", KINDS.index(meta.kind) if meta.kind else NONE)
        self._put("jurisdiction", int(meta.jurisdiction) if meta.jurisdiction else NONE)
        self._put("collection", COLLECTIONS.index("lines" if document.media_type == LINES else "texts"))
        self._put("valid_from", first_day(meta.valid_from).toordinal() if meta.valid_from else 0)
        self._put("valid_until", _last(meta.valid_until))
        for measure in document.measures:
            self._add_measure(number, measure)

    def _add_measure(self, document: int, measure: Measure) -> None:
        row = len(self._lists["document"])
        self._put("document", document)
        self._put("nature", NATURES.index(measure.nature))
        # The same grouping as ingest.status: a measure has the status of its clauses, or its own without any.
        for deadlines in [clause.fields.deadlines for clause in measure.clauses] or [measure.fields.deadlines]:
            self._add_clause(row, deadlines)
        for day in {_last(deadline.date) for deadline in measure.fields.deadlines if deadline.date}:
            self._put("deadline_row", row)
            self._put("deadline_day", day)
        for field, read in TERMS.items():
            names = self._names[field]
            self._values[field] += sorted({names.setdefault(name, len(names)) for name in read(measure.fields)})
            self._starts[field].append(len(self._values[field]))

    def _add_clause(self, row: int, deadlines: Sequence[Deadline]) -> None:
        self._put("clause_row", row)
        self._put("clause_end", max((_last(deadline.date) for deadline in deadlines), default=0))
        self._put("clause_ongoing", int(any(deadline.ongoing for deadline in deadlines)))

    def _put(self, column: str, value: int) -> None:
        self._lists[column].append(value)

    def save(self, folder: Path) -> None:
        """Write the files that `Columns.load` reads."""
        folder.mkdir()
        places = {doc_id: number for number, doc_id in enumerate(self._ids)}
        pairs = [(number, places[other]) for number, other in self._replaced if other in places]
        arrays = {
            **{name: np.array(values, np.int32) for name, values in self._lists.items()},
            "supersedes": np.array(pairs, np.int32).reshape(-1, 2),
            **{f"{field}.starts": np.array(starts, np.int32) for field, starts in self._starts.items()},
            **{f"{field}.values": np.array(values, np.int32) for field, values in self._values.items()},
        }
        np.savez(folder / "columns.npz", **arrays)  # type: ignore[arg-type]  # numpy's stub takes `allow_pickle` for any name
        names = {"document": self._ids, **{field: list(names) for field, names in self._names.items()}}
        (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), "utf-8")


def _last(stated: str | None) -> int:
    return last_day(stated).toordinal() if stated else 0
