import pytest

from ingest.repair.list_numbers import lost_digits


@pytest.mark.parametrize(
    ("lines", "digits"),
    [
        pytest.param(["（?）甲", "（?）乙"], ["1", "2"], id="counted-from-one"),
        pytest.param(["（3）甲", "（?）乙"], [None, "4"], id="counted-on-from-a-number-that-is-left"),
        pytest.param(["（?）甲", "正文", "（?）乙"], ["1", None, "2"], id="text-between-items"),
        pytest.param(["（?）甲", "（二）乙", "（?）丙"], ["1", None, "1"], id="a-heading-starts-anew"),
        pytest.param(["（9）甲", "（?0）乙"], [None, "1"], id="two-digits"),
        pytest.param(["（9）甲", "（?）乙", "（?）丙"], [None, None, None], id="does-not-fit-and-ends-the-count"),
        pytest.param(["  (?)甲"], ["1"], id="half-width-and-indented"),
        pytest.param(["由省（?）甲", "为什么?"], [None, None], id="no-list"),
    ],
)
def test_lost_digits(lines: list[str], digits: list[str | None]) -> None:
    assert list(lost_digits(lines)) == digits
