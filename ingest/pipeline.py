"""From a raw document to a parsed one: repair, structure, fields."""

import hashlib

from ingest.alignment import Alignment
from ingest.assemble import assemble
from ingest.metadata import merged
from ingest.readers.base import RawDocument
from ingest.records import Document, Metadata
from ingest.repair.pipeline import repair
from ingest.structure.blocks import split_blocks
from ingest.structure.head import read_head
from ingest.structure.measures import outline


def parse(raw: RawDocument, known: Metadata) -> Document:
    """Everything that one text says. Measure ids stay empty until `identity.assign` gives them.

    Args:
        raw: the document as its container holds it.
        known: what a manifest says of it; wins over what the container states, and that over what the text states.
    """
    repaired = repair(raw.aligned)
    text = repaired.aligned.text
    blocks = split_blocks(text)
    meta = read_head(text, blocks, merged(known, raw.stated))
    sections, drafts = outline(text, blocks, structured=raw.structured)
    return Document(
        doc_id=raw.doc_id,
        sha256=hashlib.sha256(raw.data).hexdigest(),
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        alignment=Alignment.of(repaired.aligned),
        encoding=raw.encoding,
        media_type=raw.media_type,
        meta=meta,
        repairs=repaired.repairs,
        sections=sections,
        measures=tuple(assemble(text, draft, meta) for draft in drafts),
    )
