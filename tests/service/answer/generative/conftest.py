import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from service.answer.generative.endpoint import ChatEndpoint
from service.answer.generative.writer import ChatWriter
from service.answer.records import Excerpt

PLAN = "大连市优化营商环境行动方案（2026年）"
EXCERPTS = (
    Excerpt(
        "暂时没有生意的企业，可以办理歇业备案，歇业期限最长不超过3年，不得收取费用。", "推行歇业备案", PLAN, "in_force"
    ),
    Excerpt("2026年12月底前，由市税务局牵头，对“专精特新”企业给予10万元奖励。", "落实奖励", PLAN, "in_force"),
)

Model = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@dataclass
class Endpoint:
    """A real server that speaks the protocol, or breaks it, as its model does.

    Attributes:
        asked: the bodies it was sent.
        ended: set when the test is over, for models that wait.
    """

    url: str = ""
    model: Model | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    def writer(
        self, timeout_s: float = 60, rest_s: float = 0.0, key: str = "secret-key", at_once: int = 4
    ) -> ChatWriter:
        return ChatWriter(ChatEndpoint(self.url, "qwen", key=key, timeout_s=timeout_s, rest_s=rest_s, at_once=at_once))


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    running = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            running.asked.append({"path": self.path, **body})
            running.headers.append(dict(self.headers))
            assert running.model
            self.close_connection = True
            running.model(self, body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        running.url = f"http://127.0.0.1:{server.server_port}/v1/"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.ended.set()
        server.shutdown()
        thread.join()


def tokens(body: dict[str, Any]) -> list[str]:
    """Of the excerpts that a model is shown, then the one that says that nothing answers."""
    user, rules = body["messages"][1]["content"], body["messages"][0]["content"]
    return [*re.findall(r"^<材料 (\w+)>$", user, re.M), re.findall(r"\[(\w+)\]$", rules)[0]]


def send(handler: BaseHTTPRequestHandler, content: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(content)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)


def completion(text: str | None, finish_reason: str = "stop", **said: object) -> bytes:
    message = {"role": "assistant", "content": text, **said}
    return json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": finish_reason}]}).encode()


@pytest.fixture
def says() -> Callable[[str], Model]:
    """A model that writes a text, {0} and {1} replaced by the tokens of the first excerpts, {none} by the last one."""

    def saying(text: str) -> Model:
        def model(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
            *given, nothing = tokens(body)
            send(handler, completion(text.format(*given, none=nothing)))

        return model

    return saying


@pytest.fixture
def sends() -> Callable[..., Model]:
    """A model that answers with these bytes."""

    def sending(content: bytes, status: int = 200, **headers: str) -> Model:
        return lambda handler, _: send(handler, content, status, **headers)

    return sending


@pytest.fixture
def completing() -> Callable[..., bytes]:
    return completion


@pytest.fixture
def excerpts() -> tuple[Excerpt, ...]:
    return EXCERPTS
