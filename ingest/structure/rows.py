"""The rows of tables that were pasted with a tab between cells, each with the header above it.

A cell may hold line breaks, so that a row goes on in lines below: they are joined until it has as many cells as its
header. A header holds for all rows below it, whatever headings stand between, up to running text or the next header.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fields.cells import split_cells
from ingest.records import Span

NUMBER = re.compile(r"序号|编号|项次|No\.?", re.IGNORECASE)  # the label of running numbers
_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(r"(?:(?:19|20)\d\d年)?[^\d：:。；;，]*")
_LABEL_CHARS = 12  # of a cell of a header
_NAMES_A_COLUMN = re.compile(
    r".*(?:名称?|序号|编号|类[型别]|种类|单位|部门|机构|主体|科室|地[址点区]|区域|时[间限]|期限?|日期|电话|方式|指标|环节|备注|属性|数量?"
    r"|号|人|标准|对象|内容|条件|范围|任务|事项|措施|举措|目标|要求|材料|项目|政策|比例|金额|额度|[级档]别|等级|档次|依据|来源|形式)"
    r"|(?:19|20)\d\d年.{0,3}"
)
_OPEN = re.compile("[（(]")
_BRACKET = re.compile(r"[（(][^（(）)]{0,40}[）)]|\s")
_GOES_ON = re.compile(r"[，、；（(—\-]\s*\Z")  # a line that ends with this is no end of a cell
_CONTINUES = re.compile(r"\s*[（(）)，、；]")  # and one that begins with this no beginning
_NUMBERED = re.compile(r"\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*\Z")
_MOST_LINES = 12  # of one row


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table.

    Attributes:
        span: from its line to the last that it goes on in, without the white space around them.
        cells: in order, empty ones too.
        header: the cells of the header above, () for none; those of a header are its own.
    """

    span: Span
    cells: tuple[Span, ...]
    header: tuple[Span, ...] = ()

    @property
    def is_header(self) -> bool:
        """Whether it names the columns of the rows below."""
        return self.cells == self.header

    def labels(self, text: str) -> tuple[str, ...]:
        """What the header calls each column, without brackets and white space."""
        return tuple("".join(_OPEN.split(cell.of(text))[0].split()) for cell in self.header)


def table_rows(text: str, span: Span) -> Iterator[TableRow]:
    """The rows and headers of all tables of a stretch of text, in order."""
    lines = [Span(*found.span()) for found in _LINE.finditer(text, span.start, span.end)]
    header: tuple[Span, ...] = ()
    at, last = 0, -2
    while at < len(lines):
        line, below = lines[at], lines[at + 1 : at + _MOST_LINES]
        if "\t" not in line.of(text) and not (header and below and _opens(text, line, below[0], len(header))):
            header = () if "。" in line.of(text) else header
            at += 1
            continue
        # Right behind a row or a header comes a row, though all its cells name columns.
        whole = None if header and line.start == last + 1 else _header(text, line, below, is_below=bool(header))
        if whole:
            header = tuple(split_cells(text, whole))
        else:
            whole = _row(text, line, below, header)
        last = whole.end
        at += 1 + sum(other.end <= whole.end for other in below)
        cells = tuple(split_cells(text, whole))
        filled = [cell for cell in cells if cell.start < cell.end]
        if filled:
            is_headed = len(filled) > 1 and len(cells) <= len(header)
            yield TableRow(Span(filled[0].start, filled[-1].end), cells, header if is_headed else ())


def _opens(text: str, line: Span, below: Span, width: int) -> bool:
    """Whether a line without a tab is the beginning of a row, whose first cell goes on in the line below."""
    goes_on = below.start == line.end + 1 and _CONTINUES.match(below.of(text))
    return bool(goes_on) and below.of(text).count("\t") + 1 == width


def _header(text: str, line: Span, below: Sequence[Span], *, is_below: bool) -> Span | None:
    """A line whose cells are all labels, with the line that a bracket goes on in; None where it is none.

    A row of short cells looks like one too, so that below another header each cell has to name a column.
    """
    whole = line
    for other in below:
        if not (other.start == whole.end + 1 and _CONTINUES.match(other.of(text))):
            break
        whole = Span(whole.start, other.end)
    cells = split_cells(text, whole)
    labels = [_BRACKET.sub("", cell.of(text)) for cell in cells]
    # An empty cell behind the last is the tab that ends a line.
    labels = labels[:-1] if len(labels) > 2 and not labels[-1] else labels
    if len(labels) < 2 or not all(one and _LABEL.fullmatch(one) and len(one) <= _LABEL_CHARS for one in labels):
        return None
    return whole if (all if is_below else any)(_NAMES_A_COLUMN.fullmatch(one) for one in labels) else None


def _row(text: str, line: Span, below: Sequence[Span], header: Sequence[Span]) -> Span:
    """A line with those below it that it needs to have as many cells as the header, or that go on in its last cell."""
    whole, width = line, len(header)
    for other in below:
        if other.start != whole.end + 1:
            break
        held = 1 + whole.of(text).count("\t")
        more = other.of(text).count("\t")
        if held < width:
            if _begins(text, other, width) or held + more > width:
                break
            whole = Span(whole.start, other.end)
        elif held == width and not more and _GOES_ON.search(whole.of(text)):
            whole = Span(whole.start, other.end)
        else:
            break
    return whole if _is_full(text, whole, width) else line


def _begins(text: str, line: Span, width: int) -> bool:
    """Whether a line begins a row: it has all cells and does not begin in the middle of one, or a running number."""
    first, tab, _ = line.of(text).partition("\t")
    is_whole = line.of(text).count("\t") + 1 == width and not _CONTINUES.match(first)
    return is_whole or bool(tab and _NUMBERED.match(first))


def _is_full(text: str, row: Span, width: int) -> bool:
    return row.of(text).count("\t") + 1 == width
