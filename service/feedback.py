"""What users say of the answers they got."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from index.query import MAX_QUERY
from ingest.errors import UnknownMeasure
from service.dependencies import QueryLogDep, SnapshotDep
from service.querylog.entries import Feedback, Verdict
from service.routes.documented import errors

router = APIRouter(prefix="/v1", tags=["feedback"])

Line = Annotated[str, StringConstraints(strip_whitespace=True)]


class FeedbackRequest(BaseModel):
    """A verdict on an answer, or on one hit of it."""

    model_config = ConfigDict(
        extra="forbid",
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


class FeedbackResponse(BaseModel):
    """The verdict was taken."""

    status: Literal["accepted"] = "accepted"


@router.post(
    "/feedback",
    summary="提交反馈",
    status_code=202,
    responses=errors(UnknownMeasure, body=True),
)
async def feedback(said: FeedbackRequest, snapshot: SnapshotDep, log: QueryLogDep) -> FeedbackResponse:
    """Keep a verdict for those who look after the texts; `zhaoqi stats` shows them."""
    if said.measure_id is not None and snapshot.contents.row(said.measure_id) is None:
        raise UnknownMeasure(said.measure_id, nearest=())
    log.feedback(Feedback(said.query, said.verdict, said.measure_id, said.comment))
    return FeedbackResponse()
