"""From files to raw documents: one reader a format, chosen by the ending of the file name."""

from pathlib import Path

from ingest.readers.base import Reader
from ingest.readers.jsonl import JsonLinesReader
from ingest.readers.markdown import MarkdownReader
from ingest.readers.text import TextReader

READERS: tuple[Reader, ...] = (TextReader(), MarkdownReader(), JsonLinesReader())
SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)


def reader_for(path: Path) -> Reader | None:
    """The reader of a file by its name, None when no reader takes it."""
    name = path.name.lower()
    return next((reader for reader in READERS if name.endswith(reader.suffixes)), None)
