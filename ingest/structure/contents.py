"""Tables of contents: headings that are listed before the text they stand in."""

import re
from collections.abc import Sequence

from ingest.structure.blocks import Block
from ingest.structure.lines import is_text
from ingest.structure.numbering import marker_of

_LABEL = re.compile(r"目\s*[录次]")
_PAGE = re.compile(r"[.…·⋯\s]+[-—]?\s*\d{1,3}\s*[-—]?$")
_LISTED = range(2, 300)  # so many headings make a table


def without_contents(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs without a table of contents and the word 目录 above it.

    One under that word goes up to where its first heading comes again; one without it is a run of headings, the first
    of them numbered, that all come again in their order behind it, with text between them.
    """
    again = _again([_name(block.text) for block in blocks])
    for start, end in enumerate(again):
        if end - start in _LISTED and _is_table(blocks, again, start, end):
            return [*blocks[: start - _is_labelled(blocks, start)], *blocks[end:]]
    return list(blocks)


def _again(names: Sequence[str]) -> list[int]:
    """Where each name comes next; 0 where it does not."""
    later: dict[str, int] = {}
    found = [0] * len(names)
    for at in reversed(range(len(names))):
        found[at] = later.get(names[at], 0)
        later[names[at]] = at
    return found


def _is_table(blocks: Sequence[Block], again: Sequence[int], start: int, end: int) -> bool:
    below = again[start:end]
    comes_again = below == sorted(below) and below != [*range(end, 2 * end - start)]
    if not (_is_labelled(blocks, start) or (comes_again and marker_of(blocks[start]))):
        return False
    return not any(is_text(block.text) for block in blocks[start:end])


def _is_labelled(blocks: Sequence[Block], start: int) -> bool:
    return start > 0 and _LABEL.fullmatch(blocks[start - 1].text) is not None


def _name(line: str) -> str:
    return re.sub(r"\s", "", _PAGE.sub("", line))
