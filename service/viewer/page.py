"""All that the page of a document shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from index.browse.outline import outline
from index.browse.records import document_record, find_document
from index.snapshot.reader import Snapshot
from ingest.records import Repair, Section
from ingest.serialise import measure_json
from service.viewer.characters import named
from service.viewer.layout import Block, layout
from service.wire.documents import Version

Json = Any


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading and the measures below it, None for what stands before the first heading."""

    section: Section | None
    measures: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A document by its name; `known` says whether there is a page of it."""

    doc_id: str
    title: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """One document on one day.

    Attributes:
        document: as `index.browse.records.document_record` makes it.
        text: what all offsets refer to.
        blocks: all of the text.
        measures: by their ids, as `ingest.serialise.measure_json` makes them.
        replaces, replaced_by: what succeeded what.
        versions: oldest first; empty for a document that only the index holds.
    """

    as_of: date
    document: Json
    text: str
    blocks: tuple[Block, ...]
    measures: dict[str, Json]
    outline: tuple[OutlineEntry, ...]
    replaces: tuple[OtherDocument, ...]
    replaced_by: tuple[OtherDocument, ...]
    versions: tuple[Version, ...]
    repairs: tuple[Repair, ...]


def document_page(snapshot: Snapshot, number: int, as_of: date, versions: Iterable[Version]) -> DocumentPage:
    """The page of a document by its number."""
    document = snapshot.contents.document(number)
    record = document_record(snapshot, number, as_of)
    measures = {row: snapshot.contents.measure(row) for row in snapshot.contents.rows_of_document(number)}
    is_superseded = record["status"] == "superseded"
    records = {
        row: measure_json(document, measure, as_of, superseded=is_superseded) for row, measure in measures.items()
    }
    return DocumentPage(
        as_of=as_of,
        document=record,
        text=document.text,
        blocks=layout(document.text, document.sections, measures.values()),
        measures={shown["measure_id"]: shown for shown in records.values()},
        outline=tuple(
            OutlineEntry(heading.section, tuple(records[row] for row in heading.rows))
            for heading in outline(snapshot, number)
        ),
        replaces=tuple(_other(snapshot, doc_id) for doc_id in document.meta.supersedes),
        replaced_by=tuple(_other(snapshot, doc_id) for doc_id in _later(snapshot, number)),
        versions=tuple(versions),
        repairs=document.repairs,
    )


def web_address(stated: str) -> str | None:
    """The address as it was stated if a browser may follow it: of the web, of no program, and nothing hidden in it."""
    try:
        parts = urlsplit(stated)
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and parts.netloc and named(stated) == stated
    return stated if is_web else None


def _other(snapshot: Snapshot, doc_id: str) -> OtherDocument:
    number = find_document(snapshot, doc_id)
    title = None if number is None else snapshot.contents.document(number).meta.title
    return OtherDocument(doc_id, title or doc_id, known=number is not None)


def _later(snapshot: Snapshot, number: int) -> list[str]:
    """Ids of the documents that replace this one."""
    later, earlier = snapshot.columns.arrays.supersedes.T
    return [snapshot.columns.documents[other] for other in later[earlier == number].tolist()]
