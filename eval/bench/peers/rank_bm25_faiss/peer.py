"""rank-bm25 and FAISS put together by hand, as tutorials do: Okapi over all passages, a flat index, ranks fused."""

import pickle
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import faiss
import numpy as np
from rank_bm25 import BM25Okapi

from eval.bench.peers.exchange import AskedQuery, Corpus

WORDS, VECTORS = "bm25.pickle", "vectors.faiss"
RANK_CONSTANT = 60  # of reciprocal rank fusion


def build(corpus: Corpus, folder: Path) -> None:
    """See Peer."""
    words = BM25Okapi([passage.words.split() for passage in corpus.passages])
    with (folder / WORDS).open("wb") as file:
        pickle.dump((words, [passage.doc_id for passage in corpus.passages]), file)
    vectors = faiss.IndexFlatIP(corpus.vectors.shape[1])
    vectors.add(corpus.vectors)
    faiss.write_index(vectors, str(folder / VECTORS))


def open_index(folder: Path, queries: Sequence[AskedQuery]) -> Callable[[AskedQuery, int], list[tuple[str, float]]]:
    """See Peer."""
    with (folder / WORDS).open("rb") as file:
        words, doc_ids = pickle.load(file)
    vectors = faiss.read_index(str(folder / VECTORS))

    def search(asked: AskedQuery, k: int) -> list[tuple[str, float]]:
        by_words = np.argsort(words.get_scores(asked.query.words.split()))[::-1][:k]
        by_vectors = vectors.search(asked.vector[None], k)[1][0]
        fused: dict[int, float] = defaultdict(float)
        for ranking in (by_words.tolist(), by_vectors.tolist()):
            for rank, number in enumerate(ranking, 1):
                fused[number] += 1 / (RANK_CONSTANT + rank)
        best = sorted(fused.items(), key=lambda item: -item[1])[:k]
        return [(doc_ids[number], score) for number, score in best]

    return search
