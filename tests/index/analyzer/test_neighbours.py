from collections.abc import Callable

import pytest

from index.analyzer.neighbours import Neighbours
from index.analyzer.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def neighbours(vocabulary_of: Callable[..., Vocabulary]) -> Neighbours:
    return Neighbours(vocabulary_of("营业执照", "公司注销 logistics", "企业公司", "西安"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("营业执找", id="replaced"),
        pytest.param("营业照", id="left-out"),
        pytest.param("营业的执照", id="put-in"),
    ],
)
def test_words_one_edit_away(neighbours: Neighbours, text: str) -> None:
    assert neighbours.alike(text) == ["营业执照"]


@pytest.mark.parametrize("text", ["营业", "营亚执找", "执照营业", ""])
def test_words_further_away_are_not_alike(neighbours: Neighbours, text: str) -> None:
    assert neighbours.alike(text) == []


def test_latin_terms_are_words_too(neighbours: Neighbours) -> None:
    assert neighbours.alike("logistic") == ["logistics"]


def test_homophones_share_a_character(neighbours: Neighbours) -> None:
    assert neighbours.homophones("注消", "zhuxiao") == ["注销"]
    assert neighbours.homophones("竹箫", "zhuxiao") == []
    assert neighbours.homophones("注销", "zhuxiao") == []


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        pytest.param("zhuxiao", [["注销"]], id="a-word"),
        pytest.param("yingyezhizhaozhuxiao", [["营业执照"], ["注销"]], id="two-words"),
        pytest.param("gongsix", [], id="not-all-of-it"),
        pytest.param("gongsi" * 20, [], id="too-long"),
        pytest.param("", [], id="empty"),
    ],
)
def test_pinyin(neighbours: Neighbours, letters: str, words: list[list[str]]) -> None:
    assert neighbours.spelled(letters) == words


def test_initials_of_longer_words(neighbours: Neighbours) -> None:
    assert neighbours.abbreviated("yyzz") == ["营业执照"]
    assert neighbours.abbreviated("zx") == []
