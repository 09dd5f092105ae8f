"""Objects as CSV that a spreadsheet opens without running any of it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

FORMULA_MARKS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")  # East Asian editions take full width too
SEPARATOR = "; "
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
    """A spreadsheet takes what starts with one of these for a formula; an apostrophe makes it text."""
    return f"'{value}" if value.startswith(FORMULA_MARKS) else value


def _line(values: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()
