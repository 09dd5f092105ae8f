"""The texts and records of a snapshot: everything that a hit, an answer or a match shows, without the catalog."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.passages import Passage, context, embedded, passages
from index.snapshot.blobs import Blobs, BlobsWriter
from ingest.alignment import Alignment
from ingest.packing import from_json, to_json
from ingest.records import Document, Measure, Metadata, Repair, Section, Span

DOCUMENTS, TEXTS, ALIGNMENTS, MEASURES = "documents", "texts", "alignments", "measures"
PASSAGES, IDS = "passages.npy", "measure_ids.npy"
_ID = np.dtype([("hash", "<u8"), ("row", "<i8")])
_CACHED_DOCUMENTS = 64
_CACHED_MEASURES = 256  # those of one question, which is told several things of each

Json = Any


class ContentsWriter:
    """Appends documents with their measures and passages; a context manager that finishes the files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._rows = 0
        self._passages: list[tuple[int, int, int]] = []
        self._ids: list[int] = []

    def __enter__(self) -> "ContentsWriter":
        open_ = self._stack.enter_context
        self._documents, self._texts, self._alignments, self._measures = (
            open_(BlobsWriter(self._folder / name)) for name in (DOCUMENTS, TEXTS, ALIGNMENTS, MEASURES)
        )
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()
        np.save(self._folder / PASSAGES, np.array(self._passages, np.int32).reshape(-1, 3).T)
        ids = np.array(list(zip(self._ids, range(self._rows), strict=True)), _ID)
        np.save(self._folder / IDS, np.sort(ids, order="hash"))

    def add(self, document: Document) -> list[Passage]:
        """Append one; its passages, whose rows follow those of the documents before."""
        self._documents.add(_dumped(_packed(document)))
        self._texts.add(document.text.encode("utf-8", "surrogatepass"))
        self._alignments.add(document.alignment.to_bytes())
        found: list[Passage] = []
        for measure in document.measures:
            self._measures.add(_dumped(to_json(measure)))
            self._ids.append(_hash(measure.measure_id))
            found += passages(document, measure, self._rows)
            self._rows += 1
        self._passages += ((item.row, item.span.start, item.span.end) for item in found)
        return found


class Contents:
    """What `ContentsWriter` wrote, memory-mapped; safe for threads."""

    def __init__(self, folder: Path, document_of: NDArray[np.int32]) -> None:
        """Open.

        Args:
            folder: of the snapshot.
            document_of: (rows,) number of the document of each row, ascending.
        """
        self._documents, self._texts, self._alignments, self._measures = (
            Blobs(folder / name) for name in (DOCUMENTS, TEXTS, ALIGNMENTS, MEASURES)
        )
        self.passage_rows, self._starts, self._ends = np.ascontiguousarray(np.load(folder / PASSAGES))
        self._firsts = np.searchsorted(self.passage_rows, np.arange(len(document_of) + 1, dtype=np.int32))
        self._ids = np.asarray(np.load(folder / IDS, mmap_mode="r"))
        self.document_of = document_of
        self.document = lru_cache(_CACHED_DOCUMENTS)(self._document)
        self.packed_measure = lru_cache(_CACHED_MEASURES)(self._packed_measure)

    def _document(self, number: int) -> Document:
        """A document by its number, without its measures, of which `measure` gives each."""
        packed = self.packed_document(number)
        return Document(
            **{name: packed[name] for name in ("doc_id", "sha256", "text_sha256", "encoding", "media_type")},
            text=self._texts[number].decode("utf-8", "surrogatepass"),
            alignment=Alignment.from_bytes(self._alignments[number]),
            meta=from_json(Metadata, packed["meta"]),
            repairs=tuple(from_json(Repair, repair) for repair in packed["repairs"]),
            sections=tuple(from_json(Section, section) for section in packed["sections"]),
        )

    def packed_document(self, number: int) -> dict[str, Json]:
        """A document as `ingest.packing.to_json` made it, without its text and measures."""
        packed: dict[str, Json] = json.loads(self._documents[number])
        return packed

    def _packed_measure(self, row: int) -> dict[str, Json]:
        """A measure as `ingest.packing.to_json` made it, to be left so: a tenth of the time that the record takes."""
        packed: dict[str, Json] = json.loads(self._measures[row])
        return packed

    def measure(self, row: int) -> Measure:
        """A measure by its row."""
        return from_json(Measure, self.packed_measure(row))

    def text(self, row: int) -> str:
        """The body of a measure."""
        start, end = self.packed_measure(row)["text_span"]
        return self.document_of_row(row).text[start:end]

    def document_of_row(self, row: int) -> Document:
        """The document that holds a measure."""
        return self.document(int(self.document_of[row]))

    def row(self, measure_id: str) -> int | None:
        """The row of a measure, None for an id that the snapshot does not hold."""
        wanted = np.uint64(_hash(measure_id))
        first = int(np.searchsorted(self._ids["hash"], wanted))
        for place in range(first, len(self._ids)):
            if self._ids["hash"][place] != wanted:
                return None
            row = int(self._ids["row"][place])
            if self.packed_measure(row)["measure_id"] == measure_id:
                return row
        return None

    def rows_of_document(self, number: int) -> range:
        """The rows of a document's measures."""
        first, end = np.searchsorted(self.document_of, np.array([number, number + 1], np.int32))
        return range(int(first), int(end))

    def passage_span(self, passage: int) -> Span:
        """Where a passage stands in the text of its document."""
        return Span(int(self._starts[passage]), int(self._ends[passage]))

    def passages_of(self, row: int) -> range:
        """The passages of a measure."""
        return range(int(self._firsts[row]), int(self._firsts[row + 1]))

    def passage_text(self, passage: int) -> str:
        """A passage with its title path, as it was embedded."""
        row = int(self.passage_rows[passage])
        document, span = self.document_of_row(row), self.passage_span(passage)
        packed = self.packed_measure(row)
        path = context(document.meta.title, packed["section_path"], packed["title"])
        return embedded(path, span.of(document.text))

    def records(self) -> Iterator[Document]:
        """Every document with its measures, in order."""
        for number in range(len(self._documents)):
            measures = tuple(self.measure(row) for row in self.rows_of_document(number))
            yield replace(self._document(number), measures=measures)


def _packed(document: Document) -> Json:
    return {
        "doc_id": document.doc_id,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "encoding": document.encoding,
        "media_type": document.media_type,
        "meta": to_json(document.meta),
        "repairs": [to_json(repair) for repair in document.repairs],
        "sections": [to_json(section) for section in document.sections],
    }


def _hash(measure_id: str) -> int:
    return int.from_bytes(blake2b(measure_id.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _dumped(packed: Json) -> bytes:
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
