"""manifest.json: what a generation is made of, and the checksum of every file."""

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.errors import SnapshotError

NAME = "manifest.json"
SCHEMA = 2  # raised when older snapshots can't be read any more


@dataclass(frozen=True, slots=True)
class FileFact:
    """Size and checksum of one file."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a generation before any of it is read.

    Attributes:
        created: ISO 8601, UTC.
        model: what identifies the encoder; None where the snapshot has no vectors.
        encoder: the name that `index.encoder.load` knows it by.
        dim: numbers in a vector, 0 without vectors.
        analyzer: what identifies the analyzer with its dictionaries.
        counts: documents, measures, passages.
        parameters: of lexical search, dense search and fusion.
        floors: the lowest score of each leg that means anything.
        calibration: of the confidence, by search mode.
        files: every other file of the folder, by its path inside.
        schema: of the files.
    """

    generation: str
    created: str
    model: str | None
    encoder: str
    dim: int
    analyzer: str
    counts: Mapping[str, int]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    floors: Mapping[str, float] = field(default_factory=dict)
    calibration: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, FileFact] = field(default_factory=dict)
    schema: int = SCHEMA


def facts(folder: Path) -> dict[str, FileFact]:
    """Size and checksum of every file below a folder but the manifest, by relative path."""
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    names = [name for name in names if name != NAME]
    with ThreadPoolExecutor() as pool:  # hashing lets go of the interpreter lock
        return dict(zip(names, pool.map(lambda name: _fact(folder / name), names), strict=True))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, its own checksum in its first line."""
    body = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / NAME).write_text(f"{_digest(body)}\n{body}", "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation. Raises SnapshotError when it is missing, damaged or of another schema."""
    path = folder / NAME
    try:
        digest, _, body = path.read_text("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(path, f"can't be read: {error}") from error
    if digest != _digest(body):
        raise SnapshotError(path, "is damaged: its checksum does not fit")
    values = json.loads(body)
    if values["schema"] != SCHEMA:
        raise SnapshotError(path, f"has schema {values['schema']}, this version reads {SCHEMA}; run `zhaoqi build`")
    return Manifest(**{**values, "files": {name: FileFact(**fact) for name, fact in values["files"].items()}})


def check_sizes(folder: Path, manifest: Manifest) -> None:
    """Compare the size of every file with the manifest. Raises SnapshotError naming the first that differs."""
    for name, fact in manifest.files.items():
        _check_size(folder / name, fact.size_bytes)


def check_checksums(folder: Path, manifest: Manifest) -> None:
    """Read every file and compare it with the manifest. Raises SnapshotError naming the first that differs."""
    names = list(manifest.files)
    with ThreadPoolExecutor() as pool:
        for name, digest in zip(names, pool.map(lambda name: _sha256(folder / name), names), strict=True):
            if digest != manifest.files[name].sha256:
                raise SnapshotError(folder / name, "is damaged: its checksum is not that of the manifest")


def _check_size(path: Path, expected: int) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SnapshotError(path, f"can't be read: {error.strerror}") from error
    if size != expected:
        raise SnapshotError(path, f"has {size:,} bytes instead of {expected:,}")


def _fact(path: Path) -> FileFact:
    return FileFact(path.stat().st_size, _sha256(path))


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SnapshotError(path, f"can't be read: {error.strerror}") from error


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
