"""Quantities of a clause: numbers with unit, comparator and role, distributed values and changes included."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.fields.comparators import BEHIND, comparator_ahead, comparator_before, comparator_behind
from ingest.fields.non_quantities import non_quantities
from ingest.fields.numerals import ARABIC, CHINESE, MAGNITUDES, number_value, scale
from ingest.fields.quantity_roles import quantity_role
from ingest.fields.quantity_subjects import quantity_subject
from ingest.fields.quantity_units import Units, load_units
from ingest.records import Comparator, Nature, Quantity, Role, Span

_ANY_NUMERAL = re.compile(r"[\d零一二两三四五六七八九十百千万亿半]")
_JOINED = re.compile(r"\s*[、，,和或及与]\s*|以及|或者")
_CHANGED = re.compile(r"[^，。；、,;]{0,10}?(?:至|到|为|成)")
_FROM_WORD = re.compile(r"(?:从|由)(?:原来|原先|过去|目前|法定|以往|平均)?的?$")
_NOT_ZERO = re.compile(r"不(?:为|等于)[零0]")
_NO_FEE = re.compile(r"零(?:费用|收费|成本|费率|手续费|保证金)")
_EXACT_DIGITS = 10


@dataclass(frozen=True, slots=True)
class _Number:
    """A quantity before its place in the clause is judged; `core` is the number with its unit and what follows."""

    core: Span
    start: int
    value: float
    upper: float | None
    unit: str | None
    comparator: Comparator

    @property
    def span(self) -> Span:
        return Span(self.start, self.core.end)


def find_quantities(text: str, span: Span, nature: Nature) -> tuple[Quantity, ...]:
    """The quantities inside `span`, a clause, in text order, with spans in `text`.

    A span covers the comparator words that stand directly before the number (不超过, 最高, 超过, ≥), the number, its
    unit, and the comparator words directly behind (以上, 以内, 左右); 从 and 由 stay outside. 以上, 以下 and 以内
    include the number; 超过 and 突破 are >, 不足 and 未满 <; 余 and 多 >=; 近, 约 and 左右 ~; 最快 is >=, nothing being
    faster; 达到 is =. A list shares unit and comparator: 分别压缩至17个、25个工作日 is twice 工作日, 1小时、2小时以内
    twice <=. A range is one quantity with `upper`. The former value of a change has the comparator FROM and the role
    of the change. Chinese numerals count only with a unit and in a counting place: not 一是, 一件事, 三统一, nor
    anything inside short quotation marks.
    """
    clause = span.of(text)
    if not _ANY_NUMERAL.search(clause):
        return ()
    numbers = _changes(clause, _distributed(clause, [*_numbers(clause)]))
    found = [*numbers, *_zeros(clause, numbers)]
    found.sort(key=lambda number: number.core)
    quantities = [_quantity(clause, number, nature) for number in found]
    return tuple(
        replace(quantity, span=quantity.span.shifted(span.start)) for quantity in _one_role(clause, found, quantities)
    )


@cache
def _pattern() -> re.Pattern[str]:
    unit = load_units().pattern
    magnitude = rf"(?:[{MAGNITUDES}](?![伏瓦克米兆]))*"  # 千伏 is a unit
    arabic = rf"(?<![\dA-Za-z.．/])(?:{ARABIC}){magnitude}"
    chinese = rf"(?<![第数几同统之唯任某另逐这那该其周星期号一二两三四五六七八九十百千万亿]){CHINESE}"
    share = rf"(?P<share>{CHINESE}分之{CHINESE})"
    return re.compile(
        rf"(?:{share}|(?:(?<![从由])(?P<low>{arabic}|{chinese})(?:{unit})?(?:[-~～—–－至到]|——))?"
        rf"(?P<number>{arabic}|{chinese}|(?<![上下])半(?=年|个月|小时))(?![-~～—–－]\d)"
        rf"(?P<more>[余多])?(?P<big>{magnitude})\s?(?P<unit>{unit})?)(?P<more2>余|多(?=[，。；、,;的时]|$))?"
        rf"(?P<behind>{BEHIND})?"
    )


def _numbers(clause: str) -> Iterator[_Number]:
    masks = non_quantities(clause)
    units = load_units()
    for match in _pattern().finditer(clause):
        where = Span(*match.span())
        if any(mask.start < where.end and where.start < mask.end for mask in masks):
            continue
        number = _number(clause, match, units)
        if number is not None:
            yield number


def _number(clause: str, match: re.Match[str], units: Units) -> _Number | None:
    before = comparator_before(clause, match.start())
    if before and match["unit"] and units.kinds[match["unit"]] == "time" and clause[before[1] : match.start()] == "近":
        before = None  # 近三年内 is a window, not an estimate
    if not _counts(clause, match, units, bounded=before is not None or match["behind"] is not None):
        return None
    value, upper = _values(match)
    unit = units.plain(match["unit"]) if match["unit"] else "%" if _is_percent(match) else None
    return _Number(
        core=Span(*match.span()),
        start=before[1] if before else match.start(),
        value=value,
        upper=upper,
        unit=unit,
        comparator=_comparator(clause, match, before[0] if before else None),
    )


def _is_percent(match: re.Match[str]) -> bool:
    return bool(match["share"] and match["share"].startswith("百分之"))


def _values(match: re.Match[str]) -> tuple[float, float | None]:
    if match["share"]:
        value = number_value(match["share"]) * (100 if _is_percent(match) else 1)
        return round(value, _EXACT_DIGITS), None
    numeral = match["number"]
    value = 0.5 if numeral == "半" else number_value(numeral) * scale(match["big"] or "")
    if not match["low"]:
        return value, None
    low = number_value(match["low"])
    magnitudes = re.search(rf"[{MAGNITUDES}]*$", numeral)
    if magnitudes and low < value and low * scale(magnitudes[0]) < value and numeral[0].isdigit():
        low *= scale(magnitudes[0])  # 3-5万元
    return low, value


def _comparator(clause: str, match: re.Match[str], before: Comparator | None) -> Comparator:
    if before:
        return before
    if match["behind"]:
        return comparator_behind(match["behind"])
    if match["more"] or match["more2"]:
        return Comparator.GE
    return comparator_ahead(clause[: match.start()]) or Comparator.EQ


_LONE_DIGIT = re.compile(r"[一二两三四五六七八九]")
_MAKING = re.compile(
    r"(?:建设|新建|建成|建立|新增|推出|引进|培育|完成|打造|创建|设立|举办|开展|组织|实施|认定|新设|布局)$"
)
_POINTED_AT = re.compile(r"[前这该以上述]$")
_FEW = frozenset("项家名件户场人所座台辆期")
_SPANS = frozenset(("年", "个月", "小时", "工作日", "倍", "周", "分钟"))


def _counts(clause: str, match: re.Match[str], units: Units, *, bounded: bool) -> bool:
    """Whether the numeral counts something here rather than being part of a word."""
    if match["share"]:
        return True
    numeral, unit, before = match["number"], match["unit"], clause[: match.start()]
    if unit is None:
        listed = numeral[0].isdigit() and len(numeral) <= 3 and re.search(r"(?:至|为|到|在|超过|、)$", before)
        return bool(listed) or (comparator_before(clause, match.start()) is not None and _is_large(numeral))
    if numeral[0].isdigit() or numeral == "半":
        return True
    if numeral.strip("百千万亿") == "":
        return bounded
    if not _LONE_DIGIT.fullmatch(numeral) or bounded:
        return True
    kind, plain = units.kinds[unit], units.plain(unit)
    if numeral == "一":
        return plain in _SPANS or (unit == "次" and _once_each(clause, match))
    if kind != "counter":
        return True
    return unit in _FEW and not _POINTED_AT.search(before) if unit != "个" else bool(_MAKING.search(before))


def _is_large(numeral: str) -> bool:
    return bool(re.fullmatch(r"\d{3,}|.*[百千万亿]", numeral))


def _once_each(clause: str, match: re.Match[str]) -> bool:
    """每季度座谈协商一次。."""
    segment = re.split(r"[，。；,;]", clause[: match.start()])[-1]
    return "每" in segment and not re.match(r"[^，。；、,;]", clause[match.end() :])


def _distributed(clause: str, numbers: Sequence[_Number]) -> list[_Number]:
    """Unit and comparator of a list spread over its members: backwards from the last, forwards from the first."""
    shared = list(numbers)
    for i in range(len(shared) - 2, -1, -1):
        here, there = shared[i], shared[i + 1]
        if not _JOINED.fullmatch(clause[here.core.end : there.start]):
            continue
        kind_less = here.unit is None or (here.unit == "个" and there.unit in _SPANS)
        unit = there.unit if kind_less else here.unit
        takes = here.comparator is Comparator.EQ and unit == there.unit and there.start == there.core.start
        shared[i] = replace(here, unit=unit, comparator=there.comparator if takes else here.comparator)
    carries = False
    for i in range(1, len(shared)):
        here, there = shared[i - 1], shared[i]
        joined = _joined(clause, here, there) and there.comparator is Comparator.EQ
        carries = joined and (carries or here.start < here.core.start)
        if carries:
            shared[i] = replace(there, comparator=here.comparator)
    return [number for number in shared if number.unit is not None or not _is_bare(clause, number)]


def _joined(clause: str, here: _Number, there: _Number) -> bool:
    """Whether two numbers are neighbours in one list."""
    return here.unit == there.unit and _JOINED.fullmatch(clause[here.core.end : there.start]) is not None


def _is_bare(clause: str, number: _Number) -> bool:
    """A number that only a list could have made a quantity."""
    return number.start == number.core.start and "分之" not in number.span.of(clause)


def _changes(clause: str, numbers: Sequence[_Number]) -> list[_Number]:
    """Mark former values: 从185天压缩至(40个工作日)."""
    changed = list(numbers)
    for i in range(len(changed) - 1):
        here, there = changed[i], changed[i + 1]
        if _FROM_WORD.search(clause[: here.start]) and _CHANGED.fullmatch(clause[here.core.end : there.start]):
            changed[i] = replace(here, comparator=Comparator.FROM)
    return changed


def _zeros(clause: str, numbers: Sequence[_Number]) -> Iterator[_Number]:
    for match in _NOT_ZERO.finditer(clause):
        where = Span(*match.span())
        ahead = [number for number in numbers if number.core.end <= where.start]
        unit = ahead[-1].unit if ahead and where.start - ahead[-1].core.end <= 2 else None
        yield _Number(where, where.start, 0.0, None, unit, Comparator.NE)
    for match in _NO_FEE.finditer(clause):
        yield _Number(Span(*match.span()), match.start(), 0.0, None, None, Comparator.EQ)


def _quantity(clause: str, number: _Number, nature: Nature) -> Quantity:
    quantity = Quantity(
        span=number.span,
        text=number.span.of(clause),
        value=number.value,
        unit=number.unit,
        comparator=number.comparator,
        role=quantity_role(clause, number.span, number.unit, number.comparator, nature),
        upper=number.upper,
        subject=quantity_subject(clause, number.span, number.unit),
    )
    return quantity


def _one_role(clause: str, numbers: Sequence[_Number], quantities: Sequence[Quantity]) -> list[Quantity]:
    """A former value has the role of its change, and members of a list are conditions together."""
    roles = list(quantities)
    for i in range(len(numbers) - 2, -1, -1):
        last = roles[i + 1].role
        listed = last is Role.CONDITION and _joined(clause, numbers[i], numbers[i + 1])
        if listed or roles[i].comparator is Comparator.FROM:
            roles[i] = replace(roles[i], role=last)
    return roles
