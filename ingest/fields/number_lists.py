"""What neighbouring numbers share: the unit and bound of a list, the two sides of a change."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.fields.numbers import Number
from ingest.records import Comparator

_JOINED = re.compile(r"\s*[、，,和或及与]\s*|以及|或者")
_COUNTED_IN = frozenset(("年", "个月", "小时", "工作日", "周", "分钟"))
_CHANGED = re.compile(r"[^，。；、,;]{0,10}?(?:至|到|为|成)")
_FROM_WORD = re.compile(r"(?:从|由)(?:原来|原先|过去|目前|法定|以往|平均)?的?$")


def distributed(clause: str, numbers: Sequence[Number]) -> list[Number]:
    """Unit and comparator of a list spread over its members; numbers that got no unit are dropped."""
    shared = _forwards(clause, _backwards(clause, numbers))
    return [number for number in shared if number.unit is not None or not _is_bare(clause, number)]


def _backwards(clause: str, numbers: Sequence[Number]) -> list[Number]:
    """17个、25个工作日; 1小时、2小时以内."""
    shared = list(numbers)
    for i in range(len(shared) - 2, -1, -1):
        here, there = shared[i], shared[i + 1]
        if not _JOINED.fullmatch(clause[here.core.end : there.start]):
            continue
        kind_less = here.unit is None or (here.unit == "个" and there.unit in _COUNTED_IN)
        unit = there.unit if kind_less else here.unit
        takes = here.comparator is Comparator.EQ and unit == there.unit and there.start == there.core.start
        shared[i] = replace(here, unit=unit, comparator=there.comparator if takes else here.comparator)
    return shared


def _forwards(clause: str, numbers: Sequence[Number]) -> list[Number]:
    """超过500万元、1000万元."""
    shared, carries = list(numbers), False
    for i in range(1, len(shared)):
        here, there = shared[i - 1], shared[i]
        open_ended = joined(clause, here, there) and there.comparator is Comparator.EQ
        carries = open_ended and (carries or here.start < here.core.start)
        if carries:
            shared[i] = replace(there, comparator=here.comparator)
    return shared


def joined(clause: str, here: Number, there: Number) -> bool:
    """Whether two numbers are neighbours in one list."""
    return here.unit == there.unit and _JOINED.fullmatch(clause[here.core.end : there.start]) is not None


def _is_bare(clause: str, number: Number) -> bool:
    """A number that only a list could have made a quantity."""
    return number.start == number.core.start and "分之" not in number.span.of(clause)


def with_changes(clause: str, numbers: Sequence[Number]) -> list[Number]:
    """Mark former values: 从185天压缩至(40个工作日)."""
    changed = list(numbers)
    for i in range(len(changed) - 1):
        here, there = changed[i], changed[i + 1]
        if _FROM_WORD.search(clause[max(0, here.start - 6) : here.start]) and _CHANGED.fullmatch(
            clause[here.core.end : there.start]
        ):
            changed[i] = replace(here, comparator=Comparator.FROM)
    return changed
