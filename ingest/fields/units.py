"""Responsible units and areas, read from a responsibility note or from the list behind its label.

责任单位：A、B，责任地区：X、Y    牵头单位：A；责任单位：B    由A牵头，B配合    A、B按职责分工负责
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.lexicon.names import canonical_unit
from ingest.records import Area, Span, Unit

_ROLES = "牵头|责任|配合|主办|协办|承办|实施|落实|参与|参加|协同|协助|协调|指导|监督|督导|负责|完成|主责|组织"
_BODIES = "单位|部门|主体|处室|科室|机构"
_AREAS = "地区|区域|属地"

# A label with a colon. Labels of other things (完成时限, 责任人, 联系电话) end a list as well.
_LABEL = re.compile(
    rf"(?P<role>{_ROLES})(?:[和及、/]?(?:{_ROLES})){{0,3}}"
    rf"(?:[（(](?:{_ROLES})[）)])?(?:(?P<bodies>{_BODIES})|(?P<areas>{_AREAS}))?\s*[:：]"
    rf"|(?:(?<=[，,；;、。（(\s])|^)(?:(?!(?:{_ROLES})(?:{_BODIES}|{_AREAS})?\s*[:：])[\u4e00-\u9fff]){{2,8}}\s*[:：]"
)
_SAME_ROLE = {"负责": "责任", "主责": "责任", "参加": "参与"}

# What is said of a list without a label: 由A牵头，B配合
_VERB = re.compile(
    r"(?P<verb>牵头|主办|承办|负责|配合|参与|协办|协助|落实)(?:(?:组织)?(?:实施|落实|推进|负责))?(?=[，,；;。、\s）)]|$)"
)
_LEAD_IN = re.compile(r"[，,；;。、\s]*(?:由|请|并)?")
_TOGETHER = re.compile(r"会同")

_TAIL_WORD = (
    "局|委|办|部|院|会|厅|署|中心|公司|集团|政府|支队|总队|大队|银行|分行|支行|站|处|海关|社|所|室|司|"
    "委员会|法院|单位|部门|机构|机关|分局|联|区|市|县|乡|镇|街道|园区|片区|地区|学校|大学|医院|企业|组|校|台|馆"
)
_COMPLETE = re.compile(rf"(?:{_TAIL_WORD})[）)]?$")
_STARTS_UNIT = re.compile(
    r"(?:各|相关|有关|省|市|区|县|州|国家|全国|中国|国网|人民银行|[\u4e00-\u9fff]{2,4}[省市区县州])"
)

# 各区、县（市）政府 is one name although 、 stands in it.
_LEVELS_ONLY = re.compile(r"[、，,；;\s]*各?(?:[省市区县州旗盟乡镇、]|[（(][市区县旗][）)])+$")
_LEVELS_GO_ON = re.compile(r"各?[省市区县州旗盟乡镇](?:[省市区县州旗盟乡镇（(、，,；;\s]|人民政府|政府|管委会|两级|$)")
# An office that may stand in a note without a label; not the 部门 or 企业 of running text.
_OFFICE = re.compile(
    r"(?:局|委|(?<![通帮代督联网申承主协快好交转])办|部|法院|检察院|研究院|厅|署|中心|公司|集团|政府|支队|银行|分行|支行|站|海关|会|"
    r"办公室|工商联|妇联|残联)$"
)
_RUNNING_TEXT = re.compile(r"[由按的应可将须]|根据|依照|简称")

_SEPARATOR = re.compile(r"[、，,；;/\n]|(?P<soft>[\s\u3000]+|以及|及其|及|和|与)")
_BRACKETS = {"（": 1, "(": 1, "〔": 1, "）": -1, ")": -1, "〕": -1}
_REMARK = re.compile(rf"[（(](?:(?P<role>{_ROLES})(?:单位|部门)?|(?![市区县旗][）)])[^（）()]*)[）)]$")
_SHARED = re.compile(
    r"(?:等(?:(?:其他)?(?:相关|有关|各|成员)*(?:职能)?(?:部门|单位|地区|地方|区域|机构)?)?)?"
    r"(?:[，,、]?(?:根据|依据|按照?|依照?)?(?:各自)?职[责能](?:分工)?|分别|共同|具体|各自|按照?分工)*(?:负责|落实|推进|组织实施|牵头|配合|参与)*$"
)
_MAX_NAME_CHARS = 60  # longer is a sentence
_TAIL_CHARS = 60  # remarks and tails are shorter; bounds the search for them
_OUTER = " \t\r\n\u3000\xa0、，,；;。.:："


@dataclass(frozen=True, slots=True)
class _Item:
    """One name of a list, trimmed, and the role its remark states."""

    span: Span
    name: str
    role: str | None = None


def split_units(text: str, span: Span, role: str, jurisdiction_name: str | None) -> tuple[Unit, ...]:
    """The units of the list `text[span]` that stands behind a label.

    Remarks in brackets and words said of the whole list (等部门, 按职责分工负责) are not part of a name; a remark that
    is a role, as in 市财政局（牵头）, replaces `role`.
    """
    return tuple(
        Unit(item.span, item.name, canonical_unit(item.name, jurisdiction_name), item.role or role)
        for item in _items(text, span)
    )


def split_areas(text: str, span: Span) -> tuple[Area, ...]:
    """The areas of the list `text[span]` that stands behind a label."""
    return tuple(Area(item.span, item.name) for item in _items(text, span))


def find_responsibility(
    text: str, span: Span, jurisdiction_name: str | None
) -> tuple[tuple[Unit, ...], tuple[Area, ...]]:
    """Units and areas of a responsibility note, given as the inside of its brackets or as a line.

    The role of a unit is the first word of its label (牵头, 责任, 配合, 主办 …; 负责 is 责任), or what the note says
    of it (由A牵头，B配合). A bare list of units, as in （市教育局、市公安局）, has the role 责任.
    """
    labels = list(_LABEL.finditer(text, span.start, span.end))
    if not any(label["role"] for label in labels):
        return _spoken(text, span, jurisdiction_name), ()
    units: list[Unit] = []
    areas: list[Area] = []
    ends = [label.start() for label in labels[1:]] + [span.end]
    for label, end in zip(labels, ends, strict=True):
        group = Span(label.end(), end)
        if label["areas"]:
            areas += split_areas(text, group)
        elif label["role"]:
            units += split_units(text, group, _role(label["role"]), jurisdiction_name)
    return tuple(units), tuple(areas)


def _role(word: str) -> str:
    return _SAME_ROLE.get(word, word)


def _spoken(text: str, span: Span, jurisdiction_name: str | None) -> tuple[Unit, ...]:
    """Units of a note without labels; () unless all of it reads as lists of units."""
    units: list[Unit] = []
    groups = list(_spoken_groups(text, span))
    for group, role in groups:
        units += split_units(text, group, role, jurisdiction_name)
    reads_as_unit = _reads_as_office if groups == [(span, "责任")] else _reads_as_unit
    return tuple(units) if all(reads_as_unit(unit.name) for unit in units) else ()


def _reads_as_unit(name: str) -> bool:
    complete = _OFFICE.search(name) or (_COMPLETE.search(name) and _STARTS_UNIT.match(name))
    return len(name) <= 30 and complete is not None and _RUNNING_TEXT.search(name) is None


def _reads_as_office(name: str) -> bool:
    return _reads_as_unit(name) and _OFFICE.search(name) is not None and _STARTS_UNIT.match(name) is not None


def _spoken_groups(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    start = span.start
    for verb in _VERB.finditer(text, span.start, span.end):
        yield from _led(text, Span(start, verb.start()), _role(verb["verb"]))
        start = verb.end()
    if start == span.start:
        yield span, "责任"


def _led(text: str, span: Span, role: str) -> Iterator[tuple[Span, str]]:
    """A会同B牵头: A has the role, B helps."""
    lead_in = _LEAD_IN.match(text, span.start, span.end)
    start = lead_in.end() if lead_in else span.start
    together = _TOGETHER.search(text, start, span.end)
    if together is None:
        yield Span(start, span.end), role
    else:
        yield Span(start, together.start()), role
        yield Span(together.end(), span.end), "配合"


def _items(text: str, span: Span) -> Iterator[_Item]:
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
        _COMPLETE.search(left) is not None
        and not left.endswith(("总局", "国家"))
        and _STARTS_UNIT.match(right) is not None
    )


def _trimmed(text: str, start: int, end: int) -> _Item | None:
    start, end = _stripped(text, start, end)
    role = None
    while (remark := _REMARK.search(text, max(start, end - _TAIL_CHARS), end)) and remark.start() > start:
        role = role or remark["role"]
        start, end = _stripped(text, start, remark.start())
    shared = _SHARED.search(text, max(start, end - _TAIL_CHARS), end)
    if shared and shared[0]:
        role = role or next((verb for verb in ("牵头", "配合", "参与") if shared[0].endswith(verb)), None)
        start, end = _stripped(text, start, shared.start())
    return _Item(Span(start, end), text[start:end], role) if 0 < end - start <= _MAX_NAME_CHARS else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _OUTER:
        start += 1
    while start < end and text[end - 1] in _OUTER:
        end -= 1
    return start, end
