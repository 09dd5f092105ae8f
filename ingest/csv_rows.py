"""Objects as CSV that a spreadsheet opens without running any of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

SEPARATOR = "; "
# East Asian editions take full width too. Where the semicolon sets cells apart, quotes after a comma are none, and a
# cell begins after each semicolon and line end as well.
_FORMULA = re.compile(r"(?:^|(?<=[;\r\n]))(?=[\t\r]|\s*[=+\-@＝＋－＠])")
_TO_QUOTE = re.compile(r'[,;"\t\r\n]')
_NAMES = ("canonical", "name", "date", "text", "restriction", "title", "doc_no")  # what a nested object is called by


def lines(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A header, and one record each; nothing for no objects. Spans and nested lists of objects with spans stay out."""
    names: list[str] | None = None
    for item in objects:
        if names is None:
            names = [name for name in item if not name.endswith(("span", "_spans")) and name != "clauses"]
            yield _line(names)
        yield _line([_guarded(cell(item[name])) for name in names])


def cell(value: object) -> str:
    """One value in one cell: lists joined, objects by their name, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, list):
        return SEPARATOR.join(map(cell, value))
    if isinstance(value, Mapping):
        named = next((value[name] for name in _NAMES if value.get(name)), None)
        parts = (f"{key}: {cell(part)}" for key, part in value.items() if key != "span")
        return cell(named) if named else SEPARATOR.join(parts)
    return str(value)


def _guarded(value: str) -> str:
    """A spreadsheet takes what begins like this for a formula, spaces before it or not; an apostrophe makes it text."""
    return _FORMULA.sub("'", value)


def _line(values: list[str]) -> str:
    return ",".join(map(_quoted, values)) + "\r\n"


def _quoted(value: str) -> str:
    """As RFC 4180 has it, for every mark that some spreadsheet splits at."""
    return '"{}"'.format(value.replace('"', '""')) if _TO_QUOTE.search(value) else value
