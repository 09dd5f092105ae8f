"""LanceDB with its hybrid query: vector and full-text index, reciprocal ranks (its default reranker)."""

from collections.abc import Callable, Sequence
from pathlib import Path

import lancedb
import pyarrow as pa
from lancedb.index import FTS, HnswSq

from eval.bench.peers.exchange import AskedQuery, Corpus

TABLE = "passages"
# Up to about so many rows its documentation finds an index unnecessary; above, it advises one where latency matters,
# HNSW for low latency at high recall.
SCANNED = 100_000
# For Chinese it names jieba, whose model it downloads, or words from outside, which are those of zhaoqi's analyzer.
WORDS = FTS(base_tokenizer="whitespace", stem=False, remove_stop_words=False, ascii_folding=False)


def build(corpus: Corpus, folder: Path) -> None:
    """See Peer."""
    flat = pa.array(corpus.vectors.reshape(-1))
    columns = {
        "doc_id": pa.array([passage.doc_id for passage in corpus.passages]),
        "words": pa.array([passage.words for passage in corpus.passages]),
        "vector": pa.FixedSizeListArray.from_arrays(flat, corpus.vectors.shape[1]),
    }
    table = lancedb.connect(folder).create_table(TABLE, pa.table(columns))
    table.create_index("words", config=WORDS)
    if len(corpus.passages) > SCANNED:
        table.create_index("vector", config=HnswSq(distance_type="dot"))


def open_index(folder: Path, queries: Sequence[AskedQuery]) -> Callable[[AskedQuery, int], list[tuple[str, float]]]:
    """See Peer."""
    table = lancedb.connect(folder).open_table(TABLE)

    def search(asked: AskedQuery, k: int) -> list[tuple[str, float]]:
        found = table.search(query_type="hybrid").vector(asked.vector).text(asked.query.words).distance_type("dot")
        rows = found.limit(k).select(["doc_id"]).to_list()
        return [(row["doc_id"], row["_relevance_score"]) for row in rows]

    return search
