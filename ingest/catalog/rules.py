"""What identifies the code and lexicons that read a document: when they change, documents are read anew."""

import hashlib
from functools import cache
from pathlib import Path

import ingest

SUFFIXES = (".py", ".toml")


@cache
def rules_hash() -> str:
    """SHA-256 over the names and contents of all sources of `ingest`."""
    return folder_hash(Path(ingest.__file__).parent)


def folder_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of code and lexicons of a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
