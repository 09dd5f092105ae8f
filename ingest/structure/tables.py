"""Rows of task tables, pasted with a tab between cells: what is to be done, by whom, until when.

A header tells which column is which; only one that names a task and a unit or a time makes a table of tasks, so that
rates by tiers and the like stay text. It holds for all rows below it, whatever headings stand between, up to the next
header, of whatever table.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.fields.cells import split_cells
from ingest.fields.deadlines import LABELS
from ingest.fields.name_lists import ROLES
from ingest.records import Span
from ingest.structure.blocks import Block

_NUMBER = re.compile(r"序号|编号|项次|No\.?", re.IGNORECASE)
_WHO = re.compile(rf"(?:{ROLES})(?:[和及、/（(]?(?:{ROLES})[）)]?)*(?:单位|部门|主体|处室|科室|机构|地区|区域)")
_WHEN = re.compile(rf"(?:{LABELS})(?:要求)?")
_TASK = re.compile(r".*(?:任务|事项|措施|内容|举措|项目|目标|要求|做法|工作|问题)(?:名称)?")
_OF_ANOTHER = re.compile(
    r".*(?:名称|序号|编号|类型|类别|单位|地址|地点|时间|时限|电话|指标|环节|备注|属性|数|号|人)|(?:19|20)\d\d年.{0,3}"
)
_HEADER_CHARS = 12  # of a cell of a header


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column whose header is `label`, such as 牵头单位."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table of tasks.

    Attributes:
        span: of the line, without the white space around it.
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


def find_rows(text: str, blocks: Sequence[Block]) -> Mapping[int, Row | None]:
    """The rows among the paragraphs of a text, by where they start; None for the header of a table."""
    rows, header, below_row, under = dict[int, Row | None](), tuple[str, ...](), False, ""
    for block in blocks:
        cells = _cells(text, block)
        labels = tuple(cell.of(text) for cell in cells)
        if _is_header(labels):
            header, under = labels, ""
            rows[block.span.start] = None
        elif len(labels) > 1 and not below_row and _heads_another(labels):
            header = ()
        elif len(labels) > 1 and len(labels) <= len(header) and (row := _row(text, block, header, cells)):
            first = cells[next(place for place, label in enumerate(header) if _TASK.fullmatch(label))].of(text)
            rows[block.span.start] = replace(row, under="" if first else under)
            under = first or under
        below_row = len(labels) > 1
    return rows


def _cells(text: str, block: Block) -> list[Span]:
    """The cells of the line that a paragraph is, which begins and may end with empty ones; one where it has no tab."""
    if "\t" not in block.text:
        return [block.span]
    start, end = text.rfind("\n", 0, block.span.start) + 1, text.find("\n", block.span.end)
    return split_cells(text, Span(start, end if end >= 0 else len(text)))


def _is_header(labels: Sequence[str]) -> bool:
    if len(labels) < 3 or not all(0 < len(label) <= _HEADER_CHARS for label in labels):
        return False
    telling = any(_WHO.fullmatch(label) or _WHEN.fullmatch(label) for label in labels)
    return telling and any(_TASK.fullmatch(label) for label in labels)


def _heads_another(labels: Sequence[str]) -> bool:
    """Whether a line heads another table than those of tasks."""
    return all(0 < len(label) <= _HEADER_CHARS and _OF_ANOTHER.fullmatch(label) for label in labels)


def _row(text: str, block: Block, header: Sequence[str], cells: Sequence[Span]) -> Row | None:
    """The row of a line; None where it says nothing of what is done, or nothing but that, as a heading between rows."""
    filled = [(label, span) for label, span in zip(header, cells, strict=False) if span.start < span.end]
    tasks = tuple(span for label, span in filled if _TASK.fullmatch(label))
    who = tuple(Cell(label, span) for label, span in filled if _WHO.fullmatch(label))
    when = tuple(span for label, span in filled if _WHEN.fullmatch(label))
    if not tasks or not (who or when):
        return None
    number = "".join(span.of(text) for label, span in filled if _NUMBER.fullmatch(label))
    return Row(block.span, number, tasks, who, when)
