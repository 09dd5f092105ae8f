import hashlib
from collections.abc import Callable

import pytest

from ingest.alignment import Alignment
from ingest.readers.base import RawDocument
from ingest.records import Clause, Document, Measure, Metadata, Nature, Repair, Span

Parse = Callable[[RawDocument, Metadata], Document]


def parse_lines(raw: RawDocument, known: Metadata) -> Document:
    """A measure of every line, `title：text`."""
    text, at, measures = raw.aligned.text, 0, []
    for line in text.splitlines(keepends=True):
        title = Span(at, at + line.index("：")) if "：" in line else Span(at, at)
        body = Span(min(title.end + ("：" in line), at + len(line)), at + len(line.rstrip()))
        clause = Clause(body, Nature.COMMITMENT)
        measures.append(
            Measure("", None, (), title.of(text), title, Span(at, body.end), body, Nature.COMMITMENT, (clause,))
        )
        at += len(line)
    return Document(
        raw.doc_id,
        hashlib.sha256(raw.data).hexdigest(),
        text,
        hashlib.sha256(text.encode()).hexdigest(),
        Alignment.of(raw.aligned),
        raw.encoding,
        raw.media_type,
        known,
        (Repair("fake", Span(0, 0), "x", "", "test", 1.0, count=2),),
        (),
        tuple(measures),
    )


@pytest.fixture
def parse() -> Parse:
    return parse_lines
