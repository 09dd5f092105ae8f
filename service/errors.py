"""Errors of the service, below the root that `ingest.errors` draws.

ZhaoqiError
└── ServiceError
    ├── NotReady            the index is still being opened
    ├── Overloaded          more requests at once than the limit
    ├── TooSlow             an answer took longer than the limit
    ├── BodyTooLarge        a request has more bytes than the limit
    ├── BodyTooSlow         a request did not arrive in time
    ├── KeyRequired         a write without a key
    ├── QueryLogError       the query log can't be read or written
    └── CannotListen        the address is taken, or is none
"""

from typing import ClassVar

from ingest.errors import ZhaoqiError


class ServiceError(ZhaoqiError):
    """A request that can't be answered as asked.

    Attributes:
        status: of HTTP.
        code: what clients tell errors by; never changes.
        headers: of the response.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"

    def __init__(self, why: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(why)
        self.headers = headers or {}


class _TryLater(ServiceError):
    status = 503

    def __init__(self, why: str, *, retry_after_s: int = 1) -> None:
        super().__init__(why, headers={"Retry-After": str(retry_after_s)})


class NotReady(_TryLater):
    """The index is still being opened, or there is none yet."""

    code = "not_ready"


class Overloaded(_TryLater):
    """More requests at once than the limit."""

    code = "overloaded"

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"{limit:,} requests are being answered, which is the limit; try again in a second")


class TooSlow(_TryLater):
    """An answer took longer than the limit."""

    code = "timeout"

    def __init__(self, *, limit_s: float) -> None:
        super().__init__(f"the answer was not ready within {limit_s:g} s; try again in a second")


class BodyTooLarge(ServiceError):
    """A request has more bytes than the limit."""

    status = 413
    code = "body_too_large"

    def __init__(self, *, limit_bytes: int) -> None:
        super().__init__(f"the body has more than {limit_bytes:,} bytes, which is the limit")


class BodyTooSlow(ServiceError):
    """A request did not arrive in time."""

    status = 408
    code = "body_too_slow"

    def __init__(self, *, limit_s: float) -> None:
        super().__init__(f"the body did not arrive within {limit_s:g} s", headers={"Connection": "close"})


class KeyRequired(ServiceError):
    """A write without a key."""

    status = 401
    code = "key_required"

    def __init__(self) -> None:
        super().__init__("this takes an API key, and none has been issued", headers={"WWW-Authenticate": "Bearer"})


class QueryLogError(ServiceError):
    """The query log can't be read or written."""

    status = 503
    code = "query_log_unavailable"


class CannotListen(ServiceError):
    """The address is taken, or is none."""

    status = 500
    code = "internal"

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"can't listen on {host} port {port}: {why}; choose another with --host and --port")
