"""Quantities with the role condition as tests: whose number it is, and what bounds it."""

from collections.abc import Iterator, Sequence

from ingest.fields.quantity_subjects import ahead_span, noun_behind
from ingest.fields.quantity_units import load_units
from ingest.records import AllOf, Comparator, Condition, Quantity, Role, Span, Test


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
    if last and quantity.comparator is Comparator.NE and start - last.span.end <= 1:
        return last.subject, start
    behind = None if clause.startswith("的", quantity.span.end) else noun_behind(clause, quantity.span.end)
    ahead = ahead_span(clause, start)
    if ahead and not (kind == "counter" and behind):
        cut = ahead.start + ahead.of(clause).rfind("的") + 1
        return clause[cut : ahead.end], cut
    return (behind, start) if behind else None
