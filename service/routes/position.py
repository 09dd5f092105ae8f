"""Where a page of a list begins, and the cursor that says so."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Self

from pydantic import BaseModel

from ingest.status import today
from service.routes.errors import InvalidCursor, StaleCursor

_MAY_CHANGE = {"cursor", "limit", "k"}  # from page to page
_LAST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the answer to a request.

    Attributes:
        query: hash of the request, without what may change from page to page.
        as_of: the day of the first page, so that a list does not change at midnight.
        start: the first number that may be on the page; what is numbered is up to the list.
        generation: that the page belongs to; None on the first page until `on` has said so.
    """

    query: str
    as_of: date
    start: int = 0
    generation: str | None = None

    @classmethod
    def of(cls, asked: BaseModel, resource: str, cursor: str | None, as_of: date | None) -> Self:
        """The place that a request asks for.

        Args:
            asked: all parameters of the request.
            resource: what is listed.
            cursor: of the request.
            as_of: of the request.

        Raises InvalidCursor for a cursor that was not given for such a request.
        """
        query = _digest(resource, asked)
        if cursor is None:
            return cls(query, as_of or today())
        place = cls._decoded(cursor)
        if place.query != query:
            raise InvalidCursor
        return place

    def on(self, generation: str) -> Self:
        """The place in a generation. Raises StaleCursor when it belongs to another one."""
        if self.generation not in (None, generation):
            raise StaleCursor(cursor_generation=str(self.generation), generation=generation)
        return replace(self, generation=generation)

    def next_cursor(self, start: int | None) -> str | None:
        """The cursor of the page that begins at a number; None for None."""
        if start is None:
            return None
        packed = json.dumps([self.query, self.as_of.isoformat(), start, self.generation])
        return urlsafe_b64encode(packed.encode()).decode().rstrip("=")

    @classmethod
    def _decoded(cls, cursor: str) -> Self:
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            query, as_of, start, generation = json.loads(urlsafe_b64decode(padded.encode("ascii")))
            place = cls(query, date.fromisoformat(as_of), start, generation)
        except (ValueError, TypeError, RecursionError):
            raise InvalidCursor from None
        if type(start) is not int or not 0 <= start <= _LAST or not isinstance(generation, str):
            raise InvalidCursor
        return place


def _digest(resource: str, asked: BaseModel) -> str:
    stated = asked.model_dump_json(exclude=_MAY_CHANGE, exclude_none=True)
    return blake2b(f"{resource}\n{stated}".encode(), digest_size=16).hexdigest()
