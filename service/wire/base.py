"""What all shapes share."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

MAX_LIMIT = 100
MAX_CURSOR = 500

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Request(BaseModel):
    """What a client sends; a name that does not exist is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """What the service sends; an older client passes over what it does not know."""

    model_config = ConfigDict(extra="ignore", frozen=True, from_attributes=True)


def _iso(stated: object) -> object:
    """Numbers and timestamps are dates to pydantic, not to us."""
    if isinstance(stated, str) and not _DAY.fullmatch(stated):
        raise PydanticCustomError("date_iso", "takes a date as YYYY-MM-DD")
    if not isinstance(stated, str | date):
        raise PydanticCustomError("date_iso", "takes a string, a date as YYYY-MM-DD")
    return stated


Span = Annotated[
    tuple[int, int],
    Field(description="range of the document's text in Unicode code points, end exclusive", examples=[[120, 156]]),
]
Day = Annotated[date, BeforeValidator(_iso), Field(examples=["2026-06-30"])]
Status = Literal["running", "due", "open", "past"]
DocumentStatus = Literal["not_yet", "in_force", "expired", "superseded", "withdrawn", "unknown"]
Kind = Literal["plan", "regulation", "report", "press", "notice"]
Nature = Literal["commitment", "result", "rule", "context"]

AsOf = Annotated[Day | None, Field(description="the day of all statuses; by default today in Asia/Shanghai")]
Cursor = Annotated[
    str | None,
    Field(
        min_length=1,
        max_length=MAX_CURSOR,
        description="`next_cursor` of the page before, with the other parameters unchanged",
    ),
]
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT, description="items wanted")]
NextCursor = Annotated[
    str | None, Field(description="for the next page; null on the last one; void once the generation changes")
]
Generation = Annotated[str, Field(description="of the index that answered", examples=["000003-580fe20f"])]
Nearest = Annotated[
    dict[str, list[str]],
    Field(
        description="for each filter value that the index does not know, as name=value, the nearest known ones",
        examples=[{"unit=市税务": ["市税务局"]}],
    ),
]


class DayQuery(Request):
    """On which day."""

    as_of: AsOf = None
