"""Every request gets an id, a line in the log, a time in the metrics and the security headers, whatever it ends in."""

import logging
import re
from contextvars import ContextVar
from time import perf_counter
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import internal, respond
from service.serving.metrics import REQUESTS

HEADER = "X-Request-ID"
REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",  # what CORS lets through may be embedded
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "POST")  # others, and unknown addresses, are counted together
_OTHER = "other"

logger = logging.getLogger(__name__)


class Requests:
    """ASGI middleware, outermost."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Follow a request to its end."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        followed = _Followed(scope, send)
        token = REQUEST_ID.set(followed.id)
        try:
            await self._app(scope, receive, followed.send)
        except Exception:
            logger.exception("a bug")
            if not followed.status:
                await respond(internal(), request_id=followed.id)(scope, receive, followed.send)
        finally:
            followed.end()
            REQUEST_ID.reset(token)


class _Followed:
    def __init__(self, scope: Scope, send: Send) -> None:
        self._started = perf_counter()
        self._scope, self._send = scope, send
        given = Headers(scope=scope).get(HEADER, "")
        self.id = scope["zhaoqi.request_id"] = given if _GIVEN_ID.fullmatch(given) else uuid4().hex
        self.status = 0  # until an answer begins

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[HEADER] = self.id
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    def end(self) -> None:
        """Log and count. The query string stays out of the log: it is what a person asked."""
        seconds = perf_counter() - self._started
        route = getattr(self._scope.get("route"), "path", _OTHER)
        method = self._scope["method"] if self._scope["method"] in _METHODS else _OTHER
        REQUESTS.labels(method, route, str(self.status)).observe(seconds)
        facts = {"method": method, "route": route, "status": self.status, "ms": round(seconds * 1000, 1)}
        logger.info("request", extra={"facts": facts})
