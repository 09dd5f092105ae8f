"""What every reader takes and gives: a path in, raw documents or refusals out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ingest.alignment import AlignedText
from ingest.errors import InputError
from ingest.records import Metadata

SETTING = "ZHAOQI_MAX_DOCUMENT_BYTES"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a reader takes.

    Attributes:
        max_document_bytes: of one document: a whole file, or one line of a JSON Lines file.
    """

    max_document_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as its container holds it, decoded, with nothing repaired or concluded.

    Attributes:
        data: the exact bytes; of a JSON Lines file, the line without its newline.
        aligned: the decoded text with offsets into `data`.
        encoding: the Python name of the codec, such as `utf-8` or `gb18030`.
        path: where it came from, for messages.
        stated: what the container says of it.
        structured: whether it is a whole document with headings and items to be looked for; False for a JSON line,
            which is one measure unless its text has structure.
    """

    doc_id: str
    data: bytes
    aligned: AlignedText
    encoding: str
    media_type: str
    path: str
    stated: Metadata = field(default_factory=Metadata)
    structured: bool = True


class Reader(Protocol):
    """Reads one kind of file."""

    suffixes: tuple[str, ...]
    """Endings of the file names it takes, lower case with the dot; the longest that fits wins."""

    def read(self, path: Path, limits: Limits) -> Iterator[RawDocument | InputError]:
        """The documents of a file in order; what can't be read comes as the error that says why."""
        ...
