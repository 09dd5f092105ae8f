"""What Prometheus reads; global, as its client library wants it, and merged over worker processes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from index.search import HybridIndex

MULTIPROCESS_DIR = "PROMETHEUS_MULTIPROC_DIR"
_BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.04, 0.06, 0.09, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REGISTRY = CollectorRegistry()
REQUESTS = Histogram(
    "zhaoqi_request_seconds",
    "Time from the arrival of a request to the end of its answer.",
    ("method", "route", "status"),
    buckets=_BUCKETS_S,
    registry=REGISTRY,
)
STAGES = Histogram(
    "zhaoqi_stage_seconds", "Time of a part of an answer.", ("stage",), buckets=_BUCKETS_S, registry=REGISTRY
)
REFUSED = Counter("zhaoqi_refused", "Requests refused under load, by code.", ("code",), registry=REGISTRY)
CACHE = Counter("zhaoqi_answer_cache", "Looks into the cache of answers.", ("outcome",), registry=REGISTRY)
ZERO_RESULTS = Counter("zhaoqi_zero_results", "Searches that found nothing.", registry=REGISTRY)
LOG_DROPPED = Counter("zhaoqi_query_log_dropped", "Entries that the query log could not take.", registry=REGISTRY)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Time a part of an answer."""
    started = perf_counter()
    try:
        yield
    finally:
        STAGES.labels(name).observe(perf_counter() - started)


def exposition(index: HybridIndex | None) -> bytes:
    """All metrics in Prometheus' text format, of all worker processes where there are several.

    Args:
        index: that is served, None before that.
    """
    own = CollectorRegistry()
    own.register(_Index(index))
    if MULTIPROCESS_DIR not in os.environ:
        return generate_latest(REGISTRY) + generate_latest(own)
    MultiProcessCollector(own)  # type: ignore[no-untyped-call]
    return generate_latest(own)


class _Index(Collector):
    """Asks the index when Prometheus asks, so that a new generation shows at once."""

    def __init__(self, index: HybridIndex | None) -> None:
        self._index = index

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield GaugeMetricFamily("zhaoqi_ready", "Whether searches are answered.", value=self._index is not None)
        if self._index:
            manifest = self._index.snapshot.manifest
            served = GaugeMetricFamily("zhaoqi_index_generation", "1 for the one served.", labels=("generation",))
            served.add_metric([manifest.generation], 1)
            yield served
            sizes = GaugeMetricFamily("zhaoqi_index_size", "Of the served generation.", labels=("of",))
            for name, count in manifest.counts.items():
                sizes.add_metric([name], count)
            yield sizes
