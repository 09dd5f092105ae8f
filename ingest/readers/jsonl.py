"""JSON Lines as BEIR writes them, plain or gzipped: `_id`, `title`, `text`, and metadata if there is any."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from ingest.alignment import AlignedText, concat, from_utf8, from_widths
from ingest.errors import EmptyInput, InputError, MalformedLine, UnreadableInput
from ingest.metadata import stated
from ingest.readers.base import SETTING, Limits, RawDocument
from ingest.readers.files import hash_id

BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 16
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\n\r]*")
# A stretch without escapes, or one escaped character: a surrogate pair is one.
_LITERAL = re.compile(
    r"(?P<plain>[^\\]+)|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
_decode_value = json.JSONDecoder().raw_decode


class JsonLinesReader:
    """One line, one document; a bad line is refused and the others go on."""

    suffixes: tuple[str, ...] = (".jsonl", ".jsonl.gz")

    def read(self, path: Path, limits: Limits) -> Iterator[RawDocument | InputError]:
        """The documents of a file, which is never held as a whole."""
        empty = True
        try:
            with _open(path) as file:
                for line_no, line in _lines(file, limits.max_document_bytes):
                    empty = False
                    yield _document(path, line_no, line, limits)
        except (OSError, EOFError, zlib.error) as error:
            yield UnreadableInput(path, reason=getattr(error, "strerror", None) or str(error))
        else:
            if empty:
                yield EmptyInput(path)


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | int]]:
    """Number and bytes of every line that is not blank; of one above the limit, only how many bytes it has."""
    line_no = 0
    while line := file.readline(limit + 2):  # the limit, and a newline
        line_no += 1
        content = line.rstrip(b"\r\n")
        if len(content) > limit:
            yield line_no, len(content) + (0 if line.endswith(b"\n") else _rest(file))
        elif content.strip():
            yield line_no, content


def _rest(file: BinaryIO) -> int:
    size = 0
    while chunk := file.readline(_CHUNK):
        size += len(chunk.rstrip(b"\r\n"))
        if chunk.endswith(b"\n"):
            break
    return size


def _document(path: Path, line_no: int, line: bytes | int, limits: Limits) -> RawDocument | InputError:
    try:
        if isinstance(line, int):
            raise ValueError(f"has {line:,} bytes, the limit is {limits.max_document_bytes:,}; raise {SETTING}")
        return _parsed(path, line_no, line)
    except (ValueError, RecursionError) as error:
        return MalformedLine(path, line_no=line_no, why=str(error))


def _parsed(path: Path, line_no: int, line: bytes) -> RawDocument:
    values, text_at = scan_object(_utf8(line))
    text = _string(values, "text", needed=True)
    title = _string(values, "title")
    doc_id = _string(values, "_id") if "_id" in values else hash_id(line)
    if not text.strip() or not doc_id:
        raise ValueError(f"field {'_id' if text.strip() else 'text'!r} is empty")
    extra = values.get("metadata")
    meta = stated({**(extra if isinstance(extra, dict) else {}), **values, "title": title})
    aligned = _aligned(line, text, text_at)
    return RawDocument(doc_id, line, aligned, "utf-8", "application/jsonl", f"{path}:{line_no}", meta, structured=False)


def _utf8(line: bytes) -> str:
    try:
        return line.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8: byte {error.start} is {line[error.start]:#04x}") from None


def _string(values: dict[str, object], name: str, *, needed: bool = False) -> str:
    value = values.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        why = "is missing" if name not in values else f"is {type(value).__name__}, not a string"
        raise ValueError(f"field {name!r} {why}")
    if _SURROGATE.search(value):
        raise ValueError(f"field {name!r} holds half of a surrogate pair, which is no character")
    return value


def scan_object(source: str) -> tuple[dict[str, object], int]:
    """The JSON object that a line is, and where in the line the literal of its last `text` starts.

    The dict is what `json.loads` gives. Raises ValueError when the line is not one object.
    """
    values: dict[str, object] = {}
    text_at = -1
    at = _expect(source, 0, "{")
    closed = source[at : at + 1] == "}"
    while not closed:
        if source[at : at + 1] != '"':
            raise ValueError(f"is not JSON: a name in quotes is expected at character {at + 1}")
        key, at = _decode_value(source, at)
        start = _expect(source, at, ":")
        values[key], at = _decode_value(source, start)
        if key == "text":
            text_at = start
        at = _skip(source, at)
        closed = source[at : at + 1] == "}"
        if not closed:
            at = _expect(source, at, ",")
    if _skip(source, at + 1) != len(source):
        raise ValueError(f"is not one JSON object: more follows at character {at + 2}")
    return values, text_at


def _skip(source: str, at: int) -> int:
    found = _SPACE.match(source, at)
    return found.end() if found else at


def _expect(source: str, at: int, mark: str) -> int:
    at = _skip(source, at)
    if source[at : at + 1] != mark:
        raise ValueError(f"is not a JSON object: {mark!r} is expected at character {at + 1}")
    return _skip(source, at + 1)


def _aligned(line: bytes, text: str, text_at: int) -> AlignedText:
    source = line.decode()
    body = text_at + 1 + line.startswith(BOM)  # behind the quote; the mark is one character
    byte = body if source.isascii() else len(source[:body].encode())
    if source.startswith(text, body) and "\\" not in text:
        return from_utf8(text, offset=byte)
    return _unescaped(source, text, body, byte)


def _unescaped(source: str, text: str, at: int, byte: int) -> AlignedText:
    pieces, done = list[AlignedText](), 0
    while done < len(text):
        found = _LITERAL.match(source, at)
        assert found  # the literal was decoded before
        plain = found["plain"]
        if plain:
            piece = from_utf8(text[done : done + len(plain)], offset=byte)
        else:
            piece = from_widths(text[done], np.array([len(found[0])]), offset=byte)
        pieces.append(piece)
        done, at, byte = done + len(piece.text), found.end(), int(piece.ends[-1])
    return concat(pieces)
