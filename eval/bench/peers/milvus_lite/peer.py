"""Milvus Lite through pymilvus: a flat vector index, its BM25 function, ranks fused by RRFRanker."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pymilvus import AnnSearchRequest, DataType, Function, FunctionType, MilvusClient, RRFRanker

from eval.bench.peers.exchange import AskedQuery, Corpus

FILE, COLLECTION = "milvus.db", "passages"
BATCH = 1000
LONGEST = 65_535  # of a VARCHAR, in bytes


def build(corpus: Corpus, folder: Path) -> None:
    """See Peer."""
    client = MilvusClient(str(folder / FILE))
    schema = client.create_schema(auto_id=False)
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("doc_id", DataType.VARCHAR, max_length=LONGEST)
    # Its analyzers take words that stand apart as they are: those of zhaoqi's analyzer.
    schema.add_field(
        "words",
        DataType.VARCHAR,
        max_length=LONGEST,
        enable_analyzer=True,
        analyzer_params={"tokenizer": "standard"},
    )
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=corpus.vectors.shape[1])
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function("bm25", FunctionType.BM25, ["words"], ["sparse"]))
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type="AUTOINDEX", metric_type="IP")
    indexes.add_index("sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(COLLECTION, schema=schema, index_params=indexes)
    for batch in _batches(corpus):
        client.insert(COLLECTION, batch)
    client.flush(COLLECTION)
    client.close()


def open_index(folder: Path, queries: Sequence[AskedQuery]) -> Callable[[AskedQuery, int], list[tuple[str, float]]]:
    """See Peer."""
    client = MilvusClient(str(folder / FILE))
    client.load_collection(COLLECTION)

    def search(asked: AskedQuery, k: int) -> list[tuple[str, float]]:
        requests = [
            AnnSearchRequest([asked.vector.tolist()], "vector", {"metric_type": "IP"}, k),
            AnnSearchRequest([asked.query.words], "sparse", {"metric_type": "BM25"}, k),
        ]
        found = client.hybrid_search(COLLECTION, requests, RRFRanker(), k, output_fields=["doc_id"])
        return [(hit["entity"]["doc_id"], hit["distance"]) for hit in found[0]]

    return search


def _batches(corpus: Corpus) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(corpus.passages), BATCH):
        yield [
            {"number": number, "doc_id": passage.doc_id, "words": passage.words, "vector": vector.tolist()}
            for number, (passage, vector) in enumerate(
                zip(corpus.passages[start : start + BATCH], corpus.vectors[start : start + BATCH], strict=True), start
            )
        ]
