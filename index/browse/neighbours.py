"""What stands around a measure in its document."""

from dataclasses import dataclass

from index.snapshot.reader import Snapshot


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Rows; None at either end of the document."""

    previous: int | None
    next: int | None


def neighbours(snapshot: Snapshot, row: int) -> Neighbours:
    """The measures before and behind a measure."""
    contents = snapshot.contents
    rows = contents.rows_of_document(int(contents.document_of[row]))
    return Neighbours(row - 1 if row - 1 in rows else None, row + 1 if row + 1 in rows else None)
