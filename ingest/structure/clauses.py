"""The clauses of a measure's body: what a deadline note governs, else one sentence each."""

import re
from collections.abc import Sequence

from ingest.records import Span
from ingest.structure.rows import table_rows

_OPEN, _CLOSE = "（(《〈【[", "）)》〉】]"
_NEAR = 80  # characters; bounds the search for the last mark of a line
_WRAPPED = 24  # characters of a line that is no heading or item
_GOES_ON = re.compile(r"[\u4e00-\u9fff]{2}(?![、．.：:])")
_ENDS = re.compile(r"[。！？!?；;\n：:“”（(《〈【\[）)》〉】\]]")


def split_clauses(text: str, body: Span, notes: Sequence[int], *, is_row: bool = False) -> list[Span]:
    """Cut a body into clauses, without the white space between them.

    Args:
        text: the document.
        body: the measure's text.
        notes: where its deadline notes end; each closes the clause it governs.
        is_row: whether it is of the row of a table, in whose cells a line ends where the column is full.
    """
    borders = [end for end in notes if body.start < end <= body.end]
    spans, start = [], body.start
    for end in borders:
        spans.append(Span(start, end))
        start = end
    rest = Span(start, body.end)
    return [span for raw in [*spans, *_sentences(text, rest, is_row=is_row)] if (span := _stripped(text, raw))]


def _sentences(text: str, span: Span, *, is_row: bool) -> list[Span]:
    """Sentences and semicolon parts; a list that a colon opens stays with the words it completes, a table whole."""
    found, start = list[Span](), span.start
    depth, quoted, listing = 0, False, text[span.start - 1 : span.start] in (":", "：")  # behind a label: 申报材料：
    tables = _tables(text, span)
    for match in _ENDS.finditer(text, span.start, span.end):
        mark = match[0]
        while tables and tables[0].end <= match.start():
            tables.pop(0)
        if (is_row and mark == "\n") or (tables and tables[0].start <= match.start()):
            continue
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif mark in "“”":
            quoted = mark == "“"
        elif mark in "：:":
            listing = listing or not (depth or quoted)
        elif not (mark == "\n" and _wraps(text, match.start(), start, inside=depth > 0)) and _closes(
            text, match, start, inside=depth > 0, quoted=quoted, listing=listing
        ):
            found.append(Span(start, match.end()))
            start, depth, quoted, listing = match.end(), 0, False, False
    return [*found, Span(start, span.end)]


def _wraps(text: str, at: int, start: int, *, inside: bool) -> bool:
    """Whether a line ends within a sentence: in a bracket, or a long one before one that goes on to a mark."""
    above = text[max(start, text.rfind("\n", 0, at) + 1) : at].rstrip()
    end = text.find("\n", at + 1)
    below = text[at + 1 : end if end >= 0 else len(text)].strip()
    goes_on = _GOES_ON.match(below) is not None and below[-1:] in "。；，、"
    return goes_on and (inside or (len(above) >= _WRAPPED and "，" in above and above[-1:].isalnum()))


def _closes(text: str, match: re.Match[str], start: int, *, inside: bool, quoted: bool, listing: bool) -> bool:
    mark = match[0]
    if mark == "\n":
        return text[max(start, match.start() - _NEAR) : match.start()].rstrip()[-1:] not in "：:；;，,、"
    if mark in "；;":
        return not (inside or quoted or listing)
    return not inside and text[match.end() : match.end() + 1] != "”"


def _tables(text: str, span: Span) -> list[Span]:
    """From the first to the last of neighbouring rows, which mean nothing without each other."""
    rows = [row.span for row in table_rows(text, span)] if "\t" in span.of(text) else []
    tables: list[list[Span]] = []
    for row in rows:
        if tables and text[tables[-1][-1].end : row.start].strip(" \t\u3000") == "\n":
            tables[-1].append(row)
        else:
            tables.append([row])
    return [Span(table[0].start, table[-1].end) for table in tables if len(table) > 1]


def _stripped(text: str, span: Span) -> Span | None:
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip())
    body = part.strip().strip("。；;━─═")
    return Span(start, start + len(part.strip())) if body else None
