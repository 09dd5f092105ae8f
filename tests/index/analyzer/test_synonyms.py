import pytest

from index.analyzer.fold import fold
from index.analyzer.synonyms import FILE, SynonymEntry, SynonymFile, Synonyms, project_synonyms
from index.analyzer.tokenizer import Analyzer
from ingest.lexicon.table import read_table

ENTRIES = read_table(FILE, SynonymFile).entry


def find(synonyms: Synonyms, query: str) -> list[tuple[str, tuple[str, ...]]]:
    folded = fold(query).text
    return [(folded[found.start : found.end], found.targets) for found in synonyms.find(folded)]


@pytest.fixture(scope="module")
def synonyms() -> Synonyms:
    return Synonyms(
        [
            SynonymEntry(lay=("停业",), official=("歇业",), source="test"),
            SynonymEntry(lay=("停业整顿",), official=("责令停产停业",), source="test"),
            SynonymEntry(lay=("tax refund",), official=("退税",), source="test"),
        ]
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("公司停业了", [("停业", ("歇业",))], id="inside-of-a-sentence"),
        pytest.param("停業", [("停业", ("歇业",))], id="traditional"),
        pytest.param("停 业", [("停 业", ("歇业",))], id="spaces-do-not-count"),
        pytest.param("停业整顿", [("停业整顿", ("责令停产停业",))], id="the-longer-phrase-wins"),
        pytest.param("my Tax  Refund?", [("tax  refund", ("退税",))], id="latin"),
        pytest.param("syntax refund", [], id="latin-not-inside-of-a-word"),
        pytest.param("歇业", [], id="one-way"),
        pytest.param("", [], id="empty"),
    ],
)
def test_find(synonyms: Synonyms, query: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert find(synonyms, query) == found


@pytest.mark.parametrize(
    ("query", "official"),
    [
        pytest.param("公司暂时没生意能不能先停着", "休眠", id="dormant"),
        pytest.param("想開公司", "企业开办", id="traditional"),
        pytest.param("business license", "营业执照", id="english"),
        pytest.param("贷不到款怎么办", "融资", id="loan"),
        pytest.param("厂里接电要多久", "用电报装", id="electricity"),
    ],
)
def test_lay_questions_reach_official_wording(query: str, official: str) -> None:
    assert official in {target for _, targets in find(project_synonyms(), query) for target in targets}


def test_no_entry_widens_official_wording() -> None:
    assert not [phrase for entry in ENTRIES for phrase in entry.lay if phrase in entry.official]


def test_every_official_wording_has_terms(analyzer: Analyzer) -> None:
    assert not [words for entry in ENTRIES for words in entry.official if not analyzer.tokens(words)]


def test_no_lay_phrase_stands_twice() -> None:
    phrases = ["".join(fold(phrase).text.split()) for entry in ENTRIES for phrase in entry.lay]
    assert sorted(phrases) == sorted(set(phrases))
