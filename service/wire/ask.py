"""Questions answered in sentences."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from service.wire.base import Answer, AsOf, DocumentStatus, Generation, Request, Status
from service.wire.citation import Citation
from service.wire.filters import Filters
from service.wire.search import Question

MAX_TURNS = 50
MAX_TURN = 4000  # characters; answers are longer than questions may be


class Turn(Request):
    """What was said before."""

    role: Literal["user", "assistant"]
    text: Annotated[str, Field(min_length=1, max_length=MAX_TURN)]


class AskRequest(Request):
    """A question, and what was said before it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "question": "那沈阳呢？",
                    "history": [
                        {"role": "user", "text": "大连用水报装要几天？"},
                        {"role": "assistant", "text": "办理时限压缩至2个工作日。"},
                    ],
                    "as_of": "2026-06-30",
                }
            ]
        }
    )

    question: Question
    history: Annotated[
        tuple[Turn, ...], Field(max_length=MAX_TURNS, description="turns before the question, oldest first")
    ] = ()
    filters: Filters = Filters()
    as_of: AsOf = None


class Sentence(Answer):
    """One sentence, and what proves it."""

    text: str
    citations: list[int] = Field(description="places in `citations`, from 1")


class Cited(Citation):
    """A quote with what a reader has to know to trust it."""

    model_config = ConfigDict(json_schema_extra={})

    measure_id: str
    title: str | None = Field(description="of the document")
    section_path: list[str] = Field(description="headings above the quote, outermost first")
    issuer: str | None
    published: str | None
    document_status: DocumentStatus
    status: Status = Field(description="of the clause, on the day that is asked about")
    url: str = Field(description="of the viewer, with the quote highlighted")


class NearMeasure(Answer):
    """A measure on something near, which does not answer."""

    measure_id: str
    title: str
    document: str
    url: str


class Holding(Answer):
    """A document that there is, for where and when."""

    doc_id: str
    title: str
    place: str | None
    valid_from: str | None
    valid_until: str | None


class Missing(Answer):
    """What an answer lacks."""

    terms: list[str] = Field(description="words of the question that no text holds, or matters that none is on")
    conditions: list[str] = Field(description="places, years and details that were asked for and that no text gives")
    nearest: list[NearMeasure]
    unit: str | None = Field(description="to ask instead")
    exists: list[Holding] = Field(description="what there is instead")


class AskResponse(Answer):
    """An answer; without sentences where the texts don't say."""

    generation: Generation
    status: Literal["answered", "partial", "clarify", "no_answer"] = Field(
        description=(
            "partial: not all of it, or only in documents that are not in force any more; "
            "clarify: one fact that the question leaves open decides, or it names no matter; "
            "no_answer: the texts don't say"
        )
    )
    answer: list[Sentence] = Field(description="at most 5 sentences with 400 characters together")
    citations: list[Cited]
    missing: Missing | None
    follow_ups: list[str] = Field(description="questions to go on with; of clarify, the choices")
    confidence: float = Field(
        ge=0, le=1, description="that the texts answer; comparable across questions; 0 of clarify and no_answer"
    )
    mode: Literal["extractive", "generative"]
    why_mode: str = Field(description="for the operator")
    took_ms: float
