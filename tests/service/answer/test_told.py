import pytest

from service.answer.told import is_told


@pytest.mark.parametrize(
    ("question", "part", "told"),
    [
        pytest.param("房子是2018年买的,能卖吗", "2018年", True, id="beside-a-clause-that-asks"),
        pytest.param("能卖吗,房子是2018年买的", "2018年", True, id="behind-it"),
        pytest.param("房子2018年能卖吗", "2018年", False, id="in-it"),
        pytest.param("房子是2018年买的", "2018年", False, id="nothing-asks"),
        pytest.param("2018年的时候,能卖吗", "2018年", False, id="says-only-when"),
        pytest.param("2018年,能卖吗", "2018年", False, id="by-itself"),
        pytest.param("2018年出的那个办法,能卖吗", "2018年", False, id="names-a-document"),
        pytest.param("我弟在营口,公安管不管", "营口", True, id="asks-by-a-verb-twice"),
    ],
)
def test_what_stands_in_a_clause_that_asks_nothing_is_told(question: str, part: str, told: bool) -> None:
    start = question.index(part)
    assert is_told(question, start, start + len(part)) is told
