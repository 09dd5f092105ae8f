"""Files that appear under their names only when they are whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """Where to write a file, which takes its name, and can be read by all, once that is done."""
    draft = path.with_name(f".{path.name}.unfinished")
    yield draft
    draft.chmod(0o644)  # some libraries make files that only their owner reads
    draft.replace(path)
