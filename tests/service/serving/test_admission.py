import asyncio
import json
from collections.abc import Callable

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.serving.admission import Admission


class Gate:
    """An application that answers once it is told to."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.asked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await self.open.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})


def guarded(app: ASGIApp, *, places: int, timeout_s: float = 30, stream_timeout_s: float = 30) -> ASGIApp:
    return Admission(app, places, timeout_s, stream_timeout_s)


async def ask(app: ASGIApp, path: str = "/v1/search") -> tuple[int, dict[str, str], dict[str, object]]:
    """Status, headers and body of an answer."""
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        messages.append(message)

    await app({"type": "http", "path": path, "method": "POST", "headers": []}, receive, send)
    headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    return messages[0]["status"], headers, json.loads(messages[1]["body"])


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not is_so():
            await asyncio.sleep(0)


def test_more_than_the_limit_are_refused_at_once() -> None:
    async def scenario() -> None:
        gate = Gate()
        app = guarded(gate, places=2)
        admitted = [asyncio.create_task(ask(app)) for _ in range(2)]
        await until(lambda: gate.asked == 2)
        status, headers, body = await ask(app)
        assert (status, headers["retry-after"], body["code"]) == (503, "1", "overloaded")
        assert body["detail"] == "2 requests are being answered, which is the limit; try again in a second"
        gate.open.set()
        assert [(await task)[0] for task in admitted] == [200, 200]
        assert (await ask(app))[0] == 200  # there is room again
        assert gate.asked == 3

    asyncio.run(scenario())


@pytest.mark.parametrize("path", ["/v1/search", "/documents/plan", "/documents", "/", "/openapi.json"])
def test_pages_have_the_limit_of_the_api(path: str) -> None:
    async def scenario() -> None:
        gate = Gate()
        app = guarded(gate, places=1)
        admitted = asyncio.create_task(ask(app, path))
        await until(lambda: gate.asked == 1)
        assert (await ask(app, path))[2]["code"] == "overloaded"
        gate.open.set()
        assert (await admitted)[0] == 200

    asyncio.run(scenario())


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/widget/v1/zhaoqi-search.js", "/assets/page.css"])
def test_health_and_files_are_given_under_any_load(path: str) -> None:
    async def scenario() -> None:
        gate = Gate()
        app = guarded(gate, places=1)
        admitted = asyncio.create_task(ask(app))
        await until(lambda: gate.asked == 1)
        health = asyncio.create_task(ask(app, path))
        await until(lambda: gate.asked == 2)
        gate.open.set()
        assert [(await admitted)[0], (await health)[0]] == [200, 200]

    asyncio.run(scenario())


def test_what_takes_too_long_is_answered_for_and_keeps_its_place() -> None:
    async def scenario() -> None:
        gate = Gate()
        app = guarded(gate, places=1, timeout_s=0.05)
        status, headers, body = await ask(app)
        assert (status, headers["retry-after"], body["code"]) == (503, "1", "timeout")
        assert (await ask(app))[2]["code"] == "overloaded"  # its work goes on
        gate.open.set()
        await asyncio.sleep(0.01)
        assert (await ask(app))[0] == 200

    asyncio.run(scenario())


def test_a_client_that_reads_nothing_loses_its_place() -> None:
    async def stuck(message: Message) -> None:
        await asyncio.Event().wait()

    async def nothing() -> Message:
        return {"type": "http.request", "body": b""}

    async def scenario() -> None:
        gate = Gate()
        gate.open.set()
        app = guarded(gate, places=1, timeout_s=0.05)
        async with asyncio.timeout(30):
            await app({"type": "http", "path": "/v1/measures", "method": "GET", "headers": []}, nothing, stuck)
        assert (await ask(app))[0] == 200

    asyncio.run(scenario())


def test_an_answer_that_is_read_for_too_long_is_cut_off() -> None:
    """Each part is taken at once, so that only the limit of the whole can end it."""

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while True:
            await send({"type": "http.response.body", "body": b"line", "more_body": True})

    async def nothing() -> Message:
        return {"type": "http.request", "body": b""}

    async def take(message: Message) -> None:
        taken.append(message)
        await asyncio.sleep(0)

    taken: list[Message] = []

    async def scenario() -> None:
        app = guarded(endless, places=1, stream_timeout_s=0.05)
        scope = {"type": "http", "path": "/v1/measures", "method": "GET", "headers": []}
        async with asyncio.timeout(30):
            await app(scope, nothing, take)
            await app(scope, nothing, take)  # there is room again

    asyncio.run(scenario())
    assert [message["status"] for message in taken if "status" in message] == [200, 200]
    assert all(message.get("more_body") for message in taken if "body" in message)


def test_a_bug_passes_through() -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(ask(guarded(broken, places=1)))
