"""So many requests at once and no more, each for so long and no longer."""

import asyncio
from contextlib import suppress
from math import inf

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import Overloaded, TooSlow
from service.problems import problem_of, respond
from service.serving.metrics import REFUSED

UNGUARDED = ("/healthz", "/readyz", "/metrics", "/widget/", "/portal/", "/assets/")
"""What is answered under any load: health, metrics, and files, which take next to nothing."""


class Admission:
    """ASGI middleware that refuses what it has no place for, and answers for what takes too long.

    A thread can't be stopped: a request that was given up keeps its place until its thread ends. An answer that has
    begun is cut off, and gives up its place, when its client reads nothing for as long as an answer may take, or has
    not read the whole of it in the time for that.
    """

    def __init__(self, app: ASGIApp, max_concurrency: int, timeout_s: float, stream_timeout_s: float) -> None:
        """Guard an application.

        Args:
            app: the application.
            max_concurrency: requests at once.
            timeout_s: until an answer has to begin, and between two parts of it.
            stream_timeout_s: from the beginning of an answer to its end.
        """
        self._app, self._max_concurrency = app, max_concurrency
        self._timeout_s, self._stream_timeout_s = timeout_s, stream_timeout_s
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
        answer = _Answer(send, self._timeout_s, self._stream_timeout_s)
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

    def __init__(self, send: Send, part_s: float, whole_s: float) -> None:
        self._send, self._part_s, self._whole_s = send, part_s, whole_s
        self._until = inf
        self.has_begun = self.is_late = False

    async def send(self, message: Message) -> None:
        if self.is_late:
            return
        now = asyncio.get_running_loop().time()
        if not self.has_begun:
            self.has_begun, self._until = True, now + self._whole_s
        try:
            if now >= self._until:  # a client that reads a little at a time may never let a part wait
                raise TimeoutError
            async with asyncio.timeout_at(min(now + self._part_s, self._until)):
                await self._send(message)
        except TimeoutError:  # the server closes what ends without its end
            self.is_late = True
            raise ClientDisconnect from None


async def _refuse(error: Overloaded | TooSlow, scope: Scope, receive: Receive, send: Send) -> None:
    REFUSED.labels(error.code).inc()
    await respond(problem_of(error), error.headers, scope.get("zhaoqi.request_id"))(scope, receive, send)
