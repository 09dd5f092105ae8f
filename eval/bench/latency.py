"""How long searches take, by one client or several at once. Needs nothing but numpy: the peers use it too."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TypeVar

import numpy as np

Query = TypeVar("Query")


@dataclass(frozen=True, slots=True)
class Latency:
    """The times of some searches.

    Attributes:
        searches: that were timed.
        p50_ms: half of them took no longer; the others likewise.
        per_s: searches a second, all clients together.
    """

    clients: int
    searches: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    per_s: float

    @classmethod
    def of(cls, took_s: Sequence[float], *, clients: int, elapsed_s: float) -> "Latency":
        """Percentiles of single times, interpolated linearly between neighbours."""
        p50, p95, p99 = (1000 * np.percentile(took_s, [50, 95, 99])).tolist()
        return cls(clients, len(took_s), p50, p95, p99, len(took_s) / elapsed_s)


def time_searches(
    search: Callable[[Query], object],
    queries: Sequence[Query],
    *,
    clients: int = 1,
    limit_s: float = float("inf"),
    progress: Callable[[int], None] = lambda done: None,
) -> Latency:
    """Search for each query once; every client takes the next one as soon as it has its answer.

    Args:
        search: safe for threads where there are several clients.
        queries: at least one.
        clients: threads.
        limit_s: after so many seconds no further search begins; each client makes one at least.
        progress: called after each search with the number of those that are done.
    """
    waiting: SimpleQueue[Query] = SimpleQueue()
    for query in queries:
        waiting.put(query)
    took: list[float] = []
    began = time.perf_counter()

    def serve() -> None:
        while True:
            try:
                query = waiting.get_nowait()
            except Empty:
                return
            started = time.perf_counter()
            search(query)
            ended = time.perf_counter()
            took.append(ended - started)
            progress(len(took))
            if ended - began > limit_s:
                return

    with ThreadPoolExecutor(clients) as pool:
        for client in [pool.submit(serve) for _ in range(clients)]:
            client.result()
    return Latency.of(took, clients=clients, elapsed_s=time.perf_counter() - began)
