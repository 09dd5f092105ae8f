"""How long a new document takes until it is found, and what searches meanwhile feel of its publication."""

import os
import shutil
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import chain, cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from eval.bench.fresh import fresh
from eval.bench.latency import Latency, time_searches
from eval.bench.search import Place
from eval.bench.synthetic import write_statute
from index.analyzer.tokenizer import Analyzer
from index.dense.vectors import PassageVectors
from index.encoder.load import load_encoder
from index.reading import read_jsonl
from index.search import HybridIndex
from index.snapshot.build import Recipe, build
from index.snapshot.embeddings import EmbeddingCache
from index.snapshot.generations import POINTER
from index.snapshot.reader import DENSE, Snapshot, open_current
from ingest.readers.base import Limits

MEASURES = 100  # of the document that is published
DOC_ID, WORD = "zhaoqi-bench-published", "zhaoqibenchpublished"
TIMEOUT_S = 600.0


@dataclass(frozen=True, slots=True)
class Publication:
    """One document added to an index that is searched all the time.

    Attributes:
        searchable_s: from the start of the build to the first answer that holds it.
        before, meanwhile: times of searches by one client that encode their questions.
    """

    searchable_s: float
    before: Latency
    meanwhile: Latency

    @property
    def p95_ratio(self) -> float:
        """How many times longer p95 is meanwhile."""
        return self.meanwhile.p95_ms / self.before.p95_ms


def publish_while_searching(place: Place, queries: Sequence[str]) -> Publication:
    """Add a document of MEASURES measures to a copy of an index, as `zhaoqi build` does, and search it meanwhile.

    Args:
        place: the index, which stays as it is; the vectors of what it holds count as cached.
        queries: at least one.

    Raises TimeoutError when no new generation is served within TIMEOUT_S, LookupError when it lacks the document.
    """
    with TemporaryDirectory(prefix="publishing-") as folder:
        copy = replace(place, index=Path(folder) / "index")
        _copy_current(place.index, copy.index)
        embeddings = Path(folder) / "embeddings"
        _remember(open_current(copy.index), embeddings)
        with HybridIndex.open(copy.index, models_dir=place.models_dir, cache_dir=place.cache_dir) as index:
            index.warm()
            before = time_searches(index.search, queries)
            building = fresh(_publish, copy, embeddings)
            searchable_s, meanwhile = _search_until_found(index, queries, building)
    return Publication(searchable_s, before, meanwhile)


def _search_until_found(index: HybridIndex, queries: Sequence[str], building: Future[None]) -> tuple[float, Latency]:
    """Seconds until the new document is found, and the times of the searches until then."""
    took: list[float] = []
    generation, began = index.snapshot.generation, time.perf_counter()
    for query in cycle(queries):
        started = time.perf_counter()
        result = index.search(query)
        ended = time.perf_counter()
        took.append(ended - started)
        if result.generation != generation:
            # By words: to an encoder the made-up one means nothing.
            if not any(hit.doc_id == DOC_ID for hit in index.search(WORD, mode="lexical").hits):
                raise LookupError(f"generation {result.generation} does not hold {DOC_ID}")
            break
        if building.done():
            building.result()  # raises what broke the build off
        if ended - began > TIMEOUT_S:
            raise TimeoutError(f"no new generation was served within {TIMEOUT_S:.0f} seconds")
    return ended - began, Latency.of(took, clients=1, elapsed_s=ended - began)


def _publish(place: Place, embeddings: Path) -> None:
    """Build the next generation with a document more, as the command does with a catalog that has one more."""
    snapshot = open_current(place.index)
    manifest = snapshot.manifest
    encoder = load_encoder(manifest.encoder, place.models_dir, threads=os.cpu_count() or 1)
    analyzer = Analyzer(place.cache_dir)
    recipe = Recipe(analyzer, encoder, embeddings, snapshot.calibration, snapshot.parameters, manifest.encoder)
    with TemporaryDirectory() as folder:
        added = read_jsonl([write_statute(Path(folder), DOC_ID, MEASURES, WORD)], Limits(), [])
        build(chain(snapshot.contents.records(), added), place.index, recipe)


def _copy_current(root: Path, copy: Path) -> None:
    """The current generation under another folder, linked where that can be, for its files never change."""
    generation = open_current(root).path
    shutil.copytree(generation, copy / generation.name, copy_function=_link)
    (copy / POINTER).write_text(f"{generation.name}\n")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)


def _remember(snapshot: Snapshot, folder: Path) -> None:
    """Fill a cache of embeddings with what a snapshot holds, as the build that made it did."""
    manifest, contents = snapshot.manifest, snapshot.contents
    texts = [contents.passage_text(number) for number in range(len(contents.passage_rows))]
    vectors = dict(zip(texts, PassageVectors.open(snapshot.path / DENSE).vectors, strict=True))
    cache = EmbeddingCache(folder, manifest.model or "", manifest.dim)
    cache.encode(texts, lambda batch: np.stack([vectors[text] for text in batch]))
