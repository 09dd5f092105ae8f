"""JSON that a page's script left in its text."""

import json
import re
from typing import Final

_OPENING = re.compile(r'\[?\s?\{\s{0,20}"')
_LONGEST: Final = 4000  # characters; contact cards and page state are far shorter
_DECODER: Final = json.JSONDecoder()


def json_literals(text: str) -> list[tuple[int, int]]:
    """Where JSON objects, or lists of them, stand in a text: ranges in text order that do not overlap.

    Only what a JSON parser takes whole and what has keys counts, so that braces of prose never do.
    """
    found: list[tuple[int, int]] = []
    if '"' not in text or "{" not in text:
        return found
    end = 0
    for hit in _OPENING.finditer(text):
        if hit.start() >= end and (length := _length(text[hit.start() : hit.start() + _LONGEST])):
            end = hit.start() + length
            found.append((hit.start(), end))
    return found


def _length(text: str) -> int:
    """How many characters from the start on are one JSON object or list of objects; 0 when none are."""
    try:
        value, length = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return 0
    objects = value if isinstance(value, list) else [value]
    return length if objects and all(isinstance(each, dict) and each for each in objects) else 0
