"""Spaces and line ends that HTML and Windows left behind.

Ordinary spaces and the ideographic space U+3000 are how Chinese texts are indented: they are sound and stay.
"""

import re

from ingest.alignment import Edit
from ingest.repair.finding import Finding

_HARD = "\u00a0\u2000-\u200a\u202f\u205f"  # what &nbsp; &ensp; &emsp; and their kin become
_HARD_SPACE = re.compile(f"[{_HARD}]")
_SPACES = re.compile(f"[ \t\u3000{_HARD}]+")
_LINE_BREAK = re.compile("\r\n?|\n?[\v\f\u0085\u2028\u2029]\n?")
_FOREIGN_BREAK = re.compile("[\r\v\f\u0085\u2028\u2029]")


def find_whitespace(text: str) -> list[Finding]:
    """Line ends other than LF, and no-break spaces.

    A margin that holds a no-break space is page layout and goes whole. One inside a line parts words or numbers, so
    it stays a space, but a plain one: search and grammar rules know only that.
    """
    return [*_line_breaks(text), *_hard_spaces(text)]


def _line_breaks(text: str) -> list[Finding]:
    if not _FOREIGN_BREAK.search(text):
        return []
    why = "line ends are LF; the source ends lines another way"
    return [Finding(_to_lf(hit), "line-break", why, 1.0) for hit in _LINE_BREAK.finditer(text)]


def _to_lf(hit: re.Match[str]) -> Edit:
    if hit[0] == "\r\n":
        return Edit(hit.start(), hit.start() + 1, "")  # so that the LF keeps its own byte
    return Edit(hit.start(), hit.end(), "\n")


def _hard_spaces(text: str) -> list[Finding]:
    if text.isascii() or not _HARD_SPACE.search(text):
        return []
    return [_hard_space(text, hit) for hit in _SPACES.finditer(text) if _HARD_SPACE.search(hit[0])]


def _hard_space(text: str, hit: re.Match[str]) -> Finding:
    start, end = hit.span()
    if text[start - 1 : start] in ("", "\n") or text[end : end + 1] in ("", "\n"):
        why = "a margin of no-break spaces is the layout of a web page"
        return Finding(Edit(start, end, ""), "no-break-margin", why, 0.99)
    why = "a no-break space inside a line is layout; it parts words as a plain one does"
    return Finding(Edit(start, end, _HARD_SPACE.sub(" ", hit[0])), "no-break-space", why, 0.95)
