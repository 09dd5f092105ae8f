"""All that is measured of search on one index, each part in a fresh process, one after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.bench.fresh import fresh
from eval.bench.latency import Latency
from eval.bench.progress import Progress, silent
from eval.bench.publishing import MEASURES, Publication, publish_while_searching
from eval.bench.search import TOKENS, Place, Served, encoded_per_s, serve, time_rank_bm25

STEPS = 4


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What was measured.

    Attributes:
        encoded_per_s: passages of TOKENS tokens a second, on all cores.
        rank_bm25: times of rank-bm25 alone, over the same rows.
    """

    served: Served
    rank_bm25: Latency
    encoded_per_s: float
    publication: Publication

    def rows(self) -> Iterator[tuple[str, str]]:
        """Each figure by its name."""
        served, publication = self.served, self.publication
        yield "search, question encoded: p50 / p95 / p99 ms", _times(served.encoding)
        yield "search, encoding excluded: p50 / p95 / p99 ms", _times(served.encoded)
        yield "rank-bm25 alone: p50 / p95 / p99 ms", _times(self.rank_bm25)
        yield "rank-bm25 / search, encoding excluded: p50 / p95", _ratios(self.rank_bm25, served.encoded)
        yield "open, s", f"{served.open_s:.2f}"
        yield "load encoder and fallbacks, s", f"{served.warm_s:.2f}"
        yield "memory after searches, MiB", f"{served.resident_mib:,.0f}"
        yield f"encode, passages of {TOKENS} tokens a second", f"{self.encoded_per_s:,.1f}"
        yield f"publish {MEASURES} measures, searchable after s", f"{publication.searchable_s:.1f}"
        yield "search meanwhile, question encoded: p50 / p95 / p99 ms", _times(publication.meanwhile)
        yield "the same, times p95 before", f"{publication.p95_ratio:.2f}"


def measure_search(
    place: Place,
    queries: Sequence[str],
    rank_bm25_queries: int,
    progress: Progress = silent,
) -> SearchReport:
    """Measure one index.

    Args:
        place: the index.
        queries: each asked once of every process.
        rank_bm25_queries: how many of them rank-bm25 gets, which takes long.
        progress: called with what is going on, how much of it is done, and of how much.
    """
    progress("searching", 0, STEPS)
    served = fresh(serve, place, queries).result()
    progress("searching by rank-bm25", 1, STEPS)
    rank_bm25 = fresh(time_rank_bm25, place, queries[:rank_bm25_queries]).result()
    progress("encoding passages", 2, STEPS)
    passages_per_s = fresh(encoded_per_s, place).result()
    progress("publishing while searching", 3, STEPS)
    return SearchReport(served, rank_bm25, passages_per_s, fresh(publish_while_searching, place, queries).result())


def _times(latency: Latency) -> str:
    return f"{latency.p50_ms:,.1f} / {latency.p95_ms:,.1f} / {latency.p99_ms:,.1f}"


def _ratios(slow: Latency, fast: Latency) -> str:
    return f"{slow.p50_ms / fast.p50_ms:,.1f} / {slow.p95_ms / fast.p95_ms:,.1f}"
