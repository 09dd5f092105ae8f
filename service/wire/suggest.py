"""Completions."""

from typing import Annotated, Literal

from pydantic import Field

from service.wire.base import Answer, Generation, Request


class SuggestQuery(Request):
    """What a user has begun to type."""

    query: Annotated[
        str,
        Field(
            min_length=1,
            max_length=100,
            description="in characters, pinyin or initials",
            examples=["歇业", "xieye", "xyba"],
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=20, description="suggestions wanted")] = 8


class Suggestion(Answer):
    """One completion."""

    text: str = Field(examples=["歇业备案"])
    kind: Literal["unit", "term", "title", "document"]
    measure_id: str | None = Field(description="of the measure with this title, where there is only one")
    doc_id: str | None = Field(description="of that measure, or of the one document with this title")


class SuggestResponse(Answer):
    """What may be meant, the likeliest first."""

    generation: Generation
    suggestions: list[Suggestion]
