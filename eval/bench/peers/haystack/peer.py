"""Haystack's in-memory store: both retrievers and a joiner by reciprocal ranks in a pipeline."""

from collections.abc import Callable, Sequence
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from eval.bench.peers.exchange import AskedQuery, Corpus

STORE = "store.json"
WORDS = r"\S+"  # those of zhaoqi's analyzer, which stand apart


def build(corpus: Corpus, folder: Path) -> None:
    """See Peer."""
    store = InMemoryDocumentStore(bm25_tokenization_regex=WORDS)
    store.write_documents(
        [
            Document(id=str(number), content=passage.words, meta={"doc_id": passage.doc_id}, embedding=vector.tolist())
            for number, (passage, vector) in enumerate(zip(corpus.passages, corpus.vectors, strict=True))
        ]
    )
    store.save_to_disk(str(folder / STORE))


def open_index(folder: Path, queries: Sequence[AskedQuery]) -> Callable[[AskedQuery, int], list[tuple[str, float]]]:
    """See Peer."""
    store = InMemoryDocumentStore.load_from_disk(str(folder / STORE))
    pipeline = Pipeline()
    pipeline.add_component("words", InMemoryBM25Retriever(store))
    pipeline.add_component("vectors", InMemoryEmbeddingRetriever(store))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("words", "joiner")
    pipeline.connect("vectors", "joiner")

    def search(asked: AskedQuery, k: int) -> list[tuple[str, float]]:
        question = {
            "words": {"query": asked.query.words, "top_k": k},
            "vectors": {"query_embedding": asked.vector.tolist(), "top_k": k},
            "joiner": {"top_k": k},
        }
        return [(found.meta["doc_id"], found.score) for found in pipeline.run(question)["joiner"]["documents"]]

    return search
