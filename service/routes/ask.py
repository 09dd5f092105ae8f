"""`/v1/ask`: a question answered in sentences, each of them proved by quotes."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from service.answer.ask import Answerer
from service.answer.records import Event, Turn
from service.dependencies import AnswererDep, QueryLogDep
from service.querylog.entries import ASK, Asked
from service.querylog.writer import QueryLog
from service.routes.documented import errors
from service.serving.metrics import STAGES, stage
from service.wire.ask import AskRequest, AskResponse

EVENT_STREAM = "text/event-stream"

router = APIRouter(prefix="/v1/ask", tags=["ask"])

_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {EVENT_STREAM: {"schema": {"type": "string"}}},
        "description": (
            "As JSON; or, where the request accepts text/event-stream, as events `retrieval`, `sentence` (one each), "
            "`citations` and `done`, whose data is the whole answer; `error` in place of what could not be answered"
        ),
    }
}


@router.post("", summary="问答", response_model=AskResponse, responses=errors(body=True) | _STREAMED)
def ask(asked: AskRequest, answerer: AnswererDep, query_log: QueryLogDep, request: Request) -> Response:
    """An answer from the texts, as JSON or event by event."""
    if EVENT_STREAM in request.headers.get("accept", ""):
        events = _logged(_events(asked, answerer), asked, query_log)
        first = next(events)  # a question that can't be answered as asked is refused as JSON is
        return StreamingResponse(map(_framed, chain([first], events)), media_type=EVENT_STREAM)
    with stage(ASK):
        answer = answerer.ask(asked.question, history=_turns(asked), filters=asked.filters.stated(), as_of=asked.as_of)
    told = AskResponse.model_validate(answer.to_json())
    query_log.asked(_entry(asked, told))
    return JSONResponse(told.model_dump(mode="json"))


def _turns(asked: AskRequest) -> list[Turn]:
    return [Turn(turn.role, turn.text) for turn in asked.history]


def _events(asked: AskRequest, answerer: Answerer) -> Iterator[Event]:
    return answerer.steps(asked.question, history=_turns(asked), filters=asked.filters.stated(), as_of=asked.as_of)


def _logged(events: Iterator[Event], asked: AskRequest, query_log: QueryLog) -> Iterator[Event]:
    """The events; the last one is timed and logged before it is sent, as nothing more is asked for once it is read."""
    for event in events:
        if event.name == "done":
            answer = AskResponse.model_validate(event.data)
            STAGES.labels(ASK).observe(answer.took_ms / 1000)
            query_log.asked(_entry(asked, answer))
        yield event


def _entry(asked: AskRequest, answer: AskResponse) -> Asked:
    return Asked(
        query=asked.question,
        mode=ASK,
        hits=len(answer.citations),
        confidence=answer.confidence,
        took_ms=answer.took_ms,
        cached=False,
        generation=answer.generation,
        status=answer.status,
    )


def _framed(event: Event) -> str:
    """As the event-stream format has it; JSON keeps line ends out of the data."""
    return f"event: {event.name}\ndata: {json.dumps(event.data, ensure_ascii=False)}\n\n"
