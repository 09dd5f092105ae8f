"""Responsible units and what they answer for."""

from pydantic import Field

from service.wire.base import Answer, AsOf, Cursor, Day, Generation, Limit, Nearest, NextCursor, Status
from service.wire.fields import Deadline
from service.wire.filters import Filters
from service.wire.search import HitDocument


class UnitQuery(Filters):
    """Of which measures."""

    as_of: AsOf = None
    limit: Limit = 20
    cursor: Cursor = None


class UnitLoad(Answer):
    """How much a unit answers for."""

    name: str = Field(description="canonical; one name in the documents of every place", examples=["市税务局"])
    jurisdictions: list[str] = Field(description="places whose documents name it", examples=[["210200"]])
    measures: int
    by_status: dict[str, int] = Field(examples=[{"running": 12, "past": 3}])


class UnitList(Answer):
    """One page of units, those with the most measures first."""

    generation: Generation
    as_of: Day
    total: int = Field(description="on all pages")
    items: list[UnitLoad]
    nearest: Nearest
    next_cursor: NextCursor


class Task(Answer):
    """A measure that a unit answers for."""

    measure_id: str
    doc_id: str
    number: str | None
    title: str
    section_path: list[str]
    roles: list[str] = Field(examples=[["牵头"]])
    status: Status
    deadlines: list[Deadline]
    document: HitDocument


class UnitView(Answer):
    """One unit and one page of all it answers for, in order of document and position."""

    generation: Generation
    as_of: Day
    name: str = Field(description="as it was asked for", examples=["大连市税务局"])
    total: int = Field(description="measures on all pages")
    by_status: dict[str, int] = Field(description="of the measures on all pages")
    items: list[Task]
    next_cursor: NextCursor
