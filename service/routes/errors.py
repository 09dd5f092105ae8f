"""Errors of single routes, below the root that `service.errors` draws.

ServiceError
├── InvalidCursor           a cursor of another list, or none at all
├── StaleCursor             a cursor of another generation
├── UnknownUnit             no document names the unit
├── OriginalNotKept         a document that only the index holds
└── TooManyRows             more than one file should hold
"""

from collections.abc import Sequence

from service.errors import ServiceError


class InvalidCursor(ServiceError):
    """A cursor that was not given for this list."""

    status = 422
    code = "invalid_cursor"

    def __init__(self) -> None:
        super().__init__("cursor: was not given for these parameters; take `next_cursor` of the page before, as it is")


class StaleCursor(ServiceError):
    """The index has changed since the cursor was given."""

    status = 410
    code = "stale_cursor"

    def __init__(self, *, cursor_generation: str, generation: str) -> None:
        super().__init__(
            f"cursor: belongs to generation {cursor_generation}, and {generation} is served; begin with the first page"
        )


class UnknownUnit(ServiceError):
    """No document names the unit."""

    status = 404
    code = "unknown_unit"

    def __init__(self, name: str, *, nearest: Sequence[str]) -> None:
        like = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"no measure names the unit {name!r}{like}")


class OriginalNotKept(ServiceError):
    """The bytes of a document are not in the catalog."""

    status = 404
    code = "original_not_kept"

    def __init__(self, doc_id: str) -> None:
        super().__init__(f"the catalog does not hold the bytes that {doc_id!r} was read from; its text is at /text")


class TooManyRows(ServiceError):
    """More measures match than one file should hold."""

    status = 422
    code = "too_many_rows"

    def __init__(self, *, rows: int, limit: int) -> None:
        super().__init__(f"{rows:,} measures match, a table holds {limit:,}; narrow the filters, or page through JSON")
