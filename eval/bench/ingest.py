"""How fast ingest is, against the floor that any ingest has: reading, decoding and storing the same raw text."""

import gzip
import json
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.bench.synthetic import write_corpus
from ingest.batch import Progress, ingest
from ingest.catalog.store import Catalog
from ingest.pipeline import parse
from ingest.readers.base import Limits

SYNTHETIC_DOCUMENTS = 5_000


@dataclass(frozen=True, slots=True)
class Timing:
    """One run of one way to ingest a corpus.

    Attributes:
        name: of the way.
        documents: stored.
        seconds: wall-clock.
        peak_mib: highest resident memory of this process so far, MiB.
    """

    name: str
    documents: int
    seconds: float
    peak_mib: float

    @property
    def documents_per_s(self) -> float:
        """Documents a second."""
        return self.documents / self.seconds


def bench_ingest(
    corpus: Path, data: Path | None, *, progress: Callable[[Progress], None] = lambda _: None
) -> Iterator[tuple[str, Timing, Timing]]:
    """Measure the project's corpus, then a BEIR folder or a synthetic one: (what, floor, zhaoqi) for each.

    Args:
        corpus: the folder of published texts.
        data: a folder with `corpus.jsonl` or `corpus.jsonl.gz`; None makes a synthetic one.
        progress: as `ingest.batch.ingest` calls it.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        yield corpus.name, _floor(sorted(corpus.glob("*.txt")), scratch / "a.db"), _zhaoqi(corpus, scratch, progress)
        big = _corpus_of(data) if data else write_corpus(scratch, SYNTHETIC_DOCUMENTS)
        yield data.name if data else "synthetic", _floor([big], scratch / "b.db"), _zhaoqi(big, scratch, progress)


def _corpus_of(data: Path) -> Path:
    names = ("corpus.jsonl", "corpus.jsonl.gz")
    found = [data / name for name in names if (data / name).exists()]
    if not found:
        raise FileNotFoundError(f"{data}: holds neither {' nor '.join(names)}")
    return found[0]


def _zhaoqi(path: Path, scratch: Path, progress: Callable[[Progress], None]) -> Timing:
    with tempfile.TemporaryDirectory(dir=scratch) as folder, _clock() as clock:
        with Catalog(f"sqlite:///{folder}/catalog.db") as catalog:
            summary = ingest([path], catalog, parse=parse, limits=Limits(), progress=progress)
        return Timing("zhaoqi", summary.documents, clock(), _peak_mib())


def _floor(paths: list[Path], database: Path) -> Timing:
    """Store the raw texts, one transaction each, in a bare table of the same database engine and mode."""
    with _clock() as clock:
        connection = sqlite3.connect(database, isolation_level=None)
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE t (id, text)")
        count = 0
        for count, (name, text) in enumerate((pair for path in paths for pair in _texts(path)), 1):  # noqa: B007
            connection.execute("INSERT INTO t VALUES (?, ?)", (name, text))
        connection.close()
        return Timing("floor", count, clock(), _peak_mib())


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix == ".txt":
        yield path.stem, path.read_text("utf-8")
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["_id"], record["text"]


@contextmanager
def _clock() -> Iterator[Callable[[], float]]:
    start = time.perf_counter()
    yield lambda: time.perf_counter() - start


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
