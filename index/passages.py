"""The sentence groups of a measure: what is embedded, and what a hit cites."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.fields.deadlines import NOTE
from ingest.records import Document, Measure, Span
from ingest.structure.clauses import split_clauses

# Characters. On the project's dev questions the embedded default finds sentences better than paragraphs, and better
# under their nearest headings than under all: nDCG@10 of the dense leg 0.790 for 80, 0.788 for 100, 0.755 for 130; for
# 330 under the whole path 0.675.
SIZE = 80
CONTEXT_SIZE = 120

# Where a sentence that is too long is cut: the coarsest that helps.
_CUTS = tuple(map(re.compile, (r"\n", r"[。！？!?；;]", r"[，,、：:]")))


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one measure.

    Attributes:
        row: of its measure.
        span: the sentences, of `Document.text`.
        text: what is embedded: the title path, then the sentences.
    """

    row: int
    span: Span
    text: str


def passages(document: Document, measure: Measure, row: int, size: int = SIZE) -> list[Passage]:
    """Cut a measure into passages of about equal length, in text order.

    Together they cover the measure's text but for white space. A sentence is cut only if it alone is longer than
    `size`. A measure without text has one passage, its title, or its number where it has no title either.

    Args:
        document: the document that holds the measure.
        measure: one of its measures.
        row: the measure's row in the snapshot.
        size: the longest passage, in characters, title path not counted.
    """
    path = context(document.meta.title, measure.section_path, measure.title)
    spans = _groups(document.text, measure.text_span, size)
    if spans:
        return [Passage(row, span, embedded(path, span.of(document.text))) for span in spans]
    bare = next((span for span in (measure.title_span, measure.span) if span.of(document.text).strip()), measure.span)
    return [Passage(row, bare, path or bare.of(document.text))]


def context(document_title: str | None, section_path: Sequence[str], title: str) -> str:
    """What a passage is embedded under: its measure's nearest headings, or the document's title where it has none.

    一级 > 标题：; the outer one is left out where it would be longer than CONTEXT_SIZE.
    """
    near = [part for part in (*section_path[-1:], title) if part.strip()] or [document_title or ""]
    parts = near[-1:] if near[0] == near[-1] or len(" > ".join(near)) >= CONTEXT_SIZE else near
    return " > ".join(parts)[: CONTEXT_SIZE - 1] + "：" if parts[0].strip() else ""


def embedded(path: str, quote: str) -> str:
    """The text that stands for a passage: its context and its sentences, without the deadline notes between them."""
    return path + (NOTE.sub("", quote).strip() or quote)


def _groups(text: str, body: Span, size: int) -> list[Span]:
    sentences = split_clauses(text, body, ())
    starts = [body.start, *(sentence.start for sentence in sentences[1:])]
    whole = [Span(start, end) for start, end in pairwise([*starts, body.end])]
    pieces = [piece for sentence in whole for piece in _fitting(text, sentence, size)]
    return [span for group in _packed(pieces, size) if (span := _stripped(text, group)).start < span.end]


def _fitting(text: str, span: Span, size: int, cuts: Sequence[re.Pattern[str]] = _CUTS) -> Iterator[Span]:
    """The span itself where it fits, else parts of it that do."""
    if span.end - span.start <= size:
        yield span
    elif not cuts:
        yield from (Span(start, min(start + size, span.end)) for start in range(span.start, span.end, size))
    else:
        ends = [found.end() for found in cuts[0].finditer(text, span.start, span.end)]
        for start, end in pairwise(sorted({span.start, *ends, span.end})):
            yield from _fitting(text, Span(start, end), size, cuts[1:])


def _packed(pieces: Iterable[Span], size: int) -> Iterator[Span]:
    """Neighbours joined up to `size`, and not further than to an even share of the whole."""
    pieces = list(pieces)
    total = pieces[-1].end - pieces[0].start if pieces else 0
    share = total / -(-total // size) if total else 0
    first = 0
    for number, piece in enumerate(pieces):
        start = pieces[first].start
        if number > first and (piece.end - start > size or piece.start - start >= share):
            yield Span(start, piece.start)
            first = number
    if pieces:
        yield Span(pieces[first].start, pieces[-1].end)


def _stripped(text: str, span: Span) -> Span:
    part = span.of(text)
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))
