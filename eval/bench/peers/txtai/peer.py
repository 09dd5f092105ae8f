"""txtai with a hybrid index: external vectors, BM25 with normalised scores, both weighed alike (its defaults)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from txtai.embeddings import Embeddings

from eval.bench.peers.exchange import AskedQuery, Corpus, Floats

# The words are those of zhaoqi's analyzer; txtai's own rules do not segment Chinese.
SCORING = {"method": "bm25", "terms": True, "normalize": True, "tokenizer": {"whitespace": True, "lowercase": False}}


def build(corpus: Corpus, folder: Path) -> None:
    """See Peer."""
    # Its transform is given nothing but the text: of passages that differ in marks alone, one gives its vector to all.
    vectors = {passage.words: vector for passage, vector in zip(corpus.passages, corpus.vectors, strict=True)}
    embeddings = Embeddings(_config(vectors))
    embeddings.index((number, passage.words) for number, passage in enumerate(corpus.passages))
    embeddings.config.pop("transform")  # a function, which is not saved
    embeddings.save(str(folder))
    (folder / "doc_ids.txt").write_text("\n".join(passage.doc_id for passage in corpus.passages), "utf-8")


def open_index(folder: Path, queries: Sequence[AskedQuery]) -> Callable[[AskedQuery, int], list[tuple[str, float]]]:
    """See Peer."""
    vectors = {asked.query.words: asked.vector for asked in queries}
    embeddings = Embeddings()
    embeddings.load(str(folder), config={"transform": _transform(vectors)})
    doc_ids = (folder / "doc_ids.txt").read_text("utf-8").split("\n")

    def search(asked: AskedQuery, k: int) -> list[tuple[str, float]]:
        return [(doc_ids[number], score) for number, score in embeddings.search(asked.query.words, k)]

    return search


def _config(vectors: dict[str, Floats]) -> dict[str, Any]:
    return {"method": "external", "transform": _transform(vectors), "scoring": SCORING}


def _transform(vectors: dict[str, Floats]) -> Callable[[Sequence[str]], Floats]:
    def transform(texts: Sequence[str]) -> Floats:
        return np.stack([vectors[text] for text in texts])

    return transform
