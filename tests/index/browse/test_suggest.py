from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.browse.suggest import Suggester, Suggestion, suggester
from index.snapshot.reader import open_current
from ingest.records import Document

TEXTS = ("市税务局", "税务登记", "全市税务工作", "纳税", "银行贷款", "食品许可", "12345热线")
SUGGESTER = Suggester([Suggestion(text, "term") for text in TEXTS], {"银行": "yin hang"})


@pytest.mark.parametrize(
    ("begun", "expected"),
    [
        pytest.param("税务", ["税务登记", "市税务局", "全市税务工作"], id="beginning-before-inside"),
        pytest.param("稅務", ["税务登记", "市税务局", "全市税务工作"], id="traditional"),
        pytest.param("swj", ["市税务局"], id="initials"),
        pytest.param("SW", ["税务登记"], id="two-initials-only-at-the-beginning"),
        pytest.param("swg", ["全市税务工作"], id="three-initials-inside"),
        pytest.param("yinhang", ["银行贷款"], id="pinyin-of-the-word"),
        pytest.param("yin hang", ["银行贷款"], id="with-a-blank"),
        pytest.param("naʼ", [], id="no-letters"),
        pytest.param("shuiwu", ["税务登记", "市税务局", "全市税务工作"], id="pinyin-beginning-before-inside"),
        pytest.param("12345r", ["12345热线"], id="digits-and-initials"),
        pytest.param("１２３", ["12345热线"], id="full-width"),
        pytest.param("  ", [], id="blanks"),
        pytest.param("税\n务", [], id="line-end"),
    ],
)
def test_suggestions(begun: str, expected: list[str]) -> None:
    assert [suggestion.text for suggestion in SUGGESTER.suggest(begun, 10)] == expected


@given(begun=st.text(max_size=20), limit=st.integers(1, 5))
def test_no_suggestion_comes_twice_and_no_more_than_wanted(begun: str, limit: int) -> None:
    found = SUGGESTER.suggest(begun, limit)
    assert len(found) == len(set(found)) <= limit


def test_the_suggestions_of_a_snapshot(
    document: Callable[..., Document], build_index: Callable[..., str], root: Path
) -> None:
    build_index(
        document("a", "歇业备案：可以歇业。||市税务局|免申即享", "退出：注销。", title="大连方案"),
        document("b", "退出：清算。", title="沈阳方案"),
    )
    snapshot = open_current(root)
    suggest = suggester(snapshot).suggest
    assert suggest("市", 9) == [Suggestion("市税务局", "unit")]
    assert Suggestion("免申即享", "term") in suggest("msjx", 9)
    titled = snapshot.contents.packed_measure(0)["measure_id"]
    assert Suggestion("歇业备案", "title", titled, "a") in suggest("歇业", 9)
    assert suggest("退出", 9)[-1] == Suggestion("退出", "title")  # of two measures
    assert suggest("方案", 9) == [
        Suggestion("大连方案", "document", None, "a"),
        Suggestion("沈阳方案", "document", None, "b"),
    ]
    assert suggester(snapshot) is suggester(snapshot)
