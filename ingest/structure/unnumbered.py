"""Measures of a text without numbers: its paragraphs, under headings where it has some.

A heading is a line without a full stop between running text. Where paragraphs open with a headline
(高规格推动体制机制创新。…) it is their title, and a sibling without one leads in.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.records import Section, Span
from ingest.structure.blocks import Block
from ingest.structure.lines import BYLINE, DATE_LINE, DOC_NO_LINE, is_sign_off, is_text, states
from ingest.structure.outline import Draft, Part, frames
from ingest.structure.tail import find_tail
from ingest.structure.titles import says, trim

_HEADING = re.compile(r"[^。；：:！？\n]{4,60}")
_HEADLINE = re.compile(r"[^。，,；;！？\n]{4,30}。(?=[^\S\n]*\S)")


def unnumbered_parts(text: str, blocks: Sequence[Block]) -> Iterator[Part]:
    """Headings and paragraphs in text order; what stands before the first heading frames the rest."""
    groups: list[tuple[Block | None, list[Block]]] = [(None, [])]
    for index, block in enumerate(blocks):
        if _is_heading(blocks, index):
            groups.append((block, []))
        else:
            groups[-1][1].append(block)
    preamble, *headed = groups
    yield from frames(preamble[1], ()) if headed else _paragraphs(text, preamble[1], ())
    for heading, members in headed:
        assert heading is not None
        yield Section(heading.span, None, heading.text, 1)
        yield from _paragraphs(text, members, (heading.text,))


def _is_heading(blocks: Sequence[Block], index: int) -> bool:
    line = blocks[index].text
    if not (0 < index < len(blocks) - 1 and is_text(blocks[index - 1].text) and is_text(blocks[index + 1].text)):
        return False
    return not is_text(line) and bool(_HEADING.fullmatch(line)) and not _is_furniture(line)


def _is_furniture(line: str) -> bool:
    return bool(BYLINE.match(line) or DATE_LINE.match(line) or DOC_NO_LINE.match(line) or is_sign_off(line))


def _with_lines(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The running text, each paragraph with the lines of a list or table that follow it."""
    found: list[Block] = []
    for block in blocks:
        if is_text(block.text) or (not found and states(block.text)):
            found.append(block)
        elif found and not _is_furniture(block.text):
            span = Span(found[-1].span.start, block.span.end)
            found[-1] = Block(span, span.of(text))
    return found


def _paragraphs(text: str, blocks: Sequence[Block], path: tuple[str, ...]) -> Iterator[Draft]:
    prose = _with_lines(text, blocks)
    headlines = [_HEADLINE.match(block.text) for block in prose]
    for block, headline in zip(prose, headlines, strict=True):
        if headline is None and any(headlines):
            yield from frames([block], path)
            continue
        start = block.span.start
        tail = find_tail(text, block.span)
        title = Span(start, start + headline.end() - 1) if headline else Span(start, start)
        behind = start + headline.end() if headline and not says(headline[0]) else start
        body = trim(text, Span(behind, tail.start))
        yield Draft(None, path, title, block.span, body, tail.notes)
