"""Paragraphs: the lines of a text, and the parts of a line whose line breaks were lost.

Some pages arrive with every line break replaced by one space. A space can part paragraphs only where Chinese text
never has one: between two CJK characters, and not behind a mark that goes on (，、：；).
"""

import re
from dataclasses import dataclass

from ingest.records import Span

LOST_BREAKS_CHARS = 400  # a line this long with parting spaces has lost its line breaks
_CJK = "\u4e00-\u9fff，。、；：？！（）“”‘’《》〈〉【】①-⑳"
_PARTING_SPACE = re.compile(rf"(?<=[{_CJK}%])(?<![，、：；（“‘《]) (?=[{_CJK}])")
_LINE = re.compile(r"[^\n]+")  # blank ones too, which a pattern would be slow to pass over


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, without the white space around it."""

    span: Span
    text: str


def split_blocks(text: str) -> list[Block]:
    """The paragraphs of a text in order; together they hold everything but white space."""
    return [
        block
        for line in _LINE.finditer(text)
        for start, end in _paragraphs(line[0])
        if (block := _stripped(text, line.start() + start, line.start() + end))
    ]


def _paragraphs(line: str) -> list[tuple[int, int]]:
    cuts = [match.start() for match in _PARTING_SPACE.finditer(line)] if len(line) > LOST_BREAKS_CHARS else []
    return list(zip([0, *cuts], [*cuts, len(line)], strict=True))


def _stripped(text: str, start: int, end: int) -> Block | None:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    body = part.strip()
    return Block(Span(start, start + len(body)), body) if body else None
