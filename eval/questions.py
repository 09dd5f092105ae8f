"""The project's own questions: what people ask of the published texts, each with the quotes that answer it.

A label names a document and a quote, so that it outlives every change of measure ids; it is bound to the measure whose
span holds the quote when documents are at hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from eval.errors import QuestionError
from ingest.records import Document, Span

ZHAOQI = Path(__file__).parent / "datasets" / "zhaoqi"
FILE = "questions.jsonl"

Text = Annotated[str, Field(min_length=1)]


class Type(StrEnum):
    """What makes a question easy or hard to answer."""

    LAY = "lay"
    KEYWORD = "keyword"
    NUMBER = "number"
    UNIT = "unit"
    DEADLINE = "deadline"
    HOW_MUCH = "how_much"
    TRADITIONAL = "traditional"
    ENGLISH = "english"
    TYPO = "typo"
    PINYIN = "pinyin"
    SEVERAL = "several"
    COMPARISON = "comparison"
    UNANSWERABLE_NEAR = "unanswerable_near"
    UNANSWERABLE_FAR = "unanswerable_far"


class Split(StrEnum):
    """What a question may be used for: settings are chosen on dev, test only measures them."""

    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Label:
    """A quote that answers: verbatim from `Document.text`, inside one measure; grade 2 answers fully, 1 in part."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    doc: Text
    quote: Text
    grade: Literal[1, 2]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is typed, and its labels; none where the texts can't answer it."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: Text
    text: Text
    type: Type
    split: Split
    labels: tuple[Label, ...]
    note: str = ""


def load_questions(folder: Path = ZHAOQI) -> tuple[Question, ...]:
    """The questions of a folder, in the order of its file.

    Raises QuestionError, naming file and line, for a line that is no question or repeats an id.
    """
    path, lines = folder / FILE, dict[str, int]()
    questions = tuple(_read(path))
    for line_no, question in enumerate(questions, start=1):
        if (first := lines.setdefault(question.id, line_no)) != line_no:
            raise QuestionError(path, f"line {line_no} repeats the id {question.id!r} of line {first}")
    return questions


def resolve(questions: Iterable[Question], documents: Iterable[Document]) -> dict[str, dict[str, int]]:
    """Grade by measure id by question id; the best grade where several quotes of a question lie in one measure.

    Every question has an entry, an empty one when it has no labels. Raises QuestionError, naming question and quote,
    for a label whose document is not there or whose quote is not in exactly one of its measures.
    """
    known = {document.doc_id: document for document in documents}
    return {question.id: _grades(question, known) for question in questions}


def _read(path: Path) -> Iterator[Question]:
    adapter = TypeAdapter(Question)
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise QuestionError(path, f"can't be read: {error.strerror}") from error
    for line_no, line in enumerate(lines, start=1):
        try:
            yield adapter.validate_json(line)
        except ValidationError as error:
            fault = error.errors()[0]
            place = "".join(f" {part}" for part in fault["loc"])
            raise QuestionError(path, f"line {line_no}{place}: {fault['msg']}") from error


def _grades(question: Question, documents: Mapping[str, Document]) -> dict[str, int]:
    grades = dict[str, int]()
    for label in question.labels:
        measure_id = _measure_id(question, label, documents)
        grades[measure_id] = max(label.grade, grades.get(measure_id, 0))
    return grades


def _measure_id(question: Question, label: Label, documents: Mapping[str, Document]) -> str:
    document = documents.get(label.doc)
    if document is None:
        raise QuestionError(
            question.id, f"is looked for in {label.doc!r}, which is not among the documents", quote=label.quote
        )
    places = [*_occurrences(document.text, label.quote)]
    held = [measure.measure_id for measure in document.measures if any(map(measure.span.holds, places))]
    if len(held) != 1:
        where = f"is in {len(held)} measures" if held else "is in no measure"
        raise QuestionError(question.id, f"{where} of {label.doc}", quote=label.quote)
    return held[0]


def _occurrences(text: str, quote: str) -> Iterator[Span]:
    start = text.find(quote)
    while start >= 0:
        yield Span(start, start + len(quote))
        start = text.find(quote, start + 1)
