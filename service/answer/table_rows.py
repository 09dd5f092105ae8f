"""Rows of tables as what is quoted, read out under the labels of their columns.

A measure that is a row is quoted whole. Of a table inside a measure the few rows are quoted that the question names: of
thirty offices the address of one. A table that fits into a quote is quoted whole; what is too long for one is cut.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from index.analyzer.fold import fold
from ingest.records import Measure, Span
from ingest.structure.rows import NUMBER, TableRow, table_rows
from service.answer.pieces import LONGEST, Piece

MOST = 3  # rows that are told from the others; what more of them share is no name of a row
_LONGEST_ROW = 280  # characters of a row as it is read out
_SENTENCES = 2  # of a quote
_LONGEST_TABLE, _FAR = 100_000, 20_000  # characters that are looked through for a row, and for the header above it


def named_rows(text: str, measure: Measure, terms: Mapping[str, float], best: Span) -> list[Piece]:
    """The rows of a measure to quote for a question, best first; none where its sentences say more.

    Args:
        text: of the document.
        measure: whose tables are looked at.
        terms: of the question, folded, with their weights.
        best: the sentence that would be quoted.
    """
    held = measure.span
    if held.end - held.start > _LONGEST_TABLE or "\t" not in held.of(text):
        return []
    seen = Span(max(0, held.start - _FAR), held.end)
    rows = [one for one in table_rows(text, seen) if held.start <= one.span.start]
    if [one.span for one in rows] == [held]:
        has_columns = "\t" in measure.text_span.of(text)  # else its sentences say the same in fewer words
        whole = [_piece(measure, one) for one in rows if has_columns and one.header]
        return [piece for piece in whole if _is_quotable(text, piece)]
    tables = [list(found) for _, found in groupby(rows, lambda one: one.header)]
    named = [one for table in tables for one in _named(text, table, terms, best)]
    told = [_piece(measure, row) for _, row in sorted(named, key=lambda one: -one[0])]
    return [piece for piece in told if _is_quotable(text, piece)]


def labelled(text: str, piece: Piece) -> str:
    """A row as it is read out: 网点：小店管理部；电话：0351-7027716; no running number, no empty cell."""
    assert piece.row
    labels = [*piece.row.labels(text), *[""] * len(piece.row.cells)]
    filled = [
        (label, "".join(map(str.strip, cell.of(text).split("\n"))).rstrip("。；"))
        for label, cell in zip(labels, piece.row.cells, strict=False)
        if cell.start < cell.end and not NUMBER.fullmatch(label)
    ]
    return "；".join(f"{label}：{cell}" if label else cell for label, cell in filled)


def header_of(row: TableRow) -> Span | None:
    """The labels above a row; None where it has none."""
    return Span(row.header[0].start, row.header[-1].end) if row.header else None


def _piece(measure: Measure, row: TableRow) -> Piece:
    clause = next((one for one in measure.clauses if one.span.meets(row.span)), None)
    return Piece(row.span, clause, None, row)


def _is_quotable(text: str, piece: Piece) -> bool:
    quote = piece.span.of(text)
    is_short = len(labelled(text, piece)) <= _LONGEST_ROW
    return is_short and len(quote) <= _LONGEST_ROW and len(re.findall("[。！？]", quote)) <= _SENTENCES


def _named(
    text: str, table: Sequence[TableRow], terms: Mapping[str, float], best: Span
) -> Iterator[tuple[float, TableRow]]:
    """The rows that words of a question tell from the others, with the weight of those words."""
    rows = [one for one in table if not one.is_header]
    whole = Span(table[0].span.start, table[-1].span.end)
    is_quoted = best.meets(whole)
    if len(rows) < 2 or (is_quoted and whole.end - whole.start <= LONGEST):
        return
    held = [{term for term in terms if term in fold(row.span.of(text)).text} for row in rows]
    columns = fold(" ".join(cell.of(text) for cell in table[0].header)).text  # 窗口 names all rows, 综合窗口 none
    rare = {term for term in terms if 0 < sum(term in words for words in held) * 2 <= len(rows) and term not in columns}
    worth = [sum(terms[term] for term in words & rare) for words in held]
    told = [(value, row) for value, row in zip(worth, rows, strict=True) if value and value == max(worth)]
    if len(told) <= MOST and (is_quoted or _says_more(text, told, terms, best)):
        yield from told


def _says_more(text: str, told: Sequence[tuple[float, TableRow]], terms: Mapping[str, float], best: Span) -> bool:
    """Whether rows hold more of the words of a question than a sentence outside of the table does."""
    rows = fold(" ".join(row.span.of(text) for _, row in told)).text
    said = fold(best.of(text)).text
    return sum(value * ((term in rows) - (term in said)) for term, value in terms.items()) > 0
