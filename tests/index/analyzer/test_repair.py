from collections.abc import Callable

import pytest

from index.analyzer.repair import Repair
from index.analyzer.tokenizer import Analyzer
from index.analyzer.vocabulary import Vocabulary

Meant = Callable[[str], list[tuple[str, tuple[str, ...]]]]


@pytest.fixture(scope="module")
def meant(analyzer: Analyzer, vocabulary_of: Callable[..., Vocabulary]) -> Meant:
    """The parts of a folded query and what may be meant by them, in an index of a few words."""
    repair = Repair(
        vocabulary_of("天体", "提前告知", "注销", "公司", "补贴", "人工智能", "通行", "支点", "国有", "chang"), analyzer
    )

    def propose(query: str) -> list[tuple[str, tuple[str, ...]]]:
        found = repair.proposals(query, list(analyzer.runs(query)))
        return [(query[proposal.start : proposal.end], proposal.targets) for proposal in found]

    return propose


@pytest.mark.parametrize(
    ("query", "proposals"),
    [
        pytest.param("公司注消补帖", [("注消", ("注销",)), ("补帖", ("补贴",))], id="two-places"),
        pytest.param("人工智障", [("人工智障", ("人工智能",))], id="looks-alike"),
        pytest.param("三天提前告知", [], id="a-character-of-a-known-word-is-no-error"),
        pytest.param("公司补贴", [], id="known-words-that-never-met"),
        pytest.param("同行", [], id="a-common-word-is-no-error"),
        pytest.param("外国游客", [], id="what-two-common-words-meet-in-is-none"),
        pytest.param("值点", [], id="common-words-that-sound-like-another-are-none"),
        pytest.param("zhu'xiao gongsi", [("zhu'xiao gongsi", ("注销", "公司"))], id="pinyin-over-words"),
        pytest.param("zhuxiao，gongsi", [("zhuxiao", ("注销",)), ("gongsi", ("公司",))], id="pinyin-parted-by-a-mark"),
        pytest.param("zhuxiao xyz", [("zhuxiao", ("注销",))], id="pinyin-beside-another-word"),
        pytest.param("chang", [], id="latin-that-the-index-holds"),
        pytest.param("zx", [], id="two-initials-mean-too-much"),
        pytest.param("", [], id="empty"),
    ],
)
def test_proposals(meant: Meant, query: str, proposals: list[tuple[str, tuple[str, ...]]]) -> None:
    assert meant(query) == proposals


@pytest.mark.parametrize(
    ("query", "heard"),
    [
        pytest.param("wanshangqunalichifan", "晚上去那里吃饭", id="general-language"),
        pytest.param("zhuxiao", "注销", id="words-of-the-index"),
        pytest.param("OPC wanshang chifan", "OPC wanshang chifan", id="beside-another-word"),
        pytest.param("公司注销", "公司注销", id="no-pinyin"),
    ],
)
def test_pinyin_is_heard_as_words(
    analyzer: Analyzer, vocabulary_of: Callable[..., Vocabulary], query: str, heard: str
) -> None:
    repair = Repair(vocabulary_of("注销", "公司"), analyzer)
    assert repair.heard(query, list(analyzer.runs(query.lower()))) == heard


def test_a_long_query_is_repaired_in_its_first_places_only(meant: Meant) -> None:
    assert 0 < len(meant("注消补帖" * 250)) <= 6
