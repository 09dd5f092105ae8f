"""What a question may be, checked before anything is computed."""

import re

from index.errors import QueryError

MAX_QUERY = 1000  # characters
MAX_K = 100
MODES = ("hybrid", "lexical", "dense")

_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # control characters, and halves of surrogate pairs


def checked_query(query: str) -> str:
    """The question without what no one can read, white space at its ends cut.

    Raises QueryError for one that is no string, is empty, longer than MAX_QUERY, or has neither letter nor digit.
    """
    if not isinstance(query, str):
        raise QueryError("query", f"takes a string, not {type(query).__name__}")
    readable = _UNREADABLE.sub(" ", query).strip()
    if not readable:
        raise QueryError("query", f"is empty; it takes 1 to {MAX_QUERY:,} characters")
    if len(readable) > MAX_QUERY:
        raise QueryError("query", f"has {len(readable):,} characters, the limit is {MAX_QUERY:,}")
    if not any(char.isalnum() for char in readable):
        raise QueryError("query", "has no word: it takes at least one letter or digit")
    return readable


def checked_k(k: int) -> int:
    """How many hits are wanted. Raises QueryError outside of 1 to MAX_K."""
    if not isinstance(k, int) or isinstance(k, bool) or not 1 <= k <= MAX_K:
        raise QueryError("k", f"is {k!r}, it takes 1 to {MAX_K}")
    return k


def checked_mode(mode: str) -> str:
    """Which legs search. Raises QueryError for an unknown one."""
    if mode not in MODES:
        raise QueryError("mode", f"has no value {mode!r}", allowed=MODES)
    return mode
