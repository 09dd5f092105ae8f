"""The sentence groups of a measure: what is embedded, and what a hit cites."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.records import Document, Measure, Span
from ingest.structure.clauses import split_clauses

SIZE = 330  # characters; about 200 tokens of Chinese text
CONTEXT_SIZE = 120  # characters

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
    path = title_path(document.meta.title, *measure.section_path, measure.title)
    spans = _groups(document.text, measure.text_span, size)
    if spans:
        return [Passage(row, span, path + span.of(document.text)) for span in spans]
    bare = next((span for span in (measure.title_span, measure.span) if span.of(document.text).strip()), measure.span)
    return [Passage(row, bare, path or bare.of(document.text))]


def title_path(*titles: str | None) -> str:
    """文件标题 > 一级 > 二级 > 标题：; the outermost are left out where it would be longer than CONTEXT_SIZE."""
    parts = [title for title in titles if title and title.strip()]
    parts = [part for part, after in pairwise([*parts, ""]) if part != after]
    while len(parts) > 1 and len(" > ".join(parts)) >= CONTEXT_SIZE:
        parts.pop(0)
    return " > ".join(parts)[: CONTEXT_SIZE - 1] + "：" if parts else ""


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
