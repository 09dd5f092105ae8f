import pytest

from index.browse.pinyin import syllables

READINGS = {"银行": "yin hang", "行政": "xing zheng", "行政审批": "xing zheng shen pi", "审批": "shen pi"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("银行", ["yin", "hang"], id="a-word-says-how-it-is-read"),
        pytest.param("银行行政审批", ["yin", "hang", "xing", "zheng", "shen", "pi"], id="the-longest-word"),
        pytest.param("退", ["tui"], id="a-character"),
        pytest.param("“退”税（2）", ["tui", "shui", "2"], id="punctuation-is-not-typed"),
        pytest.param("app办", ["a", "p", "p", "ban"], id="letters-are-themselves"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_what_is_typed(text: str, expected: list[str]) -> None:
    assert syllables(text, READINGS) == expected
