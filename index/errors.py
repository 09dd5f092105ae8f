"""Errors of the index, below the root that `ingest.errors` draws.

ZhaoqiError
└── IndexError_
    ├── IndexBuildError     an index can't be built
    ├── SnapshotError       a generation can't be served
    ├── AnalyzerMismatch    the index was built by another analyzer
    └── QueryError          a question, or a filter of it, can't be answered as asked
"""

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import ZhaoqiError


class IndexError_(ZhaoqiError):
    """Root of what the index raises."""


class IndexBuildError(IndexError_):
    """An index can't be built."""


class SnapshotError(IndexError_):
    """A generation is missing, damaged or of another make; names the file.

    Attributes:
        path: the file or folder at fault.
    """

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = Path(path)


class AnalyzerMismatch(IndexError_):
    """The index holds the terms of another analyzer.

    Attributes:
        index_analyzer, analyzer: the ids of both.
    """

    def __init__(self, *, index_analyzer: str, analyzer: str) -> None:
        super().__init__(
            f"the index was built by analyzer {index_analyzer}, this is {analyzer}; rebuild with `zhaoqi build`"
        )
        self.index_analyzer, self.analyzer = index_analyzer, analyzer


class QueryError(IndexError_):
    """A part of a query is out of its limits.

    Attributes:
        field: the part at fault: query, k, mode, or the name of a filter.
        allowed: the values there are, where the list is closed.
    """

    def __init__(self, field: str, why: str, *, allowed: Sequence[str] = ()) -> None:
        super().__init__(f"{field}: {why}" + (f"; allowed: {', '.join(allowed)}" if allowed else ""))
        self.field, self.allowed = field, tuple(allowed)
