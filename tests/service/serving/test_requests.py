import json
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from service.serving.logs import JsonLines
from service.serving.requests import REQUEST_ID, SECURITY_HEADERS, Requests

LOG = "service.serving.requests"

Run = Callable[[ASGIApp], AbstractContextManager[httpx2.Client]]


async def told(request: Request) -> Response:
    return PlainTextResponse(REQUEST_ID.get())


async def broken(request: Request) -> Response:
    raise ZeroDivisionError("内部")


@pytest.fixture(scope="module")
def client(run: Run) -> Iterator[httpx2.Client]:
    routes = [Route("/told", told), Route("/broken", broken)]
    with run(Starlette(routes=routes, middleware=[Middleware(Requests)])) as opened:
        yield opened


def test_an_id_that_is_given_is_used(client: httpx2.Client) -> None:
    answer = client.get("/told", headers={"X-Request-ID": "abc-1.2_3"})
    assert (answer.text, answer.headers["x-request-id"]) == ("abc-1.2_3", "abc-1.2_3")


@pytest.mark.parametrize("given", ["", "a b", "a" * 65, "a;b", "<a>"])
def test_an_id_that_could_do_harm_is_replaced(client: httpx2.Client, given: str) -> None:
    made = client.get("/told", headers={"X-Request-ID": given}).headers["x-request-id"]
    assert len(made) == 32
    assert made != client.get("/told").headers["x-request-id"]


@pytest.mark.parametrize(("path", "status"), [("/told", 200), ("/nothing", 404), ("/broken", 500)])
def test_every_answer_has_the_security_headers(client: httpx2.Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_a_bug_is_a_problem_that_tells_nothing_and_a_line_that_tells_all(
    client: httpx2.Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/broken", headers={"X-Request-ID": "r1"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["code"], answer.json()["request_id"]) == ("internal", "r1")
    assert "内部" not in answer.text
    assert "ZeroDivisionError: 内部" in caplog.text


def test_a_line_a_request_without_what_was_asked(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    app = Starlette(routes=[Route("/asked", told)], middleware=[Middleware(Requests)])
    with caplog.at_level(logging.INFO, LOG), run(app) as client:  # a line follows its answer; the server ends after it
        client.get("/asked?query=13812345678")
    lines = [record for record in caplog.records if "facts" in vars(record)]
    (record,) = [record for record in lines if vars(record)["facts"]["route"] == "/asked"]  # others may be late
    facts = vars(record)["facts"]
    assert (facts["method"], facts["status"]) == ("GET", 200)
    assert "13812345678" not in JsonLines().format(record)


def test_a_line_is_one_json_object() -> None:
    record = logging.LogRecord("a.b", logging.WARNING, "", 0, "第一行\n%s", ("第二行",), None)
    token = REQUEST_ID.set("r1")
    line = JsonLines().format(record)
    REQUEST_ID.reset(token)
    assert "\n" not in line
    known = json.loads(line)
    assert known.pop("time").endswith("+00:00")
    assert known == {"level": "warning", "logger": "a.b", "message": "第一行\n第二行", "request_id": "r1"}
