from dataclasses import replace
from datetime import date

import pytest

from index.search import HybridIndex
from ingest.records import Clause, Deadline, Fields, Nature, Span
from service.answer.evidence import Candidate, Evidence, Wanted, opened
from service.answer.pieces import Piece
from service.answer.statements import is_dated, quoted, when

DAY = date(2026, 7, 1)


@pytest.fixture(scope="module")
def evidence(index: HybridIndex) -> Evidence:
    """The measure of a plan until 2024 with a clause until June 2024."""
    hits = index.search("用水业务全程网办", as_of=DAY, explain=True).hits
    hit = next(hit for hit in hits if hit.doc_id == "earlier" and "2024年6月" in hit.text)
    row = index.snapshot.contents.row(hit.measure_id)
    assert row is not None
    candidate = Candidate(row, hit, 0.0, words=0.0, on_matter=True, in_years=True, on_topic=True, states=True)
    made = opened(index.snapshot, candidate, Wanted("用水业务全程网办", None, (), (), ()))
    first = next(piece for piece in made.pieces if piece.clause and "2024年6月" in piece.clause.span.of(made.text))
    return replace(made, pieces=(first,))


@pytest.mark.parametrize(
    ("day", "ongoing", "status", "progress"),
    [
        pytest.param(None, True, "in_force", "持续推进", id="ongoing"),
        pytest.param(None, True, "expired", "所在文件已失效", id="ongoing-until-the-document-expired"),
        pytest.param(None, True, "superseded", "所在文件已失效", id="ongoing-until-another-document"),
        pytest.param(None, False, "in_force", "原文未写明年份", id="no-year"),
        pytest.param(None, False, "expired", "原文未写明年份", id="no-year-in-an-expired-document"),
        pytest.param(
            "2024-06", True, "expired", "截至2026-07-01已过", id="a-day-and-ongoing-until-the-document-expired"
        ),
        pytest.param("2026-07", False, "in_force", "截至2026-07-01还有30天", id="a-day-ahead"),
    ],
)
def test_what_became_of_a_deadline(
    evidence: Evidence, day: str | None, *, ongoing: bool, status: str, progress: str
) -> None:
    piece, hit = evidence.pieces[0], evidence.candidate.hit
    assert piece.clause
    (stated,) = piece.clause.fields.deadlines
    found = Deadline(stated.span, "持续推进", day, ongoing)
    clause = replace(piece.clause, fields=replace(piece.clause.fields, deadlines=(found,)))
    there = replace(hit, document=replace(hit.document, status=status))
    changed = replace(evidence, candidate=replace(evidence.candidate, hit=there))
    told = when(changed, replace(piece, clause=clause), DAY)
    assert told is not None
    assert told.text == f"持续推进（{progress}）。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2026年1月1日至12月31日期间新发生的贷款，给予贴息。", None, id="a-window-that-limits-a-promise"),
        pytest.param(
            "活动于2026年1月1日至12月31日期间举办。", "2026年1月1日至12月31日。", id="a-window-of-what-is-done"
        ),
        pytest.param("现组织申报2026年肉牛补贴项目。", None, id="the-year-of-what-is-applied-for"),
        pytest.param("根据《某市2026年专项资金管理办法》，给予补贴。", None, id="the-year-of-a-title"),
        pytest.param("到2026年，建成中试基地5个。", "2026年。", id="a-year-alone"),
        pytest.param("现组织申报，2026年6月截止。", "2026年6月。", id="a-month-behind-an-application"),
    ],
)
def test_what_a_sentence_says_of_when(evidence: Evidence, text: str, expected: str | None) -> None:
    best = Piece(Span(0, len(text)), None, None)
    measure = replace(evidence.measure, fields=replace(evidence.measure.fields, deadlines=()))
    bare = replace(evidence, document=replace(evidence.document, text=text), measure=measure, pieces=(best,))
    told = when(bare, best, DAY)
    assert (told.text if told else None) == expected
    assert is_dated(bare) is (expected is not None)


def test_until_when_the_document_holds_is_no_deadline(evidence: Evidence) -> None:
    best = evidence.pieces[0]
    held = replace(evidence, validity=tuple(one.span for one in evidence.measure.fields.deadlines))
    assert when(evidence, best, DAY) is not None
    assert when(held, best, DAY) is None
    assert when(replace(evidence, validity=(Span(0, 1),)), best, DAY) is not None


@pytest.mark.parametrize(
    ("is_latest", "expected"),
    [pytest.param(False, "6月底前", id="the-first"), pytest.param(True, "12月底前", id="the-last")],
)
def test_of_several_deadlines_the_last_where_it_is_asked_for(
    evidence: Evidence, *, is_latest: bool, expected: str
) -> None:
    text = "60%于6月底前清偿，12月底前清零。"
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in ("6月底前", "12月底前")]
    found = tuple(
        Deadline(span, span.of(text), day, ongoing=False)
        for span, day in zip(spans, ("2026-06", "2026-12"), strict=True)
    )
    whole = Span(0, len(text))
    clause = Clause(whole, Nature.COMMITMENT, Fields(deadlines=found))
    changed = replace(evidence, document=replace(evidence.document, text=text))
    told = when(changed, Piece(whole, clause, None), DAY, is_latest=is_latest)
    assert told
    assert told.text.startswith(expected)


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        pytest.param("年底前建成五处。", date(2024, 1, 1), "（2022年8月17日公布）年底前建成五处。", id="years-later"),
        pytest.param("年底前建成五处。", date(2022, 9, 1), "年底前建成五处。", id="in-that-year"),
        pytest.param("2022年底前建成五处。", date(2024, 1, 1), "2022年底前建成五处。", id="with-its-year"),
    ],
)
def test_the_year_of_a_sentence_without_one_is_said(evidence: Evidence, text: str, day: date, said: str) -> None:
    there = replace(evidence.candidate.hit, document=replace(evidence.candidate.hit.document, status="in_force"))
    meta = replace(evidence.document.meta, published="2022-08-17")
    end = Span(len(text), len(text))
    changed = replace(
        evidence,
        document=replace(evidence.document, text=text, meta=meta),
        candidate=replace(evidence.candidate, hit=there),
        measure=replace(evidence.measure, text_span=end, span=end),
    )
    assert quoted(changed, Piece(Span(0, len(text)), None, None), day).text == said


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        pytest.param("推行甲。", "推行甲。", id="a-sentence"),
        pytest.param("推行乙，", "推行乙……", id="up-to-a-comma"),
        pytest.param("推行", "推行……", id="within-words"),
        pytest.param("推行丙", "推行丙。", id="up-to-the-end-of-the-line"),
    ],
)
def test_what_is_cut_shows_that_it_goes_on(evidence: Evidence, quote: str, said: str) -> None:
    text = "推行甲。推行乙，做完。\n推行丙\n"
    piece = Piece(Span(text.index(quote), text.index(quote) + len(quote)), None, None)
    there = replace(evidence.candidate.hit, document=replace(evidence.candidate.hit.document, status="in_force"))
    document = replace(evidence.document, text=text)
    short = replace(evidence, document=document, candidate=replace(evidence.candidate, hit=there))
    end = Span(len(text), len(text))
    measure = replace(evidence.measure, text_span=end, span=end)
    assert quoted(replace(short, measure=measure), piece, DAY).text == said
