"""Text as HTML in which nothing hides: marks are escaped, and characters without a shape are named."""

import re

from markupsafe import Markup, escape

# C0 and C1 but for tab and line feed, soft hyphens, direction controls, zero widths, separators, byte order marks,
# annotations, surrogates that stand alone, and language tags. Parsers of HTML drop or change some of them.
_UNSEEN = re.compile(
    "([\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f])"
)


def shown(text: str) -> Markup:
    """Text inside an element; an unseen character is an element of class `unseen` that holds its name."""
    parts = _UNSEEN.split(text)  # every other one is an unseen character
    return Markup("").join(_unseen(part) if place % 2 else escape(part) for place, part in enumerate(parts))


def named(text: str) -> str:
    """Text where there are no elements: titles of windows, attributes."""
    return _UNSEEN.sub(lambda hit: _name(hit[0]), text)


def _unseen(character: str) -> Markup:
    return Markup('<span class="unseen">{}</span>').format(_name(character))


def _name(character: str) -> str:
    return f"[U+{ord(character):04X}]"
