"""The lines of a text file, plain or gzipped, each with its number: what every reader of standard files begins with."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from eval.errors import UnusableFile

BOM = b"\xef\xbb\xbf"


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Number, from 1, and bytes of each line that is not blank, without its end and without a byte order mark.

    Raises UnusableFile when the file can't be read.
    """
    try:
        with _open(path) as file:
            for line_no, line in enumerate(file, start=1):
                content = (line.removeprefix(BOM) if line_no == 1 else line).rstrip(b"\r\n")
                if content.strip():
                    yield line_no, content
    except (OSError, EOFError, zlib.error) as error:
        raise UnusableFile(path, f"can't be read: {getattr(error, 'strerror', None) or error}") from error


def decoded(path: Path, line_no: int, line: bytes) -> str:
    """The text of a line. Raises UnusableFile when it is not UTF-8."""
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        why = f"is not UTF-8: byte {error.start + 1} is {line[error.start]:#04x}; convert the file"
        raise UnusableFile(path, why, line_no=line_no) from None


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]  # reads bytes too
