"""An answer and its parts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol

from index.hits import Citation
from ingest.errors import ZhaoqiError

MAX_SENTENCES, MAX_CHARS = 5, 400  # of an answer

Mode = Literal["extractive", "generative"]
EventName = Literal["retrieval", "sentence", "citations", "done", "error"]


class Status(StrEnum):
    """What an answer is worth.

    `partial`: the texts say something on it, but not all, or only texts that are not in force any more. `clarify`: one
    fact that the question leaves open decides, or it names no matter. `no_answer`: the texts don't say.
    """

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said before."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer; `citations` are places in `Answer.citations`, from 1, that prove it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Citation):
    """A quote, and what a reader has to know to trust it.

    Attributes:
        measure_id: that holds the quote.
        title: of the document.
        section_path: headings above the quote, outermost first, that of its measure last.
        published: as the document states it, or is known from elsewhere.
        document_status, status: of the document and the clause, on the day that is asked about.
        url: of the viewer, with the quote highlighted.
    """

    measure_id: str
    title: str | None
    section_path: tuple[str, ...]
    issuer: str | None
    published: str | None
    document_status: str
    status: str
    url: str


@dataclass(frozen=True, slots=True)
class NearMeasure:
    """A measure that is nearest to what was asked, and does not answer it."""

    measure_id: str
    title: str
    document: str
    url: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What there is instead: a document, for where and when."""

    doc_id: str
    title: str
    place: str | None
    valid_from: str | None
    valid_until: str | None


@dataclass(frozen=True, slots=True)
class Missing:
    """What an answer lacks.

    Attributes:
        terms: words of the question that no text holds, or matters that none is on.
        conditions: places, years and kinds of fact that were asked for and that no text gives.
        nearest: measures on something alike.
        unit: to ask instead.
        exists: documents that there are, for where and when.
    """

    terms: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    nearest: tuple[NearMeasure, ...] = ()
    unit: str | None = None
    exists: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Attributes:
        sentences: at most MAX_SENTENCES with MAX_CHARS characters together; none where the texts don't answer.
        citations: what the sentences rest on, in the order of their first use.
        missing: None where nothing is.
        follow_ups: questions to go on with; of `clarify`, the choices.
        confidence: that the texts answer, 0 to 1, comparable across questions; 0 of `clarify` and `no_answer`.
        why_mode: why it was written in this mode, for the operator.
        generation: the snapshot that was asked.
        took_ms: from the question to the answer.
    """

    status: Status
    sentences: tuple[Sentence, ...]
    citations: tuple[Cited, ...]
    missing: Missing | None
    follow_ups: tuple[str, ...]
    confidence: float
    mode: Mode
    why_mode: str
    generation: str
    took_ms: float

    def to_json(self) -> dict[str, Any]:
        """The answer as users get it."""
        stated = asdict(self)
        return {"status": str(stated.pop("status")), "answer": stated.pop("sentences"), **stated}


@dataclass(frozen=True, slots=True)
class Event:
    """A part of an answer as soon as it is known; `data` is fit for JSON."""

    name: EventName
    data: Any


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a writer may rest a sentence on: a stretch of a document under its headings."""

    text: str
    heading: str
    document: str
    document_status: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A written sentence; `excerpts` are places in what the writer was given, from 0, that prove it."""

    text: str
    excerpts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer wrote, and all of it proved; no sentences where the excerpts don't answer."""

    sentences: tuple[DraftSentence, ...]


class WriterFault(ZhaoqiError):
    """A writer gave nothing that can be used; its text says why, for the operator."""


class Writer(Protocol):
    """Writes an answer from excerpts."""

    def write(self, question: str, excerpts: Sequence[Excerpt]) -> Draft:
        """A draft whose every sentence names its excerpts. Raises WriterFault."""
        ...
