from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.deadlines import note_ends
from ingest.records import Span
from ingest.structure.clauses import split_clauses


def clauses(text: str) -> list[str]:
    body = Span(0, len(text))
    return [span.of(text) for span in split_clauses(text, body, note_ends(text, body))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "建库。（完成时限：2022年6月）上线。推广。（完成时限：2023年12月，持续推进）",
            ["建库。（完成时限：2022年6月）", "上线。推广。（完成时限：2023年12月，持续推进）"],
            id="a-note-closes-its-clause",
        ),
        pytest.param(
            "推行打捆审批；取消环评。优化流程。", ["推行打捆审批；", "取消环评。", "优化流程。"], id="sentences"
        ),
        pytest.param("清理“一是，二是；三是”等。", ["清理“一是，二是；三是”等。"], id="semicolon-in-quotes"),
        pytest.param(
            "他说：“好。”办理。",
            ["他说：“好。”", "办理。"][0:0] or ["他说：“好。”办理。"],
            id="full-stop-before-a-quote-end",
        ),
        pytest.param("减免（含水费；电费。）落实。", ["减免（含水费；电费。）落实。"], id="brackets"),
        pytest.param(
            "符合下列条件之一：\n（一）小微；\n（二）个体。\n按季兑现。",
            ["符合下列条件之一：\n（一）小微；\n（二）个体。", "按季兑现。"],
            id="a-colon-list-stays-whole",
        ),
        pytest.param(
            "类别\t比例\n一般\t10%\n重点\t15%\n其中一类提高5个点。\n另行通知。",
            ["类别\t比例\n一般\t10%\n重点\t15%", "其中一类提高5个点。", "另行通知。"],
            id="a-table-stays-whole",
        ),
        pytest.param(
            "类别\t比例\n一般\t减免10%，\n最长5年\n重点\t减免；不收\n另行通知。",
            ["类别\t比例\n一般\t减免10%，\n最长5年\n重点\t减免；不收", "另行通知。"],
            id="a-cell-that-goes-on-below",
        ),
        pytest.param("。；", [], id="marks-alone"),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("申报材料：①合同；②执照。", 1, id="label"),
        pytest.param("申报材料。①合同；②执照。", 2, id="sentence"),
    ],
)
def test_a_list_behind_its_label_stays_whole(text: str, count: int) -> None:
    assert len(split_clauses(text, Span(5, len(text)), ())) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("对新建基地，按实际投入（不含土地\n购置费用）的20%给予补助。", 1, id="in-a-bracket"),
        pytest.param(
            "支持企业在境外的主流平台上开设直播账号，其年成交\n额达到500万元的，给予补助。", 1, id="in-a-long-line"
        ),
        pytest.param("支持对象\n在本市注册的企业，均可申请。", 2, id="behind-a-heading"),
        pytest.param(
            "支持企业在境外的主流平台上开设直播账号，推动其出海\n1.补助标准。按投入补助。", 3, id="before-a-number"
        ),
    ],
)
def test_a_line_that_wraps_in_a_sentence_ends_no_clause(text: str, count: int) -> None:
    assert len(clauses(text)) == count


def test_in_a_cell_a_line_ends_no_clause() -> None:
    text = "工业企业\n和商户；奖励\n20万元"
    assert [span.of(text) for span in split_clauses(text, Span(0, len(text)), (), is_row=True)] == [
        "工业企业\n和商户；",
        "奖励\n20万元",
    ]


@given(st.text("甲乙。；：\n（）“”(2022年完成时限:月)", max_size=200))
def test_clauses_are_in_order_disjoint_and_lose_only_marks_and_space(text: str) -> None:
    body = Span(0, len(text))
    spans = split_clauses(text, body, note_ends(text, body))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    starts, ends = [*(span.start for span in spans), len(text)], [0, *(span.end for span in spans)]
    between = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert not "".join(between).translate({ord(mark): None for mark in "。；"}).split()
