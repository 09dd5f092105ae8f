"""Page furniture around a text: navigation, buttons, site footers, and what scripts left glued to its ends.

Rules apply to whole lines of the head and the tail of a text and to the very ends of lines, never to the middle of a
sentence. The byline (来源, 编辑, date) is metadata, not furniture, and stays.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ingest.alignment import Edit
from ingest.repair.finding import Finding
from ingest.repair.furniture import BUTTON, head_kind, is_contact, is_operator, tail_kind, why
from ingest.repair.residue import crawler_head, tail_start

_ZONE: Final = 12  # lines that may stand between pieces of furniture: titles, bylines, signatures, attachments
_LONGEST_HEADING: Final = 100
_SHORTEST_TITLE: Final = 12  # names of site sections are shorter
_LONGEST_BYLINE: Final = 200
_SIGN = re.compile(
    r"""[>＞›»|｜©]|首页|主页|位置|打印|关闭|收藏|保存|分享|返回|回到顶部|纠错|微信|微博|手机版|语音播报|无障碍|扫一扫|字[号体]|浏览|阅读|点击|访问
    |[上下]一[篇条页]|相关|版权|[Cc]opyright|COPYRIGHT|转载|镜像|责编|责任编辑|ICP|icp|网安备|标识码|//|\{\s{0,20}"|/[0-9a-z]{6}""",
    re.VERBOSE,
)
_BYLINE = re.compile(r"(?:来源|时间|日期|作者|机构|编辑|发布)\s?[:：]")
_BYLINE_BUTTON = re.compile(rf"\s*[\[【(（|｜]?(?<![一-鿿:：])(?>{BUTTON})(?![一-鿿])\s*[\]】)）|｜]?")

_WHY_HEAD: Final = "a crawler's id and address around the title are no part of the document"
_WHY_TAIL: Final = "a rights notice, editor, ids or JSON of the page, glued to the end of a line"
_WHY_BYLINE: Final = "buttons and counters beside a byline are no part of the document"

_Line = tuple[int, int]
_ZoneLine = tuple[int, str, str | None]


def find_boilerplate(text: str) -> list[Finding]:
    """Furniture at the head and the tail of a text; nothing when the text would consist of nothing else."""
    if not _SIGN.search(text):
        return []
    lines = _lines(text)
    kinds = _head(text, lines) | _tail(text, lines)
    if all(number in kinds or not text[slice(*line)].strip() for number, line in enumerate(lines)):
        return []
    return [*_whole_lines(text, lines, kinds), *_glued(text, lines, kinds)]


def _lines(text: str) -> list[_Line]:
    starts = [0, *(hit.end() for hit in re.finditer("\n", text))]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), len(text)], strict=True))


def _zone(
    text: str, lines: list[_Line], numbers: Iterable[int], kind_of: Callable[[str], str | None]
) -> Iterator[_ZoneLine]:
    """Number, stripped text and kind of the lines from an end of the text up to its body, blank lines left out."""
    others = 0
    for number in numbers:
        line = text[slice(*lines[number])].strip()
        if not line:
            continue
        kind = kind_of(line)
        if kind is None:
            others += 1
            if "。" in line or len(line) > _LONGEST_HEADING or others > _ZONE:
                return
        yield number, line, kind


def _head(text: str, lines: list[_Line]) -> dict[int, str]:
    return {number: kind for number, _, kind in _zone(text, lines, range(len(lines)), head_kind) if kind}


def _tail(text: str, lines: list[_Line]) -> dict[int, str]:
    zone = [*_zone(text, lines, reversed(range(len(lines))), tail_kind)]
    kinds = {number: kind for number, _, kind in zone if kind}
    footer = {number for number, kind in kinds.items() if kind == "site-footer"}
    footer |= _above(zone, footer) | _below(zone, footer)
    return kinds | dict.fromkeys(footer, "site-footer")


def _above(zone: list[_ZoneLine], footer: set[int]) -> set[int]:
    """Lines directly above a footer, up to its operator; contacts without an operator above them are the policy's."""
    found: set[int] = set()
    waiting: list[int] = []
    below = None
    for number, line, _ in zone:
        adjacent = number + 1 == below
        below = number
        if adjacent and is_operator(line):
            found.update(waiting, [number])
            waiting = []
        elif adjacent and is_contact(line):
            waiting.append(number)
        else:
            waiting = []
            below = number if number in footer else None
    return found


def _below(zone: list[_ZoneLine], footer: set[int]) -> set[int]:
    """Operators and contacts after the beginning of a footer, which goes to the end of the page."""
    first = min(footer, default=len(zone) and zone[0][0])
    return {number for number, line, _ in zone if number > first and (is_operator(line) or is_contact(line))}


def _whole_lines(text: str, lines: list[_Line], kinds: dict[int, str]) -> Iterator[Finding]:
    last = len(lines)
    while last - 1 in kinds:
        last -= 1
    for number, kind in kinds.items():
        start, end = lines[number]
        # each line goes with its own line break; those that end the text, with the break before them
        edit = _crumbs(text, start, end) if kind == "navigation" else None
        if edit is None:
            edit = Edit(start - 1, end, "") if number >= last else Edit(start, end + 1, "")
        yield Finding(edit, kind, why(kind), 0.95)


def _crumbs(text: str, start: int, end: int) -> Edit | None:
    """For a navigation path that ends in a title found nowhere else, the edit that leaves the title."""
    *path, title = (crumb.strip() for crumb in re.split("[>＞›»]", text[start:end]))
    if not path or len(title) < _SHORTEST_TITLE or text.count(title) > 1:
        return None
    return Edit(start, text.index(title, start), "")


def _glued(text: str, lines: list[_Line], kinds: dict[int, str]) -> Iterator[Finding]:
    """Furniture inside the lines that stay: at the start of the first, at the end of any, beside a byline."""
    left = [number for number, line in enumerate(lines) if number not in kinds and text[slice(*line)].strip()]
    for number in left:
        start, end = lines[number]
        line = text[start:end]
        head = crawler_head(line) if number == left[0] else []
        begin = head[-1].end if head else 0
        stop = len(line)
        if number == left[-1] or "{" in line:
            stop = max(begin, tail_start(line, prove_by_json=number != left[-1]))
        tail = [Edit(stop, len(line), "")] if stop < len(line) else []
        buttons = _byline_buttons(line, begin, stop) if number <= left[0] + _ZONE else []
        for reason, edits in ((_WHY_HEAD, head), (_WHY_TAIL, tail), (_WHY_BYLINE, buttons)):
            kind = "page-control" if reason is _WHY_BYLINE else "machine-residue"
            yield from (Finding(Edit(start + e.start, start + e.end, e.replacement), kind, reason, 0.9) for e in edits)


def _byline_buttons(line: str, begin: int, stop: int) -> list[Edit]:
    if stop > _LONGEST_BYLINE or not _BYLINE.search(line):
        return []
    return [Edit(hit.start(), hit.end(), "") for hit in _BYLINE_BUTTON.finditer(line, begin, stop)]
