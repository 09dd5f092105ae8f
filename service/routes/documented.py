"""What the OpenAPI document says of the errors that many routes share."""

from typing import Any

from index.errors import QueryError, SnapshotError
from ingest.errors import CatalogError, ZhaoqiError
from service.errors import BodyTooLarge, BodyTooSlow, NotReady, Overloaded, TooSlow
from service.problems import MEDIA_TYPE, responses
from service.routes.errors import InvalidCursor, StaleCursor

Responses = dict[int | str, dict[str, Any]]

_BODY: Responses = {
    status: {
        "description": codes,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, codes in {400: "`bad_request` or `malformed_body`", 415: "`unsupported_media_type`"}.items()
}


def errors(*own: type[ZhaoqiError], body: bool = False, paged: bool = False, catalog: bool = False) -> Responses:
    """The errors of a route that reads the index.

    Args:
        own: that only it has.
        body: whether it takes one.
        paged: whether it takes a cursor.
        catalog: whether it reads the catalog as well.
    """
    types = [NotReady, Overloaded, TooSlow, SnapshotError, QueryError, *own]
    types += [BodyTooLarge, BodyTooSlow] if body else []
    types += [InvalidCursor, StaleCursor] if paged else []
    types += [CatalogError] if catalog else []
    return responses(*types) | (_BODY if body else {})
