import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from service.serving.body import BoundedBody

Run = Callable[[ASGIApp], AbstractContextManager[httpx2.Client]]


async def echo(request: Request) -> Response:
    return PlainTextResponse(await request.body())


@pytest.fixture(scope="module")
def client(run: Run) -> Iterator[httpx2.Client]:
    app = BoundedBody(Starlette(routes=[Route("/", echo, methods=["POST"])]), max_bytes=10, timeout_s=0.3)
    with run(app) as opened:
        yield opened


@pytest.mark.parametrize("body", [b"", b"0123456789"], ids=["empty", "at-the-limit"])
def test_a_body_arrives_as_it_was_sent(client: httpx2.Client, body: bytes) -> None:
    assert client.post("/", content=body).content == body


def test_parts_are_put_together(client: httpx2.Client) -> None:
    assert client.post("/", content=iter([b"01", b"", b"23"])).content == b"0123"


@pytest.mark.parametrize("body", [b"0123456789a", iter([b"012345", b"6789a"])], ids=["told-beforehand", "in-parts"])
def test_a_body_over_the_limit_is_refused(client: httpx2.Client, body: bytes | Iterator[bytes]) -> None:
    answer = client.post("/", content=body)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert (answer.json()["code"], answer.json()["detail"]) == (
        "body_too_large",
        "the body has more than 10 bytes, which is the limit",
    )


def test_a_slow_body_is_given_up(client: httpx2.Client) -> None:
    port = client.base_url.port
    assert port
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
        answer = connection.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 408 ")
    assert "connection: close" in answer.lower()


def test_a_client_that_leaves_is_no_error(client: httpx2.Client) -> None:
    port = client.base_url.port
    assert port
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
    assert client.post("/", content=b"next").content == b"next"
