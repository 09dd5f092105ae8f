"""One generation, opened: checked, memory-mapped, immutable."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.analyzer.vocabulary import Vocabulary
from index.confidence import Calibration
from index.dense.store import open_dense
from index.errors import SnapshotError
from index.filters.columns import Columns
from index.filters.status import Statuses, statuses
from index.fusion.floors import Floors
from index.fusion.fuse import fuse
from index.handicap import Handicap
from index.lexical.postings import Postings
from index.parameters import Parameters
from index.snapshot.contents import Contents
from index.snapshot.generations import candidates
from index.snapshot.manifest import check_checksums, check_sizes, read_manifest
from index.types import Floats

FILTERS, LEXICAL, DENSE, VOCABULARY = "filters", "lexical", "dense", "vocabulary.json"
_DAYS = 8  # statuses kept; most questions are about today

logger = logging.getLogger(__name__)


class Snapshot:
    """Everything of one generation; safe for threads, and valid for as long as it is held.

    Attributes:
        dense: None where the snapshot was built without an encoder.
    """

    def __init__(self, path: Path) -> None:
        """Open and check. Raises SnapshotError naming the file that is missing, damaged or of another make."""
        self.path = path
        self.manifest = read_manifest(path)
        check_sizes(path, self.manifest)
        with ThreadPoolExecutor(1) as pool:  # most of both is done without the interpreter lock
            checking = pool.submit(check_checksums, path, self.manifest)
            try:
                self._load(path)
            except Exception as error:  # what is damaged breaks its reader in any way
                checking.result()  # names the file, if that is the cause
                raise SnapshotError(path, f"can't be opened: {error!r}; run `zhaoqi build`") from error
            checking.result()
        self.dense = open_dense(path / DENSE) if self.manifest.dim else None
        self.handicap = Handicap.of(
            self.columns.arrays.collection[self.columns.arrays.document].astype(np.int8),
            self.floors.deviation,
            self.parameters.handicap,
        )
        self.day = lru_cache(_DAYS)(self._statuses)

    def _load(self, path: Path) -> None:
        self.columns = Columns.load(path / FILTERS)
        self.contents = Contents(path, self.columns.arrays.document)
        self.parameters = Parameters.from_json(self.manifest.parameters)
        self.floors = Floors(**self.manifest.floors)
        self.calibration = Calibration.from_json(self.manifest.calibration)
        self.lexical = self.parameters.backend.of(_postings(path / LEXICAL), self.parameters.bm25)
        self.vocabulary = Vocabulary.from_bytes((path / VOCABULARY).read_bytes())

    def fuse(self, lexical: Floats, dense: Floats) -> Floats:
        """(n,) what ranks candidates whose scores of both legs are given."""
        method, weight = self.parameters.fusion, self.parameters.dense_weight
        return fuse(lexical, dense, method=method, weight=weight, floors=self.floors)

    @property
    def generation(self) -> str:
        """Its name."""
        return self.manifest.generation

    def _statuses(self, as_of: date) -> Statuses:
        """The statuses of a day."""
        return statuses(self.columns.arrays, as_of)


def open_current(root: Path) -> Snapshot:
    """The current generation, or the newest good one before it; faults of newer ones are logged.

    Raises SnapshotError, of the current generation, when none is good.
    """
    first_fault: SnapshotError | None = None
    for path in candidates(root):
        try:
            snapshot = Snapshot(path)
        except SnapshotError as fault:
            logger.error("generation %s is not served: %s", path.name, fault)
            first_fault = first_fault or fault
            continue
        if first_fault:
            logger.error("serving generation %s instead", path.name)
        return snapshot
    assert first_fault  # there is at least one candidate
    raise first_fault


def _postings(folder: Path) -> Postings:
    """As plain views: each slice of a memmap makes another one, in microseconds."""
    mapped = Postings.open(folder)
    starts, rows, counts, lengths = map(np.asarray, (mapped.starts, mapped.rows, mapped.counts, mapped.lengths))
    return Postings(mapped.vocabulary, starts, rows, counts, lengths)
