"""manifest.toml: what is known of the documents of a folder from outside their texts."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import InputError, ManifestError, MissingInput, OutsideFolder
from ingest.metadata import is_iso_date, is_jurisdiction
from ingest.records import Kind, Metadata

NAME = "manifest.toml"


def _iso_date(text: str) -> str:
    if not is_iso_date(text):
        raise ValueError("is not a date YYYY-MM-DD, YYYY-MM or YYYY")
    return text


def _jurisdiction(text: str) -> str:
    if not is_jurisdiction(text):
        raise ValueError("is not a six-digit GB/T 2260 code")
    return text


IsoDate = Annotated[str, AfterValidator(_iso_date)]
Text = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    """One `[[document]]` table, as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Text
    file: Text
    title: Text | None = None
    issuer: Text | None = None
    doc_no: Text | None = None
    kind: Kind | None = None
    written: IsoDate | None = None
    published: IsoDate | None = None
    valid_from: IsoDate | None = None
    valid_until: IsoDate | None = None
    jurisdiction: Annotated[str, AfterValidator(_jurisdiction)] | None = None
    source: Text | None = None
    source_url: Text | None = None
    rights: Text | None = None
    supersedes: tuple[Text, ...] = ()
    inferred: frozenset[str] = frozenset()
    note: str = ""

    def metadata(self) -> Metadata:
        """What the entry says of the document."""
        return Metadata(**{name: getattr(self, name) for name in type(self).model_fields if name not in _OWN})


_OWN = ("id", "file", "note")


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    document: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The usable entries of a manifest.

    Attributes:
        entries: by resolved path of the file, in the order written.
        refused: why an entry can't be used: its file is missing, or outside of the folder.
    """

    path: Path
    entries: Mapping[Path, Entry]
    refused: tuple[InputError, ...] = ()


def load_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder, None when it has none.

    Raises ManifestError, naming entry and key, when it is not TOML, breaks the schema, or two entries share an id or
    a file.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    documents = _validated(path).document
    for key in ("id", "file"):
        _refuse_shared(path, documents, key)
    entries, refused = dict[Path, Entry](), list[InputError]()
    for entry in documents:
        try:
            entries[_located(path, entry)] = entry
        except InputError as error:
            refused.append(error)
    return Manifest(path, entries, tuple(refused))


def real(path: Path) -> Path:
    """Where a path leads through all links; `Path.resolve` fails on links that go round in circles."""
    return Path(os.path.realpath(path))


def _validated(path: Path) -> _Manifest:
    try:
        return _Manifest.model_validate(tomllib.loads(path.read_text("utf-8-sig")))
    except ValidationError as error:
        raise ManifestError(path, "; ".join(_explained(fault) for fault in error.errors())) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(path, f"is not TOML: {error}") from error
    except OSError as error:
        raise ManifestError(path, f"can't be read: {error.strerror}") from error


def _explained(fault: Mapping[str, Any]) -> str:
    *where, key = fault["loc"]
    entry = f"document {where[1] + 1}: " if len(where) > 1 else ""
    return f"{entry}key {key!r}: {fault['msg'].removeprefix('Value error, ')}"


def _refuse_shared(path: Path, documents: tuple[Entry, ...], key: str) -> None:
    first = dict[str, int]()
    for number, entry in enumerate(documents, 1):
        value = str(getattr(entry, key))
        name = str(Path(value)) if key == "file" else value
        if name in first:
            raise ManifestError(path, f"documents {first[name]} and {number} have the same {key} {value!r}")
        first[name] = number


def _located(path: Path, entry: Entry) -> Path:
    folder = real(path.parent)
    file = real(folder / entry.file)
    if not file.is_relative_to(folder):
        raise OutsideFolder(path.parent / entry.file, folder=path.parent)
    if not file.is_file():
        raise MissingInput(path.parent / entry.file, named_by=f"document {entry.id!r} of {path}")
    return file
