"""Numbers that open a heading, an item or an article: 第一章, 第三条, 一、, （一）, 问1：, 1., （1）, ①, 一是.

A number counts only at the start of a paragraph (一是 also inside one), only in its style's form, and only where it
goes on from its predecessor, so that PM2.5, 1.5万个, 12345热线 and 依照本方案第二部分 are none.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from ingest.structure.blocks import Block

CN = "一二三四五六七八九十百零〇"
_DIGIT = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}


class Style(IntEnum):
    """Numbering styles, outermost first."""

    APPENDIX = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    HEADING = 5
    CN_PLAIN = 6
    CN_PAREN = 7
    QUESTION = 8
    ARABIC = 9
    ARABIC_PAREN = 10
    CIRCLED = 11
    IS = 12
    ROW = 13


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the start of a paragraph.

    Attributes:
        number: as written, without its marks; empty for a question or a row of a table that has none.
        value: what it counts to; 1 without a number.
        width: characters from the start of the paragraph to the text behind the number.
    """

    style: Style
    number: str
    value: int
    width: int


REPORTER = r"[^\s【】\[\]：:，。]{0,20}(?:记者(?:提?问)?|网友(?:提?问)?)"
# Chapters and the like stand on a line of their own, so that a sentence about 第二部分 is not taken for one.
_OWN_LINE = r"(?=[ \u3000]|$)(?=[^。；]{0,40}$)"
_STYLES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.PART, re.compile(rf"第([{CN}]+|\d+)(?:部分|编){_OWN_LINE}[ \u3000]*")),
    (Style.CHAPTER, re.compile(rf"第([{CN}]+|\d+)章{_OWN_LINE}[ \u3000]*")),
    (Style.CHAPTER, re.compile(r"(?=[附总][ \u3000]*则$)")),  # without a number on pages of measures
    (Style.SECTION, re.compile(rf"第([{CN}]+|\d+)节{_OWN_LINE}[ \u3000]*")),
    (Style.ARTICLE, re.compile(rf"第([{CN}]+|\d+)条(之[{CN}]+)?(?:[ \u3000]+|(?=【)|$)")),
    (Style.CN_PLAIN, re.compile(rf"([{CN}]{{1,3}})(?:、|[．.](?!\d)|[ \u3000]+(?=[^。；，]{{2,40}}$))\s*")),
    (Style.CN_PAREN, re.compile(rf"[（(]([{CN}]{{1,3}})[)）]、?\s*")),
    (
        Style.QUESTION,
        re.compile(
            rf"(?:问题?|Q)\s*(\d{{1,3}}|[{CN}]{{1,3}})?\s*[:：.．、]\s*|([{CN}]{{1,3}})问\s*[:：]\s*|[【\[]问题?(\d{{0,3}})[】\]]\s*"
            rf"|[【\[]{REPORTER}[】\]]\s*|{REPORTER}[:：]\s*"
        ),
    ),
    (Style.ARABIC, re.compile(r"(\d{1,3})(?:[．.](?!\d)|、|[ \u3000]+(?=[\u4e00-\u9fff][^。；，]{2,40}$))\s*")),
    (Style.ARABIC_PAREN, re.compile(r"[（(](\d{1,2})[)）][、.．]?\s*|(\d{1,2})[)）]\s*")),
    (Style.CIRCLED, re.compile(r"([①-⑳])\s*")),
    (Style.IS, re.compile(rf"([{CN}]{{1,2}})[是要][，,]?")),
)
_FIRST_CHARS = frozenset(f"第附总问Q【[（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳{CN}")
_REPORTED = re.compile(rf"{REPORTER}[:：]")
_INLINE_IS = re.compile(rf"(?:(?<=[。；：！;:])|^)\s*([{CN}]{{1,2}})是")
LONGEST_GAP = 3  # a number may be missing, but one that leaps is a number of something else


def marker_of(block: Block) -> Marker | None:
    """The number that opens a paragraph, in whatever sequence it stands."""
    if block.text[0] not in _FIRST_CHARS and not _REPORTED.match(block.text):
        return None
    for style, pattern in _STYLES:
        match = pattern.match(block.text)
        if match:
            number, *inserted = [group for group in match.groups() if group] or [""]
            return Marker(style, number + "".join(inserted), _value(number) if number else 1, match.end())
    return None


def inline_items(text: str) -> list[Marker]:
    """The starts of 一是…二是… inside a paragraph, `width` being the offset behind each number.

    None unless they run from one without a gap, two at least, each closed by a full stop.
    """
    found = [Marker(Style.IS, match[1], _value(match[1]), match.end(1) + 1) for match in _INLINE_IS.finditer(text)]
    if len(found) < 2 or [item.value for item in found] != list(range(1, len(found) + 1)):
        return []
    starts = [item.width - len(item.number) - 1 for item in found]
    return found if all(text[:start].rstrip()[-1:] in "。！" for start in starts[1:]) else []


def continues(marker: Marker, last: int | None) -> bool:
    """Whether a number can stand behind `last`, the number its style had before, None for none."""
    inserted = marker.value == last and "之" in marker.number  # 第二条之一
    return marker.value == 1 or last is None or inserted or 0 < marker.value - last <= LONGEST_GAP


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    total, digit = 0, 0
    for char in number:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGIT[char]
    return total + digit
