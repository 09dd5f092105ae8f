"""How fast one search is, with and without encoding the question, and what rank-bm25 takes in the same run."""

import os
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.latency import Latency, time_searches
from eval.bench.memory import resident_mib
from eval.bench.remembered import RememberedEncoder
from index.analyzer.query import QueryAnalyzer
from index.analyzer.tokenizer import Analyzer
from index.encoder.base import Encoder
from index.encoder.load import load_encoder
from index.lexical.backends import LexicalBackend
from index.lexical.fields import Bm25Params
from index.lexical.postings import Postings
from index.query import checked_query
from index.ranking import best_rows
from index.search import HybridIndex
from index.snapshot.reader import LEXICAL, open_current

WARM_UP = ("营业执照", "what does it cost")
HITS = 10
TOKENS, TEXTS = 200, 64  # of a passage that is encoded, and how many are
LONGEST = 2000  # characters that TOKENS tokens may have
WARM_UP_TEXTS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything is.

    Attributes:
        index: folder of the generations.
        models_dir: of encoders.
        cache_dir: of the analyzer.
    """

    index: Path
    models_dir: Path
    cache_dir: Path


@dataclass(frozen=True, slots=True)
class Served:
    """What one process measured that opened the index and searched.

    Attributes:
        open_s: of the index; searches by words can begin.
        warm_s: loading the encoder and the fallbacks of the analyzer.
        resident_mib: after all searches that encode.
        encoding: times of searches, the question encoded in each.
        encoded: the same searches with vectors that are known.
    """

    open_s: float
    warm_s: float
    resident_mib: float
    encoding: Latency
    encoded: Latency


def serve(place: Place, queries: Sequence[str]) -> Served:
    """Open an index and search it, one client, no question twice; best called in a fresh process."""
    started = time.perf_counter()
    index = HybridIndex.open(place.index, models_dir=place.models_dir, cache_dir=place.cache_dir)
    open_s = time.perf_counter() - started
    started = time.perf_counter()
    index.warm()
    warm_s = time.perf_counter() - started
    with index:
        encoding = _timed(index, queries)
        resident = resident_mib()
        manifest = index.snapshot.manifest
    assert manifest.model  # what has no vectors can't be warmed
    texts = [checked_query(query) for query in queries]
    vectors = _load(place, manifest.encoder).encode_queries(texts)
    known = RememberedEncoder(
        manifest.model,
        manifest.dim,
        lambda: _load(place, manifest.encoder),
        queries=dict(zip(texts, vectors, strict=True)),
    )
    with HybridIndex.open(place.index, encoder=known, cache_dir=place.cache_dir) as index:
        index.warm()
        return Served(open_s, warm_s, resident, encoding, _timed(index, queries))


def time_rank_bm25(place: Place, queries: Sequence[str]) -> Latency:
    """The best rows by rank-bm25 alone, over the same rows and the same terms; neither encoded nor shown."""
    snapshot = open_current(place.index)
    analyzer = QueryAnalyzer(Analyzer(place.cache_dir), snapshot.vocabulary)
    analyzer.warm()
    lexical = LexicalBackend.RANK_BM25.of(Postings.open(snapshot.path / LEXICAL), Bm25Params())
    return time_searches(lambda query: best_rows(lexical.scores(analyzer.analyze(query).terms), HITS), queries)


def encoded_per_s(place: Place) -> float:
    """Passages of TOKENS tokens a second that a build encodes, on all cores; texts are of the index."""
    snapshot = open_current(place.index)
    rows = snapshot.manifest.counts["measures"]
    encoder = _load(place, snapshot.manifest.encoder, threads=os.cpu_count() or 1)
    texts = _cut(encoder, "".join(map(snapshot.contents.text, range(min(rows, 50 * TEXTS)))))
    encoder.encode_passages(texts[:WARM_UP_TEXTS])
    started = time.perf_counter()
    encoder.encode_passages(texts)
    return len(texts) / (time.perf_counter() - started)


def _cut(encoder: Encoder, text: str) -> list[str]:
    """Up to TEXTS passages of TOKENS tokens, one after another."""
    texts: list[str] = []
    start = 0
    while len(texts) < TEXTS and start < len(text):
        counts = range(1, LONGEST)
        size = bisect_right(counts, TOKENS, key=lambda size: encoder.count_tokens(text[start : start + size]))
        texts.append(text[start : start + size])
        start += size
    return texts


def _timed(index: HybridIndex, queries: Sequence[str]) -> Latency:
    for query in WARM_UP:
        index.search(query)
    return time_searches(lambda query: index.search(query, k=HITS), queries)


def _load(place: Place, encoder: str, threads: int = 1) -> Encoder:
    return load_encoder(encoder, place.models_dir, threads=threads)
