"""Errors of the encoders, below the root that `index.errors` draws.

IndexError_
└── EncoderError
    ├── UnknownModel        no model of that name
    ├── DamagedModel        a model folder is incomplete or was changed
    ├── ModelImportError    a model can't be fetched or imported
    └── MissingExtra        the packages that serve it are not installed
"""

from collections.abc import Sequence
from pathlib import Path

from index.errors import IndexError_


class EncoderError(IndexError_):
    """Texts can't be encoded."""


class UnknownModel(EncoderError):
    """A name that is no imported model, no folder and no hub name.

    Attributes:
        known: the names there are.
    """

    def __init__(self, name: str, why: str, *, known: Sequence[str]) -> None:
        super().__init__(f"no encoder {name!r}: {why}" + (f"; known: {', '.join(known)}" if known else ""))
        self.name, self.known = name, tuple(known)


class DamagedModel(EncoderError):
    """A file of a model folder is missing, or is not the one that was imported.

    Attributes:
        path: the file at fault.
    """

    def __init__(self, path: Path, why: str, *, remedy: str) -> None:
        super().__init__(f"{path}: {why}; {remedy}")
        self.path = path


class ModelImportError(EncoderError):
    """The package that carries a model can't be fetched, or is not the one expected."""


class MissingExtra(EncoderError):
    """A package that the core does without is not installed."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the package {package!r}: install zhaoqi[{extra}]")
        self.package, self.extra = package, extra
