"""Building and moving condition trees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.records import AllOf, AnyOf, Comparator, Condition, Not, Restriction, Span, Test

_JOINT = re.compile(r"、|以及|及|和|或者?")


def class_test(text: str, where: Span, subject: str) -> Test:
    """Membership in the class, or presence of the situation, that the words at `where` name."""
    return Test(where, where.of(text), subject, Comparator.EQ, where.of(text))


def class_tests(text: str, span: Span, subject: str, joint: re.Pattern[str] = _JOINT) -> Iterator[Test]:
    """One class test for each member of a list (A、B和C)."""
    start = span.start
    borders = [match.span() for match in joint.finditer(text, span.start, span.end)]
    for end, following in [*borders, (span.end, span.end)]:
        if start < end:
            yield class_test(text, Span(start, end), subject)
        start = following


def all_of(parts: Sequence[Condition]) -> Condition:
    """All parts together; one part stands for itself."""
    return parts[0] if len(parts) == 1 else AllOf(_around(parts), tuple(parts))


def any_of(parts: Sequence[Condition]) -> Condition:
    """The parts as alternatives; one part stands for itself."""
    return parts[0] if len(parts) == 1 else AnyOf(_around(parts), tuple(parts))


def shifted(condition: Condition, by: int) -> Condition:
    """The same tree with every span `by` characters further on."""
    span = condition.span.shifted(by)
    if isinstance(condition, AllOf | AnyOf):
        return replace(condition, span=span, parts=tuple(shifted(part, by) for part in condition.parts))
    if isinstance(condition, Not):
        return Not(span, shifted(condition.part, by))
    if isinstance(condition, Restriction):
        return replace(condition, span=span)
    return replace(condition, span=span)


def _around(parts: Sequence[Condition]) -> Span:
    return Span(min(part.span.start for part in parts), max(part.span.end for part in parts))
