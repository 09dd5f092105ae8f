"""What a sentence states that must stand in its source.

Figures, dates, names of offices, quoted and foreign words, and what has been done already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.analyzer.fold import fold
from ingest.fields.quantities import find_quantities
from ingest.records import Comparator, Nature, Span

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?年\s?(?:(\d{1,2})\s?月\s?(?:(\d{1,2})\s?[日号])?)?"
    r"|(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})(?:[-./](\d{1,2}))?(?!\d)"
    r"|(?<!\d)()(\d{1,2})\s?月\s?(?:(\d{1,2})\s?[日号])?"
)
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_HAN_NUMERAL = re.compile(r"(?<![第统])[二两三四五六七八九十百千万亿]{1,15}[\u4e00-\u9fff%]")
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2}(?:监督管理|管理|监管|保障|建设|规划|改革|资源|服务|执法)?"
    r"(?:局|厅|署|委员会|海关|法院|检察院|公司|集团|银行|中心|支队|工商联)"
    r"|[\u4e00-\u9fff]{2}(?:委|部|办|院|会)(?=[,、。;和与及牵负会等()]|$)"
)
_QUOTED = re.compile(r"[“\"「『《‘]([^”\"」』》’]+)[”\"」』》’]")
_FOREIGN = re.compile(r"\d*[a-z][a-z0-9._:/@?&=%#+-]+")
_DONE = re.compile(r"已经?(?!到期|撤回|被取代|失效|废止)[\u4e00-\u9fff]{2}")  # but for the end of a document
_MASK = "\0"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity without its place."""

    value: float
    upper: float | None
    unit: str | None
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is stated; 0 for what is not."""

    year: int
    month: int
    day: int

    def is_part_of(self, other: "Day") -> bool:
        """Whether another date states all that this one does."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine in (0, theirs) for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a text.

    Attributes:
        rest: Arabic numerals that are neither of a date nor of a quantity.
        words: Chinese numerals likewise, with the character behind them.
    """

    days: frozenset[Day]
    amounts: frozenset[Amount]
    rest: frozenset[str]
    words: frozenset[str]


def figures(text: str) -> Figures:
    """Dates, quantities and all other numerals of a text."""
    dates = [*_DATE.finditer(text)]
    bare = _masked(text, [Span(*date.span()) for date in dates])
    found = find_quantities(bare, Span(0, len(bare)), Nature.COMMITMENT)
    rest = _masked(bare, [item.span for item in found])
    return Figures(
        days=frozenset(_day(date) for date in dates),
        amounts=frozenset(Amount(item.value, item.upper, item.unit, item.comparator) for item in found),
        rest=frozenset(_NUMERAL.findall(rest)),
        words=frozenset(_HAN_NUMERAL.findall(rest)),
    )


def numerals(text: str) -> frozenset[str]:
    """Every Arabic numeral of a text."""
    return frozenset(_NUMERAL.findall(text))


def named(text: str) -> Iterator[str]:
    """Names of offices, quoted words, words in Latin letters and what has been done, folded."""
    folded = fold(text).text
    yield from (found[0] for found in _OFFICE.finditer(folded))
    yield from (fold(found[1]).text for found in _QUOTED.finditer(text))
    yield from (found[0] for found in _FOREIGN.finditer(folded))
    yield from (found[0] for found in _DONE.finditer(folded))


def _day(date: re.Match[str]) -> Day:
    first = next(number for number in (1, 4, 7) if date[number] is not None)  # of the alternative that matched
    year, month, day = date.group(first, first + 1, first + 2)
    return Day(int(year or 0), int(month or 0), int(day or 0))


def _masked(text: str, spans: list[Span]) -> str:
    for span in spans:
        text = text[: span.start] + _MASK * (span.end - span.start) + text[span.end :]
    return text
