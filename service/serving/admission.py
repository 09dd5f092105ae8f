"""So many requests at once and no more, each for so long and no longer."""

import asyncio
from contextlib import suppress

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import Overloaded, TooSlow
from service.problems import problem_of, respond
from service.serving.metrics import REFUSED

UNGUARDED = ("/healthz", "/readyz", "/metrics", "/widget/", "/portal/", "/assets/")
"""What is answered under any load: health, metrics, and files, which take next to nothing."""


class Admission:
    """ASGI middleware that refuses what it has no place for, and answers for what takes too long.

    A thread can't be stopped: a request that was given up keeps its place until its thread ends. One whose client reads
    nothing for as long as an answer may take gives up its place.
    """

    def __init__(self, app: ASGIApp, max_concurrency: int, timeout_s: float) -> None:
        self._app, self._max_concurrency, self._timeout_s = app, max_concurrency, timeout_s
        self._running: set[asyncio.Future[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Admit a request or refuse it."""
        if scope["type"] != "http" or scope["path"].startswith(UNGUARDED):
            await self._app(scope, receive, send)
        elif len(self._running) >= self._max_concurrency:
            await _refuse(Overloaded(limit=self._max_concurrency), scope, receive, send)
        else:
            await self._run(scope, receive, send)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _Answer(send, self._timeout_s)
        task = asyncio.ensure_future(self._app(scope, receive, answer.send))
        self._running.add(task)
        task.add_done_callback(self._forget)
        try:
            done, _ = await asyncio.wait({task}, timeout=self._timeout_s)
            if done or answer.has_begun:
                with suppress(ClientDisconnect):
                    await task
                return
        except asyncio.CancelledError:
            task.cancel()
            raise
        answer.is_late = True
        await _refuse(TooSlow(limit_s=self._timeout_s), scope, receive, send)

    def _forget(self, task: asyncio.Future[None]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # of one that was given up, no one asks for it


class _Answer:
    """Passes messages on until it is too late for them."""

    def __init__(self, send: Send, timeout_s: float) -> None:
        self._send, self._timeout_s = send, timeout_s
        self.has_begun = self.is_late = False

    async def send(self, message: Message) -> None:
        if self.is_late:
            return
        self.has_begun = True
        try:
            async with asyncio.timeout(self._timeout_s):
                await self._send(message)
        except TimeoutError:  # the client reads nothing; the server closes what ends without its end
            self.is_late = True
            raise ClientDisconnect from None


async def _refuse(error: Overloaded | TooSlow, scope: Scope, receive: Receive, send: Send) -> None:
    REFUSED.labels(error.code).inc()
    await respond(problem_of(error), error.headers, scope.get("zhaoqi.request_id"))(scope, receive, send)
