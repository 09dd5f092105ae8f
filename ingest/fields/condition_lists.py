"""Conditions told as a list: 应当符合下列条件：（一）…；（二）…."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.fields.condition_trees import all_of, any_of, class_test
from ingest.fields.quantities import find_quantities
from ingest.fields.quantity_tests import quantity_tests
from ingest.fields.restrictions import find_restrictions
from ingest.records import Condition, Nature, Quantity, Restriction, Role, Span, Test

_HEAD = re.compile(
    r"(?:下列|以下|如下)[^，。；：,;:]{0,8}(?:条件|情形)(?P<any>之一|中(?:的)?(?:任一|任意一)项?|任一)?[^：:。]{0,120}[：:]"
)
_ITEM = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|(?<![\d.．])\d{1,2}[.．、](?!\d)")
_MARKS = re.compile(r"[，、；：,;:\d]")
_END = re.compile(r"[；;。]\s*$")


Limit = Quantity | Restriction


def find_condition_lists(clause: str, nature: Nature) -> Iterator[tuple[Condition, Span]]:
    """Each list as one tree, and where its items stand: 条件 must all hold, of 情形 and 之一 one is enough."""
    heads = [*_HEAD.finditer(clause)]
    if not heads:
        return
    limits: list[Limit] = [*find_quantities(clause, Span(0, len(clause)), nature), *find_restrictions(clause)]
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(clause)
        spans = [*_items(clause, head.end(), end)]
        parts = [_item(clause, span, limits) for span in spans]
        if parts:
            loose = head["any"] or "情形" in head[0]
            yield (any_of(parts) if loose else all_of(parts)), Span(spans[0].start, spans[-1].end)


def _items(clause: str, start: int, end: int) -> Iterator[Span]:
    marks = [*_ITEM.finditer(clause, start, end)]
    for number, mark in enumerate(marks):
        last = marks[number + 1].start() if number + 1 < len(marks) else end
        words = clause[mark.end() : last]
        stop = mark.end() + len(_END.sub("", words.rstrip()))
        if sentence := re.search("。", words):
            stop = min(stop, mark.end() + sentence.start())
        if mark.end() < stop:
            yield Span(mark.end(), stop)


def _item(clause: str, span: Span, limits: Sequence[Limit]) -> Condition:
    inside = [limit for limit in limits if span.holds(limit.span)]
    quantities = [limit for limit in inside if isinstance(limit, Quantity) and limit.role is Role.CONDITION]
    tests = [*quantity_tests(clause, quantities)] or [*_whole(clause, span, quantities)]
    parts = [*tests, *(limit for limit in inside if isinstance(limit, Restriction))]
    gaps = [clause[one.span.end : other.span.start] for one, other in pairwise(parts)]
    if gaps and all("或" in gap for gap in gaps):
        return any_of(parts)
    return all_of(parts) if parts else class_test(clause, _bare(clause, span), "情形")


def _whole(clause: str, span: Span, quantities: Sequence[Quantity]) -> Iterator[Condition]:
    """An item that is one number and words before it (研发费用占营业收入比例不低于5%): the words are the subject."""
    if len(quantities) == 1 and quantities[0].span.end == span.end:
        [quantity] = quantities
        subject = clause[span.start : quantity.span.start].strip()
        if subject and not _MARKS.search(subject):
            yield Test(span, span.of(clause), subject, quantity.comparator, quantity.value, quantity.unit)


def _bare(clause: str, span: Span) -> Span:
    """Without the 的 that ends a listed situation."""
    return Span(span.start, span.end - clause.endswith("的", span.start + 1, span.end))
