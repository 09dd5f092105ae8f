"""The tiers of a measure, and the one that a figure falls into.

Of 售票人数5000人（含）至1万人的…；1万人（含）至3万人的…；3万人（含）以上的… the second is for 2.5万人. Later
tiers don't repeat what they count, so that they count what the one before of their unit does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.records import Quantity, Span
from service.answer.figures import are_alike

_SCALE = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_UNIT = r"人|人次|户|家|个|项|件|辆|台|张|头|只|匹|场|次|吨|公斤|亩|公顷|平方米|千瓦|兆瓦|元|美元|年|个月|天"
_BOUND = r"(?P<{0}>\d+(?:\.\d+)?)(?P<{0}_scale>[百千万亿]?)(?P<{0}_unit>{1})?(?P<{0}_held>[（(]含[）)])?"
_LOW, _HIGH, _ONLY = (_BOUND.format(name, _UNIT) for name in ("low", "high", "only"))
_TIER = re.compile(
    rf"(?<![\d.]){_LOW}(?:及?以上)?(?:[、，]|至|到|[-—–~～]+){_HIGH}(?:及?以下|以内)?的?(?=[的，,])"
    rf"|(?<![\d.]){_ONLY}(?P<side>及?以上|及?以下)的?(?=[的，,由])"
)
_BORDER = re.compile(r"[。；;，,\n]")


@dataclass(frozen=True, slots=True)
class Tier:
    """A range of one figure.

    Attributes:
        lead: the words in front of it that say what is counted; of a later tier those of an earlier one.
        unit: that both of its bounds have.
        low, high: its bounds.
        is_high_held: whether it holds its upper bound.
        span: of its sentence.
    """

    lead: str
    unit: str
    low: float
    high: float
    is_high_held: bool
    span: Span

    def counts(self, figure: Quantity) -> bool:
        """Whether it is a tier of what a figure counts."""
        return figure.unit == self.unit and are_alike(self.lead, figure.subject or "")

    def holds(self, figure: Quantity) -> bool:
        """Whether a figure falls into it."""
        return self.low <= figure.value and (
            figure.value < self.high or (self.is_high_held and figure.value == self.high)
        )


def tiers(text: str, sentences: Sequence[Span]) -> list[Tier]:
    """The tiers that sentences in text order begin with, where at least two are of one unit."""
    leads: dict[str, str] = {}
    found = []
    for tier in _stated(text, sentences):
        lead = tier.lead if len(tier.lead) > 1 else leads.get(tier.unit, "")
        leads[tier.unit] = lead
        found.append(replace(tier, lead=lead))
    units = [tier.unit for tier in found]
    return [tier for tier in found if units.count(tier.unit) > 1]


def falls_into(figures: Sequence[Quantity], among: Sequence[Tier], sentence: Span) -> bool | None:
    """Whether a figure falls into a tier of a sentence; None where no tier of it counts such a figure."""
    own = [tier for tier in among if tier.span == sentence]
    judged = [any(tier.holds(figure) for tier in own) for figure in figures if any(tier.counts(figure) for tier in own)]
    return all(judged) if judged else None


def _stated(text: str, sentences: Sequence[Span]) -> Iterator[Tier]:
    is_marked = any("含" in (found[0]) for span in sentences for found in _TIER.finditer(text, span.start, span.end))
    for span in sentences:
        for found in _TIER.finditer(text, span.start, span.end):
            start = max((mark.end() for mark in _BORDER.finditer(text, span.start, found.start())), default=span.start)
            lead = text[start : found.start()]
            if found["only"]:
                bound, unit = _value(found, "only"), found["only_unit"]
                is_low = found["side"].endswith("以上")
                low, high = (bound, float("inf")) if is_low else (0.0, bound)
                held = bool(found["only_held"])
            else:
                unit = found["high_unit"]
                if (found["low_unit"] or unit) != unit:
                    continue
                low, high, held = _value(found, "low"), _value(found, "high"), bool(found["high_held"])
            if unit and low < high:
                yield Tier(lead, unit, low, high, held or not is_marked, span)


def _value(found: re.Match[str], name: str) -> float:
    return float(found[name]) * _SCALE[found[f"{name}_scale"]]
