"""The outline of a text: numbered paragraphs nested by style, each with the plain paragraphs behind it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from ingest.records import Span
from ingest.structure.blocks import Block
from ingest.structure.contents import without_contents
from ingest.structure.headings import find_headings
from ingest.structure.lines import is_text
from ingest.structure.numbering import REPORTER, Marker, Style, continues, inline_items, marker_of
from ingest.structure.tables import Row

_NUMBERED = r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?"
_APPENDIX, _TITLED = re.compile(rf"{_NUMBERED}(?=\n|$)"), re.compile(rf"{_NUMBERED}\s*[:：]\s*(?=\S)")
_ASKS = re.compile(rf"[【\[]{REPORTER}[】\]]")
_ATTACHMENTS = re.compile(r"附\s*件(?:[:：]|\s*\d{0,2}\s*$)")


@dataclass(slots=True)
class Tree:
    """What stands before the first numbered paragraph, and the outermost numbered paragraphs."""

    body: list[Block] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """All nodes below, in text order."""
        for child in self.children:
            yield child
            yield from child.walk()


@dataclass(slots=True)
class Node(Tree):
    """A numbered paragraph, the plain ones behind it, and the numbered ones of a lower style that follow.

    Attributes:
        marker: its number.
        head: the paragraph that the number opens, number included.
        row: what the paragraph is where it is a row of a table.
    """

    marker: Marker = field(kw_only=True)
    head: Block = field(kw_only=True)
    row: Row | None = None

    def blocks(self) -> list[Block]:
        """All its paragraphs and those below it, in text order."""
        return [self.head, *self.body, *(block for child in self.children for block in child.blocks())]


def build_tree(blocks: Sequence[Block], rows: Mapping[int, Row | None]) -> Tree:
    """Nest the paragraphs of a text; each is the head or in the body of one node.

    Left out are tables of contents, lists of attachments, headers of tables and drawn lines.

    Args:
        blocks: the paragraphs.
        rows: which of them are rows of tables, see `find_rows`.
    """
    root = Tree()
    stack: list[Node] = []
    last: dict[Style, int] = {}
    attachments = False
    headings = find_headings(blocks)
    row_end = 0
    whole = [*_with_titles(without_contents(list(_paragraphs(blocks))))]
    for block, below in zip_longest(whole, whole[1:]):
        if block.span.start < row_end:
            continue  # the row goes on in it
        row = rows.get(block.span.start)
        row_end = row.span.end if row else 0
        if row:
            marker: Marker | None = Marker(Style.ROW, row.number, 1, row.tasks[0].start - block.span.start)
        else:
            marker = headings.get(block.span.start) or _marker(block, below)
        if marker and marker.style is Style.APPENDIX:
            last.clear()  # which numbers anew
        attachments = _lists_attachments(block, marker, attachments)
        is_line = not any(map(str.isalnum, block.text))  # ━━━ and the like
        if attachments or is_line or (row is None and block.span.start in rows):
            continue
        if marker is None or not continues(marker, last.get(marker.style)):
            (stack[-1] if stack else root).body.append(block)
            continue
        last[marker.style] = marker.value
        while stack and stack[-1].marker.style >= marker.style:
            stack.pop()
        node = Node(marker=marker, head=block, row=row)
        (stack[-1] if stack else root).children.append(node)
        stack.append(node)
    return root


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those that hold 一是…二是… cut before each."""
    for block in blocks:
        marker = marker_of(block)
        items = inline_items(block.text) if marker is None or marker.style is Style.IS else []
        starts = [item.width - len(item.number) - 1 for item in items]
        for start, end in pairwise(sorted({0, *starts, len(block.text)})):
            piece = block.text[start:end].rstrip()
            at = block.span.start + start
            yield Block(Span(at, at + len(piece)), piece)


def _with_titles(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; an appendix is joined with its title below (附件1, 名词解释), who asks with what is asked."""
    joined = False
    for block, below in zip_longest(blocks, blocks[1:]):
        if joined:
            joined = False
        elif below and (_ASKS.fullmatch(block.text) or (_APPENDIX.fullmatch(block.text) and _is_title(below))):
            joined = True
            between = " " * (below.span.start - block.span.end - 1)
            yield Block(Span(block.span.start, below.span.end), f"{block.text}\n{between}{below.text}")
        else:
            yield block


def _is_title(block: Block) -> bool:
    return not is_text(block.text) and marker_of(block) is None


def _marker(block: Block, below: Block | None) -> Marker | None:
    """The number that opens a paragraph, that of an appendix too."""
    appendix = _APPENDIX.match(block.text) if "\n" in block.text else _titled(block, below)
    return Marker(Style.APPENDIX, appendix[0], 1, appendix.end()) if appendix else marker_of(block)


def _titled(block: Block, below: Block | None) -> re.Match[str] | None:
    """What opens 附件：申领材料清单 over numbered sentences; over other lines it lists what is attached."""
    appendix = _TITLED.match(block.text)
    if appendix is None or below is None:
        return None
    title = Block(block.span, block.text[appendix.end() :])
    is_over = "。" in below.text and marker_of(below) is not None
    return appendix if is_over and _is_title(title) else None


def _lists_attachments(block: Block, marker: Marker | None, before: bool) -> bool:
    """Whether a paragraph belongs to 附件：1.… 2.…, a list of titles rather than of items."""
    if "。" in block.text or (marker is not None and marker.style is Style.APPENDIX):
        return False
    numbered = marker is not None and marker.style is Style.ARABIC
    return _ATTACHMENTS.match(block.text) is not None or (before and numbered)
