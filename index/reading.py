"""Documents of JSON Lines files, straight into an index: for corpora that the catalog is not to hold."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.errors import DuplicateDocumentId, InputError
from ingest.identity import assign
from ingest.pipeline import parse
from ingest.readers.base import Limits
from ingest.readers.jsonl import JsonLinesReader
from ingest.records import Document, Metadata


def read_jsonl(paths: Iterable[Path], limits: Limits, refused: list[InputError]) -> Iterator[Document]:
    """Every line of some files as a document, repaired and parsed as `zhaoqi ingest` does it.

    Args:
        paths: BEIR corpora, plain or gzipped.
        limits: of what is read.
        refused: gets an error for each line or file that can't be read; the others go on.
    """
    for path in paths:
        for raw in JsonLinesReader().read(path, limits):
            if isinstance(raw, InputError):
                refused.append(raw)
            else:
                yield assign(parse(raw, Metadata()))


def unique(documents: Iterable[Document], refused: list[InputError]) -> Iterator[Document]:
    """The documents whose id none before them has; `refused` gets an error for each other one."""
    seen: set[str] = set()
    for document in documents:
        if document.doc_id in seen:
            refused.append(DuplicateDocumentId(document.doc_id, doc_id=document.doc_id, first="another source"))
        else:
            seen.add(document.doc_id)
            yield document
