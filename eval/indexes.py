"""The index of a BEIR folder: built once for a corpus, an encoder and a way to search, and found again."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from eval.beir import corpus_file
from index.analyzer.tokenizer import Analyzer
from index.encoder.base import Encoder
from index.reading import read_jsonl
from index.snapshot.build import Progress, Recipe, build
from index.snapshot.generations import POINTER
from index.snapshot.manifest import SCHEMA
from ingest.errors import InputError
from ingest.readers.base import Limits
from ingest.records import Document

_UNSAFE = re.compile(r"[^\w.@-]+")

Watch = Callable[[], AbstractContextManager[Callable[[Progress], None]]]


def beir_index(
    folder: Path,
    corpus_sha256: str,
    *,
    home: Path,
    cache_dir: Path,
    encoder: Encoder,
    encoder_name: str,
    max_document_bytes: int,
    watch: Watch,
) -> Path:
    """The folder of an index of a corpus, which is built if it is not there yet.

    Args:
        folder: the BEIR folder.
        corpus_sha256: of its corpus.
        home: holds a folder for each index.
        cache_dir: of the analyzer and of vectors.
        encoder: of the passages.
        encoder_name: by which it is found again.
        max_document_bytes: of one document.
        watch: shows how far the build is.

    Raises the first InputError, when a line of the corpus can't be indexed: measures over a part of the corpus would
    mislead.
    """
    analyzer = Analyzer(cache_dir)
    recipe = Recipe(analyzer, encoder, cache_dir / "embeddings", encoder_name=encoder_name)
    root = home / _UNSAFE.sub("-", f"{corpus_sha256[:12]}-{encoder.model_id}-{_digest(recipe)}")
    if not (root / POINTER).exists():
        with watch() as progress:
            build(_documents(folder, Limits(max_document_bytes)), root, recipe, progress=progress)
    return root


def _digest(recipe: Recipe) -> str:
    """Of what else makes one index differ from another."""
    made_with = [SCHEMA, recipe.analyzer.analyzer_id, recipe.parameters.to_json(), recipe.calibration.to_json()]
    return hashlib.sha256(json.dumps(made_with, sort_keys=True).encode()).hexdigest()[:8]


def _documents(folder: Path, limits: Limits) -> Iterator[Document]:
    refused: list[InputError] = []
    for document in read_jsonl([corpus_file(folder)], limits, refused):
        if refused:
            break
        yield document
    for error in refused:
        raise error
