import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyzer.marks import marks
from index.analyzer.query import QueryAnalyzer
from index.analyzer.tokenizer import Analyzer


@pytest.mark.parametrize(
    ("text", "terms", "marked"),
    [
        pytest.param("申請營業執照。", {"营业", "业执", "执照"}, ["營業執照"], id="overlapping-terms-are-one-mark"),
        pytest.param("注销 企业,注销", {"注销", "企业"}, ["注销 企业", "注销"], id="only-white-space-between"),
        pytest.param("５Ｇ基站", {"5g"}, ["５Ｇ"], id="full-width"),
        pytest.param("企业开办", {"注销"}, [], id="nothing"),
    ],
)
def test_marks(analyzer: Analyzer, text: str, terms: set[str], marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text, analyzer.tokens(text), terms)] == marked


def test_where_two_words_meet_is_not_marked(queries_to: Callable[..., QueryAnalyzer], analyzer: Analyzer) -> None:
    query = queries_to("企业用电", "工业用地").analyze("企业用电")
    text = "工业用地"  # shares 业用 with the query
    assert {term.text for term in query.terms} >= {"企业", "业用", "用电"}
    assert marks(text, analyzer.tokens(text), query.marked) == []


@given(
    text=st.text(alphabet="企业注销營業的。 a1", max_size=40),
    terms=st.sets(st.sampled_from(["企业", "业注", "营业", "a1"])),
)
def test_marks_are_in_order_and_apart(analyzer: Analyzer, text: str, terms: set[str]) -> None:
    found = marks(text, analyzer.tokens(text), terms)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(found))
