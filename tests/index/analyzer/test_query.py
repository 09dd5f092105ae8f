from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyzer.query import PART, AnalyzedQuery, QueryAnalyzer
from index.analyzer.synonyms import SynonymEntry, Synonyms
from index.analyzer.tokenizer import Analyzer
from index.analyzer.vocabulary import Vocabulary
from index.errors import AnalyzerMismatch

QueriesTo = Callable[..., QueryAnalyzer]

UNITS = (
    "企业注销便利度",
    "营业执照申领",
    "企业可以申请休眠",
    "补贴资金兑现",
    "留抵退税政策",
    "公司暂时停业的公告",
    "用电报装",
    "blockchain 平台",
)


@pytest.fixture(scope="module")
def queries(queries_to: QueriesTo) -> QueryAnalyzer:
    return queries_to(*UNITS)


def rewritten(query: AnalyzedQuery) -> list[tuple[str, str, str]]:
    return [(rewrite.kind, rewrite.source, rewrite.target) for rewrite in query.rewrites]


@pytest.mark.parametrize(
    ("query", "rewrite"),
    [
        pytest.param("公司先停着", ("synonym", "先停着", "休眠"), id="lay"),
        pytest.param("公司注消", ("edit", "注消", "注销"), id="sounds-alike"),
        pytest.param("办理营业执找", ("edit", "营业执找", "营业执照"), id="looks-alike"),
        pytest.param("營業執找", ("edit", "營業執找", "营业执照"), id="source-as-written"),
        pytest.param("blockchin", ("edit", "blockchin", "blockchain"), id="latin"),
        pytest.param("zhu xiao", ("pinyin", "zhu xiao", "注销"), id="pinyin-with-space"),
        pytest.param("ＹＹＺＺ怎么办", ("pinyin", "ＹＹＺＺ", "营业执照"), id="initials"),
        pytest.param("business  license", ("synonym", "business  license", "营业执照"), id="english"),
    ],
)
def test_rewrites(queries: QueryAnalyzer, analyzer: Analyzer, query: str, rewrite: tuple[str, str, str]) -> None:
    analyzed = queries.analyze(query)
    assert rewrite in rewritten(analyzed)
    assert all(0 < r.weight < PART for r in analyzed.rewrites)
    assert all(query[slice(*r.span)] == r.source for r in analyzed.rewrites)
    assert {token.text for token in analyzer.tokens(rewrite[2])} <= {term.text for term in analyzed.terms}


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("企业注销", id="known"),
        pytest.param("企业休眠", id="two-known-words-that-never-met"),
        pytest.param("blockchain", id="known-latin"),
        pytest.param("2022", id="numbers-are-not-repaired"),
        pytest.param("不动产继承", id="unknown-and-like-nothing"),
        pytest.param("休眠", id="official-wording-is-not-widened"),
    ],
)
def test_what_is_known_or_like_nothing_stays(queries: QueryAnalyzer, query: str) -> None:
    assert queries.analyze(query).rewrites == ()


def test_a_rewrite_is_of_terms_of_the_index(queries: QueryAnalyzer) -> None:
    assert queries.analyze("tax refund").rewrites[0].target == "退税"
    query = queries.analyze("还不起债，没生意")  # no unit speaks of 破产, the official wording of the former
    assert rewritten(query) == [("synonym", "没生意", "休眠")]


@pytest.mark.parametrize("query", ["", "   ", "？！…", "怎么办", "我要怎么", "\0", "\ud800"])
def test_nothing_to_look_for(queries: QueryAnalyzer, query: str) -> None:
    analyzed = queries.analyze(query)
    assert (analyzed.terms, analyzed.rewrites, analyzed.coverage) == ((), (), 0.0)


def test_weights_of_own_terms(queries: QueryAnalyzer) -> None:
    weights = {term.text: term.weight for term in queries.analyze("企业注销证").terms}
    assert weights == {"企业": 1, "业注": 1, "注销": 1, "企业注销": 1, "销证": 1, "证": PART}


def test_a_bigram_that_two_words_meet_in_counts_less(queries: QueryAnalyzer) -> None:
    weights = {term.text: term.weight for term in queries.analyze("企业补贴").terms}
    assert weights == {"企业": 1, "业补": PART, "补贴": 1}


def test_coverage_is_the_share_of_known_words(queries_to: QueriesTo) -> None:
    queries = queries_to("企业补贴", "企业注销", "注销公告")
    known, unknown = 0.470, 2.079  # log(1 + 1.5 / 2.5), log(1 + 3.5 / 0.5)
    assert queries.analyze("企业").coverage == 1
    assert queries.analyze("企业的税务").coverage == pytest.approx(known / (known + unknown), abs=1e-3)
    assert queries.analyze("税务").coverage == 0


def test_each_term_is_looked_for_once(queries: QueryAnalyzer) -> None:
    terms = [term.text for term in queries.analyze("注销，注销，注消，注消").terms]
    assert len(terms) == len(set(terms))
    assert rewritten(queries.analyze("注消，注消")) == [("edit", "注消", "注销")]


def test_an_index_of_another_analyzer_is_refused(analyzer: Analyzer, vocabulary_of: Callable[..., Vocabulary]) -> None:
    other = replace(vocabulary_of("企业"), analyzer_id="other")
    with pytest.raises(AnalyzerMismatch, match="zhaoqi build") as caught:
        QueryAnalyzer(analyzer, other)
    assert (caught.value.index_analyzer, caught.value.analyzer) == ("other", analyzer.analyzer_id)


@given(
    text=st.text(
        alphabet=st.one_of(st.characters(codec=None), st.sampled_from("營业执照找注消停着zhuxiao yyz5.\0\ud800")),
        max_size=60,
    )
)
def test_any_text_has_an_answer(queries: QueryAnalyzer, text: str) -> None:
    analyzed = queries.analyze(text)
    assert 0 <= analyzed.coverage <= 1
    assert {token.text for token in analyzed.tokens} <= {term.text for term in analyzed.terms}
    assert all(0 < term.weight <= 1 for term in analyzed.terms)
    assert analyzed.marked <= {term.text for term in analyzed.terms}
    for rewrite in analyzed.rewrites:
        assert text[slice(*rewrite.span)] == rewrite.source


K1, B = 1.2, 0.75


def bm25(counts: dict[str, int], length: float, query: AnalyzedQuery, vocabulary: Vocabulary) -> float:
    """Lucene's BM25 of a unit, `length` in average lengths."""
    norm = K1 * (1 - B + B * length)
    return sum(
        term.weight * vocabulary.idf(term.text) * counts[term.text] / (counts[term.text] + norm)
        for term in query.terms
        if term.text in counts
    )


@given(
    held=st.integers(1, 30),
    official=st.lists(st.integers(1, 30), min_size=4, max_size=4),
    count=st.integers(1, 10**6),
    length=st.floats(0.01, 2.2),
)
def test_a_rewrite_never_hides_an_exact_hit(
    analyzer: Analyzer, held: int, official: list[int], count: int, length: float
) -> None:
    """However common the lay word and rare the official ones, once the former outweighs any number of the latter."""
    names = ["休眠", "歇业", "注销", "破产"]
    frequencies = {"停业": held, **dict(zip(names, official, strict=True))}
    vocabulary = Vocabulary(analyzer.analyzer_id, 30, frequencies, {})
    synonyms = Synonyms([SynonymEntry(lay=("停业",), official=tuple(names), source="test")])
    query = QueryAnalyzer(analyzer, vocabulary, synonyms).analyze("停业")
    assert len(query.rewrites) == 4
    exact = bm25({"停业": 1}, length, query, vocabulary)
    rewrites_only = bm25(dict.fromkeys(names, count), 0.01, query, vocabulary)
    assert exact > rewrites_only


def test_what_stands_in_for_a_part_does_not_outweigh_it(queries_to: QueriesTo) -> None:
    """Many official words for one lay word: together they count as much as the lay word would."""
    official = tuple(f"{word}政策" for word in ("税收", "奖励", "贷款", "用工", "用地", "用电"))
    queries = queries_to(*official, synonyms={"给点好处": official})
    weights = {rewrite.weight for rewrite in queries.analyze("给点好处").rewrites}
    assert len(weights) == 1
    assert max(weights) < 0.5
    assert {
        rewrite.weight for rewrite in queries_to("奖励", synonyms={"好处": ("奖励",)}).analyze("好处").rewrites
    } == {0.5}


def test_rewrites_count_for_coverage_what_they_weigh(queries_to: QueriesTo) -> None:
    queries = queries_to("企业休眠", synonyms={"歇着": ("休眠",)})
    assert queries.analyze("歇着").coverage == pytest.approx(0.5)
    assert queries.analyze("歇着").rewrites[0].weight == pytest.approx(0.5)
