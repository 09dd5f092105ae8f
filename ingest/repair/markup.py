"""Remnants of HTML: tags and character references."""

import html
import re
from typing import Final

from ingest.alignment import Edit
from ingest.repair.finding import Finding

_BLOCK: Final = "p|br|hr|div|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|center|section|article|form|iframe"
_INLINE: Final = "span|font|strong|em|img|a|b|i|u|s|sup|sub|label|input|script|style|o:p|st1:[a-z]+"
_ATTRIBUTES: Final = r"(?:\s[^<>\n]{0,500})?"
# A letter alone may be a variable (a<b>c): it opens a tag only when it has attributes or is closed later.
_TAG = re.compile(
    rf"(?P<block>(?:\s*</?(?:{_BLOCK}){_ATTRIBUTES}/?>)+\s*)"
    rf"|</?(?:(?![abius]>)(?:{_INLINE})){_ATTRIBUTES}/?>|</[abius]>|<(?P<one>[abius])>(?=[^<>\n]*</(?P=one)>)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")


def find_markup(text: str) -> list[Finding]:
    """Tags with an ASCII name that HTML has, and character references.

    Angle brackets around Chinese are a title, never a tag. Where a block tag stood inside a line, a line break stays.
    """
    return [*_tags(text), *_references(text)]


def _tags(text: str) -> list[Finding]:
    if "<" not in text or ">" not in text:
        return []
    why = "an HTML tag is not text"
    return [Finding(_without(text, hit), "markup-tag", why, 0.99) for hit in _TAG.finditer(text)]


def _without(text: str, hit: re.Match[str]) -> Edit:
    at_margin = hit.start() == 0 or hit.end() == len(text)
    return Edit(hit.start(), hit.end(), "\n" if hit["block"] and not at_margin else "")


def _references(text: str) -> list[Finding]:
    if "&" not in text:
        return []
    why = "an HTML character reference stands for a character"
    return [
        Finding(Edit(hit.start(), hit.end(), character), "character-reference", why, 0.99)
        for hit in _REFERENCE.finditer(text)
        if _is_character(character := html.unescape(hit[0]))
    ]


def _is_character(text: str) -> bool:
    return len(text) == 1 and (text.isprintable() or text == "\u00a0") and text != "\ufffd"
