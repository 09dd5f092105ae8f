"""Between records and the rows that hold them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping

from ingest.alignment import Alignment
from ingest.packing import from_json, to_json
from ingest.records import Document, Measure, Metadata, Repair, Section

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What decides whether a version has to be written.

    Attributes:
        sha256: of the raw bytes.
        input_sha256: of the raw bytes and all that was known of them.
        rules: hash of the code and lexicons that read them.
    """

    sha256: str
    input_sha256: str
    rules: str


def version_row(document: Document, stamp: Stamp) -> dict[str, Any]:
    """The derived columns of a version: all but its number, time and raw bytes."""
    supersedes = document.meta.supersedes
    return {
        "doc_id": document.doc_id,
        "sha256": stamp.sha256,
        "input_sha256": stamp.input_sha256,
        "rules": stamp.rules,
        "encoding": document.encoding,
        "media_type": document.media_type,
        "supersedes": _dumped(list(supersedes)) if supersedes else None,
        "metadata": _dumped(to_json(document.meta)),
        "repairs": _dumped([to_json(repair) for repair in document.repairs]),
        "sections": _dumped([to_json(section) for section in document.sections]),
        "text_sha256": document.text_sha256,
        "alignment": document.alignment.to_bytes(),
        "text": document.text,
    }


def measure_rows(document: Document, no: int) -> list[dict[str, Any]]:
    """One row a measure, in order."""
    return [
        {
            "doc_id": document.doc_id,
            "no": no,
            "ordinal": ordinal,
            "measure_id": measure.measure_id,
            "number": measure.number,
            "title": measure.title,
            "nature": str(measure.nature),
            "text_start": measure.text_span.start,
            "text_end": measure.text_span.end,
            "payload": _dumped(to_json(measure)),
        }
        for ordinal, measure in enumerate(document.measures)
    ]


def document_of(row: Row | RowMapping, payloads: Iterable[str]) -> Document:
    """The record of a version and of the payloads of its measures."""
    return Document(
        doc_id=row["doc_id"],
        sha256=row["sha256"],
        text=row["text"],
        text_sha256=row["text_sha256"],
        alignment=Alignment.from_bytes(row["alignment"]),
        encoding=row["encoding"],
        media_type=row["media_type"],
        meta=from_json(Metadata, json.loads(row["metadata"])),
        repairs=tuple(from_json(Repair, packed) for packed in json.loads(row["repairs"])),
        sections=tuple(from_json(Section, packed) for packed in json.loads(row["sections"])),
        measures=tuple(measure_of(payload) for payload in payloads),
    )


def measure_of(payload: str) -> Measure:
    """The record of a measure."""
    return from_json(Measure, json.loads(payload))


def metadata_of(packed: str) -> Metadata:
    """The record of a version's metadata."""
    return from_json(Metadata, json.loads(packed))


def _dumped(packed: object) -> str:
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
