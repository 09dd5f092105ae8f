"""Lists of units and areas, as they stand behind a label: where one name ends and the next begins.

A mark that parts names may also stand inside one: 人力资源和社会保障局; 各区、县（市）政府; 市司法局（复议局、公证处）.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.records import Span

# What a unit is to a measure, as labels and remarks say it.
ROLES = "牵头|责任|配合|主办|协办|承办|实施|落实|参与|参加|协同|协助|协调|指导|监督|督导|负责|完成|主责|组织"

_TAIL_WORD = (
    "局|委|办|部|院|会|厅|署|中心|公司|集团|政府|支队|总队|大队|银行|分行|支行|站|处|海关|社|所|室|司|"
    "委员会|法院|单位|部门|机构|机关|分局|联|区|市|县|乡|镇|街道|园区|片区|地区|学校|大学|医院|企业|组|校|台|馆"
)
# How a complete name ends, and how a name begins.
COMPLETE = re.compile(rf"(?:{_TAIL_WORD})[）)]?$")
STARTS_UNIT = re.compile(
    r"(?:各|相关|有关|省|市|区|县|州|国家|国务院|中央|全国|中国|国网|人民银行|[\u4e00-\u9fff]{2,4}[省市区县州]"
    r"|[\u4e00-\u9fff]{2,9}(?:部|总局|总署)(?![\u4e00-\u9fff]))"
)

# 各区、县（市）政府 is one name although 、 stands in it.
_LEVELS_ONLY = re.compile(r"[、，,；;\s]*各?(?:[省市区县州旗盟乡镇、]|[（(][市区县旗][）)])+$")
_LEVELS_GO_ON = re.compile(r"各?[省市区县州旗盟乡镇](?:[省市区县州旗盟乡镇（(、，,；;\s]|人民政府|政府|管委会|两级|$)")

_SEPARATOR = re.compile(r"[、，,；;/\n]|(?P<soft>[\s\u3000]+|以及|及其|及|和|与)")
# Dates, and words about when or who, that stand in a list without being names.
_NO_NAME = re.compile(r"\d[年月]|[年月季]底|年内|^(?:持续|长期|常态|全年|适时)|为.{2,4}单位$")
_BRACKETS = {"（": 1, "(": 1, "〔": 1, "）": -1, ")": -1, "〕": -1}
_REMARK = re.compile(rf"[（(](?:(?P<role>{ROLES})(?:单位|部门)?|(?![市区县旗][）)])[^（）()]*)[）)]$")
_SHARED = re.compile(
    r"(?:等(?:(?:其他)?(?:国务院|[省市区县]级|市直|相关|有关|各|成员)*(?:职能)?(?:部门|单位|地区|地方|区域|机构)?)?)?"
    r"(?:[，,、]?(?:根据|依据|按照?|依照?)?(?:各自)?职[责能](?:分工)?|分别|共同|具体|各自|按照?分工)*(?:负责|落实|推进|组织实施|牵头|配合|参与)*$"
)
_PHONE = re.compile(r"[\s:：]*(?<!\d)(?:(?:0\d{2,3}[-—－]?)?\d{7,8}|1[3-9]\d{9})$")  # of who is asked in a unit
_MAX_NAME_CHARS = 60  # longer is a sentence
_TAIL_CHARS = 60  # remarks and tails are shorter; bounds the search for them
_OUTER = " \t\r\n\u3000\xa0、，,；;。.:："


@dataclass(frozen=True, slots=True)
class Item:
    """One name of a list, trimmed, and the role that its remark states."""

    span: Span
    name: str
    role: str | None = None


def items(text: str, span: Span) -> Iterator[Item]:
    """The names of the list `text[span]`, in text order, without remarks and without words said of the whole list."""
    start = span.start
    for end, following in _breaks(text, span):
        item = _trimmed(text, start, end)
        if item is not None:
            yield item
        start = following


def _breaks(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Where a name ends and the next one may begin, outside brackets; last the end of the list."""
    depths = _depths(text, span)
    start = span.start
    for mark in _SEPARATOR.finditer(text, span.start, span.end):
        if depths[mark.start() - span.start]:
            continue
        if mark["soft"] is not None and not _joins_units(text, start, mark, span.end):
            continue
        if _LEVELS_ONLY.match(text, start, mark.start()) and _LEVELS_GO_ON.match(text, mark.end(), span.end):
            continue
        yield mark.start(), mark.end()
        start = mark.end()
    yield span.end, span.end


def _depths(text: str, span: Span) -> list[int]:
    """How many brackets are open at each character; all 0 where they do not match, so that nothing is swallowed."""
    depth, depths = 0, []
    for char in span.of(text):
        depth = max(0, depth + _BRACKETS.get(char, 0))
        depths.append(depth)
    return depths if depth == 0 else [0] * len(depths)


def _joins_units(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether white space or an “and” stands between two names rather than inside one (住房和城乡建设局)."""
    left = text[max(start, mark.start() - 12) : mark.start()]
    right = text[mark.end() : min(end, mark.end() + 12)]
    return (
        COMPLETE.search(left) is not None
        and not left.endswith(("总局", "国家"))
        and STARTS_UNIT.match(right) is not None
    )


def _trimmed(text: str, start: int, end: int) -> Item | None:
    start, end = _stripped(text, start, end)
    phone = _PHONE.search(text, max(start, end - _TAIL_CHARS), end)
    start, end = _stripped(text, start, phone.start() if phone else end)
    role = None
    while (remark := _REMARK.search(text, max(start, end - _TAIL_CHARS), end)) and remark.start() > start:
        role = role or remark["role"]
        start, end = _stripped(text, start, remark.start())
    shared = _SHARED.search(text, max(start, end - _TAIL_CHARS), end)
    if shared and shared[0]:
        role = role or next((verb for verb in ("牵头", "配合", "参与") if shared[0].endswith(verb)), None)
        start, end = _stripped(text, start, shared.start())
    if not 0 < end - start <= _MAX_NAME_CHARS or _NO_NAME.search(text[start:end]):
        return None
    return Item(Span(start, end), text[start:end], role)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _OUTER:
        start += 1
    while start < end and text[end - 1] in _OUTER:
        end -= 1
    return start, end
