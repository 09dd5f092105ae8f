"""What can be asked next: facts of the cited measures that were not asked for."""

from collections.abc import Sequence

from service.answer.asked import Asked, Kind
from service.answer.evidence import Evidence

MOST = 3


def follow_ups(asked: Asked, found: Sequence[Evidence]) -> tuple[str, ...]:
    """Questions that the first of the measures answers, in the words of a user."""
    fields = found[0].measure.fields
    known = (
        (Kind.WHO, fields.units, "由哪个部门负责？"),
        (Kind.WHEN, fields.deadlines, "什么时候完成？"),
        (Kind.WHICH, fields.conditions, "要符合什么条件？"),
        (Kind.WHAT, fields.applications, "怎么申请？"),
    )
    return tuple(text for kind, there, text in known if there and kind not in asked.kinds)[:MOST]
