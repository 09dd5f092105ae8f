"""Task tables, pasted with tabs."""

from itertools import pairwise

import pytest

from ingest.assemble import assemble
from ingest.records import Metadata
from ingest.structure.blocks import split_blocks
from ingest.structure.measures import outline

HEADER = "序号\t重点任务\t牵头单位\t责任单位\t完成时限\n"


def drafts(text: str) -> list[tuple[str | None, tuple[str, ...], str, str]]:
    _, found = outline(text, split_blocks(text), structured=True)
    return [
        (draft.number, draft.path, draft.title_span.of(text), draft.text_span.of(text))
        for draft in found
        if not draft.frame
    ]


def test_a_row_is_a_measure_under_the_headings_between_rows() -> None:
    text = (
        "任务清单\n" + HEADER + "一、市场准入\t\t\t\t\n1\t推行一件事。压减材料。\t市数据局\t市税务局\t2026年6月底前\n"
        "二、监管执法\t\t\t\t\n2\t推行扫码入企\t市司法局\t\t持续推进\n备注：各单位每季度报送一次。\n"
    )
    assert drafts(text) == [
        ("1", ("市场准入",), "推行一件事", "推行一件事。压减材料。"),
        ("2", ("监管执法",), "推行扫码入企", "推行扫码入企"),
    ]


def test_columns_say_who_and_until_when() -> None:
    text = HEADER + "1\t推行扫码入企\t市司法局、市数据局\t各区县\t2026年6月底前，持续推进\n"
    _, [draft] = outline(text, split_blocks(text), structured=True)
    fields = assemble(text, draft, Metadata()).fields
    assert [(unit.name, unit.role) for unit in fields.units] == [
        ("市司法局", "牵头"),
        ("市数据局", "牵头"),
        ("各区县", "责任"),
    ]
    assert [(due.text, due.date, due.ongoing) for due in fields.deadlines] == [
        ("2026年6月底前，持续推进", "2026-06", True)
    ]


@pytest.mark.parametrize(
    ("header", "row", "units", "areas"),
    [
        pytest.param("工作任务\t责任地区\t完成时间", "清理壁垒\t甲区、乙县\t6月底前", [], ["甲区", "乙县"], id="areas"),
        pytest.param(
            "任务\t分工\t责任单位\t时限",
            "清理壁垒\t无\t牵头单位：市司法局；配合单位：市税务局\t6月底",
            [("市司法局", "牵头"), ("市税务局", "配合")],
            [],
            id="labels-in-a-cell",
        ),
    ],
)
def test_a_label_says_what_a_cell_lists(header: str, row: str, units: list[tuple[str, str]], areas: list[str]) -> None:
    text = f"{header}\n{row}\n"
    _, [draft] = outline(text, split_blocks(text), structured=True)
    fields = assemble(text, draft, Metadata()).fields
    assert [(unit.name, unit.role) for unit in fields.units] == units
    assert [area.name for area in fields.areas] == areas


def test_the_first_of_several_columns_of_text_is_the_title() -> None:
    text = "序号\t事项名称\t主要内容\t责任单位\n1\t一照多址\t在同一县域内经营，免于登记。\t市市场监管局\n"
    assert drafts(text) == [("1", (), "一照多址", "在同一县域内经营，免于登记。")]


def test_a_row_of_policies_is_a_measure_of_its_name() -> None:
    text = (
        "序号\t政策名称\t支持对象\t支持标准\t责任单位\n（联系电话）\t有效期\n一、财政类\n"
        "1\t升规奖励\t首次升规的企业\t奖励20万元；连续增长的，\n再奖励10万元\t市工信局\n0851-28223417\t至2027年\n"
    )
    assert drafts(text) == [
        ("1", ("财政类",), "升规奖励", "首次升规的企业\t奖励20万元；连续增长的，\n再奖励10万元"),
    ]
    _, found = outline(text, split_blocks(text), structured=True)
    assert [unit.name for unit in assemble(text, found[-1], Metadata()).fields.units] == ["市工信局"]


def test_a_table_behind_an_item_is_not_of_it() -> None:
    text = (
        "一、保障措施\n（一）监督评估。市政府督查室每年开展一次评估。\n附表\n"
        + HEADER
        + "1\t推行承诺制\t市司法局\t\t6月底\n"
    )
    assert drafts(text) == [
        ("一", ("保障措施",), "监督评估", "市政府督查室每年开展一次评估。\n附表"),
        ("1", ("保障措施",), "推行承诺制", "推行承诺制"),
    ]


def test_items_behind_a_table_are_not_of_the_item_before_it() -> None:
    text = (
        "1.推行清单。按下表执行。\n" + HEADER + "1\t推行承诺制\t市司法局\t\t6月底\n（1）另行通知。\n（2）自行清理。\n"
    )
    spans = [draft.span for draft in outline(text, split_blocks(text), structured=True)[1]]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_heading_over_rows_is_a_section_whatever_a_cell_ends_with() -> None:
    text = "序号\t政策名称\t支持对象\t支持标准\n一、财政类\n1\t升规奖励\t企业\t20万元（市工信局负责）\n"
    assert [(number, path) for number, path, _, _ in drafts(text)] == [("1", ("财政类",))]


def test_what_stands_behind_a_table_is_no_part_of_its_last_row() -> None:
    text = HEADER + "1\t推行扫码入企\t市司法局\t\t6月底\n请各单位抓好落实。\n"
    _, found = outline(text, split_blocks(text), structured=True)
    assert [(draft.text_span.of(text), draft.frame) for draft in found] == [
        ("推行扫码入企", False),
        ("请各单位抓好落实。", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("档次\t补贴比例\t最高限额\n一档\t10%\t200万元\n", id="rates"),
        pytest.param("序号\t重点任务\t牵头单位\n", id="header-alone"),
        pytest.param("一、推行\t扫码入企\t检查。由市司法局牵头负责。\n", id="tabs-in-text"),
        pytest.param("重点任务\t牵头单位\n推行扫码入企\t市司法局\n", id="two-columns"),
    ],
)
def test_what_is_no_table_of_tasks_has_no_rows(text: str) -> None:
    _, found = outline(f"甲局职责。\n{text}", split_blocks(f"甲局职责。\n{text}"), structured=True)
    assert not any(draft.who for draft in found)


def test_another_table_has_no_rows_of_the_one_above() -> None:
    text = HEADER + "1\t推行扫码入企\t市司法局\t\t6月底\n附件2\n主要目标表\n指标名称\t单位\t2025年\n工厂\t家\t210\n"
    _, found = outline(text, split_blocks(text), structured=True)
    assert [(draft.text_span.of(text), bool(draft.who), draft.frame) for draft in found] == [
        ("推行扫码入企", True, False),
        ("指标名称\t单位\t2025年\n工厂\t家\t210", False, True),
    ]


def test_an_empty_cell_is_under_the_one_above() -> None:
    text = "任务\t举措\t责任单位\n场景开放\t编制清单。\t市工信局\n\t遴选场景。\t市科技局\n"
    assert drafts(text) == [
        (None, (), "场景开放", "编制清单。"),
        (None, ("场景开放",), "遴选场景", "遴选场景。"),
    ]


@pytest.mark.parametrize("header", ["环节\t办理人\t时限\t审查标准", "窗口名称\t地址\t办公时间"])
def test_steps_and_windows_are_no_tasks(header: str) -> None:
    text = f"办理指南。\n{header}\n审查\t王建军\t2个工作日\t书面审查\n"
    _, found = outline(text, split_blocks(text), structured=True)
    assert not any(draft.who or draft.when for draft in found)
