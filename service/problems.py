"""Every error as RFC 9457 problem+json, with a `code` that never changes."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from index.errors import IndexError_, QueryError
from ingest.errors import CatalogError, InputError, InputTooLarge, UnknownDocument, UnknownMeasure, ZhaoqiError
from service.errors import ServiceError

MEDIA_TYPE = "application/problem+json"
MOST_FAULTS = 20  # told of one request; a small body can have thousands

logger = logging.getLogger(__name__)


class Fault(BaseModel):
    """One part of a request that is wrong."""

    field: str = Field(description="where: query, filters.kind, …")
    message: str = Field(description="what is wrong with it")


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": HTTPStatus(422).phrase,
                    "status": 422,
                    "code": "invalid_query",
                    "detail": "k: is 0, it takes 1 to 100",
                    "errors": [{"field": "k", "message": "k: is 0, it takes 1 to 100"}],
                }
            ]
        }
    )

    type: str = Field(default="about:blank", description="always about:blank: `code` tells errors apart")
    title: str = Field(description="the phrase of the status")
    status: int = Field(description="of HTTP")
    code: str = Field(description="what a client tells errors by; never changes")
    detail: str = Field(description="what is wrong, the limit, and what to do")
    request_id: str | None = Field(default=None, description="stands in the log of the service")
    errors: list[Fault] | None = Field(default=None, description="the parts of the request that are wrong")
    allowed: list[str] | None = Field(default=None, description="the values there are, where the list is closed")
    nearest: list[str] | None = Field(default=None, description="ids that are like an unknown one")


@dataclass(frozen=True, slots=True)
class Kind:
    """How errors of a type are told: status of HTTP and code."""

    status: int
    code: str


KINDS: Mapping[type[ZhaoqiError], Kind] = {
    ZhaoqiError: Kind(500, "internal"),
    InputError: Kind(422, "invalid_document"),
    InputTooLarge: Kind(413, "document_too_large"),
    CatalogError: Kind(503, "catalog_unavailable"),
    UnknownDocument: Kind(404, "unknown_document"),
    UnknownMeasure: Kind(404, "unknown_measure"),
    IndexError_: Kind(503, "index_unavailable"),
    QueryError: Kind(422, "invalid_query"),
}
"""Of errors from below the service; a subclass without an entry is told as its parent."""

_NO_JSON = Fault(field="Content-Type", message="takes application/json")
_HIDDEN = "the service can't answer this now; its log has the cause under the request id"


def kind_of(error: type[ZhaoqiError]) -> Kind:
    """Status and code of a type of error."""
    if issubclass(error, ServiceError):
        return Kind(error.status, error.code)
    return next(KINDS[parent] for parent in error.__mro__ if parent in KINDS)


def problem_of(error: ZhaoqiError) -> Problem:
    """What a client is told of an error. Faults of the machine are logged and not told: they name its paths."""
    kind = kind_of(type(error))
    shown = kind.status < HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, ServiceError)
    if not shown:
        logger.error("%s: %s", type(error).__name__, error)
    detail = str(error) if shown else _HIDDEN
    return Problem(
        title=HTTPStatus(kind.status).phrase,
        status=kind.status,
        code=kind.code,
        detail=detail,
        errors=[Fault(field=error.field, message=detail)] if isinstance(error, QueryError) else None,
        allowed=[*error.allowed] if isinstance(error, QueryError) and error.allowed else None,
        nearest=[*error.nearest] if isinstance(error, UnknownDocument | UnknownMeasure) else None,
    )


def respond(problem: Problem, headers: Mapping[str, str] | None = None, request_id: str | None = None) -> Response:
    """A problem as a response."""
    told = problem.model_copy(update={"request_id": request_id})
    body = told.model_dump_json(exclude_none=True)
    return Response(body, status_code=problem.status, headers=headers, media_type=MEDIA_TYPE)


def responses(*errors: type[ZhaoqiError]) -> dict[int | str, dict[str, Any]]:
    """For the OpenAPI document of a route: the errors that it may answer with."""
    codes: dict[int, list[str]] = {}
    for error in errors:
        kind = kind_of(error)
        codes.setdefault(kind.status, []).append(kind.code)
    return {
        status: {
            "description": " or ".join(f"`{code}`" for code in sorted(set(found))),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, found in codes.items()
    }


def install(app: FastAPI) -> None:
    """Answer every error of an application as a problem."""
    app.add_exception_handler(ZhaoqiError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def internal() -> Problem:
    """What a client is told of a bug."""
    return Problem(title=HTTPStatus(500).phrase, status=500, code="internal", detail=_HIDDEN)


def problem_of_invalid(request: Request, error: RequestValidationError) -> Problem:
    """What a client is told of a request that is not of the shape that a route takes."""
    status, code = _kind_of_invalid(request, error)
    faults = [_NO_JSON] if status == 415 else [_fault(fault) for fault in error.errors()[:MOST_FAULTS]]
    detail = "; ".join(f"{fault.field}: {fault.message}" for fault in faults)
    return Problem(title=HTTPStatus(status).phrase, status=status, code=code, detail=detail, errors=faults)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, ZhaoqiError)
    headers = error.headers if isinstance(error, ServiceError) else None
    return respond(problem_of(error), headers, _request_id(request))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return respond(problem_of_invalid(request, error), request_id=_request_id(request))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "_")
    problem = Problem(title=phrase, status=error.status_code, code=code, detail=error.detail)
    return respond(problem, error.headers, _request_id(request))


def _kind_of_invalid(request: Request, error: RequestValidationError) -> tuple[int, str]:
    if any(fault["type"] == "json_invalid" for fault in error.errors()):
        return 400, "malformed_body"
    in_body = any(fault["loc"][:1] == ("body",) for fault in error.errors())
    if in_body and not _is_json(request.headers.get("content-type", "")):
        return 415, "unsupported_media_type"
    return 422, "invalid_request"


def _is_json(content_type: str) -> bool:
    bare = content_type.partition(";")[0].strip().lower()
    return bare == "application/json" or (bare.startswith("application/") and bare.endswith("+json"))


def _fault(found: Mapping[str, Any]) -> Fault:
    if found["type"] == "json_invalid":  # its place is a number of bytes
        return Fault(field="body", message=f"is no JSON: {found['ctx']['error']} at character {found['loc'][-1]}")
    return Fault(field=_field(found["loc"]), message=found["msg"])


def _field(place: Sequence[str | int]) -> str:
    """Without where FastAPI looked for it (body, query, path), unless that is all there is."""
    return ".".join(str(part) for part in place[1:] or place)


def _request_id(request: Request) -> str | None:
    return request.scope.get("zhaoqi.request_id")
