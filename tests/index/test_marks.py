import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.marks import marks


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        pytest.param("报退合一办理", ["报退", "退合", "合一"], ["报退合一"], id="overlapping-pairs"),
        pytest.param("歇业与注销", ["注销", "歇业"], ["歇业", "注销"], id="in-text-order"),
        pytest.param("繁體的報退", ["报退"], ["報退"], id="traditional"),
        pytest.param("ＡＩ企业 AI", ["ai"], ["ＡＩ", "AI"], id="width-and-case"),
        pytest.param("第12345号与345", ["345"], ["345"], id="numbers-whole"),
        pytest.param("没有", ["注销"], [], id="none"),
        pytest.param("没有", [], [], id="no-terms"),
        pytest.param("a.b(c", ["a.b(c"], ["a.b(c"], id="no-pattern"),
    ],
)
def test_marks(text: str, terms: list[str], expected: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text, terms)] == expected


@given(st.text(max_size=60), st.lists(st.text("甲乙a1 ", max_size=3)))
def test_marks_lie_in_the_text_and_apart(text: str, terms: list[str]) -> None:
    places = [place for mark in marks(text, terms) for place in mark]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)
