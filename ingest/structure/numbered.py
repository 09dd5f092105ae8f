"""Which numbered paragraphs are headings, and which are the measures.

A numbered paragraph is a measure when nothing is numbered below it, when it is an article or a question, when what is
below it is a list (its words open it, …如下条件：, its heading names one, 申报材料, or its parts end in semicolons) or
tells its aspects one by one, or when one responsibility tail closes it as a whole. It is a section when the paragraphs
below it carry tails of their own, or when it is a bare heading over items.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.fields.quantities import find_quantities
from ingest.records import Nature, Section, Span
from ingest.structure.aspects import tail_of, tell_aspects
from ingest.structure.blocks import Block
from ingest.structure.lines import is_sign_off, is_text
from ingest.structure.nature import FRAME_TITLES
from ingest.structure.numbering import Style
from ingest.structure.outline import Draft, Part, binds, frames, whole
from ingest.structure.questions import is_question, split_question
from ingest.structure.tables import Row
from ingest.structure.tail import LABEL_LINE, Tail, find_tail
from ingest.structure.titles import says, split_title
from ingest.structure.tree import Node, Tree

# A heading over a list of parts that mean nothing by themselves.
_OVER_LIST = re.compile(r"(?:材料|资料|要件|条件|对象|范围|流程|程序|步骤)(?:及?要求|清单)?$")
ALONE_SHARE = 0.8  # from this share on, a document's items are single paragraphs


def numbered_parts(text: str, tree: Tree) -> Iterator[Part]:
    """Sections and measures of a tree, in text order."""
    yield from frames(tree.body, ())
    last = [node for node in tree.walk() if not node.children][-1]
    single = _single_paragraphs(tree, last)
    for child in tree.children:
        yield from _parts(text, child, (), 1, last, single)


def _parts(text: str, node: Node, path: tuple[str, ...], level: int, last: Node, single: bool) -> Iterator[Part]:
    if node.row:
        yield _row(text, node.row, path)
        yield from frames(node.body, () if node is last else path, closing=node is last)
        return
    if any(child.row for child in node.children) and is_text(node.head.text):  # a table behind it is not of it
        nested = [*takewhile(lambda child: not child.row, node.children)]
        for part in (replace(node, children=nested), *node.children[len(nested) :]):
            yield from _parts(text, part, path, level, last, single)
        return
    if _is_measure(text, node):
        ends_document = node is last or any(below is last for below in node.walk())
        own, rest = _own_blocks(text, node, alone=ends_document and single)
        yield _measure(text, node, own, path)
        yield from frames(rest, () if ends_document else path, closing=ends_document)
        return
    title, lead = split_title(text, Span(node.head.span.start + node.marker.width, node.head.span.end))
    if title.start == title.end:
        title, lead = lead, Span(lead.end, lead.end)
    below = (*path, title.of(text))
    yield Section(Span(node.head.span.start, title.end), node.marker.number or None, title.of(text), level)
    if lead.start < lead.end:
        yield whole(lead, below, frame=not binds(lead.of(text)))
    yield from frames(node.body, below)
    for child in node.children:
        yield from _parts(text, child, below, level + 1, last, single)


def _is_measure(text: str, node: Node) -> bool:
    if node.marker.style < Style.ARTICLE or any(child.row for child in node.children):
        return False
    if not node.children or node.marker.style is Style.ARTICLE or is_question(node):
        return True
    if tell_aspects(node.children):
        return True
    bare = not is_text(node.head.text.rstrip("。"))
    tails = [_has_tail(text, child.blocks()) for child in node.children]
    if any(tails):
        closes_all = not all(tails) and tails.index(True) == len(tails) - 1
        return closes_all and (_is_list(node.children) or not (bare and node.children[0].marker.style <= Style.ARABIC))
    if (node.body or [node.head])[-1].text[-1] in "：:" or _is_list(node.children):
        return True
    if bare and _OVER_LIST.search(node.head.text) and not any(child.children for child in node.children):
        return True
    lower = node.children[0].marker.style
    if bare:
        return node.marker.style is Style.ARABIC and lower in (Style.ARABIC_PAREN, Style.CIRCLED)
    return lower >= Style.ARABIC_PAREN


def _is_list(nodes: Sequence[Node]) -> bool:
    """Whether numbered paragraphs are the parts of one sentence, each but the last closed by a semicolon."""
    heads = [node.blocks()[-1].text for node in nodes]
    return len(heads) > 1 and all(head[-1] in "；;" for head in heads[:-1])


def _has_tail(text: str, blocks: Sequence[Block]) -> bool:
    return any(find_tail(text, block.span).notes for block in blocks)


def _measure(text: str, node: Node, blocks: Sequence[Block], path: tuple[str, ...]) -> Draft:
    span = Span(node.head.span.start, blocks[-1].span.end)
    inner = Span(span.start + node.marker.width, span.end)
    tail = _tail(text, node, blocks, inner)
    inner = Span(inner.start, tail.start)
    if is_question(node):
        title, body = split_question(text, inner)
        return Draft(
            node.marker.number or None, path, title, span, body if body.start < body.end else title, tail.notes
        )
    title, body = split_title(text, inner)
    if node.marker.style is Style.ARTICLE:  # articles open with their rule, not with a heading
        title, body = Span(title.start, title.start), Span(title.start, body.end)
    # A sentence alone is title and body, and so is a first one that does not only name: 给予奖励30万元.
    if body.start == body.end or says(title.of(text)) or find_quantities(text, title, Nature.COMMITMENT):
        body = Span(title.start, tail.start)
    frame = bool(FRAME_TITLES.match(title.of(text)))
    return Draft(node.marker.number or None, path, title, span, body, tail.notes, frame)


def _tail(text: str, node: Node, blocks: Sequence[Block], inner: Span) -> Tail:
    if node.marker.style is Style.HEADING:  # a page of labels, among which units stand anywhere
        return Tail(inner.end, tuple(block.span for block in blocks if LABEL_LINE.match(block.text)))
    return tail_of(node.children) if tell_aspects(node.children) else find_tail(text, inner)


def _row(text: str, row: Row, path: tuple[str, ...]) -> Draft:
    """A row of a table: its first cell is the title where others say more, else its sentences are title and body."""
    first, *others = row.tasks
    title, body = (first, Span(others[0].start, others[-1].end)) if others else (split_title(text, first)[0], first)
    path = (*path, row.under) if row.under else path
    return Draft(row.number or None, path, title, row.span, body, who=row.who, when=row.when)


def _own_blocks(text: str, node: Node, *, alone: bool) -> tuple[list[Block], list[Block]]:
    """The paragraphs of a measure, and those that stand behind it without belonging to it.

    A tail closes a measure, and so does a document's foot; `alone` says that items here are single paragraphs, so
    that a plain one behind the last of them closes the document.
    """
    blocks = node.blocks()
    if node.marker.style is Style.HEADING:
        return blocks, []
    if alone and not node.children and not _has_tail(text, blocks[1:]):
        return blocks[:1], blocks[1:]
    for index, block in enumerate(blocks):
        following = blocks[index + 1 :]
        if index and is_sign_off(block.text) and not LABEL_LINE.match(block.text):
            return blocks[:index], following
        if find_tail(text, block.span).notes and not _has_tail(text, following):
            lines = len([*takewhile(lambda line: LABEL_LINE.match(line.text), following)])
            return blocks[: index + 1 + lines], following[lines:]
    return blocks, []


def _single_paragraphs(tree: Tree, last: Node) -> bool:
    others = [n for n in tree.walk() if n.marker.style is last.marker.style and n is not last and not n.children]
    return bool(others) and sum(not node.body for node in others) >= ALONE_SHARE * len(others)
