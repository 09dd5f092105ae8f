"""The clauses of a measure's body: what a deadline note governs, else one sentence each."""

import re
from collections.abc import Sequence

from ingest.records import Span

_OPEN, _CLOSE = "（(《〈【[", "）)》〉】]"
_ENDS = re.compile(r"[。！？!?；;\n：:“”（(《〈【\[）)》〉】\]]")


def split_clauses(text: str, body: Span, notes: Sequence[int]) -> list[Span]:
    """Cut a body into clauses, without the white space between them.

    Args:
        text: the document.
        body: the measure's text.
        notes: where its deadline notes end; each closes the clause it governs.
    """
    borders = [end for end in notes if body.start < end <= body.end]
    spans, start = [], body.start
    for end in borders:
        spans.append(Span(start, end))
        start = end
    rest = Span(start, body.end)
    return [span for raw in [*spans, *_sentences(text, rest)] if (span := _stripped(text, raw))]


def _sentences(text: str, span: Span) -> list[Span]:
    """Sentences and semicolon parts; a list that a colon opens stays with the words it completes, a table whole."""
    found, start = list[Span](), span.start
    depth, quoted, listing = 0, False, text[span.start - 1 : span.start] in (":", "：")  # behind a label: 申报材料：
    for match in _ENDS.finditer(text, span.start, span.end):
        mark = match[0]
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif mark in "“”":
            quoted = mark == "“"
        elif mark in "：:":
            listing = listing or not (depth or quoted)
        elif _closes(text, match, start, inside=depth > 0, quoted=quoted, listing=listing):
            found.append(Span(start, match.end()))
            start, depth, quoted, listing = match.end(), 0, False, False
    return [*found, Span(start, span.end)]


def _closes(text: str, match: re.Match[str], start: int, *, inside: bool, quoted: bool, listing: bool) -> bool:
    mark = match[0]
    if mark == "\n":
        return text[start : match.start()].rstrip()[-1:] not in "：:；;，,、" and not _parts_rows(text, match.start())
    if mark in "；;":
        return not (inside or quoted or listing)
    return not inside and text[match.end() : match.end() + 1] != "”"


def _parts_rows(text: str, at: int) -> bool:
    """Whether the end of a line stands between two rows of a table, which mean nothing without each other."""
    above, below = text.rfind("\n", 0, at) + 1, text.find("\n", at + 1)
    return "\t" in text[above:at] and "\t" in text[at + 1 : below if below >= 0 else len(text)]


def _stripped(text: str, span: Span) -> Span | None:
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip())
    body = part.strip().strip("。；;━─═")
    return Span(start, start + len(part.strip())) if body else None
