"""Finds the damage of a faulty conversion to Traditional script: pinyin glosses, lost bytes, and the script itself.

A converter wrote Traditional script, glossed some characters, 環(huán), in the bytes of the page, and cut the page at
。 and 、 in its bytes as well, whether or not they were in step. All is undone in the opposite order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ingest.alignment import Edit
from ingest.repair.finding import Finding
from ingest.repair.gloss import GLOSS, Conversion, conversion, is_reading
from ingest.repair.lost_bytes import restore
from ingest.repair.script import simplified

_SUSPECT = re.compile(f"{GLOSS.pattern}|[?？]")
_DAMAGED = re.compile(rf"[?？](?:[。、]|{GLOSS.pattern[4:]}|/?[a-z]+>)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What `line[start:end]` is to become, in Traditional script."""

    start: int
    end: int
    text: str
    kind: str = ""
    confidence: float = 1.0
    lost: int = 0


def find_pinyin_damage(text: str) -> list[Finding]:
    """All repairs that undo the conversion, in order and apart from each other.

    Returns:
        Nothing for a text without marks of the converter. Damage that can't be undone is found with a replacement
        equal to the text, its kind beginning with `unrepaired-`.
    """
    page = conversion(text)
    if page is None:
        return []
    findings, at = [], 0
    for line in text.split("\n"):
        findings += [_moved(finding, at) for finding in _line_findings(line, page)]
        at += len(line) + 1
    return findings


def _moved(finding, by):
    e = finding.edit
    return Finding(Edit(e.start + by, e.end + by, e.replacement), finding.kind, finding.why, finding.confidence)


def _line_findings(line: str, page: Conversion) -> Iterator[Finding]:
    pieces = list(_pieces(line, page))
    whole = simplified("".join(piece.text for piece in pieces))
    at = 0
    for piece in pieces:
        new = whole[at : at + len(piece.text)]
        at += len(piece.text)
        if piece.kind:
            yield Finding(Edit(piece.start, piece.end, new), piece.kind, piece.kind, piece.confidence)
        else:
            yield from _script(piece, new)


def _script(piece: _Piece, new: str) -> Iterator[Finding]:
    for changed, run in groupby(range(len(new)), key=lambda i: new[i] != piece.text[i]):
        if changed:
            where = list(run)
            s, e = where[0], where[-1] + 1
            yield Finding(Edit(piece.start + s, piece.start + e, new[s:e]), "script-conversion", "script", 0.95)


def _pieces(line: str, page: Conversion) -> Iterator[_Piece]:
    done, before = 0, ""
    while suspect := _SUSPECT.search(line, done):
        start = suspect.start()
        sound = line[done:start]
        before += sound
        yield _Piece(done, start, sound)
        if suspect[1]:
            if before and is_reading(before[-1], suspect[1]):
                yield _Piece(start, suspect.end(), "", "pinyin-annotation", 0.99)
            else:
                before += suspect[0]
                yield _Piece(start, suspect.end(), suspect[0])
            done = suspect.end()
            continue
        restored = restore(line, start, before, page)
        if restored is None:
            before += suspect[0]
            kind = "unrepaired-lost-byte" if _DAMAGED.match(line, start) else ""
            yield _Piece(start, suspect.end(), suspect[0], kind, 0.1)
            done = suspect.end()
            continue
        before += restored.text
        yield _Piece(start, restored.end, restored.text, "lost-lead-byte", restored.confidence, restored.lost)
        done = restored.end
    yield _Piece(done, len(line), line[done:])
