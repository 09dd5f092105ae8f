"""Sections and measures of a text: the numbered ones, or else the paragraphs under its headings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.records import Section, Span
from ingest.structure.blocks import Block
from ingest.structure.lines import is_text, states
from ingest.structure.tables import Cell


@dataclass(frozen=True, slots=True)
class Draft:
    """A measure before its clauses and fields are read.

    Attributes:
        number: as written without its marks, None for unnumbered ones.
        path: the headings above it.
        title_span: its own heading without number and full stop, empty where it has none.
        span: from number to tail.
        text_span: the body.
        tail: the insides of its responsibility notes.
        who: the cells of a table that name its units and areas.
        when: those that name its deadlines.
        frame: whether it only frames others: a preamble, a lead-in, a closing.
    """

    number: str | None
    path: tuple[str, ...]
    title_span: Span
    span: Span
    text_span: Span
    tail: tuple[Span, ...] = ()
    frame: bool = False
    who: tuple[Cell, ...] = ()
    when: tuple[Span, ...] = ()


Part = Section | Draft
_GRANTS = r"不得(?!不)|不予|严禁|给予|视为|[奖补][励助贴]\D{0,8}\d|可(?:申请|申领|享受)|最[高长]\d|不超过\d"
_CLOSES = re.compile(_GRANTS)
_BINDS = re.compile(rf"{_GRANTS}|应当|必须|(?<!必)须[^知]|予以(?!支持)")
_TELLS = re.compile(r"(?:完成|达到|实现|力争|突破|增长|下降|目标)[^。；]{0,20}\d")


def frames(blocks: Iterable[Block], path: tuple[str, ...], *, closing: bool = False) -> Iterator[Draft]:
    """One frame for each run of plain paragraphs; lines that say nothing, as of a document's head, part them.

    What binds, as 给予 and 不得 do, is a measure although it has no number, under a heading or, `closing`, behind the
    last measure; and so is what tells figures under a heading.
    """
    run: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and (is_text(block.text) or states(block.text) or "\t" in block.text):
            run.append(block)
        elif run:
            binding = any((path and binds(one.text)) or (closing and _CLOSES.search(one.text)) for one in run)
            yield whole(Span(run[0].span.start, run[-1].span.end), path, frame=not binding)
            run = []


def binds(text: str) -> bool:
    """Whether a plain paragraph holds for somebody or tells figures, and does not only lead to what follows."""
    return (_BINDS.search(text) or _TELLS.search(text)) is not None and text.rstrip()[-1:] not in "：:"


def whole(span: Span, path: tuple[str, ...] = (), *, frame: bool = False) -> Draft:
    """A draft without number and title, all of it body."""
    return Draft(None, path, Span(span.start, span.start), span, span, frame=frame)
