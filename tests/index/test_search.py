from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.encoder.base import Encoder
from index.encoder.hashed import HashedEncoder
from index.encoder.taught import Taught
from index.errors import AnalyzerMismatch, QueryError, SnapshotError
from index.search import HybridIndex
from index.snapshot.build import Recipe, build
from index.snapshot.reader import open_current
from index.types import Floats
from ingest.records import Document
from ingest.serialise import measure_json

MakeDocument = Callable[..., Document]
DAY = date(2024, 6, 1)


@pytest.fixture
def plan(document: MakeDocument) -> Document:
    return document(
        "plan-2024",
        "歇业备案：公司暂时没有生意的，可以办理歇业备案，休眠期最长三年。|2024-07|市市场监督管理局",
        "退出：推行简易注销，报退合一。|2023-12|市税务局|免申即享",
        "用电报装：小微企业用电报装零投资。",
        title="大连市行动方案",
        issuer="大连市人民政府",
        published="2024-01-05",
        valid_from="2024",
        valid_until="2024",
        jurisdiction="210200",
    )


@pytest.fixture
def law(document: MakeDocument) -> Document:
    return document(
        "law", "贷款：小微企业贷款贴息。", "贷款：小微企业贷款贴息。", kind="regulation", jurisdiction="000000"
    )


@pytest.fixture
def index(root: Path, recipe: Recipe, plan: Document, law: Document) -> Iterator[HybridIndex]:
    build([plan, law], root, recipe)
    with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=recipe.encoder, follow=False) as opened:
        yield opened


def test_a_hit_has_all_that_users_see(index: HybridIndex, plan: Document) -> None:
    result = index.search("歇业备案", as_of=DAY, k=1)
    (hit,) = result.hits
    known = measure_json(plan, plan.measures[0], DAY)
    shown = hit.to_json()
    for key in ("measure_id", "doc_id", "title", "text", "status"):
        assert shown[key] == known[key]
    assert list(shown["section_path"]) == known["section_path"]
    assert list(shown["units"]) == known["units"]
    assert list(shown["deadlines"]) == known["deadlines"]
    assert list(shown["service_modes"]) == known["service_modes"]
    assert hit.document.title == "大连市行动方案"
    assert (hit.document.issuer, hit.document.published) == ("大连市人民政府", "2024-01-05")
    assert (hit.rank, hit.status, hit.document.status, hit.why) == (1, "due", "in_force", None)
    assert (result.generation, result.as_of) == (index.snapshot.generation, DAY)
    assert set(shown) == {
        "rank",
        "measure_id",
        "doc_id",
        "title",
        "section_path",
        "text",
        "score",
        "confidence",
        "status",
        "units",
        "deadlines",
        "service_modes",
        "document",
        "marks",
        "citation",
        "why",
    }


def test_a_citation_quotes_its_source(index: HybridIndex, plan: Document) -> None:
    for hit in index.search("小微企业用电报装", k=100).hits:
        cited = hit.citation
        document = plan if cited.doc_id == plan.doc_id else None
        if document:
            assert document.text[cited.start : cited.end] == cited.quote == hit.text
            assert document.text.encode()[slice(*cited.source)].decode() == cited.quote
            assert (cited.sha256, cited.text_sha256) == (document.sha256, document.text_sha256)


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_marks_stand_in_the_text_that_is_shown(index: HybridIndex, mode: str) -> None:
    (hit,) = index.search("報退合一", mode=mode, k=1).hits
    assert [hit.text[start:end] for start, end in hit.marks] == ["报退合一"]


def test_filters_hold_inside_of_both_legs(index: HybridIndex, law: Document) -> None:
    for mode in ("hybrid", "lexical", "dense"):
        assert {hit.doc_id for hit in index.search("小微企业", mode=mode, filters={"kind": "regulation"}).hits} == {
            "law"
        }
    result = index.search("歇业备案", filters={"unit": "大连市税务局"}, as_of=DAY)
    assert [hit.title for hit in result.hits] == ["退出"]
    assert result.facets.candidates == 1


def test_an_empty_filter_result_is_an_empty_answer(index: HybridIndex) -> None:
    for mode in ("hybrid", "lexical", "dense"):
        result = index.search("歇业备案", filters={"audience": "学生"}, mode=mode)
        assert (result.hits, result.facets.candidates, result.nearest) == ((), 0, {"audience=学生": ()})


def test_equal_hits_stand_in_order_of_position(index: HybridIndex, law: Document) -> None:
    for mode in ("hybrid", "lexical", "dense"):
        hits = index.search("小微企业贷款贴息", mode=mode, k=2).hits
        assert [hit.measure_id for hit in hits] == [measure.measure_id for measure in law.measures]
        assert hits[0].score == hits[1].score


def test_more_hits_begin_with_the_fewer(index: HybridIndex) -> None:
    ids = [hit.measure_id for hit in index.search("企业注销", k=100).hits]
    assert len(ids) == 5
    assert [hit.measure_id for hit in index.search("企业注销", k=2).hits] == ids[:2]


def test_an_explanation_tells_each_leg(index: HybridIndex) -> None:
    (hit,) = index.search("歇业备案", k=1, explain=True).hits
    assert hit.why is not None
    assert hit.why.lexical == pytest.approx(sum(hit.why.terms.values()), rel=1e-5)
    assert hit.why.coverage == 1
    assert hit.why.dense is not None
    assert hit.why.passage.startswith("一 > 歇业备案：公司暂时")
    (hit,) = index.search("歇业备案", k=1, explain=True, mode="lexical").hits
    assert hit.why is not None
    assert hit.why.dense is None
    (hit,) = index.search("歇业备案", k=1, explain=True, mode="dense").hits
    assert hit.why is not None
    assert (hit.why.lexical, hit.why.coverage) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param({"query": ""}, "query: is empty; it takes 1 to 1,000 characters", id="empty"),
        pytest.param({"query": " \u3000\n"}, "query: is empty; it takes 1 to 1,000 characters", id="blank"),
        pytest.param({"query": "\x00\ud800"}, "query: is empty; it takes 1 to 1,000 characters", id="unreadable"),
        pytest.param({"query": "企" * 1001}, "query: has 1,001 characters, the limit is 1,000", id="too-long"),
        pytest.param({"query": "？！……——"}, "query: has no word: it takes at least one letter or digit", id="marks"),
        pytest.param({"query": None}, "query: takes a string, not NoneType", id="none"),
        pytest.param({"k": 0}, "k: is 0, it takes 1 to 100", id="k-0"),
        pytest.param({"k": 10**9}, "k: is 1000000000, it takes 1 to 100", id="k-large"),
        pytest.param({"k": True}, "k: is True, it takes 1 to 100", id="k-bool"),
        pytest.param({"mode": "both"}, "mode: has no value 'both'; allowed: hybrid, lexical, dense", id="mode"),
        pytest.param(
            {"filters": {"kind": "law"}},
            "kind: has no value 'law'; allowed: plan, regulation, report, press, notice",
            id="filter",
        ),
    ],
)
def test_limits(index: HybridIndex, arguments: dict[str, object], error: str) -> None:
    with pytest.raises(QueryError) as caught:
        index.search(**{"query": "企业", **arguments})  # type: ignore[arg-type]
    assert str(caught.value) == error


@pytest.mark.parametrize(
    "query", ["企" * 1000, " 企业 ", "小微\x00企业", "小微\ud800企业", "𠮷企业", "🏢企业", "a", "1"],
    ids=["longest", "blank-ends", "nul", "surrogate", "astral", "emoji", "letter", "digit"],
)  # fmt: skip
@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_odd_questions_have_answers(index: HybridIndex, query: str, mode: str) -> None:
    result = index.search(query, mode=mode)
    assert len(result.hits) == (5 if mode != "lexical" else len(result.hits))
    assert all(0 <= hit.confidence <= 1 for hit in result.hits)


def test_stop_words_alone_are_answered_by_the_dense_leg(index: HybridIndex) -> None:
    assert index.search("的了吗", mode="lexical").hits == ()
    hybrid, dense = (index.search("的了吗", mode=mode).hits for mode in ("hybrid", "dense"))
    assert [hit.measure_id for hit in hybrid] == [hit.measure_id for hit in dense]
    assert len(hybrid) == 5


def test_a_rewrite_is_told(index: HybridIndex) -> None:
    result = index.search("xieye beian", k=1)
    assert result.hits[0].title == "歇业备案"
    assert {rewrite.kind for rewrite in result.rewrites} == {"pinyin"}


def test_the_encoder_hears_pinyin(index: HybridIndex) -> None:
    spelt = "wanshangqunalizhuxiaogongsi"
    heard = index.heard(spelt)
    assert heard == "晚上去那里注销公司"
    one, other = (index.search(text, mode="dense").hits for text in (spelt, heard))
    assert [(hit.measure_id, hit.score) for hit in one] == [(hit.measure_id, hit.score) for hit in other]


def test_many_threads_get_the_answers_of_one(index: HybridIndex) -> None:
    queries = ["歇业备案", "小微企业贷款", "注销", "用电报装"] * 10

    def answer(query: str) -> list[tuple[str, float]]:
        return [(hit.measure_id, hit.score) for hit in index.search(query, filters={"status": ["open", "past"]}).hits]

    alone = [answer(query) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, queries)) == alone


def test_the_encoder_is_the_one_of_the_index(root: Path, recipe: Recipe, plan: Document) -> None:
    build([plan], root, recipe)
    with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=HashedEncoder(64), follow=False) as index:
        assert index.search("歇业备案", mode="lexical").hits
        with pytest.raises(
            SnapshotError, match="was built with the encoder hashed-512, not with hashed-64; run `zhaoqi build`"
        ):
            index.search("歇业备案")
    with HybridIndex.open(root, analyzer=recipe.analyzer, follow=False) as index:  # found by its name
        index.warm()
        assert index.search("歇业备案").hits[0].title == "歇业备案"


def test_an_index_without_vectors_serves_lexical_search(root: Path, recipe: Recipe, plan: Document) -> None:
    build([plan], root, replace(recipe, encoder=None))
    with HybridIndex.open(root, analyzer=recipe.analyzer, follow=False) as index:
        index.warm()
        assert index.search("歇业备案", mode="lexical").hits[0].title == "歇业备案"
        with pytest.raises(QueryError, match="mode: this index was built without vectors; ask for 'lexical'"):
            index.search("歇业备案")


def test_a_snapshot_is_prepared_before_it_is_served(root: Path, recipe: Recipe, plan: Document) -> None:
    prepared: list[tuple[str, str]] = []
    first = build([plan], root, recipe).generation
    with HybridIndex.open(root, analyzer=recipe.analyzer, follow=False) as index:
        index.warm(lambda snapshot: prepared.append((snapshot.generation, index.snapshot.generation)))
        later = build([plan], root, recipe).generation
        index.serve(open_current(root))
        assert index.snapshot.generation == later
    assert prepared == [(first, first), (later, first)]


def test_a_snapshot_of_another_encoder_is_not_served_to_those_who_are_warm(
    root: Path, recipe: Recipe, plan: Document
) -> None:
    first = build([plan], root, recipe).generation
    with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=recipe.encoder, follow=False) as index:
        index.warm()
        build([plan], root, replace(recipe, encoder=HashedEncoder(64)))
        with pytest.raises(SnapshotError, match="was built with the encoder hashed-64, not with hashed-512"):
            index.serve(open_current(root))
        assert index.search("歇业备案").generation == first


def test_the_analyzer_is_the_one_of_the_index(
    root: Path, recipe: Recipe, plan: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([plan], root, recipe)
    monkeypatch.setitem(recipe.analyzer.__dict__, "analyzer_id", "other")
    with pytest.raises(AnalyzerMismatch, match="rebuild with `zhaoqi build`"):
        HybridIndex.open(root, analyzer=recipe.analyzer, follow=False)


def test_a_reranker_has_the_last_word(root: Path, recipe: Recipe, plan: Document, law: Document) -> None:
    class Shortest:
        def scores(self, query: str, passages: Sequence[str]) -> Floats:
            assert query == "小微企业"
            return -np.array([len(passage) for passage in passages], np.float32)

    build([plan, law], root, recipe)
    with HybridIndex.open(
        root, analyzer=recipe.analyzer, encoder=recipe.encoder, reranker=Shortest(), follow=False
    ) as index:
        hits = index.search("小微企业", k=3, explain=True).hits
    assert [hit.doc_id for hit in hits] == ["law", "law", "plan-2024"]
    assert [hit.why.rerank for hit in hits if hit.why] == [hit.score for hit in hits]
    assert len("一 > 贷款：小微企业贷款贴息。") == -hits[0].score


def test_texts_are_not_drowned_by_many_lines(root: Path, recipe: Recipe, document: MakeDocument) -> None:
    """Of 300 lines that say nearly what the text says, some are nearer to the question by chance."""
    text = document("plan", "注销：企业注销登记一次办。")
    lines = [
        replace(document(f"line-{number}", f"第{number}条：企业注销登记{number}次办。"), media_type="application/jsonl")
        for number in range(300)
    ]

    def cosines(handicap: float) -> dict[str, float | None]:
        parameters = replace(recipe.parameters, handicap=handicap)
        build([text, *lines], root, replace(recipe, parameters=parameters))
        with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=recipe.encoder, follow=False) as opened:
            hits = opened.search("企业注销登记7次办", k=100, mode="dense", explain=True).hits
        return {hit.doc_id: hit.why.dense for hit in hits if hit.why}

    without, with_ = cosines(0), cosines(3)
    assert [*without].index("plan") > [*with_].index("plan") == 0
    assert without["plan"] == with_["plan"]  # what is shown is the cosine itself


class Telling(Taught):
    """An encoder that says what it was asked."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.model_id, self.dim, self.max_tokens = encoder.model_id, encoder.dim, encoder.max_tokens

    def odds(self, text: str) -> float:
        return float(len(text))

    def likely(self, question: str, passages: Sequence[str]) -> Floats:
        return np.array([float(len(question + passage)) for passage in passages], np.float32)


def test_what_was_taught_is_asked_with_pinyin_read_as_words(root: Path, recipe: Recipe, index: HybridIndex) -> None:
    assert index.odds("xie ye bei an") == 0
    assert index.likely("xie ye bei an", ["歇业"]) is None
    taught = Telling(recipe.encoder) if recipe.encoder else None
    with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=taught, follow=False) as opened:
        heard = opened.heard("xie ye bei an")
        assert opened.odds("xie ye bei an") == len(heard)
        assert opened.likely("xie ye bei an", ["歇业", "a"]) == pytest.approx([len(heard) + 2, len(heard) + 1])
