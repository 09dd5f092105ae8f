"""Rows of tables that were pasted with tabs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Span
from ingest.structure.rows import table_rows


def rows(text: str) -> list[tuple[tuple[str, ...], list[str]]]:
    """The labels and cells of each row that is no header."""
    found = table_rows(text, Span(0, len(text)))
    return [(row.labels(text), [cell.of(text) for cell in row.cells]) for row in found if not row.is_header]


HEADER = "序号\t政策名称\t支持对象\t支持标准\n"
LABELS = ("序号", "政策名称", "支持对象", "支持标准")


def test_a_row_goes_on_below_until_it_has_all_cells() -> None:
    text = HEADER + "1\t升规奖励\t首次升规的企业，\n含当年新建的\t奖励20万元\n2\t技改补助\t工业企业\t补助6%\n"
    assert rows(text) == [
        (LABELS, ["1", "升规奖励", "首次升规的企业，\n含当年新建的", "奖励20万元"]),
        (LABELS, ["2", "技改补助", "工业企业", "补助6%"]),
    ]


def test_a_last_cell_goes_on_behind_a_comma() -> None:
    text = HEADER + "1\t升规奖励\t工业企业\t奖励20万元，\n再奖励10万元\n以上奖励不重复。\n"
    assert rows(text) == [(LABELS, ["1", "升规奖励", "工业企业", "奖励20万元，\n再奖励10万元"])]


def test_a_first_cell_goes_on_in_a_bracket() -> None:
    text = "人员类别\t资助标准\n低保对象\t320元\n重度残疾人\n（一、二级）\t180元\n"
    labels = ("人员类别", "资助标准")
    assert rows(text) == [(labels, ["低保对象", "320元"]), (labels, ["重度残疾人\n（一、二级）", "180元"])]


def test_a_header_goes_on_in_a_bracket() -> None:
    text = "政策名称\t责任单位\n（联系电话）\t有效期\n升规奖励\t市工信局\t至2027年\n"
    assert rows(text) == [(("政策名称", "责任单位", "有效期"), ["升规奖励", "市工信局", "至2027年"])]


def test_a_header_holds_below_headings_between_rows_and_not_below_running_text() -> None:
    text = HEADER + "一、财政类\n1\t升规奖励\t企业\t20万元\n以上均免申即享。\n甲区\t13号\n"
    assert rows(text) == [(LABELS, ["1", "升规奖励", "企业", "20万元"]), ((), ["甲区", "13号"])]


def test_a_row_of_short_cells_is_no_header() -> None:
    text = "重点任务\t牵头单位\t完成时限\n推行承诺制\t市司法局\t持续推进\n"
    assert [cells for _, cells in rows(text)] == [["推行承诺制", "市司法局", "持续推进"]]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("首页\t政务公开\t互动交流", id="navigation"),
        pytest.param("发布机构：\t某市人民政府", id="metadata"),
    ],
)
def test_what_names_no_column_heads_no_table(line: str) -> None:
    assert all(labels == () for labels, _ in rows(f"{line}\n甲\t13号\n"))


def test_a_row_behind_another_is_no_header_though_its_cells_name_columns() -> None:
    text = "项目\t标准\n场地租金金额\t按实际金额\n境内展位费\t每个2万元\n"
    labels = ("项目", "标准")
    assert rows(text) == [(labels, ["场地租金金额", "按实际金额"]), (labels, ["境内展位费", "每个2万元"])]


def test_a_bracket_of_a_label_is_left_out_over_a_line_break_too() -> None:
    text = "项目\t支持标准（万元\n）\t备注\n展位费\t2\t无\n"
    assert rows(text) == [(("项目", "支持标准", "备注"), ["展位费", "2", "无"])]


def test_what_never_fills_a_row_stays_a_line() -> None:
    text = HEADER + "小计\t2项\n以下是说明\n"
    assert [cells for _, cells in rows(text)] == [["小计", "2项"]]


@given(st.text(alphabet="政策名称支持对象标准1。，（\t\n ", max_size=80))
def test_rows_are_in_order_and_within_the_text(text: str) -> None:
    spans = [row.span for row in table_rows(text, Span(0, len(text)))]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
