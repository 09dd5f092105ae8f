"""Finds the damage of a faulty conversion to Traditional script: pinyin glosses, lost bytes, and the script itself.

A converter wrote Traditional script, glossed some characters, 環(huán), in the bytes of the page, and the page was cut
at 。 and 、 in its bytes as well, whether or not they were in step. All is undone in the opposite order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.alignment import Edit
from ingest.repair.finding import Finding
from ingest.repair.gloss import GLOSS, Conversion, conversion, is_reading
from ingest.repair.list_numbers import lost_digits
from ingest.repair.lost_bytes import Restored, restore
from ingest.repair.script import simplified

_SUSPECT = re.compile(rf"{GLOSS.pattern}|[?？]|[\ue000-\uf8ff]+")
_CUT = re.compile(r"[?？](?:[。、]|[^()（）\s]{1,7}[)）]|/?[a-z]{1,10}>)")
_MOST_SUSPECTS = 1000  # `?` in one text; beyond, it is noise that a search would be lost in
_REACH = 40  # characters before a place that a judgement may look at

_GLOSSED = ("pinyin-annotation", "a converter wrote the reading of the character before it into the text", 0.99)
_SCRIPT = ("script-conversion", "a converter that left its pinyin in the text had made it Traditional", 0.97)
_LOST = ("unrepaired-lost-byte", "the page was cut here in the middle of a character, no reading fits", 0.1)
_SWALLOWED = ("unrepaired-lost-character", "a lead byte that lost its trail took this digit or mark with it", 0.1)
_NUMBER = ("lost-list-number", "a digit lost with a lead byte, told by the numbers of its list", 0.7)
_PRIVATE = ("unrepaired-private-use", "bytes that stand for no character, with no lost byte before them", 0.1)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What `line[start:end]` is to become, in Traditional script; `label` is kind, why and confidence of a finding."""

    start: int
    end: int
    text: str
    label: tuple[str, str, float] | None = None


def find_pinyin_damage(text: str) -> list[Finding]:
    """All repairs that undo the conversion, in order and apart from each other.

    Returns:
        Nothing for a text without marks of the converter. Damage that can't be undone is found with a replacement
        equal to the text, its kind beginning with `unrepaired-`.
    """
    page = conversion(text)
    if page is None:
        return []
    lines = [list(_pieces(line, page)) for line in text.split("\n")]
    findings: list[Finding] = []
    start = 0
    digits = lost_digits(map(_text, lines))
    for at, pieces in enumerate(lines):
        findings += _line_findings(_numbered(pieces, digits[at]) if at in digits else pieces, start)
        start += pieces[-1].end + 1
    return findings


def _text(pieces: list[_Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _numbered(pieces: list[_Piece], digit: str) -> list[_Piece]:
    """The pieces with the first digit that is beyond recovery by itself put in."""
    lost = next((at for at, piece in enumerate(pieces) if piece.label == _SWALLOWED), None)
    if lost is None:
        return pieces
    return [*pieces[:lost], replace(pieces[lost], text=digit, label=_NUMBER), *pieces[lost + 1 :]]


def _line_findings(pieces: list[_Piece], offset: int) -> Iterator[Finding]:
    converted = simplified(_text(pieces))  # the whole line: words decide
    done = 0
    for piece in pieces:
        text = converted[done : done + len(piece.text)]
        done += len(piece.text)
        if piece.label:
            yield Finding(Edit(offset + piece.start, offset + piece.end, text), *piece.label)
        else:
            yield from _converted(piece.text, text, offset + piece.start)


def _converted(old: str, new: str, offset: int) -> Iterator[Finding]:
    """One finding for each run of characters that changed."""
    for changed, run in groupby(range(len(old)), key=lambda at: old[at] != new[at]):
        if changed:
            where = list(run)
            start, end = where[0], where[-1] + 1
            yield Finding(Edit(offset + start, offset + end, new[start:end]), *_SCRIPT)


def _pieces(line: str, page: Conversion) -> Iterator[_Piece]:
    """The line in pieces without a gap: sound ones, glosses, and damaged stretches."""
    done, before = 0, ""
    while suspect := _SUSPECT.search(line, done):
        sound = _Piece(done, suspect.start(), line[done : suspect.start()])
        before = (before + sound.text)[-_REACH:]
        yield sound
        for piece in _judged(suspect, before, page):
            before += piece.text
            done = piece.end
            yield piece
    yield _Piece(done, len(line), line[done:])


def _judged(suspect: re.Match[str], before: str, page: Conversion) -> Iterator[_Piece]:
    start, end = suspect.span()
    as_it_is = _Piece(start, end, suspect[0])
    if suspect[1]:
        is_gloss = before and is_reading(before[-1], suspect[1])
        yield _Piece(start, end, "", _GLOSSED) if is_gloss else as_it_is
    elif suspect[0] not in "?？":
        yield _Piece(start, end, suspect[0], _PRIVATE)
    elif page.suspects <= _MOST_SUSPECTS and (restored := restore(suspect.string, start, before, page)):
        yield from _stretch(suspect.string, restored)
    elif _CUT.match(suspect.string, start):
        yield _Piece(start, end, suspect[0], _LOST)
    else:
        yield as_it_is


def _stretch(line: str, found: Restored) -> Iterator[_Piece]:
    """A restored stretch; a `?` that is still at its end stands for what nothing can bring back."""
    still_lost = found.text.endswith(("?", "？")) and line[found.end - 1] in "?？"
    end = found.end - still_lost
    text = found.text[:-1] if still_lost else found.text
    why = f"cut in the middle of a character; {found.lost} lead byte(s) put back where {found.lost * '?'} stood"
    yield _Piece(found.start, end, text, ("lost-lead-byte", why, round(found.confidence, 3)))
    if still_lost:
        yield _Piece(end, found.end, line[end], _SWALLOWED)
