"""Quantities of a clause: numbers with unit, comparator and role, distributed values and changes included."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.fields.number_lists import distributed, joined, with_changes
from ingest.fields.numbers import Number, read_numbers
from ingest.fields.quantity_roles import BOUNDS, quantity_role
from ingest.fields.quantity_subjects import quantity_subject
from ingest.records import Comparator, Nature, Quantity, Role, Span

_ANY_NUMERAL = re.compile(r"[\d零一二两三四五六七八九十百千万亿半]")
_NOT_ZERO = re.compile(r"不(?:为|等于)[零0]")
_NO_FEE = re.compile(r"零(?:费用|收费|成本|费率|手续费|保证金)")


def find_quantities(text: str, span: Span, nature: Nature, *, qualifies: bool = False) -> tuple[Quantity, ...]:
    """The quantities inside `span`, a clause, in text order, with spans in `text`.

    A span covers the comparator words that stand directly before the number (不超过, 最高, 超过, ≥), the number, its
    unit, and the comparator words directly behind (以上, 以内, 左右); 从 and 由 stay outside. 以上, 以下 and 以内
    include the number; 超过 and 突破 are >, 不足 and 未满 <; 余 and 多 >=; 近, 约 and 左右 ~; 最快 is >=, nothing being
    faster; 达到 is =. A list shares unit and comparator: 分别压缩至17个、25个工作日 is twice 工作日, 1小时、2小时以内
    twice <=. A range is one quantity with `upper`. The former value of a change has the comparator FROM and the role
    of the change. Chinese numerals count only with a unit and in a counting place: not 一是, 一件事, 三统一, nor
    anything inside short quotation marks. `qualifies` says that the clause stands under a heading such as 申报条件,
    so that its bounds are conditions.
    """
    clause = span.of(text)
    if not _ANY_NUMERAL.search(clause):
        return ()
    numbers = with_changes(clause, distributed(clause, [*read_numbers(clause)]))
    found = [*numbers, *_zeros(clause, numbers)]
    found.sort(key=lambda number: number.core)
    quantities = [_quantity(clause, number, nature, qualifies=qualifies) for number in found]
    return tuple(
        replace(quantity, span=quantity.span.shifted(span.start)) for quantity in _one_role(clause, found, quantities)
    )


def _zeros(clause: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """不为零, with the unit of the number it restates, and 零费用."""
    for match in _NOT_ZERO.finditer(clause):
        where = Span(*match.span())
        ahead = [number for number in numbers if number.core.end <= where.start]
        unit = ahead[-1].unit if ahead and where.start - ahead[-1].core.end <= 2 else None
        yield Number(where, where.start, 0.0, None, unit, Comparator.NE)
    for match in _NO_FEE.finditer(clause):
        yield Number(Span(*match.span()), match.start(), 0.0, None, None, Comparator.EQ)


def _quantity(clause: str, number: Number, nature: Nature, *, qualifies: bool) -> Quantity:
    role = quantity_role(clause, number.span, number.unit, number.comparator, nature)
    if qualifies and role in (Role.TARGET, Role.RESULT) and number.comparator in BOUNDS:
        role = Role.CONDITION
    return Quantity(
        span=number.span,
        text=number.span.of(clause),
        value=number.value,
        unit=number.unit,
        comparator=number.comparator,
        role=role,
        upper=number.upper,
        subject=quantity_subject(clause, number.span, number.unit),
    )


def _one_role(clause: str, numbers: Sequence[Number], quantities: Sequence[Quantity]) -> list[Quantity]:
    """A former value has the role of its change, and members of a list are conditions together."""
    roles = list(quantities)
    for i in range(len(numbers) - 2, -1, -1):
        last = roles[i + 1].role
        listed = last is Role.CONDITION and joined(clause, numbers[i], numbers[i + 1])
        if listed or roles[i].comparator is Comparator.FROM:
            roles[i] = replace(roles[i], role=last)
    return roles
