"""The lines of a text file, plain or gzipped, each with its number: what every reader of standard files begins with."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

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


def json_object(path: Path, line_no: int, line: bytes) -> dict[str, Any]:
    """The object of a line of JSON Lines. Raises UnusableFile when it is none."""
    try:
        values = json.loads(decoded(path, line_no, line))
    except (ValueError, RecursionError) as error:
        raise UnusableFile(path, f"is not JSON: {error}", line_no=line_no) from None
    if not isinstance(values, dict):
        raise UnusableFile(path, "is not a JSON object", line_no=line_no)
    return values


def string_field(path: Path, line_no: int, values: dict[str, Any], field: str) -> str:
    """A string of such an object. Raises UnusableFile when it is missing, empty or can't be written as UTF-8."""
    value = values.get(field)
    if not isinstance(value, str) or not value.strip():
        raise UnusableFile(path, f"has no string in the field {field!r}", line_no=line_no)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UnusableFile(path, f"has half a character in the field {field!r}: {value!r}", line_no=line_no) from None
    return value


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]  # reads bytes too
