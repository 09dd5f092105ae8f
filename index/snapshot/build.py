"""Building a generation: documents in, a validated folder out, current in one step."""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index.analyzer.tokenizer import Analyzer
from index.analyzer.vocabulary import Vocabulary
from index.confidence import DEFAULT, Calibration
from index.dense.store import save_dense
from index.encoder.base import Encoder
from index.errors import IndexBuildError, SnapshotError
from index.filters.columns import ColumnsWriter
from index.fusion.floors import Floors, unrelated_cosines
from index.lexical.fields import FieldTokens
from index.parameters import Parameters
from index.snapshot.contents import ContentsWriter
from index.snapshot.embeddings import EmbeddingCache
from index.snapshot.generations import building, generation_name, publish
from index.snapshot.manifest import Manifest, facts, write_manifest
from index.snapshot.reader import DENSE, FILTERS, LEXICAL, VOCABULARY, Snapshot, open_current
from index.snapshot.terms import Terms
from index.types import Floats, QueryTerm
from ingest.records import Document

KEEP = 2
_SAMPLES, _QUESTION_CHARS = 64, 24  # for the floor of cosines
_OWN_COSINE = 0.95  # of a passage with itself; storage may round

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is.

    Attributes:
        stage: reading or embedding.
        total: None while it is not known.
    """

    stage: str
    done: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a generation is made with.

    Attributes:
        encoder: None for a snapshot that only lexical search can use.
        encoder_name: by which `load_encoder` finds it again.
        cache_dir: of vectors.
        parameters: of the search, kept in the manifest.
    """

    analyzer: Analyzer
    encoder: Encoder | None
    cache_dir: Path
    calibration: Calibration = DEFAULT
    parameters: Parameters = field(default_factory=Parameters)
    encoder_name: str = ""


def build(
    documents: Iterable[Document],
    root: Path,
    recipe: Recipe,
    *,
    keep: int = KEEP,
    progress: Callable[[Progress], None] = lambda step: None,
) -> Manifest:
    """Build a generation of documents and make it the current one; readers of `root` see the old one until then.

    Args:
        documents: all that the index shall hold, each id once.
        root: the folder of generations.
        recipe: what with.
        keep: how many generations stay, this one included.
        progress: called after each document and each batch of passages.

    Raises IndexBuildError when there is nothing to index, the disk does not take it or another build is going on.
    """
    try:
        with building(root) as folder:
            manifest = _written(documents, folder, recipe, progress)
            publish(folder, manifest.generation, lambda built: _probe(Snapshot(built), recipe), keep=keep)
            return manifest
    except OSError as error:
        raise IndexBuildError(f"{root}: the index can't be written: {error}; the old one stays current") from error


def _written(
    documents: Iterable[Document], folder: Path, recipe: Recipe, progress: Callable[[Progress], None]
) -> Manifest:
    terms = Terms(recipe.analyzer, _previous(folder.parent))
    draft = _Draft(folder, terms, progress)
    postings = terms.postings(draft.new_rows(documents))
    if not draft.texts:
        raise IndexBuildError("there is nothing to index: no document has a measure; run `zhaoqi ingest` first")
    (folder / LEXICAL).mkdir()
    postings.save(folder / LEXICAL)
    terms.save_keys(folder)
    frequencies = recipe.parameters.backend.of(postings, recipe.parameters.bm25).document_frequencies()
    vocabulary = Vocabulary.of(frequencies, postings.n_rows, recipe.analyzer)
    (folder / VOCABULARY).write_bytes(vocabulary.to_bytes())
    draft.columns.save(folder / FILTERS)
    encoder, floors = recipe.encoder, Floors()
    if encoder:
        vectors = _embed(draft, folder / DENSE, encoder, recipe.cache_dir, progress)
        mean, deviation = unrelated_cosines(encoder.encode_queries(_sample(draft.texts)), vectors)
        floors = Floors(dense=mean, deviation=deviation)
    files = facts(folder)
    digest = hashlib.sha256(json.dumps({name: fact.sha256 for name, fact in files.items()}).encode()).hexdigest()
    manifest = Manifest(
        generation=generation_name(folder, digest),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model=encoder.model_id if encoder else None,
        encoder=recipe.encoder_name,
        dim=encoder.dim if encoder else 0,
        analyzer=recipe.analyzer.analyzer_id,
        counts={"documents": draft.documents, "measures": draft.measures, "passages": len(draft.texts)},
        parameters=recipe.parameters.to_json(),
        floors=asdict(floors),
        calibration=recipe.calibration.to_json(),
        files=files,
    )
    write_manifest(folder, manifest)
    return manifest


def _previous(root: Path) -> Snapshot | None:
    """What may be taken over from; a generation at fault is no ground to build on."""
    try:
        return open_current(root)
    except SnapshotError as fault:
        logger.info("building from nothing: %s", fault)
        return None


class _Draft:
    """What is collected while documents pass."""

    def __init__(self, folder: Path, terms: Terms, progress: Callable[[Progress], None]) -> None:
        self._folder, self._terms, self._progress = folder, terms, progress
        self.columns = ColumnsWriter()
        self.texts: list[str] = []
        self.passage_rows: list[int] = []
        self.documents = self.measures = 0

    def new_rows(self, documents: Iterable[Document]) -> Iterator[FieldTokens]:
        """The terms of every new measure; records are written on the way, so that no document has to be kept."""
        with ContentsWriter(self._folder) as contents:
            for document in documents:
                self.columns.add(document)
                for passage in contents.add(document):
                    self.texts.append(passage.text)
                    self.passage_rows.append(passage.row)
                self.documents += 1
                self.measures += len(document.measures)
                self._progress(Progress("reading", self.documents))
                for measure in document.measures:
                    tokens = self._terms.add(document, measure)
                    if tokens is not None:
                        yield tokens


def _embed(
    draft: _Draft, folder: Path, encoder: Encoder, cache_dir: Path, progress: Callable[[Progress], None]
) -> Floats:
    folder.mkdir()
    cache = EmbeddingCache(cache_dir, encoder.model_id, encoder.dim)
    total = len(draft.texts)
    vectors = cache.encode(
        draft.texts, encoder.encode_passages, lambda done: progress(Progress("embedding", done, total))
    )
    save_dense(folder, vectors, np.array(draft.passage_rows, np.int64))
    return vectors


def _sample(texts: Sequence[str]) -> list[str]:
    """Ends of passages from all over the index, as long as questions are."""
    return [text[-_QUESTION_CHARS:] for text in texts[:: -(-len(texts) // _SAMPLES)]]


def _probe(snapshot: Snapshot, recipe: Recipe) -> None:
    """Search for a passage of the first, middle and last measure. Raises IndexBuildError when it isn't found."""
    contents = snapshot.contents
    count = len(contents.passage_rows)
    for number in sorted({0, count // 2, count - 1}):
        row = int(contents.passage_rows[number])
        terms = [QueryTerm(token.text) for token in recipe.analyzer.tokens(contents.text(row))]
        if terms and snapshot.lexical.scores(terms)[row] <= 0:
            raise IndexBuildError(f"measure {row} of the new index is not found by its own words")
        if snapshot.dense and recipe.encoder:
            vector = recipe.encoder.encode_passages([contents.passage_text(number)])[0]
            if snapshot.dense.score(vector, np.array([row]))[0] < _OWN_COSINE:
                raise IndexBuildError(f"measure {row} of the new index is not found by its own vector")
