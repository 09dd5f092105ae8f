"""Headings that pages mark rather than number: ■ 申请材料, ◆办理流程, 【受理条件】, PART 02 缴多少.

A sign before every line of a list marks no headings; so it does where other lines follow each of its lines, which are
all short and say nothing.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.structure.blocks import Block
from ingest.structure.lines import is_text, states
from ingest.structure.numbering import Marker, Style, marker_of

_SIGN = re.compile(r"([■□◆◇▲▶►★☆●◎※➤])\s*(?=\S)")
_PART = re.compile(r"(?:PART|Part)[ .·]{0,3}(\d{1,2}|[一二三四五六七八九十])[ \u3000:：.、·]*(?=\S)")
_BRACKETED = re.compile(r"【(?=[^【】\s]{2,20}】$)")
_HEADING_CHARS = 30


def find_headings(blocks: Sequence[Block]) -> Mapping[int, Marker]:
    """The signs that open headings among the paragraphs of a text, by where the paragraphs start."""
    found = {
        block.span.start: Marker(Style.HEADING, part[1], 1, part.end()) for block in blocks if (part := _part(block))
    }
    return found | {
        block.span.start: Marker(Style.HEADING, "", 1, sign.end())
        for places in _by_sign(blocks).values()
        if _are_headings(blocks, places)
        for block in (blocks[place] for place in places)
        if (sign := _SIGN.match(block.text) or _BRACKETED.match(block.text))
    }


def _part(block: Block) -> re.Match[str] | None:
    return _PART.match(block.text) if len(block.text) <= _HEADING_CHARS else None


def _by_sign(blocks: Sequence[Block]) -> Mapping[str, list[int]]:
    places = defaultdict[str, list[int]](list)
    for place, block in enumerate(blocks):
        if sign := _SIGN.match(block.text):
            places[sign[1]].append(place)
        elif _BRACKETED.match(block.text):
            places["【"].append(place)
    if any(marker_of(blocks[place]) for place in places["【"]):  # who asks and who answers in an interview
        del places["【"]
    return places


def _are_headings(blocks: Sequence[Block], places: Sequence[int]) -> bool:
    lines = [blocks[place].text[1:].strip() for place in places]
    bare = all(len(line) <= _HEADING_CHARS and not is_text(line) and not states(line) for line in lines)
    apart = all(later - earlier > 1 for earlier, later in pairwise([*places, len(blocks)]))
    return len(places) > 1 and bare and apart
