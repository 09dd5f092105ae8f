"""What readers of whole files share: bounded loading, and the id a file gives its document."""

import hashlib
import re
import stat
from pathlib import Path

from ingest.errors import EmptyInput, InputTooLarge, UnreadableInput
from ingest.readers.base import SETTING, Limits

_UNSAFE = re.compile(r"[^a-z0-9._]+")


def load(path: Path, limits: Limits) -> bytes:
    """All bytes of a file, of which never more than the limit are held.

    Raises EmptyInput, InputTooLarge or UnreadableInput.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableInput(path, reason="it is not a regular file")
        size = status.st_size
        if size <= limits.max_document_bytes:
            with path.open("rb") as file:
                data = file.read(limits.max_document_bytes + 1)  # it may have grown
            size = max(size, len(data))
    except OSError as error:
        raise UnreadableInput(path, reason=error.strerror or str(error)) from error
    if size > limits.max_document_bytes:
        raise InputTooLarge(path, size_bytes=size, limit_bytes=limits.max_document_bytes, setting=SETTING)
    if not data.strip():
        raise EmptyInput(path)
    return data


def file_id(path: Path, data: bytes) -> str:
    """The document id of a file that no manifest names: its ASCII stem in lower case, else from its bytes."""
    stem = path.stem.lower()
    safe = _UNSAFE.sub("-", stem).strip("-.") if stem.isascii() else ""
    return safe or hash_id(data)


def hash_id(data: bytes) -> str:
    """`d-` and the first 8 hexadecimal digits of the SHA-256."""
    return f"d-{hashlib.sha256(data).hexdigest()[:8]}"
