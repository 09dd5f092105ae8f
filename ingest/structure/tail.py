"""The responsibility tail of a measure, （责任单位：A、B，责任地区：X） at its end, bracketed or as its last line."""

import re
from dataclasses import dataclass

from ingest.fields.deadlines import LABELS, NOTE
from ingest.fields.units import find_responsibility
from ingest.records import Span

_WHO = r"(?:牵头|责任|主办|承办|协办|配合|参与|参加|实施|主管|督导|落实|负责)"
_LABEL = rf"{_WHO}(?:单位|部门|地区|区域|主体|机构|处室|科室|领导|人)(?:及分工)?\s*[:：]"
_WHEN = rf"(?:{LABELS})\s*[:：]"
LABEL_LINE = re.compile(rf"\s*[（(【\[]?\s*(?:{_LABEL}|{_WHEN})")
_LABELLED = re.compile(rf"(?:^|[，,；;。\s]){_LABEL}")
_ASSIGNED = re.compile(r"(?:分工|职责|分别)?(?:牵头|负责|配合|参与|落实|参加)(?:落实|实施)?\s*[。；;]?\s*$")
_SAID = rf"(?:(?P<who>{_LABEL})|{_WHEN})[^。\n]*。?\s*$"
_LAST_SENTENCE = re.compile(rf"(?:(?<=[。；;）)】\]\n])|^)\s*{_SAID}")
_OPEN, _CLOSE = "（(【[〔", "）)】]〕"


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the body ends and what the tail says.

    Attributes:
        start: end of the body, start of the tail; the end of the measure when there is none.
        notes: the insides of the brackets, or the bare lines, in text order.
    """

    start: int
    notes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """One bracket or bare sentence at the end: where it starts, what it says, and whether that is who or only when."""

    start: int
    note: Span
    who: bool
    bare: bool


def find_tail(text: str, span: Span) -> Tail:
    """The tail of the measure at `span`; brackets that close with anything but a responsibility belong to the body.

    A deadline behind a responsibility belongs to the tail, on a line of its own before it too; a bracketed one before
    it governs its clause and stays.
    """
    end, pieces = span.end, list[_Piece]()
    while piece := _bracketed(text, span.start, end) or _bare(text, span.start, end):
        if not piece.who and not piece.bare and any(later.who for later in pieces):
            break
        pieces.append(piece)
        end = piece.start
    if not any(piece.who for piece in pieces):
        return Tail(span.end)
    start = _trimmed(text, span.start, pieces[-1].start)
    return Tail(start, tuple(piece.note for piece in reversed(pieces)))


def _bracketed(text: str, start: int, end: int) -> _Piece | None:
    close = _trimmed(text, start, end, marks="。；; \n\t\u3000\u00a0") - 1
    if close <= start or text[close] not in _CLOSE:
        return None
    depth = 0
    for at in range(close, start - 1, -1):
        depth += (text[at] in _CLOSE) - (text[at] in _OPEN)
        if depth == 0:
            note = Span(at + 1, close)
            who = _names_units(note.of(text)) or any(find_responsibility(text, note, None))
            when = NOTE.fullmatch(text, at, close + 1)
            return _Piece(at, note, who, bare=False) if who or when else None
    return None


def _names_units(inside: str) -> bool:
    return bool(_LABELLED.search(inside) or (len(inside) > 4 and _ASSIGNED.search(inside)))


def _bare(text: str, start: int, end: int) -> _Piece | None:
    at = max(start, text.rfind("\n", start, _trimmed(text, start, end)))
    match = _LAST_SENTENCE.search(text[at:end])
    if not match:
        return None
    line = match[0]
    first = at + match.start() + len(line) - len(line.lstrip())
    note = Span(first, at + match.start() + len(line.rstrip()))
    return _Piece(at + match.start(), note, match["who"] is not None, bare=True)


def _trimmed(text: str, start: int, end: int, marks: str = " \n\t\u3000\u00a0") -> int:
    while end > start and text[end - 1] in marks:
        end -= 1
    return end
