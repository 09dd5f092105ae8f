"""What the portal says of the texts that are served."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from index.browse.listing import listed
from index.browse.records import document_record
from index.filters.facets import count_facets
from index.snapshot.reader import Snapshot

MOST_DOCUMENTS, MOST_STAGES = 8, 12
_PROMISES = {"nature": ["commitment", "rule"]}


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage in the life of a company.

    Attributes:
        measures: that help there.
        percent: of the longest bar.
    """

    name: str
    measures: int
    percent: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """What there is to be searched on one day.

    Attributes:
        documents: at most MOST_DOCUMENTS, the latest first, as `index.browse.records.document_record` makes them.
        total: of documents.
        measures: commitments and rules.
        alive: those of them whose deadline is not past.
        stages: the most frequent first.
    """

    as_of: date
    documents: tuple[dict[str, Any], ...]
    total: int
    measures: int
    alive: int
    stages: tuple[Bar, ...]


def corpus(snapshot: Snapshot, as_of: date) -> Corpus:
    """What a snapshot holds."""
    rows = listed(snapshot, _PROMISES, as_of).rows
    counts = count_facets(snapshot.columns, rows, snapshot.day(as_of)).counts
    # Of very many documents, only a few are opened: those that came into force last, then those that don't say when.
    latest = np.argsort(-snapshot.columns.arrays.valid_from, kind="stable")[:MOST_DOCUMENTS]
    documents = [document_record(snapshot, number, as_of) for number in latest.tolist()]
    return Corpus(
        as_of,
        tuple(sorted(documents, key=_stated_date, reverse=True)),
        len(snapshot.columns.documents),
        len(rows),
        len(rows) - counts.get("status", {}).get("past", 0),
        _bars(counts.get("lifecycle", {})),
    )


def _bars(counts: dict[str, int]) -> tuple[Bar, ...]:
    shown = list(counts.items())[:MOST_STAGES]
    return tuple(Bar(name, count, round(100 * count / shown[0][1], 2)) for name, count in shown)


def _stated_date(document: dict[str, Any]) -> str:
    return document["published"] or document["written"] or document["valid_from"] or ""
