"""LlamaIndex: its vector index and its BM25 retriever (bm25s), fused by reciprocal ranks without a language model."""

from collections.abc import Callable, Sequence
from pathlib import Path

from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.embeddings import MockEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from llama_index.core.schema import QueryBundle, TextNode
from llama_index.retrievers.bm25 import BM25Retriever

from eval.bench.peers.exchange import AskedQuery, Corpus

VECTORS, WORDS = "vectors", "words"
WORD = r"\S+"  # those of zhaoqi's analyzer, which stand apart


def build(corpus: Corpus, folder: Path) -> None:
    """See Peer."""
    nodes = [
        TextNode(
            id_=str(number),
            text=passage.words,
            metadata={"doc_id": passage.doc_id},
            excluded_embed_metadata_keys=["doc_id"],
            embedding=vector.tolist(),
        )
        for number, (passage, vector) in enumerate(zip(corpus.passages, corpus.vectors, strict=True))
    ]
    index = VectorStoreIndex(nodes, embed_model=MockEmbedding(corpus.vectors.shape[1]))
    index.storage_context.persist(str(folder / VECTORS))
    words = BM25Retriever.from_defaults(nodes=nodes, skip_stemming=True, language="zh", token_pattern=WORD)
    words.persist(str(folder / WORDS))


def open_index(folder: Path, queries: Sequence[AskedQuery]) -> Callable[[AskedQuery, int], list[tuple[str, float]]]:
    """See Peer."""
    storage = StorageContext.from_defaults(persist_dir=str(folder / VECTORS))
    index = load_index_from_storage(storage, embed_model=MockEmbedding(len(queries[0].vector)))
    words = BM25Retriever.from_persist_dir(str(folder / WORDS))
    words.token_pattern, words.skip_stemming = WORD, True  # which it does not keep

    def search(asked: AskedQuery, k: int) -> list[tuple[str, float]]:
        words.similarity_top_k = k
        vectors = index.as_retriever(similarity_top_k=k)
        fusion = QueryFusionRetriever(
            [vectors, words],
            llm=MockLLM(),
            mode=FUSION_MODES.RECIPROCAL_RANK,
            similarity_top_k=k,
            num_queries=1,
            use_async=False,
        )
        found = fusion.retrieve(QueryBundle(asked.query.words, embedding=asked.vector.tolist()))
        return [(node.metadata["doc_id"], node.score or 0.0) for node in found]

    return search
