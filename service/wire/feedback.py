"""What users say of the answers they got."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from index.query import MAX_QUERY
from service.querylog.entries import Verdict
from service.wire.base import Answer, Request

Line = Annotated[str, StringConstraints(strip_whitespace=True)]


class FeedbackRequest(Request):
    """A verdict on an answer, or on one hit of it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"query": "歇业期间怎么报税", "verdict": "missing", "comment": "没有说明由谁申报"}]
        },
    )

    query: Line = Field(min_length=1, max_length=MAX_QUERY, description="the question that was answered")
    verdict: Verdict = Field(description="what the user says of the answer")
    measure_id: str | None = Field(
        default=None, min_length=1, max_length=200, description="the hit that is meant; without it, the whole answer"
    )
    comment: Line = Field(default="", max_length=2000, description="in the user's own words; personal data is masked")


class FeedbackResponse(Answer):
    """The verdict was taken."""

    status: Literal["accepted"] = "accepted"
