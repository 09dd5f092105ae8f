"""The folder of generations: which there are, which is current, how one is added and old ones go.

```text
CURRENT                the name of the current generation
000012-3f9c01ab/       a generation: files and manifest.json, never changed
.building-000013/      one that is being written; of no interest to readers
.lock                  held while one is being written
```
"""

import fcntl
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexBuildError, SnapshotError
from index.snapshot.durable import fsync, fsync_tree, replace_text
from index.snapshot.manifest import NAME

POINTER, LOCK = "CURRENT", ".lock"
_BUILDING = ".building-"
_GENERATION = re.compile(r"(\d{6,})-[0-9a-f]{8}")

logger = logging.getLogger(__name__)


def generations(root: Path) -> list[Path]:
    """Complete generations, newest first."""
    found = [path for path in root.iterdir() if _GENERATION.fullmatch(path.name)] if root.is_dir() else []
    return sorted(found, key=lambda path: _number(path.name), reverse=True)


def current(root: Path) -> str:
    """The name of the current generation. Raises SnapshotError when there is none, or the pointer is unreadable."""
    pointer = root / POINTER
    try:
        name = pointer.read_text("utf-8").strip()
    except FileNotFoundError:
        raise SnapshotError(root, "holds no index; run `zhaoqi build`") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(pointer, f"can't be read: {error}") from error
    if not _GENERATION.fullmatch(name):
        raise SnapshotError(pointer, "does not hold the name of a generation")
    return name


def candidates(root: Path) -> Iterator[Path]:
    """The current generation, then the ones before it, newest first; a pointer that can't be used is logged.

    Raises SnapshotError when nothing was ever published there.
    """
    complete = generations(root)
    try:
        name = current(root)
    except SnapshotError as fault:
        if not complete or fault.path == root:
            raise
        logger.error("%s", fault)
        yield from complete
        return
    yield root / name
    yield from (path for path in complete if _number(path.name) < _number(name))


@contextmanager
def building(root: Path) -> Iterator[Path]:
    """A new empty folder inside of `root` to build in, removed afterwards; one build at a time.

    Raises IndexBuildError when another process builds there.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system lets go of it when the process dies
        except OSError as error:
            raise IndexBuildError(f"{root}: another build is going on there") from error
        for left_over in root.glob(f"{_BUILDING}*"):
            shutil.rmtree(left_over)
        folder = root / f"{_BUILDING}{_next(root):06d}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def generation_name(folder: Path, digest: str) -> str:
    """The name that a folder given by `building` will have; `digest` tells what it holds, as hex."""
    return f"{folder.name.removeprefix(_BUILDING)}-{digest[:8]}"


def publish(folder: Path, name: str, validate: Callable[[Path], object], *, keep: int) -> Path:
    """Make a built folder the current generation.

    Args:
        folder: complete, as given by `building`.
        name: of the generation.
        validate: called with the folder once it is on the disk; what it raises keeps the old generation current.
        keep: how many generations stay, the new one included; at least 1.
    """
    root = folder.parent
    fsync_tree(folder)
    validate(folder)
    final = root / name
    folder.rename(final)
    fsync(root)
    replace_text(root / POINTER, f"{name}\n")
    prune(root, keep=keep)
    return final


def prune(root: Path, *, keep: int) -> None:
    """Remove all but the current generation and the `keep - 1` newest before it."""
    name = current(root)
    kept = [path for path in generations(root) if _number(path.name) <= _number(name)][:keep]
    for path in generations(root):
        if path not in kept:
            # Without its manifest it is no generation any more, should the removal be cut short.
            (path / NAME).unlink(missing_ok=True)
            shutil.rmtree(path)


def _next(root: Path) -> int:
    newest = generations(root)
    return _number(newest[0].name) + 1 if newest else 1


def _number(name: str) -> int:
    found = _GENERATION.fullmatch(name)
    return int(found[1]) if found else 0


def stamp(root: Path) -> tuple[int, int]:
    """Changes whenever another generation is published; (0, 0) where nothing is."""
    try:
        found = os.stat(root / POINTER)  # noqa: PTH116
    except FileNotFoundError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns
