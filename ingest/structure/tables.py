"""Rows of tables that are measures: tasks with who does them until when, or policies with whom they support how.

A header tells which column is which. Only one that names a task and a unit or a time makes a table of tasks, and only
one that names two terms of a policy (支持对象, 支持标准) a table of policies, so that rates by tiers and the like stay
text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.fields.deadlines import LABELS
from ingest.fields.name_lists import ROLES
from ingest.records import Span
from ingest.structure.blocks import Block
from ingest.structure.rows import NUMBER, TableRow, table_rows

_LINE = re.compile(r"\S[^\n]*")
_WHO = re.compile(rf"(?:{ROLES})(?:[和及、/]?(?:{ROLES}))*(?:单位|部门|主体|处室|科室|机构|地区|区域)")
_WHEN = re.compile(rf"(?:{LABELS})(?:要求)?")
_TASK = re.compile(r".*(?:任务|事项|措施|内容|举措|项目|目标|要求|做法|工作|问题)(?:名称)?")
_TERMS = re.compile(
    r"(?:支持|补贴|补助|奖励|奖补|扶持|资助|优惠|享受|政策|申报|申请|适用)的?"
    r"(?:对象|标准|内容|条件|方式|范围|措施|额度|力度|期限|金额|主体)"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column whose header is `label`, such as 牵头单位."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks or policies.

    Attributes:
        span: of its lines, without the white space around them.
        number: as its own column has it, empty without one.
        tasks: its cells that say what is done, in order, one at least.
        who: its cells of units and areas.
        when: those of deadlines.
        under: what the cell above says where the first column of tasks is empty, as in merged cells.
    """

    span: Span
    number: str
    tasks: tuple[Span, ...]
    who: tuple[Cell, ...]
    when: tuple[Span, ...]
    under: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The labels of a header, and which of its columns say what is done or granted, from the name on."""

    labels: tuple[str, ...]
    told: frozenset[int]


def find_rows(text: str, blocks: Sequence[Block]) -> Mapping[int, Row | None]:
    """The rows among the paragraphs of a text, by where they start; None for the header of a table."""
    rows, columns, under = dict[int, Row | None](), None, ""
    everything = Span(blocks[0].span.start, blocks[-1].span.end) if blocks else Span(0, 0)
    for line in table_rows(text, everything):
        if line.is_header:
            columns, under = _columns(line.labels(text)), ""
            if columns:
                rows.update(
                    dict.fromkeys(found.start() + line.span.start for found in _LINE.finditer(line.span.of(text)))
                )
        elif columns and line.header and (row := _row(text, line, columns)):
            first = line.cells[min(columns.told)].of(text)
            rows[line.span.start] = replace(row, under="" if first else under)
            under = first or under
    return rows


def _columns(labels: tuple[str, ...]) -> _Columns | None:
    """What the columns below a header of tasks or policies are; None for another one."""
    telling = any(_WHO.fullmatch(label) or _WHEN.fullmatch(label) for label in labels)
    tasks = frozenset(place for place, label in enumerate(labels) if _TASK.fullmatch(label))
    terms = frozenset(place for place, label in enumerate(labels) if _TERMS.fullmatch(label))
    if len(labels) < 3 or not ((telling and tasks) or len(terms) > 1):
        return None
    named = [place for place, label in enumerate(labels) if not (NUMBER.fullmatch(label) or _WHO.fullmatch(label))]
    return _Columns(labels, terms | {named[0]} if len(terms) > 1 else tasks)


def _row(text: str, line: TableRow, columns: _Columns) -> Row | None:
    """The row of a table; None where it says nothing of what is done, or nothing but that, as a heading between."""
    filled = [
        (place, label, cell)
        for place, (label, cell) in enumerate(zip(columns.labels, line.cells, strict=False))
        if cell.start < cell.end
    ]
    tasks = tuple(cell for place, _, cell in filled if place in columns.told)
    who = tuple(Cell(label, cell) for _, label, cell in filled if _WHO.fullmatch(label))
    when = tuple(cell for _, label, cell in filled if _WHEN.fullmatch(label))
    if not tasks or not (who or when or len(tasks) > 1):
        return None
    number = "".join(cell.of(text) for _, label, cell in filled if NUMBER.fullmatch(label))
    return Row(line.span, number, tasks, who, when)
