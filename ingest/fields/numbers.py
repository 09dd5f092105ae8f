"""The numbers of a clause that count something, each with its unit and the words that bound it."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.fields.comparators import BEHIND, comparator_ahead, comparator_before, comparator_behind
from ingest.fields.non_quantities import non_quantities
from ingest.fields.numerals import ARABIC, CHINESE, MAGNITUDES, number_value, scale
from ingest.fields.quantity_units import Units, load_units
from ingest.records import Comparator, Span

_EXACT_DIGITS = 10
_LONE_DIGIT = re.compile(r"[一二两三四五六七八九]")
_MAKING = re.compile(
    r"(?:建设|新建|建成|建立|新增|推出|引进|培育|完成|打造|创建|设立|举办|开展|组织|实施|认定|新设|布局)$"
)
_POINTED_AT = re.compile(r"[前这该以上述]$")
_FEW = frozenset("项家名件户场人所座台辆")
_SPANS = frozenset(("年", "个月", "小时", "工作日", "倍", "周", "分钟"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit, before its place in the clause is judged.

    Attributes:
        core: the number, its unit and the bounding words behind it.
        start: where the bounding words before it begin.
        upper: the end of a range.
    """

    core: Span
    start: int
    value: float
    upper: float | None
    unit: str | None
    comparator: Comparator

    @property
    def span(self) -> Span:
        """From the first bounding word to the last."""
        return Span(self.start, self.core.end)


def read_numbers(clause: str) -> Iterator[Number]:
    """Every number that is a quantity by itself or may become one as a member of a list, in text order."""
    masks = deque(sorted(non_quantities(clause), key=lambda mask: mask.start))
    units, done, masked = load_units(), 0, 0
    for match in _pattern().finditer(clause):
        while masks and masks[0].start < match.end():
            masked = max(masked, masks.popleft().end)
        if match.start() < masked:
            continue
        number = _number(clause, match, units, done)
        if number is not None:
            done = number.core.end
            yield number


@cache
def _pattern() -> re.Pattern[str]:
    unit = load_units().pattern
    magnitude = rf"(?:[{MAGNITUDES}](?![伏瓦克米兆])){{0,4}}"  # 千伏 is a unit
    arabic = rf"(?<![\dA-Za-z.．/])(?:{ARABIC}){magnitude}"
    chinese = rf"(?<![第数几同统之唯任某另逐这那该其周星期号一二两三四五六七八九十百千万亿]){CHINESE}"
    share = rf"(?P<share>{CHINESE}分之{CHINESE})"
    return re.compile(
        rf"(?:{share}|(?:(?<![从由])(?P<low>{arabic}|{chinese})(?:{unit})?(?:[-~～—–－至到]|——))?"
        rf"(?P<number>{arabic}|{chinese}|(?<![上下])半(?=年|个月|小时))(?![-~～—–－]\d)"
        rf"(?P<more>[余多])?(?P<big>{magnitude})\s?(?P<unit>{unit})?)(?P<more2>余|多(?=[，。；、,;的时]|$))?"
        rf"(?P<behind>{BEHIND})?"
    )


def _number(clause: str, match: re.Match[str], units: Units, done: int) -> Number | None:
    before = comparator_before(clause, match.start(), done)
    if before and match["unit"] and units.kinds[match["unit"]] == "time" and clause[before[1] : match.start()] == "近":
        before = None  # 近三年内 is a window, not an estimate
    if not _counts(clause, match, units, bounded=before is not None or match["behind"] is not None):
        return None
    value, upper = _values(match)
    unit = units.plain(match["unit"]) if match["unit"] else "%" if _is_percent(match) else None
    return Number(
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
    return comparator_ahead(clause, match.start()) or Comparator.EQ


def _counts(clause: str, match: re.Match[str], units: Units, *, bounded: bool) -> bool:
    """Whether the numeral counts something here rather than being part of a word."""
    if match["share"]:
        return True
    numeral, unit = match["number"], match["unit"]
    before = clause[max(0, match.start() - 8) : match.start()]
    if unit is None:
        listed = numeral[0].isdigit() and len(numeral) <= 3 and re.search(r"(?:至|为|到|在|超过|、)$", before)
        return bool(listed) or (bounded and _is_large(numeral))
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
    segment = re.split(r"[，。；,;]", clause[max(0, match.start() - 40) : match.start()])[-1]
    return "每" in segment and not re.match(r"[^，。；、,;]", clause[match.end() : match.end() + 1])
