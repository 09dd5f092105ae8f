import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import CONTEXT_SIZE, context, passages
from ingest.alignment import Alignment, from_utf8
from ingest.records import Document, Measure, Metadata, Nature, Span


def make(
    body: str, title: str = "", path: tuple[str, ...] = (), doc_title: str | None = None
) -> tuple[Document, Measure]:
    """A document of one measure: its title, then its body."""
    text = title + body
    whole, head, tail = Span(0, len(text)), Span(0, len(title)), Span(len(title), len(text))
    measure = Measure("m", None, path, title, head, whole, tail, Nature.COMMITMENT)
    digest = hashlib.sha256(text.encode()).hexdigest()
    aligned = Alignment.of(from_utf8(text))
    return Document("d", digest, text, digest, aligned, "utf-8", "text/plain", Metadata(title=doc_title)), measure


def quotes(body: str, size: int) -> list[str]:
    document, measure = make(body)
    return [passage.span.of(document.text) for passage in passages(document, measure, 0, size)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("甲乙丙。", ["甲乙丙。"], id="fits"),
        pytest.param("甲乙丙丁。戊己庚辛。", ["甲乙丙丁。戊己庚辛。"], id="two-sentences-fit"),
        pytest.param("甲乙丙丁。戊己庚辛。壬癸。", ["甲乙丙丁。戊己庚辛。", "壬癸。"], id="a-third-does-not"),
        pytest.param(
            "甲乙丙。\n\n 戊己庚辛壬癸。", ["甲乙丙。", "戊己庚辛壬癸。"], id="white-space-between-is-dropped"
        ),
        pytest.param(
            "甲乙丙丁戊己，庚辛壬癸子丑。", ["甲乙丙丁戊己，", "庚辛壬癸子丑。"], id="a-long-sentence-at-its-comma"
        ),
        pytest.param("甲乙丙丁戊己庚辛壬癸子丑", ["甲乙丙丁戊己庚辛壬癸", "子丑"], id="no-mark-at-all"),
    ],
)
def test_sentences_are_joined_up_to_the_size(body: str, expected: list[str]) -> None:
    assert quotes(body, size=10) == expected


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        pytest.param(("方案", ("政务", "开办"), "一网通办"), "开办 > 一网通办：", id="nearest-headings"),
        pytest.param((None, (), ""), "", id="nothing"),
        pytest.param(("民法典 第一条", (), ""), "民法典 第一条：", id="document-title-alone"),
        pytest.param(("方案", ("开办",), "开办"), "开办：", id="said-once"),
        pytest.param(("方案", ("长" * 115,), "一网通办"), "一网通办：", id="outer-left-out"),
        pytest.param(("长" * 500, (), ""), "长" * (CONTEXT_SIZE - 1) + "：", id="cut"),
    ],
)
def test_context(given_: tuple[str | None, tuple[str, ...], str], expected: str) -> None:
    doc_title, path, title = given_
    document, measure = make("正文。", title, path, doc_title)
    assert context(doc_title, path, title) == expected
    assert [item.text for item in passages(document, measure, 0)] == [expected + "正文。"]


def test_deadline_notes_are_cited_but_not_embedded() -> None:
    document, measure = make("建库。（完成时限：2022年6月）", "数据", (), None)
    [item] = passages(document, measure, 0)
    assert item.text == "数据：建库。"
    assert item.span.of(document.text) == "建库。（完成时限：2022年6月）"


@pytest.mark.parametrize(
    ("title", "body", "quote"),
    [
        pytest.param("只有标题", "", "只有标题", id="title-alone"),
        pytest.param("只有标题", " \n", "只有标题", id="blank-body"),
        pytest.param("", " ", " ", id="nothing-at-all"),
        pytest.param("", "。；", "。；", id="marks-alone"),
    ],
)
def test_a_measure_has_a_passage(title: str, body: str, quote: str) -> None:
    document, measure = make(body, title)
    (only,) = passages(document, measure, 7)
    assert (only.row, only.span.of(document.text)) == (7, quote)


@given(body=st.text(alphabet="甲乙丙，、。；：“”（）\n 1a", max_size=300), size=st.integers(1, 60))
def test_nothing_is_lost(body: str, size: int) -> None:
    found = quotes(body, size)
    assert "".join("".join(found).split()) == "".join(body.split())
    assert len(found) >= 1
    assert all(len(quote) <= size for quote in found) or not body.strip()


@given(
    sentences=st.lists(st.text("甲乙，", min_size=1, max_size=12), min_size=1, max_size=12), size=st.integers(13, 60)
)
def test_sentences_that_fit_stay_whole(sentences: list[str], size: int) -> None:
    assert {quote[-1] for quote in quotes("".join(f"{sentence}。" for sentence in sentences), size)} == {"。"}
