"""Figures that who asks tells of themselves (年出口额6000万美元), and texts that hold for some figures alone.

Of the tiers of a measure (5000万美元以下的…；5000万美元及以上的…) the one that the figure falls into answers.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.fields.quantities import find_quantities
from ingest.records import AllOf, Comparator, Condition, Nature, Quantity, Span, Test

_HOLDS = {
    Comparator.LE: lambda figure, limit: figure <= limit,
    Comparator.LT: lambda figure, limit: figure < limit,
    Comparator.GE: lambda figure, limit: figure >= limit,
    Comparator.GT: lambda figure, limit: figure > limit,
    Comparator.EQ: lambda figure, limit: figure == limit,
}

# Sums as people say them: 投资3000万, 6个亿.
_IN_SHORT = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)个?(?P<scale>[百千]?[万亿])(?=[的了，,。？?]|[能可要该补贴奖给得拿领有算])"
)


def told_figures(question: str) -> list[Quantity]:
    """Numbers with a unit of which the question says what they count; a sum may lack its 元."""
    spelt = _IN_SHORT.sub(r"\g<number>\g<scale>元", question)
    found = find_quantities(spelt, Span(0, len(spelt)), Nature.RULE)
    return [one for one in found if one.unit and one.subject]


def holds_for(figures: Sequence[Quantity], conditions: Sequence[Condition]) -> bool | None:
    """Whether conditions hold for what is told; None where none is of the same matter and unit."""
    judged = [
        _HOLDS[test.operator](figure.value, test.value)
        for test in _tests(conditions)
        for figure in figures
        if test.operator in _HOLDS and test.unit == figure.unit and are_alike(test.subject, figure.subject or "")
    ]
    return all(judged) if judged else None


def _tests(conditions: Sequence[Condition]) -> Iterator[Test]:
    """Comparisons with a number that all have to hold; of alternatives none has to."""
    for condition in conditions:
        if isinstance(condition, Test):
            if isinstance(condition.value, float | int):
                yield condition
        elif isinstance(condition, AllOf):
            yield from _tests(condition.parts)


def are_alike(subject: str, other: str) -> bool:
    """Whether two subjects share two characters in a row."""
    return any("".join(pair) in other for pair in pairwise(subject))
