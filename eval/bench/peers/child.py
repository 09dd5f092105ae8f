"""Runs one peer inside of its venv: builds its index, or opens it and searches. Writes what it measured as JSON.

python -P -m eval.bench.peers.child STEP PEER SLICE INDEX RESULT, with this checkout on PYTHONPATH. Progress goes to
stdout, a line `progress DONE TOTAL` each; whatever else the libraries print there is theirs.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from eval.bench.latency import time_searches
from eval.bench.memory import resident_mib
from eval.bench.peers.exchange import AskedQuery, Corpus, read_corpus, read_queries

SEARCHES = 300  # at most, of one client, and as many others of all clients
CLIENTS = 8
ONE_LIMIT_S, SEVERAL_LIMIT_S = 300.0, 60.0  # after which no further search begins
WARM_UP = 5
PROGRESS = "progress"  # begins each line that tells how far a step is
DOCUMENTS = 10  # of a result, after the passages of one document have become one
PASSAGES = 50  # asked for, so that enough documents are among them

Found = Iterable[tuple[str, float]]


class Peer(Protocol):
    """What `peer.py` of each peer is."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Write an index of all passages into an empty folder."""
        ...

    def open_index(self, folder: Path, queries: Sequence[AskedQuery]) -> Callable[[AskedQuery, int], Found]:
        """A search for the ids of the documents of so many passages, best first, with scores; safe for threads.

        The queries that will come are known so that a peer which encodes by itself can be given their vectors.
        """
        ...


def build(peer: Peer, slice_folder: Path, index: Path) -> dict[str, Any]:
    """Seconds from the files of the slice to an index on disk, and the most memory that took."""
    started = time.perf_counter()
    peer.build(read_corpus(slice_folder), index)
    return {
        "build_s": time.perf_counter() - started,
        "build_peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def search(peer: Peer, slice_folder: Path, index: Path) -> dict[str, Any]:
    """Time to open, times of searches by one client and by several, memory after them, and what one client found."""
    queries = read_queries(slice_folder)
    started = time.perf_counter()
    find = peer.open_index(index, queries)
    open_s = time.perf_counter() - started
    run: dict[str, dict[str, float]] = {}

    def search_one(query: AskedQuery) -> None:
        run[query.query.query_id] = collapsed(find(query, PASSAGES))

    def search_other(query: AskedQuery) -> None:
        collapsed(find(query, PASSAGES))

    first, others, warm_up = split(queries)
    for query in warm_up:
        search_other(query)
    total = len(first) + len(others)
    one = time_searches(search_one, first, limit_s=ONE_LIMIT_S, progress=lambda done: _tell(done, total))
    several = time_searches(
        search_other,
        others,
        clients=CLIENTS,
        limit_s=SEVERAL_LIMIT_S,
        progress=lambda done: _tell(len(first) + done, total),
    )
    return {
        "open_s": open_s,
        "resident_mib": resident_mib(),
        "one": asdict(one),
        "several": asdict(several),
        "run": run,
    }


def split(queries: Sequence[AskedQuery]) -> tuple[Sequence[AskedQuery], Sequence[AskedQuery], Sequence[AskedQuery]]:
    """The queries of one client, as many of several, and some to warm up; none comes twice, so that no cache knows it.

    The first ones, whose answers are known, go to the one client. At least two are needed.
    """
    spare = min(WARM_UP, len(queries) // 4)
    half = min(SEARCHES, (len(queries) - spare) // 2)
    return queries[:half], queries[half : 2 * half], queries[2 * half : 2 * half + spare]


def collapsed(found: Found, wanted: int = DOCUMENTS) -> dict[str, float]:
    """The first documents of a ranking and their scores, each by the best of its passages."""
    documents: dict[str, float] = {}
    for doc_id, score in found:
        if len(documents) == wanted:
            break
        documents.setdefault(doc_id, float(score))
    return documents


def _tell(done: int, total: int) -> None:
    sys.stdout.write(f"{PROGRESS} {done} {total}\n")
    sys.stdout.flush()


def main() -> None:
    """Entry point."""
    step, name, slice_folder, index, result = sys.argv[1:]
    peer = cast(Peer, import_module(f"eval.bench.peers.{name}.peer"))
    measure = {"build": build, "search": search}[step]
    measured = measure(peer, Path(slice_folder), Path(index))
    Path(result).write_text(json.dumps(measured, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
