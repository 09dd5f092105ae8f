from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.browse.units import UnitLoad, roles_of, status_counts, unit_loads
from index.snapshot.build import Recipe, build
from index.snapshot.reader import Snapshot, open_current
from ingest.records import Document, Fields, Measure, Nature, Span, Unit

DAY = date(2024, 8, 1)


@pytest.fixture
def snapshot(document: Callable[..., Document], root: Path, recipe: Recipe) -> Snapshot:
    plan = document("a", "一：甲。|2024-07|市税务局", "二：乙。||市税务局", "三：丙。||市水务局", jurisdiction="210200")
    build([plan, document("b", "四：丁。|2024-12|市水务局"), document("c", "五：戊。")], root, recipe)
    return open_current(root)


def test_loads_count_measures_by_unit_place_and_status(snapshot: Snapshot) -> None:
    assert unit_loads(snapshot, np.arange(5), DAY) == [
        UnitLoad("市水务局", ("210200",), 2, {"running": 1, "open": 1}),
        UnitLoad("市税务局", ("210200",), 2, {"open": 1, "past": 1}),
    ]


def test_only_the_rows_that_are_asked_for_count(snapshot: Snapshot) -> None:
    assert unit_loads(snapshot, np.array([1, 4]), DAY) == [UnitLoad("市税务局", ("210200",), 1, {"open": 1})]
    assert unit_loads(snapshot, np.array([], np.int64), DAY) == []


def test_statuses_of_rows_are_counted(snapshot: Snapshot) -> None:
    assert status_counts(snapshot, np.array([0, 1, 3]), DAY) == {"running": 1, "open": 1, "past": 1}
    assert status_counts(snapshot, np.array([], np.int64), DAY) == {}


@pytest.mark.parametrize(
    ("unit", "jurisdiction", "roles"),
    [
        pytest.param("市税务局", "210200", ("牵头", "责任"), id="canonical"),
        pytest.param("大连市税务局", "210200", ("牵头", "责任"), id="with-its-own-place"),
        pytest.param("大连市税务局", "210100", (), id="of-another-place"),
        pytest.param("市水务局", "210200", ("责任",), id="another-unit"),
    ],
)
def test_roles_are_those_of_the_unit(unit: str, jurisdiction: str, roles: tuple[str, ...]) -> None:
    span = Span(0, 1)
    named = [("市税务局", "牵头"), ("市水务局", "责任"), ("市税务局", "责任"), ("市税务局", "牵头")]
    fields = Fields(units=tuple(Unit(span, name, name, role) for name, role in named))
    measure = Measure("m", None, (), "", span, span, span, Nature.COMMITMENT, (), fields)
    assert roles_of(measure, unit, jurisdiction) == roles
