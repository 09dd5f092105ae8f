"""Ingest of many inputs: each document in a transaction of its own, what is refused in a summary."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.catalog.rows import Stamp
from ingest.catalog.rules import rules_hash
from ingest.catalog.store import Catalog
from ingest.catalog.writing import Outcome
from ingest.errors import DuplicateDocumentId, InputError, ZhaoqiError
from ingest.metadata import merged
from ingest.packing import to_json
from ingest.readers.base import Limits, RawDocument
from ingest.records import Document, Metadata
from ingest.sources import Skipped, Source, find_sources

Parse = Callable[[RawDocument, Metadata], Document]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: `file_no` of `files`, from 1, is being read, and `documents` are done."""

    path: Path
    file_no: int
    files: int
    documents: int


@dataclass(slots=True)
class Summary:
    """What a batch came to.

    Attributes:
        outcomes: documents by what writing them came to.
        repairs: places repaired by kind, in the documents that were read anew or for the first time.
        repaired: documents with a repair.
        measures: in the documents that were read.
        refused: every error; the rest was ingested.
        skipped: files of folders that no reader takes.
    """

    files: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)
    repaired: int = 0
    measures: int = 0
    refused: list[ZhaoqiError] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """All that are in the catalog as they were given."""
        return self.outcomes.total()

    def add(self, outcome: Outcome, document: Document | None = None) -> None:
        """Count one document; one that was unchanged has not been parsed."""
        self.outcomes[outcome] += 1
        if document:
            self.measures += len(document.measures)
            self.repaired += bool(document.repairs)
            for repair in document.repairs:
                self.repairs[repair.kind] += repair.count


def ingest(
    paths: Iterable[Path],
    catalog: Catalog,
    *,
    parse: Parse,
    limits: Limits,
    rules: str | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Read files and folders into the catalog.

    Args:
        paths: files and folders.
        catalog: where to.
        parse: from a raw document and what a manifest says of it to a document; measure ids are assigned later.
        limits: of what is read.
        rules: identifies `parse`: documents that the catalog has by other rules are read anew. By default the hash of
            the code and lexicons of this package.
        progress: called before each file and after each document.

    Raises CatalogError when the catalog can't be written; no input raises.
    """
    found = find_sources(paths)
    summary = Summary(
        refused=[item for item in found if isinstance(item, ZhaoqiError)],
        skipped=[item for item in found if isinstance(item, Skipped)],
    )
    sources = [item for item in found if isinstance(item, Source)]
    writer = _Writer(catalog, parse, rules or rules_hash(), summary)
    for file_no, source in enumerate(sources, 1):
        summary.files += 1
        progress(Progress(source.path, file_no, len(sources), summary.documents))
        for raw, known in _read(source, limits, summary):
            writer.write(raw, known)
            progress(Progress(source.path, file_no, len(sources), summary.documents))
    return summary


def _read(source: Source, limits: Limits, summary: Summary) -> Iterator[tuple[RawDocument, Metadata]]:
    for raw in source.reader.read(source.path, limits):
        if isinstance(raw, InputError):
            summary.refused.append(raw)
        elif source.entry is None:
            yield raw, Metadata()
        elif raw.structured:
            yield replace(raw, doc_id=source.entry.id), source.entry.metadata()
        else:  # the entry is of a container: what a line states of itself is nearer, and the title is not the line's
            yield raw, merged(raw.stated, replace(source.entry.metadata(), title=None))


class _Writer:
    def __init__(self, catalog: Catalog, parse: Parse, rules: str, summary: Summary) -> None:
        self._catalog, self._parse, self._rules, self._summary = catalog, parse, rules, summary
        self._paths: dict[str, str] = {}  # by document id

    def write(self, raw: RawDocument, known: Metadata) -> None:
        first = self._paths.setdefault(raw.doc_id, raw.path)
        if first != raw.path:
            self._summary.refused.append(DuplicateDocumentId(raw.path, doc_id=raw.doc_id, first=first))
            return
        stamp = _stamp(raw, known, self._rules)
        if self._catalog.is_current(raw.doc_id, stamp):
            self._summary.add(Outcome.UNCHANGED)
            return
        document = self._parse(raw, known)
        self._summary.add(self._catalog.put(document, raw.data, stamp), document)


def _stamp(raw: RawDocument, known: Metadata, rules: str) -> Stamp:
    sha256 = hashlib.sha256(raw.data).hexdigest()
    metadata = json.dumps([to_json(known), to_json(raw.stated), raw.media_type], sort_keys=True)
    return Stamp(sha256, hashlib.sha256(f"{sha256}\n{metadata}".encode()).hexdigest(), rules)
