"""What an answer lacks of what was asked for."""

from dataclasses import replace
from datetime import date

import pytest

from index.search import HybridIndex
from ingest.records import Measure, Nature, Span
from service.answer.abstain import missing
from service.answer.asked import read
from service.answer.details import details
from service.answer.evidence import Candidate, Evidence
from service.answer.pieces import Piece
from service.answer.scope import Scope

DAY = date(2026, 7, 1)


def evidence_of(index: HybridIndex, text: str) -> Evidence:
    """A measure of one sentence, without fields."""
    hit = index.search("用水报装多久", k=1, explain=True).hits[0]
    candidate = Candidate(0, hit, 0.0, words=0.0, on_matter=True, in_years=True, on_topic=True, states=True)
    whole = Span(0, len(text))
    measure = Measure("m", None, (), "", Span(0, 0), whole, whole, Nature.RULE)
    document = replace(index.snapshot.contents.document(0), text=text)
    return Evidence(candidate, document, measure, (Piece(whole, None, None),))


@pytest.mark.parametrize(
    ("question", "text", "lacked"),
    [
        pytest.param("补贴找谁打什么电话", "畜牧科\t张三\t0476-5222316", None, id="a-telephone-says-who"),
        pytest.param("补贴找谁打什么电话", "给予每头500元补贴。", ("责任单位",), id="no-telephone-is-stated"),
        pytest.param("补贴由谁负责", "畜牧科\t张三\t0476-5222316", ("责任单位",), id="no-telephone-is-asked-for"),
        pytest.param("复评费谁出", "复评费用由申请人承担。", None, id="who-pays-is-no-unit"),
    ],
)
def test_a_unit_is_lacking_or_not(index: HybridIndex, question: str, text: str, lacked: tuple[str, ...] | None) -> None:
    asked = read(question, 2026)
    found = missing(asked, tuple(details(asked, question)), Scope((None,)), [evidence_of(index, text)], (), DAY)
    assert (found.conditions if found else None) == lacked
