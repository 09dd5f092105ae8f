import pytest

from ingest.repair.list_numbers import lost_digits


@pytest.mark.parametrize(
    ("lines", "digits"),
    [
        pytest.param(["（?）甲", "（?）乙"], {0: "1", 1: "2"}, id="counted-from-one"),
        pytest.param(["（3）甲", "（?）乙"], {1: "4"}, id="counted-on-from-a-number-that-is-left"),
        pytest.param(["（?）甲", "正文", "（?）乙"], {0: "1", 2: "2"}, id="text-between-items"),
        pytest.param(
            ["（?）甲", "（?）乙", "（二）丙", "（?）丁", "（?）戊"],
            {0: "1", 1: "2", 3: "1", 4: "2"},
            id="a-heading-starts-anew",
        ),
        pytest.param(["（9）甲", "（?0）乙"], {1: "1"}, id="two-digits"),
        pytest.param(["（9）甲", "（?）乙", "（?）丙"], {}, id="does-not-fit-and-ends-the-count"),
        pytest.param(["  (?)甲", "  (?)乙"], {0: "1", 1: "2"}, id="half-width-and-indented"),
        pytest.param(["由省（?）甲", "为什么?"], {}, id="no-list"),
        pytest.param(["（?）甲", "（二）乙"], {}, id="single-item"),
    ],
)
def test_lost_digits(lines: list[str], digits: dict[int, str]) -> None:
    assert lost_digits(lines) == digits
