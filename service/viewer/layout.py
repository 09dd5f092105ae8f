"""The text of a document in lines for a page; joined, they are the text, white space included."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ingest.records import Measure, Section, Span

_LINE = re.compile(r"\s*\S[^\n]*\s*|\s+")


class Part(StrEnum):
    """What a line is to its block."""

    HEADING = "heading"
    TITLE = "title"
    BODY = "body"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the text that is shown as one line, with the white space behind it."""

    part: Part
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one section heading, of one measure, or of what is neither."""

    lines: tuple[Line, ...]
    section: Section | None = None
    measure: Measure | None = None


def layout(text: str, sections: Iterable[Section], measures: Iterable[Measure]) -> tuple[Block, ...]:
    """All of a text as blocks in its order; an item ends where the next one begins, at the latest."""
    items: list[Section | Measure] = sorted([*sections, *measures], key=lambda item: item.span)
    limits = [*(item.span.start for item in items), len(text)][1:]
    blocks: list[Block] = []
    at = 0
    for item, limit in zip(items, limits, strict=True):
        blocks += _block(Span(at, item.span.start), text)
        at = _behind_space(text, min(item.span.end, limit), limit)
        blocks += _block(Span(item.span.start, at), text, item)
    return (*blocks, *_block(Span(at, len(text)), text))


def _block(span: Span, text: str, item: Section | Measure | None = None) -> Iterator[Block]:
    """One, or none of an empty span."""
    if span.start == span.end:
        return
    match item:
        case Section():
            yield Block(tuple(_lines(text, Part.HEADING, span)), section=item)
        case Measure():
            yield Block(tuple(_lines_of_measure(text, span, item)), measure=item)
        case None:
            yield Block(tuple(_lines(text, Part.BODY, span)))


def _lines_of_measure(text: str, span: Span, measure: Measure) -> Iterator[Line]:
    """A title has lines of its own; a number without one stands before the body."""
    body = measure.text_span
    title_end = body.start if measure.title else span.start
    cuts = [min(max(cut, span.start), span.end) for cut in (span.start, title_end, body.end, span.end)]
    for part, (start, end) in zip((Part.TITLE, Part.BODY, Part.TAIL), pairwise(cuts), strict=True):
        yield from _lines(text, part, Span(start, end))


def _lines(text: str, part: Part, span: Span) -> Iterator[Line]:
    for found in _LINE.finditer(text, span.start, span.end):
        yield Line(part, Span(*found.span()))


def _behind_space(text: str, start: int, limit: int) -> int:
    return limit - len(text[start:limit].lstrip())
