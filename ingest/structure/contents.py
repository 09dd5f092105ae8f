"""Tables of contents: headings that are listed before the text they stand in."""

import re
from collections.abc import Sequence

from ingest.structure.blocks import Block
from ingest.structure.lines import is_text
from ingest.structure.numbering import marker_of

_LABEL = re.compile(r"目\s*[录次]")
_PAGE = re.compile(r"[.…·⋯\s]+[-—]?\s*\d{1,3}\s*[-—]?$")
_LISTED = 2  # so many headings make a table


def without_contents(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs without a table of contents and the word 目录 above it.

    One under that word goes up to where its first heading comes again; one without it is a run of headings, the first
    of them numbered, that all come again in their order behind it, with text between them.
    """
    names = [_name(block.text) for block in blocks]
    again: dict[str, int] = {}
    found = range(0)
    for start in reversed(range(len(blocks))):
        end = again.get(names[start])
        again[names[start]] = start
        if end is not None and end - start >= _LISTED and _is_table(blocks, names, start, end):
            found = range(start - _is_labelled(blocks, start), end)
    return [block for index, block in enumerate(blocks) if index not in found]


def _is_table(blocks: Sequence[Block], names: Sequence[str], start: int, end: int) -> bool:
    if any(is_text(block.text) for block in blocks[start:end]):
        return False
    if _is_labelled(blocks, start):
        return True
    rest, listed = iter(names[end:]), names[start:end]
    repeated = names[end : 2 * end - start] == listed
    return marker_of(blocks[start]) is not None and not repeated and all(name in rest for name in listed)


def _is_labelled(blocks: Sequence[Block], start: int) -> bool:
    return start > 0 and _LABEL.fullmatch(blocks[start - 1].text) is not None


def _name(line: str) -> str:
    return re.sub(r"\s", "", _PAGE.sub("", line))
