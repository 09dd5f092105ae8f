"""Quantities with the role condition as tests: whose number it is, and what bounds it."""

import re
from collections.abc import Iterator, Sequence

from ingest.fields.quantity_subjects import ahead_span, noun_behind
from ingest.fields.quantity_units import load_units
from ingest.records import AllOf, Comparator, Condition, Quantity, Role, Span, Test

_JOINED = re.compile(r"[、，,和及或]|或者")
_WINDOW = re.compile(r"(?:近|最近|过去|前)$")
_SINCE = re.compile(r"(?:离校|毕业|登记失业|失业|退役|退伍)$")


def quantity_tests(clause: str, quantities: Sequence[Quantity]) -> Iterator[Condition]:
    """One test a quantity, in order; a range gives both bounds. A number whose subject can't be told is left out."""
    last: Test | None = None
    for quantity in quantities:
        if quantity.role is not Role.CONDITION or quantity.comparator is Comparator.FROM:
            continue
        subject = _subject(clause, quantity, last)
        if subject is not None:
            last = _test(clause, quantity, *subject)
            yield last if quantity.upper is None else _range(last, quantity.upper)


def _test(clause: str, quantity: Quantity, subject: str, start: int) -> Test:
    span = Span(start, quantity.span.end)
    return Test(span, span.of(clause), subject, quantity.comparator, quantity.value, quantity.unit)


def _range(test: Test, upper: float) -> AllOf:
    low = Test(test.span, test.text, test.subject, Comparator.GE, test.value, test.unit)
    high = Test(test.span, test.text, test.subject, Comparator.LE, upper, test.unit)
    return AllOf(test.span, (low, high))


def _subject(clause: str, quantity: Quantity, last: Test | None) -> tuple[str, int] | None:
    """The subject and where the test's quote begins."""
    start, kind = quantity.span.start, load_units().kinds.get(quantity.unit or "", "counter")
    if kind == "age":
        return "年龄", start
    if _WINDOW.search(clause[max(0, start - 2) : start]):
        return None  # 近三年内 says when
    if last and continues(clause, last.span, quantity.span):
        return last.subject, start
    modifies = clause.startswith("的", quantity.span.end)
    behind = None if modifies else noun_behind(clause, quantity.span.end)
    ahead = ahead_span(clause, start)
    graded = kind == "size" and quantity.comparator is Comparator.EQ  # 10千伏用户
    if ahead and not (behind and (kind == "counter" or graded)):
        since = _SINCE.search(ahead.of(clause))
        cut = ahead.start + (since.start() if since else ahead.of(clause).rfind("的") + 1)
        return clause[cut : ahead.end], cut
    if modifies:
        behind = noun_behind(clause, quantity.span.end + 1)
    return (behind, start) if behind else None


def continues(clause: str, one: Span, other: Span) -> bool:
    """Whether two numbers stand in one list, or the second restates the first (…以下且不为零)."""
    between = clause[one.end : other.start]
    return between in ("", "且", "并") or _JOINED.fullmatch(between) is not None
