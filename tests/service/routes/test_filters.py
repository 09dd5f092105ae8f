import pytest

from index.filters.compile import CLOSED, FILTERS
from service.wire.filters import Filters


def test_the_wire_knows_every_filter() -> None:
    assert tuple(Filters.model_fields) == FILTERS


@pytest.mark.parametrize("name", CLOSED)
def test_the_wire_takes_every_value_of_a_closed_list(name: str) -> None:
    every = list(CLOSED[name])
    assert Filters.model_validate({name: every}).stated() == {name: every}


@pytest.mark.parametrize(
    ("given", "stated"),
    [
        pytest.param({}, {}, id="none"),
        pytest.param({"unit": "市税务局"}, {"unit": ["市税务局"]}, id="one-value"),
        pytest.param({"unit": ["a", "b"], "kind": "plan"}, {"kind": ["plan"], "unit": ["a", "b"]}, id="several"),
    ],
)
def test_only_what_is_stated_filters(given: dict[str, object], stated: dict[str, list[str]]) -> None:
    assert Filters.model_validate(given).stated() == stated
