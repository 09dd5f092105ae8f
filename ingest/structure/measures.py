"""The outline of a text, by whichever grammar fits it."""

from collections.abc import Sequence

from ingest.records import Section, Span
from ingest.structure.blocks import Block
from ingest.structure.lines import is_text
from ingest.structure.numbered import numbered_parts
from ingest.structure.outline import Draft, whole
from ingest.structure.tables import find_rows
from ingest.structure.tree import Tree, build_tree
from ingest.structure.unnumbered import unnumbered_parts


def outline(text: str, blocks: Sequence[Block], *, structured: bool) -> tuple[tuple[Section, ...], tuple[Draft, ...]]:
    """Sections and measures, both in text order.

    Args:
        text: a repaired document.
        blocks: its paragraphs.
        structured: False for a record that is one measure unless its text has numbered items of its own.
    """
    if not blocks:
        return (), ()
    tree = build_tree(blocks, find_rows(text, blocks))
    everything = whole(Span(blocks[0].span.start, blocks[-1].span.end))
    if not (structured or _has_items(tree)):
        return (), (everything,)
    parts = list(numbered_parts(text, tree) if tree.children else unnumbered_parts(text, tree.body))
    sections = tuple(part for part in parts if isinstance(part, Section))
    return sections, tuple(part for part in parts if isinstance(part, Draft)) or (everything,)


def _has_items(tree: Tree) -> bool:
    """Whether the numbers of a record number measures, not a list that a sentence of it opens (下列情形之一的：)."""
    leaves = sum(not node.children for node in tree.walk())
    headed = len(tree.children) > 1 or (bool(tree.children) and not is_text(tree.children[0].head.text))
    return leaves > 1 and headed and not (tree.body and tree.body[-1].text[-1] in "：:")
