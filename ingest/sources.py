"""Which files a batch reads: the paths given, folders searched, each file with its reader and manifest entry."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import InputError, ManifestError, MissingInput, OutsideFolder, UnsupportedFormat, ZhaoqiError
from ingest.manifest import NAME, Entry, load_manifest, real
from ingest.readers import SUFFIXES, reader_for
from ingest.readers.base import Reader


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: as given, or below the folder given.
        entry: what the manifest of its folder says of it.
    """

    path: Path
    reader: Reader
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a folder that is passed over, which is no error."""

    path: Path
    why: str


Found = Source | Skipped | ZhaoqiError
Entries = Mapping[Path, Entry]


def find_sources(paths: Iterable[Path]) -> list[Found]:
    """What there is to read, in the order given and by name inside of folders, each file once.

    Folders are searched with all below them but for hidden names. What leads out of a folder through a link, is
    missing or of an unknown type comes as the error that says so; a folder whose manifest can't be used is left out
    with all below it, because its documents would get other ids.
    """
    seen = set[Path]()
    found = list[Found]()
    for item in (item for path in paths for item in (_folder(path) if path.is_dir() else _file(path))):
        where = real(item.path) if isinstance(item, Source) else None
        if where is None or where not in seen:
            found.append(item)
        if where is not None:
            seen.add(where)
    return found


def _file(path: Path) -> Iterator[Found]:
    if not path.exists():
        yield MissingInput(path, named_by="the command")
        return
    try:
        manifest = load_manifest(path.parent)
    except ManifestError as error:
        yield error
        return
    yield _source(path, manifest.entries if manifest else {}) or _unsupported(path)


def _folder(root: Path) -> Iterator[Found]:
    entries: dict[Path, Entry] = {}
    for place, names, files in os.walk(root):
        folder = Path(place)
        try:
            manifest = load_manifest(folder)
        except ManifestError as error:
            yield error
            names.clear()
            continue
        if manifest:
            entries.update(manifest.entries)
            yield from manifest.refused
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (_outside(folder / name, root) for name in names if _leads_out(folder / name, root))
        hidden_but_named = (path for path in (manifest.entries if manifest else ()) if _is_hidden(path, folder))
        yield from (_source(path, entries) or _unsupported(path) for path in hidden_but_named)
        yield from (
            _in_folder(folder / name, root, entries)
            for name in sorted(files)
            if name != NAME and not name.startswith(".")
        )


def _in_folder(path: Path, root: Path, entries: Entries) -> Found:
    if _leads_out(path, root):
        return _outside(path, root)
    if not path.exists():
        return MissingInput(path, named_by="a link")
    source = _source(path, entries)
    if source:
        return source
    return _unsupported(path) if real(path) in entries else Skipped(path, f"no reader takes {path.suffix or path.name}")


def _source(path: Path, entries: Entries) -> Source | None:
    reader = reader_for(path)
    return Source(path, reader, entries.get(real(path))) if reader else None


def _unsupported(path: Path) -> InputError:
    return UnsupportedFormat(path, known=SUFFIXES)


def _outside(path: Path, root: Path) -> InputError:
    return OutsideFolder(path, folder=root)


def _leads_out(path: Path, root: Path) -> bool:
    return path.is_symlink() and not real(path).is_relative_to(real(root))


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(real(folder)).parts)
