"""What users say of the answers they got."""

from fastapi import APIRouter

from ingest.errors import UnknownMeasure
from service.dependencies import QueryLogDep, SnapshotDep
from service.querylog.entries import Feedback
from service.routes.documented import errors
from service.wire.feedback import FeedbackRequest, FeedbackResponse

router = APIRouter(prefix="/v1", tags=["feedback"])


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
