"""Errors of measuring, under the project's root."""

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
