"""Every error of the project, as one tree whose members carry what a caller needs to react.

ZhaoqiError
├── InputError              one input is refused; the rest of a batch goes on
│   ├── EmptyInput
│   ├── InputTooLarge
│   ├── UndecodableInput
│   ├── UnreadableInput
│   ├── UnsupportedFormat
│   ├── OutsideFolder
│   ├── MissingInput
│   ├── MalformedLine
│   └── DuplicateDocumentId
├── SettingsError           a ZHAOQI_* variable can't be used
├── ManifestError           manifest.toml can't be used
├── LexiconError            a lexicon file can't be used
└── CatalogError
    ├── UnknownDocument
    └── UnknownMeasure
"""

from collections.abc import Sequence
from pathlib import Path


class ZhaoqiError(Exception):
    """Root of everything zhaoqi raises on purpose; its text is fit for a user."""


class InputError(ZhaoqiError):
    """One file or line can't be ingested.

    Attributes:
        path: the file, as it was given.
    """

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = Path(path)


class EmptyInput(InputError):
    """Nothing but white space."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "is empty: there is no text to ingest")


class InputTooLarge(InputError):
    """More bytes than the limit for one document."""

    def __init__(self, path: Path | str, *, size_bytes: int, limit_bytes: int, setting: str) -> None:
        super().__init__(path, f"has {size_bytes:,} bytes, the limit is {limit_bytes:,}; split it, or raise {setting}")
        self.size_bytes, self.limit_bytes = size_bytes, limit_bytes


class UndecodableInput(InputError):
    """Bytes that are text in none of the known encodings."""

    def __init__(self, path: Path | str, *, tried: Sequence[str]) -> None:
        super().__init__(path, f"is not text in any known encoding (tried {', '.join(tried)})")
        self.tried = tuple(tried)


class UnreadableInput(InputError):
    """The system, or the container, does not give the bytes: no permission, not a regular file, a broken archive."""

    def __init__(self, path: Path | str, *, reason: str) -> None:
        super().__init__(path, f"can't be read: {reason}")
        self.reason = reason


class UnsupportedFormat(InputError):
    """A file type that no reader takes."""

    def __init__(self, path: Path | str, *, known: Sequence[str]) -> None:
        super().__init__(path, f"is of a type that no reader takes; known endings: {', '.join(known)}")
        self.known = tuple(known)


class OutsideFolder(InputError):
    """A path that leaves the folder it was given in, through a link or `..`."""

    def __init__(self, path: Path | str, *, folder: Path) -> None:
        super().__init__(path, f"leads outside of {folder}; copy the file there instead of linking to it")
        self.folder = folder


class MissingInput(InputError):
    """A file that is named but not there."""

    def __init__(self, path: Path | str, *, named_by: str) -> None:
        super().__init__(path, f"does not exist, but {named_by} names it")
        self.named_by = named_by


class MalformedLine(InputError):
    """One line of a JSON Lines file is unusable."""

    def __init__(self, path: Path | str, *, line_no: int, why: str) -> None:
        super().__init__(path, f"line {line_no}: {why}")
        self.line_no = line_no


class DuplicateDocumentId(InputError):
    """Two inputs of one batch claim the same id; the first is kept."""

    def __init__(self, path: Path | str, *, doc_id: str, first: str) -> None:
        super().__init__(path, f"has the document id {doc_id!r}, which {first} already has in this batch; rename one")
        self.doc_id, self.first = doc_id, first


class SettingsError(ZhaoqiError):
    """A setting has a value that it can't have."""


class ManifestError(ZhaoqiError):
    """manifest.toml is not TOML, or an entry breaks its schema."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path


class LexiconError(ZhaoqiError):
    """A lexicon file is not TOML, or an entry breaks its schema."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path


class CatalogError(ZhaoqiError):
    """The catalog can't answer."""


class UnknownDocument(CatalogError):
    """No document of that id."""

    def __init__(self, doc_id: str, *, nearest: Sequence[str]) -> None:
        super().__init__(f"no document {doc_id!r}{_nearest(nearest)}")
        self.doc_id, self.nearest = doc_id, tuple(nearest)


class UnknownMeasure(CatalogError):
    """No measure of that id."""

    def __init__(self, measure_id: str, *, nearest: Sequence[str]) -> None:
        super().__init__(f"no measure {measure_id!r}{_nearest(nearest)}")
        self.measure_id, self.nearest = measure_id, tuple(nearest)


def _nearest(names: Sequence[str]) -> str:
    return f"; nearest: {', '.join(names)}" if names else ""
