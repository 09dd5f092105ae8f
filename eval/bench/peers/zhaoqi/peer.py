"""zhaoqi itself, by the same rules: it cuts and segments by itself, and its searches give whole hits with quotes."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.bench.peers.exchange import AskedQuery, Corpus
from eval.bench.remembered import RememberedEncoder
from eval.bench.slices import DOCUMENTS, SOURCE, Source
from index.analyzer.tokenizer import Analyzer
from index.encoder.base import Encoder
from index.encoder.load import load_encoder
from index.query import checked_query
from index.search import HybridIndex
from index.snapshot.build import Recipe
from index.snapshot.build import build as build_snapshot
from index.snapshot.reader import Snapshot
from ingest.records import Document

PASSAGES_A_MEASURE = 4  # the others are asked for passages, zhaoqi for measures


def build(corpus: Corpus, folder: Path) -> None:
    """See Peer."""
    source = _source(corpus.folder)
    snapshot = Snapshot(Path(source.generation))
    known = {passage.text: vector for passage, vector in zip(corpus.passages, corpus.vectors, strict=True)}
    # The encoder itself is asked for the few questions from which a build learns what unrelated cosines are.
    encoder = RememberedEncoder(source.model, source.dim, lambda: _load(source), passages=known)
    with tempfile.TemporaryDirectory() as embeddings:
        recipe = Recipe(
            Analyzer(Path(source.cache_dir)),
            encoder,
            Path(embeddings),
            snapshot.calibration,
            snapshot.parameters,
            source.encoder,
        )
        build_snapshot(_documents(snapshot, np.load(corpus.folder / DOCUMENTS).tolist()), folder / "index", recipe)
    shutil.copy(corpus.folder / SOURCE, folder)


def open_index(folder: Path, queries: Sequence[AskedQuery]) -> Callable[[AskedQuery, int], Iterator[tuple[str, float]]]:
    """See Peer."""
    source = _source(folder)
    vectors = {checked_query(asked.query.text): asked.vector for asked in queries}
    encoder = RememberedEncoder(source.model, source.dim, lambda: _load(source), queries=vectors)
    index = HybridIndex.open(folder / "index", encoder=encoder, cache_dir=Path(source.cache_dir), follow=False)
    index.warm()

    def search(asked: AskedQuery, k: int) -> Iterator[tuple[str, float]]:
        result = index.search(asked.query.text, k=-(-k // PASSAGES_A_MEASURE))
        return ((hit.doc_id, hit.score) for hit in result.hits)

    return search


def _source(folder: Path) -> Source:
    return Source(**json.loads((folder / SOURCE).read_text("utf-8")))


def _load(source: Source) -> Encoder:
    return load_encoder(source.encoder, Path(source.models_dir))


def _documents(snapshot: Snapshot, numbers: Sequence[int]) -> Iterator[Document]:
    contents = snapshot.contents
    for number in numbers:
        measures = tuple(contents.measure(row) for row in contents.rows_of_document(number))
        yield replace(contents.document(number), measures=measures)
