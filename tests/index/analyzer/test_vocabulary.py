from collections.abc import Callable
from math import log

import pytest

from index.analyzer.vocabulary import Vocabulary

VocabularyOf = Callable[..., Vocabulary]


@pytest.fixture(scope="module")
def vocabulary(vocabulary_of: VocabularyOf) -> Vocabulary:
    return vocabulary_of("企业注销", "企业开办", "重庆的营业执照")


def test_idf_is_that_of_lucene(vocabulary: Vocabulary) -> None:
    assert vocabulary.idf("企业") == pytest.approx(log(1 + (3 - 2 + 0.5) / (2 + 0.5)))
    assert vocabulary.idf("没有") == pytest.approx(log(1 + (3 - 0 + 0.5) / (0 + 0.5)))


def test_words_are_those_whose_terms_occur(vocabulary: Vocabulary) -> None:
    assert vocabulary.readings["注销"] == "zhu xiao"
    assert vocabulary.readings["营业执照"] == "ying ye zhi zhao"
    assert "税务" not in vocabulary.readings


def test_a_reading_is_that_of_the_word(vocabulary: Vocabulary) -> None:
    assert vocabulary.readings["重庆"] == "chong qing"  # not zhong


@pytest.mark.parametrize(("word", "is_known"), [("营业执照", True), ("开办注销", False), ("税", False)])
def test_a_word_is_known_by_its_terms(vocabulary: Vocabulary, word: str, is_known: bool) -> None:
    assert vocabulary.knows(word) is is_known


def test_bytes_and_back(vocabulary: Vocabulary) -> None:
    assert Vocabulary.from_bytes(vocabulary.to_bytes()) == vocabulary
