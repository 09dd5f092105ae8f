"""The responsibility tail of a measure, （责任单位：A、B，责任地区：X） at its end, bracketed or as its last line."""

import re
from dataclasses import dataclass

from ingest.fields.units import find_responsibility
from ingest.records import Span

_WHO = r"(?:牵头|责任|主办|承办|协办|配合|参与|参加|实施|主管|督导|落实|负责)"
_LABEL = rf"{_WHO}(?:单位|部门|地区|区域|主体|机构|处室|科室|领导|人)(?:及分工)?\s*[:：]"
LABEL_LINE = re.compile(rf"\s*{_LABEL}")
_LABELLED = re.compile(rf"(?:^|[，,；;。\s]){_LABEL}")
_ASSIGNED = re.compile(r"(?:分工|职责|分别)?(?:牵头|负责|配合|参与|落实|参加)(?:落实|实施)?\s*[。；;]?\s*$")
_LAST_SENTENCE = re.compile(rf"(?<=[。；;）)\n])\s*{_LABEL}[^。\n]*。?\s*$|^\s*{_LABEL}[^。\n]*。?\s*$")
_OPEN, _CLOSE = "（(", "）)"


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the body ends and what the tail says.

    Attributes:
        start: end of the body, start of the tail; the end of the measure when there is none.
        notes: the insides of the brackets, or the bare lines, in text order.
    """

    start: int
    notes: tuple[Span, ...] = ()


def find_tail(text: str, span: Span) -> Tail:
    """The tail of the measure at `span`; brackets that close with anything but a responsibility belong to the body."""
    end, notes = span.end, list[Span]()
    while True:
        found = _bracketed(text, span.start, end) or _bare(text, span.start, end)
        if not found:
            return Tail(_trimmed(text, span.start, end) if notes else span.end, tuple(reversed(notes)))
        end, note = found
        notes.append(note)


def _bracketed(text: str, start: int, end: int) -> tuple[int, Span] | None:
    close = _trimmed(text, start, end, marks="。；; \n\t\u3000\u00a0") - 1
    if close <= start or text[close] not in _CLOSE:
        return None
    depth = 0
    for at in range(close, start - 1, -1):
        depth += (text[at] in _CLOSE) - (text[at] in _OPEN)
        if depth == 0:
            inside = text[at + 1 : close]
            note = Span(at + 1, close)
            return (at, note) if _names_units(inside) or any(find_responsibility(text, note, None)) else None
    return None


def _names_units(inside: str) -> bool:
    return bool(_LABELLED.search(inside) or (len(inside) > 4 and _ASSIGNED.search(inside)))


def _bare(text: str, start: int, end: int) -> tuple[int, Span] | None:
    at = max(start, text.rfind("\n", start, _trimmed(text, start, end)))
    match = _LAST_SENTENCE.search(text[at:end])
    if not match:
        return None
    line = match[0]
    first = at + match.start() + len(line) - len(line.lstrip())
    return at + match.start(), Span(first, at + match.start() + len(line.rstrip()))


def _trimmed(text: str, start: int, end: int, marks: str = " \n\t\u3000\u00a0") -> int:
    while end > start and text[end - 1] in marks:
        end -= 1
    return end
