"""Which language a reader gets."""

import re
from collections.abc import Iterator

from service.web.words import EN, HANS, HANT, Words

_TRADITIONAL = re.compile(r"zh\b.*\b(?:hant|tw|hk|mo)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*([A-Za-z0-9-]+)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")


def named(tag: str) -> Words | None:
    """The language that a tag such as zh-Hant-HK or en-GB names; None where it is not one of the three."""
    if _TRADITIONAL.match(tag):
        return HANT
    primary = tag.lower().partition("-")[0]
    return {"zh": HANS, "en": EN}.get(primary)


def accepted(header: str) -> Words:
    """The language that a browser likes best of the three, Simplified Chinese where it likes none.

    Args:
        header: Accept-Language, https://www.rfc-editor.org/rfc/rfc9110#name-accept-language; what is malformed in it
            is passed over.
    """
    return next((words for tag in _by_weight(header) if (words := named(tag))), HANS)


def _by_weight(header: str) -> Iterator[str]:
    ranges = [(tag, float(weight or 1)) for tag, weight in map(_parsed, header[:1000].split(",")) if tag]
    return (tag for tag, weight in sorted(ranges, key=lambda one: -one[1]) if weight > 0)


def _parsed(one: str) -> tuple[str, str | None]:
    match = _RANGE.fullmatch(one)
    return (match[1], match[2]) if match else ("", None)
