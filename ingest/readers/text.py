"""Plain text files."""

from collections.abc import Iterator
from pathlib import Path

from ingest.errors import EmptyInput, InputError
from ingest.readers.base import Limits, RawDocument
from ingest.readers.encoding import decode
from ingest.readers.files import file_id, load


class TextReader:
    """One file, one document, its text as it stands."""

    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, path: Path, limits: Limits) -> Iterator[RawDocument | InputError]:
        """The document, or why it is refused."""
        try:
            yield read_text(path, limits, media_type="text/plain")
        except InputError as error:
            yield error


def read_text(path: Path, limits: Limits, *, media_type: str) -> RawDocument:
    """A whole file as one decoded document.

    Raises InputError when the file is empty, too large or not text.
    """
    data = load(path, limits)
    aligned, encoding = decode(data, path)
    if not aligned.text.strip("\ufeff \t\r\n\v\f\x1a\xa0\u3000"):
        raise EmptyInput(path)
    return RawDocument(file_id(path, data), data, aligned, encoding, media_type, str(path))
