"""What is a Han character."""

import re

HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
"""For a class of a regular expression."""

_CHARACTER = re.compile(rf"[{HAN}]")


def is_han(char: str) -> bool:
    """Whether a folded character is Han."""
    return _CHARACTER.match(char) is not None
