from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.routes.errors import InvalidCursor, StaleCursor
from service.routes.position import Position
from service.wire.measures import MeasureQuery

DAY = date(2026, 7, 1)


def of(query: MeasureQuery, cursor: str | None = None, resource: str = "measures") -> Position:
    return Position.of(query, resource, cursor, query.as_of)


@given(start=st.integers(0, 2**31 - 1))
def test_a_cursor_leads_to_the_place_that_it_was_given_for(start: int) -> None:
    query = MeasureQuery(as_of=DAY, limit=5)
    cursor = of(query).on("000001-aaaaaaaa").next_cursor(start)
    place = of(MeasureQuery(as_of=DAY, limit=7), cursor)  # the size of a page may change
    assert (place.start, place.as_of, place.generation) == (start, DAY, "000001-aaaaaaaa")


def test_the_day_of_the_first_page_is_that_of_the_others() -> None:
    yesterday = Position(of(MeasureQuery()).query, date(2020, 1, 1)).on("g").next_cursor(3)
    assert of(MeasureQuery(), yesterday).as_of == date(2020, 1, 1)


def test_no_more_pages_have_no_cursor() -> None:
    assert of(MeasureQuery()).on("g").next_cursor(None) is None


def test_a_cursor_is_of_one_generation() -> None:
    cursor = of(MeasureQuery()).on("old").next_cursor(1)
    assert of(MeasureQuery(), cursor).on("old").start == 1
    with pytest.raises(StaleCursor, match="generation old, and new is served"):
        of(MeasureQuery(), cursor).on("new")


@pytest.mark.parametrize(
    ("query", "resource"),
    [
        pytest.param(MeasureQuery(status="past"), "measures", id="another-filter"),
        pytest.param(MeasureQuery(as_of=DAY), "measures", id="another-day"),
        pytest.param(MeasureQuery(), "documents", id="another-resource"),
    ],
)
def test_a_cursor_is_of_one_request(query: MeasureQuery, resource: str) -> None:
    cursor = of(MeasureQuery()).on("g").next_cursor(1)
    with pytest.raises(InvalidCursor):
        of(query, cursor, resource)


@given(cursor=st.text(max_size=200) | st.binary(max_size=100).map(lambda data: data.hex()))
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        of(MeasureQuery(), cursor)


@pytest.mark.parametrize(
    ("start", "generation"), [(-1, "g"), (2**31, "g"), (True, "g"), (1.5, "g"), ("1", "g"), (None, "g"), (1, 7)]
)
def test_a_cursor_that_was_tampered_with_is_refused(start: object, generation: object) -> None:
    forged = Position(of(MeasureQuery()).query, DAY, start, generation)  # type: ignore[arg-type]  # that is the point
    cursor = forged.next_cursor(start) if start is not None else forged.next_cursor([])  # type: ignore[arg-type]
    with pytest.raises(InvalidCursor):
        of(MeasureQuery(), cursor)
