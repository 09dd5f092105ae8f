"""The cells of a line of a table that was pasted with a tab between them."""

from itertools import pairwise

from ingest.records import Span

_SPACE = " \t\u3000\xa0"


def split_cells(text: str, line: Span) -> list[Span]:
    """The cells of a line without the white space around them, empty ones too; one where it has no tab."""
    borders = [line.start - 1, *(at for at in range(line.start, line.end) if text[at] == "\t"), line.end]
    return [_trimmed(text, left + 1, right) for left, right in pairwise(borders)]


def _trimmed(text: str, start: int, end: int) -> Span:
    cell = text[start:end]
    at = start + len(cell) - len(cell.lstrip(_SPACE))
    return Span(at, max(at, start + len(cell.rstrip(_SPACE))))
