"""Bytes that have to be, bit by bit, the ones expected."""

import hashlib
from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load

from index.encoder.errors import ModelImportError


def check(what: str, content: bytes, expected: str, *, of: str) -> None:
    """Raise ModelImportError where the SHA-256 of a content is another than the expected one.

    Args:
        what: names the content.
        content: its bytes.
        expected: in hexadecimal digits.
        of: what it has to be.
    """
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise ModelImportError(f"{what}: is not {of}: its SHA-256 is {found}, not {expected}")


def packaged(what: str, file: Path, expected: str, *, of: str) -> bytes:
    """The content of a file, likewise; raise ModelImportError where it can't be read, too."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ModelImportError(f"{what} {file} can't be read: {error.strerror}") from error
    check(f"{what} {file}", content, expected, of=of)
    return content


def packaged_tensors(what: str, file: Path, expected: str) -> dict[str, NDArray[Any]]:
    """The tensors of a file that has to be, bit by bit, the expected one; raise ModelImportError likewise."""
    data = packaged(what, file, expected, of="the expected one")
    try:
        return load(data)
    except SafetensorError as error:
        raise ModelImportError(f"{what} {file} is no safetensors file: {error}") from error
