import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any

import pytest

from service.answer.generative.writer import ChatWriter
from service.answer.records import Draft, Excerpt, WriterFault
from service.settings import load_settings

Endpoint = Any  # the server of conftest.py
Says = Callable[[str], Any]
Sends = Callable[..., Any]
Excerpts = tuple[Excerpt, ...]

QUESTION = "歇业期限多长"
TRUE = "歇业期限最长不超过3年。"
PATIENCE_S = 15  # of a model that would wait for ever
DRIPS = 300  # of one that would drip for ever


def fault(endpoint: Endpoint, excerpts: Excerpts, **limits: float) -> str:
    """Why nothing was written."""
    with pytest.raises(WriterFault) as raised:
        endpoint.writer(**limits).write(QUESTION, excerpts)
    assert "secret-key" not in str(raised.value)
    assert "127.0.0.1" not in str(raised.value)
    return str(raised.value).removeprefix("the model's endpoint ")


@pytest.mark.parametrize("status", [204, 301, 400, 401, 404, 429, 500, 502, 503])
def test_any_status_but_200_is_a_fault(endpoint: Endpoint, sends: Sends, excerpts: Excerpts, status: int) -> None:
    endpoint.model = sends(b"", status, Location="http://127.0.0.1:9/v1")
    assert fault(endpoint, excerpts) == f"answers {status}"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "replies with something else than a completion", id="empty"),
        pytest.param(b"<html>Bad Gateway</html>", "replies with something else than a completion", id="html"),
        pytest.param(b'{"choices": [{"mess', "replies with something else than a completion", id="cut-json"),
        pytest.param(b'{"error": {"message": "overloaded"}}', "replies with something else", id="error-object"),
        pytest.param(b'{"choices": []}', "replies with something else than a completion", id="no-choice"),
        pytest.param(b'{"choices": [{"text": "x"}]}', "replies with something else", id="other-protocol"),
        pytest.param(b'{"choices": [{"message": {"content": 3}}]}', "replies with something else", id="no-text"),
        pytest.param(b"[" * 100_000, "replies with something else than a completion", id="deep"),
        pytest.param(b"\xff\xfe\x00", "replies with something else than a completion", id="no-utf-8"),
        pytest.param(b'{"choices": [{"message": {"content": null}}]}', "replies with nothing", id="null"),
        pytest.param(b'{"choices": [{"message": {"content": ""}}]}', "replies with nothing", id="nothing"),
        pytest.param(b" " * 1_100_000, "replies with more than 1,048,576 bytes", id="endless"),
    ],
)
def test_what_is_no_completion_is_a_fault(
    endpoint: Endpoint, sends: Sends, excerpts: Excerpts, content: bytes, why: str
) -> None:
    endpoint.model = sends(content)
    assert fault(endpoint, excerpts).startswith(why)


@pytest.mark.parametrize(
    ("finish_reason", "said", "why"),
    [
        pytest.param("content_filter", {}, "refuses to reply", id="filtered"),
        pytest.param("stop", {"refusal": "I can't help with that."}, "refuses to reply", id="refused"),
        pytest.param("length", {}, "did not end its reply: length", id="too-long"),
        pytest.param("tool_calls", {}, "did not end its reply: tool_calls", id="tools"),
    ],
)
def test_a_reply_that_did_not_come_to_its_end_is_a_fault(
    endpoint: Endpoint,
    sends: Sends,
    completing: Callable[..., bytes],
    excerpts: Excerpts,
    finish_reason: str,
    said: dict[str, str],
    why: str,
) -> None:
    endpoint.model = sends(completing(TRUE, finish_reason, **said))
    assert fault(endpoint, excerpts) == why


def test_an_endpoint_that_says_nothing_is_given_up(endpoint: Endpoint, excerpts: Excerpts) -> None:
    endpoint.model = lambda *_: endpoint.ended.wait(PATIENCE_S)
    assert fault(endpoint, excerpts, timeout_s=0.3) == "gave no reply within 0.3 s"


@pytest.mark.parametrize("dripping", ["head", "body"])
def test_a_reply_that_drips_is_given_up(endpoint: Endpoint, excerpts: Excerpts, dripping: str) -> None:
    """Every byte comes soon enough, all of them together never."""

    def model(handler: BaseHTTPRequestHandler, _: object) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        if dripping == "body":
            handler.wfile.write(b"no\r\nContent-Length: 100000\r\n\r\n")
        try:
            for _ in range(DRIPS):
                handler.wfile.write(b" ")
                endpoint.ended.wait(0.05)
        except OSError:
            pass  # the other side hung up

    endpoint.model = model
    assert fault(endpoint, excerpts, timeout_s=0.5) == "gave no reply within 0.5 s"


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(b"", id="at-once"),
        pytest.param(b"HTTP/1.1 200", id="in-the-head"),
        pytest.param(b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"choices": [{', id="in-the-body"),
        pytest.param(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"choice', id="in-a-chunk"),
        pytest.param(b"SSH-2.0-OpenSSH_9.2\r\n", id="another-protocol"),
    ],
)
def test_a_connection_that_is_cut_off_is_a_fault(endpoint: Endpoint, excerpts: Excerpts, start: bytes) -> None:
    endpoint.model = lambda handler, _: handler.wfile.write(start)
    assert fault(endpoint, excerpts).startswith("can't be asked: ")


def test_nobody_who_listens_is_a_fault(endpoint: Endpoint, excerpts: Excerpts) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        endpoint.url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    assert fault(endpoint, excerpts) == "can't be asked: ConnectError"


@pytest.mark.parametrize(
    ("status", "headers", "rest_s", "rests"),
    [
        pytest.param(429, {"Retry-After": "30"}, 0.0, True, id="as-it-asks"),
        pytest.param(503, {}, 30.0, True, id="as-is-set"),
        pytest.param(429, {"Retry-After": "soon"}, 0.0, False, id="asked-for-nonsense"),
        pytest.param(401, {}, 30.0, False, id="not-for-a-refusal"),
    ],
)
def test_an_endpoint_that_is_busy_is_left_alone(
    endpoint: Endpoint,
    sends: Sends,
    says: Says,
    excerpts: Excerpts,
    status: int,
    headers: dict[str, str],
    rest_s: float,
    rests: bool,
) -> None:
    endpoint.model = sends(b"", status, **headers)
    writer = endpoint.writer(rest_s=rest_s)
    with pytest.raises(WriterFault, match=f"answers {status}"):
        writer.write(QUESTION, excerpts)
    endpoint.model = says(TRUE + "[{0}]")
    if rests:
        with pytest.raises(WriterFault, match=r"failed before and is asked again in \d+ s"):
            writer.write(QUESTION, excerpts)
    else:
        assert writer.write(QUESTION, excerpts).sentences
    assert len(endpoint.asked) == (1 if rests else 2)


def test_an_endpoint_that_is_back_is_asked_again(
    endpoint: Endpoint, sends: Sends, says: Says, excerpts: Excerpts
) -> None:
    endpoint.model = sends(b"", 500)
    writer = endpoint.writer(rest_s=0.0)
    with pytest.raises(WriterFault):
        writer.write(QUESTION, excerpts)
    endpoint.model = says(TRUE + "[{0}]")
    assert isinstance(writer.write(QUESTION, excerpts), Draft)


def test_no_more_questions_wait_for_the_model_than_are_allowed(
    endpoint: Endpoint, says: Says, excerpts: Excerpts
) -> None:
    asked, answer = Event(), Event()

    def model(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        asked.set()
        assert answer.wait(PATIENCE_S)
        says(TRUE + "[{0}]")(handler, body)

    endpoint.model = model
    writer = endpoint.writer(at_once=1)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(writer.write, QUESTION, excerpts)
        assert asked.wait(PATIENCE_S)
        with pytest.raises(WriterFault, match="is being asked 1 questions, which is the limit"):
            writer.write(QUESTION, excerpts)
        answer.set()
        assert first.result().sentences
    assert writer.write(QUESTION, excerpts).sentences


def test_the_writer_is_the_one_of_the_settings(endpoint: Endpoint, says: Says, excerpts: Excerpts) -> None:
    assert ChatWriter.of(load_settings()) is None
    endpoint.model = says(TRUE + "[{0}]")
    writer = ChatWriter.of(load_settings(chat_url=endpoint.url, chat_model="deepseek", chat_key="k"))
    assert writer
    assert writer.write(QUESTION, excerpts).sentences
    (asked,) = endpoint.asked
    assert (asked["model"], endpoint.headers[0]["Authorization"]) == ("deepseek", "Bearer k")
