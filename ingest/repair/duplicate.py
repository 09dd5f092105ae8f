"""An article that stands twice in its text."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from ingest.alignment import Edit
from ingest.repair.finding import Finding
from ingest.repair.residue import residue

_SHORTEST: Final = 200  # characters, white space apart; up to that length policy texts repeat whole paragraphs
_CHUNK: Final = 50
_REACH: Final = 1000  # how far before a found chunk its copy is followed back; it bounds the work on hostile text
_LONGEST_JUNK: Final = 600
_SENTENCE_ENDS: Final = "。！？!?"
_FIRST_SENTENCE = re.compile(f"[^{_SENTENCE_ENDS}]*[{_SENTENCE_ENDS}][”’）)】》]*")
_SENTENCES = re.compile(f"(?s).*[{_SENTENCE_ENDS}][”’）)】》]*")
_CLOSING_MARKS: Final = "。！？；，、：”’）」』》】!?;,:)"
_BLANK = re.compile(r"[^\S\n]*")


class _Range(NamedTuple):
    """Half-open, in characters of the searched text."""

    start: int
    end: int


class _Copies(NamedTuple):
    """The same `length` characters from `first` and from `second` on, white space not counted."""

    first: int
    second: int
    length: int


def find_duplicate(text: str) -> list[Finding]:
    """The later copy of an article that stands twice, and the junk that the copies prove to be none of it.

    White space may differ between the copies; the one with more line breaks is kept, else the first. The copies must
    be 200 characters long and make up half of the text: recurring paragraphs stay. What else stands on their lines
    goes when a machine wrote it.
    """
    if len(text) < 2 * _SHORTEST:
        return []
    copies = _copies("".join(text.split()), _line_starts(text))
    if copies is None:
        return []
    kept, dropped = _kept_and_dropped(text, copies)
    junk = [part for beside in _neighbours(text, kept, dropped) for part in _junk(text, beside)]
    dropped = _with_line_break(text, dropped)
    why_dropped = "the same article stands in this text a second time"
    why_junk = "a second copy of the article proves that this machine-written text beside it is no part of it"
    return [
        Finding(Edit(*dropped, ""), "duplicate-article", why_dropped, 0.99),
        *(Finding(Edit(*part, ""), "machine-residue", why_junk, 0.95) for part in _apart(junk, dropped)),
    ]


def _line_starts(text: str) -> set[int]:
    """Where lines begin and the text ends when no white space is counted."""
    return set(accumulate((len("".join(line.split())) for line in text.split("\n")), initial=0))


def _copies(text: str, line_starts: set[int]) -> _Copies | None:
    """The first repetition in a text without white space that is long enough to be an article."""
    seen: dict[str, int] = {}
    at = 0
    while at <= len(text) - _CHUNK:
        chunk = text[at : at + _CHUNK]
        known = seen.get(chunk)
        if known is None:
            if at % _CHUNK == 0:
                seen[chunk] = at
            at += 1
            continue
        copies = _trimmed(text, _extended(text, known, at), line_starts)
        period = min(copies.length, copies.second - copies.first)
        if period >= _SHORTEST and 2 * (copies.length + period) >= len(text):
            return copies
        at = max(at + _CHUNK, copies.second + copies.length)
    return None


def _extended(text: str, first: int, second: int) -> _Copies:
    """The longest equal stretches around two equal chunks."""
    end = second + _CHUNK
    while end < len(text) and text[end] == text[end - second + first]:
        end += 1
    back = 0
    while back < min(first, _REACH) and text[first - back - 1] == text[second - back - 1]:
        back += 1
    return _Copies(first - back, second - back, end - second + back)


def _trimmed(text: str, copies: _Copies, line_starts: set[int]) -> _Copies:
    """Without what merely reads alike before and after the copies: where neither borders on a line, whole sentences."""
    first, second, length = copies
    end = second + length
    start = end - len(text[second:end].lstrip(_CLOSING_MARKS))
    if not line_starts & {first, second} and text[start - 1] not in _SENTENCE_ENDS:
        sentence = _FIRST_SENTENCE.match(text, start, end)
        start = sentence.end() if sentence else start
    if not line_starts & {first + length, end}:
        sentences = _SENTENCES.match(text, start, end)
        end = sentences.end() if sentences else end
    return _Copies(first + start - second, start, end - start)


def _kept_and_dropped(text: str, copies: _Copies) -> tuple[_Range, _Range]:
    places = [at for at, character in enumerate(text) if not character.isspace()]
    once = min(copies.length, copies.second - copies.first)  # less than the length when it stands three times
    first = _Range(places[copies.first], places[copies.first + once - 1] + 1)
    second = _Range(places[copies.second], places[copies.second + copies.length - 1] + 1)
    if once == copies.length and text.count("\n", *second) > text.count("\n", *first):
        return second, first
    return first, second


def _neighbours(text: str, *copies: _Range) -> Iterator[_Range]:
    """What else stands on the lines of the copies, each stretch once."""
    one, other = sorted(copies)
    between = text.find("\n", one.end, other.start)
    yield _Range(text.rfind("\n", 0, one.start) + 1, one.start)
    if between < 0:
        yield _Range(one.end, other.start)
    else:
        yield _Range(one.end, between)
        yield _Range(text.rfind("\n", one.end, other.start) + 1, other.start)
    line_end = text.find("\n", other.end)
    yield _Range(other.end, line_end if line_end >= 0 else len(text))


def _junk(text: str, beside: _Range) -> Iterator[_Range]:
    """What a machine wrote beside a copy, with the white space around it."""
    part = text[beside.start : beside.end]
    for start, end in residue(part) if len(part) <= _LONGEST_JUNK else ():
        stop = end if part[end:].strip() else len(part)
        yield _Range(beside.start + len(part[:start].rstrip()), beside.start + stop)


def _with_line_break(text: str, dropped: _Range) -> _Range:
    """A range widened by the white space that would be left as an empty line."""
    start, end = dropped
    blank = _BLANK.match(text, end)
    line_end = blank.end() if blank else end
    if line_end < len(text) and text[line_end] != "\n":
        return dropped
    start = len(text[:start].rstrip())
    return _Range(start, line_end) if start else _Range(0, len(text) - len(text[line_end:].lstrip()))


def _apart(junk: list[_Range], dropped: _Range) -> Iterator[_Range]:
    """Junk without what it shares with the dropped copy."""
    for part in junk:
        start, end = part
        if start < dropped.start:
            end = min(end, dropped.start)
        else:
            start = max(start, dropped.end)
        if start < end:
            yield _Range(start, end)
