"""Citations out of what was saved: answers, search results, hits, requests to verify, or bare citations."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from index.hits import Citation
from ingest.errors import EmptyInput, InputError, MalformedLine, UnreadableInput
from service.wire.verify import StatedCitation

STDIN = Path("-")
_MARKS = {"doc_id", "quote"}  # of a citation, even of one that lacks the rest
_LINES = "takes one JSON value, or one a line as `zhaoqi search --format jsonl` prints them"


@dataclass(frozen=True, slots=True)
class Saved:
    """A citation and where it was found: `line 2, citations.0`."""

    place: str
    citation: Citation


def read_saved(path: Path) -> list[Saved]:
    """Every citation of a file, in its order, wherever in its JSON it stands.

    Args:
        path: UTF-8, JSON or JSON Lines; `-` is stdin.

    Raises InputError, naming the line, where it can't be read or a citation lacks a part.
    """
    content = _bytes(path).removeprefix(b"\xef\xbb\xbf")
    if not content.strip():
        raise EmptyInput(path)
    found = [saved for number, value in _values(path, content) for saved in _citations(path, number, value)]
    if not found:
        raise InputError(path, "holds no citation; one has doc_id, sha256, text_sha256, start, end, quote and source")
    return found


def _bytes(path: Path) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(path, reason=error.strerror or str(error)) from error


def _values(path: Path, content: bytes) -> Iterator[tuple[int, Any]]:
    """The one value, or that of each line, with the line where it begins."""
    try:
        yield 1, json.loads(content)
        return
    except (ValueError, RecursionError):
        pass  # it may still be lines, and of those we can name the bad one
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise MalformedLine(path, line_no=number, why=f"is not JSON: {error}; {_LINES}") from error


def _citations(path: Path, line_no: int, value: object) -> Iterator[Saved]:
    """Depth first; the stack is our own, since what nests deeply is no reason to fail."""
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        place, item = waiting.pop()
        if isinstance(item, dict) and item.keys() >= _MARKS:
            yield _saved(path, line_no, place, item)
        elif isinstance(item, dict):
            waiting += [(f"{place}.{_shown(name)}", part) for name, part in reversed(item.items())]
        elif isinstance(item, list):
            waiting += reversed([(f"{place}.{number}", part) for number, part in enumerate(item)])


def _shown(name: str) -> str:
    return name if name.isprintable() else ascii(name)


def _saved(path: Path, line_no: int, place: str, stated: dict[str, object]) -> Saved:
    try:
        citation = StatedCitation.model_validate(stated)
    except ValidationError as error:
        fault = error.errors()[0]
        part = ".".join(map(str, (place.lstrip("."), *fault["loc"]))).lstrip(".")
        raise MalformedLine(path, line_no=line_no, why=f"{part}: {fault['msg']}") from error
    where = f"line {line_no}" + (f", {place.lstrip('.')}" if place else "")
    return Saved(where, Citation(**citation.model_dump()))
