"""Policies whose aspects are told in numbered paragraphs."""

from textwrap import dedent

import pytest

from ingest.assemble import assemble
from ingest.records import Measure, Metadata
from ingest.structure.blocks import split_blocks
from ingest.structure.measures import outline


def measures(text: str) -> list[Measure]:
    text = dedent(text)
    _, drafts = outline(text, split_blocks(text), structured=True)
    return [assemble(text, draft, Metadata()) for draft in drafts]


def test_aspects_of_a_policy_are_one_measure() -> None:
    text = """\
        一、降低成本
        （一）厂房租金补贴
        1.政策内容：每平方米每月补贴10元。
        2.责任单位：市工信局 联系人：刘强 0731-88666218
        3.申报材料：①租赁合同；②营业执照。
        （二）减半征税
        1.政策内容：减半征收资源税。
        2.适用对象：小型微利企业。
        3.完成时限：2026年6月底前
        4.责任单位：市税务局、市财政局
        """
    rent, tax = measures(text)
    assert (rent.title, tax.title) == ("厂房租金补贴", "减半征税")
    assert [unit.name for unit in rent.fields.units] == ["市工信局"]
    assert [unit.name for unit in tax.fields.units] == ["市税务局", "市财政局"]
    assert [due.date for due in tax.fields.deadlines] == ["2026-06"]
    assert [note.text for note in rent.fields.materials] == ["租赁合同", "营业执照"]
    assert "0731-88666218" in "".join(note.text for note in rent.fields.contacts)
    assert tax.text_span.of(dedent(text)) == "1.政策内容：减半征收资源税。\n2.适用对象：小型微利企业。"


def test_items_with_headings_of_their_own_stay_measures() -> None:
    found = measures("""\
        一、降低成本
        （一）支持重点：扩大覆盖面。
        （二）精简材料。压减一半。
        （三）优化流程。提速一半。
        """)
    assert [measure.title for measure in found] == ["支持重点", "精简材料", "优化流程"]


@pytest.mark.parametrize("heading", ["申报材料", "所需材料清单", "报送资料"])
def test_a_heading_over_materials_makes_a_list_of_what_is_below(heading: str) -> None:
    [measure, _] = measures(f"""\
        一、{heading}
        （一）申请书；
        （二）营业执照副本复印件；
        （三）审计报告。
        二、其他。另行通知。
        """)
    assert [note.text for note in measure.fields.materials] == ["申请书", "营业执照副本复印件", "审计报告"]


def test_a_heading_over_conditions_is_one_measure() -> None:
    [conditions, _] = measures("""\
        一、申报条件
        1.在本市登记注册。
        2.无失信记录。
        二、其他。另行通知。
        """)
    assert conditions.title == "申报条件"
    assert len(conditions.clauses) == 2


def test_a_list_of_rates_is_closed_by_the_units_of_its_last_part() -> None:
    [measure, _] = measures("""\
        一、保费补助
        1.出口额5000万美元以下的，全额补贴；
        2.出口额5000万美元及以上的，补贴50%。（责任单位：市商务局）
        二、其他。另行通知。
        """)
    assert (measure.title, [unit.name for unit in measure.fields.units]) == ("保费补助", ["市商务局"])
