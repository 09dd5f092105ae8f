"""Errors as pages, for people."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.responses import HTMLResponse, Response

from ingest.errors import ZhaoqiError
from service.errors import ServiceError
from service.problems import Problem, problem_of, problem_of_invalid
from service.viewer.render import rendered

_Answer = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """A route whose errors are pages too."""

    def get_route_handler(self) -> _Answer:
        """FastAPI's way to wrap the routes of a router."""
        answer = super().get_route_handler()

        async def with_errors(request: Request) -> Response:
            try:
                return await answer(request)
            except RequestValidationError as error:
                return _told(problem_of_invalid(request, error))
            except ZhaoqiError as error:
                return _told(problem_of(error), error.headers if isinstance(error, ServiceError) else None)

        return with_errors


def _told(problem: Problem, headers: dict[str, str] | None = None) -> HTMLResponse:
    return rendered("problem.html", status=problem.status, headers=headers, problem=problem)
