"""Characters that a reader can't see, or that no font can show."""

import re
from typing import Final

from ingest.alignment import Edit
from ingest.repair.finding import Finding

_ZERO_WIDTH: Final = "\u200b\u2060\ufeff\u00ad"
_CONTROL: Final = "\x00-\x08\x0e-\x1f\x7f"
_DIRECTION: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_C1: Final = "\x80-\x84\x86-\x9f"
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_INVISIBLE = re.compile(
    f"(?P<zero_width>[{_ZERO_WIDTH}]+)|(?P<control>[{_CONTROL}]+)|(?P<direction>[{_DIRECTION}])|(?P<c1>[{_C1}])"
    f"|(?P<private>[{_PRIVATE}])|(?P<replacement>\ufffd)"
)
_REMOVED: Final = {
    "zero_width": ("zero-width", "a zero-width character carries no text and breaks words apart", 0.99),
    "control": ("control-character", "a control character carries no text and can mislead a viewer", 0.99),
}
_KEPT: Final = {
    "direction": ("control-character", "a direction control can reorder what a viewer shows; kept", 0.9),
    "c1": ("control-character", "a C1 control is a sign of a wrong decoding; kept, what it stood for is unknown", 0.9),
    "private": ("private-use-character", "no standard says what this character is; kept as it stands", 1.0),
    "replacement": ("replacement-character", "the source was decoded with a loss here before it was published", 1.0),
}


def find_invisible(text: str) -> list[Finding]:
    """Zero-width and control characters to remove; direction controls and undefined characters to report."""
    return [_finding(hit) for hit in _INVISIBLE.finditer(text)]


def _finding(hit: re.Match[str]) -> Finding:
    group = hit.lastgroup or ""
    if group in _REMOVED:
        return Finding(Edit(hit.start(), hit.end(), ""), *_REMOVED[group])
    return Finding(Edit(hit.start(), hit.end(), hit[0]), *_KEPT[group])
