"""Errors of measuring, under the project's root."""

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import ZhaoqiError


class QuestionError(ZhaoqiError):
    """A question, or one of its labels, can't be used.

    Attributes:
        question: the id of the question, or file and line where there is no usable one.
        quote: the quote of the label, None where the question itself is at fault.
    """

    def __init__(self, question: str | Path, why: str, *, quote: str | None = None) -> None:
        super().__init__(f"{question}: {why}" if quote is None else f"{question}: the quote {quote!r} {why}")
        self.question, self.quote = question, quote


class UnusableFile(ZhaoqiError):
    """A file of a dataset, a run or a setting of the gate is not what it has to be.

    Attributes:
        path: the file.
        line_no: from 1; None where the file as a whole is at fault.
    """

    def __init__(self, path: Path, why: str, *, line_no: int | None = None) -> None:
        super().__init__(f"{path}: {why}" if line_no is None else f"{path}: line {line_no}: {why}")
        self.path, self.line_no = path, line_no


class UnknownMetric(ZhaoqiError):
    """No measure of rankings has this name."""

    def __init__(self, name: str, *, known: Sequence[str]) -> None:
        super().__init__(f"no measure {name!r}; known: {', '.join(known)}")
        self.name, self.known = name, tuple(known)
