"""Responsible units and areas, read from a responsibility note or from the list behind its label.

责任单位：A、B，责任地区：X、Y    牵头单位：A；责任单位：B    由A牵头，B配合    A、B按职责分工负责
"""

import re
from collections.abc import Iterator

from ingest.fields.name_lists import COMPLETE, ROLES, STARTS_UNIT, items
from ingest.lexicon.names import canonical_unit
from ingest.records import Area, Span, Unit

_BODIES = "单位|部门|主体|处室|科室|机构"
_AREAS = "地区|区域|属地"

# A label with a colon. Labels of other things (完成时限, 责任人, 联系电话) end a list as well.
_LABEL = re.compile(
    rf"(?:[省市区县]级)?(?P<role>{ROLES})(?:[和及、/]?(?:{ROLES})){{0,3}}"
    rf"(?:[（(](?:{ROLES})[）)])?(?:(?P<bodies>{_BODIES})|(?P<areas>{_AREAS}))?\s*[:：]"
    rf"|(?:(?<=[，,；;、。（(\s])|^)(?:(?!(?:{ROLES})(?:{_BODIES}|{_AREAS})?\s*[:：])[\u4e00-\u9fff]){{2,8}}\s*[:：]"
)
_SAME_ROLE = {"负责": "责任", "主责": "责任", "参加": "参与"}

# What is said of a list without a label: 由A牵头，B配合
_VERB = re.compile(
    r"(?P<verb>牵头|主办|承办|负责|配合|参与|协办|协助|落实)(?:(?:组织)?(?:实施|落实|推进|负责))?(?=[，,；;。、\s）)]|$)"
)
_LEAD_IN = re.compile(r"[，,；;。、\s]*(?:由|请|并)?")
_TOGETHER = re.compile(r"会同")

# An office that may stand in a note without a label; not the 部门 or 企业 of running text.
_OFFICE = re.compile(
    r"(?:局|委|(?<![通帮代督联网申承主协快好交转])办|部|法院|检察院|研究院|厅|署|中心|公司|集团|政府|支队|银行|分行|支行|站|海关|会|"
    r"办公室|工商联|妇联|残联)$"
)
_RUNNING_TEXT = re.compile(r"[由按的]|应当|根据|依照|简称")


def split_units(text: str, span: Span, role: str, jurisdiction_name: str | None) -> tuple[Unit, ...]:
    """The units of the list `text[span]` that stands behind a label.

    Remarks in brackets and words said of the whole list (等部门, 按职责分工负责) are not part of a name; a remark that
    is a role, as in 市财政局（牵头）, replaces `role`.
    """
    return tuple(
        Unit(item.span, item.name, canonical_unit(item.name, jurisdiction_name), item.role or role)
        for item in items(text, span)
    )


def split_areas(text: str, span: Span) -> tuple[Area, ...]:
    """The areas of the list `text[span]` that stands behind a label."""
    return tuple(Area(item.span, item.name) for item in items(text, span))


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


def find_listed(
    text: str, span: Span, label: str, jurisdiction_name: str | None
) -> tuple[tuple[Unit, ...], tuple[Area, ...]]:
    """Units and areas of the cell of a table under a label, such as 牵头单位; labels in the cell itself go first."""
    inside = next((found for found in _LABEL.finditer(text, span.start, span.end) if found["role"]), None)
    known = _LABEL.match(f"{label}：")
    if inside or known is None:
        return find_responsibility(text, span, jurisdiction_name)
    if known["areas"]:
        return (), split_areas(text, span)
    return (split_units(text, span, _role(known["role"]), jurisdiction_name) if known["role"] else ()), ()


def _role(word: str) -> str:
    return _SAME_ROLE.get(word, word)


def _spoken(text: str, span: Span, jurisdiction_name: str | None) -> tuple[Unit, ...]:
    """Units of a note without labels; () unless all of it reads as lists of units."""
    units: list[Unit] = []
    groups = list(_spoken_groups(text, span))
    for group, role in groups:
        units += split_units(text, group, role, jurisdiction_name)
    named = groups != [(span, "责任")] or any(_reads_as_office(unit.name) for unit in units)
    return tuple(units) if named and all(_reads_as_unit(unit.name) for unit in units) else ()


def _reads_as_unit(name: str) -> bool:
    complete = _OFFICE.search(name) or (COMPLETE.search(name) and STARTS_UNIT.match(name))
    return len(name) <= 30 and complete is not None and _RUNNING_TEXT.search(name) is None


def _reads_as_office(name: str) -> bool:
    return _reads_as_unit(name) and _OFFICE.search(name) is not None and STARTS_UNIT.match(name) is not None


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
