"""Headings that are marked by a sign."""

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


def test_what_stands_under_a_sign_is_one_measure_that_loses_no_line() -> None:
    text = """\
        ■ 基本信息
        事项名称：卫生许可
        实施主体：某区审批局
        承诺办结时限：5个工作日
        ■ 受理条件
        1.有营业执照；
        2.从业人员体检合格。
        不予受理情形：经营场所为违法建筑的。
        ■ 联系方式
        咨询电话：0917-3216618
        """
    basics, conditions, contact = measures(text)
    assert [measure.title for measure in (basics, conditions, contact)] == ["基本信息", "受理条件", "联系方式"]
    assert "承诺办结时限：5个工作日" in [clause.span.of(dedent(text)) for clause in basics.clauses]
    assert [unit.name for unit in basics.fields.units] == ["某区审批局"]
    assert [note.text for note in contact.fields.contacts] == ["咨询电话：0917-3216618"]


def test_counted_parts_are_headings_and_drawn_lines_are_nothing() -> None:
    [who, much] = measures("""\
        ━━━━━━
        PART 01 谁能缴？
        ━━━━━━
        ✅ 年满16周岁
        ✅ 在本市就业
        ━━━━━━
        PART 02 缴多少？
        ━━━━━━
        💰 最低200元，最高3000元
        """)
    assert (who.number, who.title, who.number, much.title) == ("01", "谁能缴", "01", "缴多少")
    assert len(who.clauses) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("★ 年满16周岁\n★ 在本市就业\n★ 信用良好\n请到窗口办理。", id="a-list"),
        pytest.param("■ 电话：0917-3216618\n请到窗口办理。\n■ 地址：某路1号\n请到窗口办理。", id="values"),
        pytest.param("■ 只有一处\n请到窗口办理。", id="alone"),
    ],
)
def test_a_sign_of_another_use_marks_no_heading(text: str) -> None:
    assert not any(measure.title for measure in measures(text))


def test_brackets_alone_on_their_lines_are_headings_but_not_in_an_interview() -> None:
    page = measures("【受理条件】\n有营业执照。\n【收费信息】\n收费标准：不收费\n【联系方式】\n咨询电话：0917-3216618")
    assert [measure.title for measure in page] == ["受理条件", "收费信息", "联系方式"]
    interview = measures("【主持人】\n大家好。\n【某报记者】\n请问怎么办？\n【某局局长】\n到窗口办。")
    assert [measure.title for measure in interview if measure.title] == ["请问怎么办"]


def test_a_table_of_materials_lists_them() -> None:
    [materials, _] = measures("""\
        ■ 申请材料
        序号\t材料名称\t类型\t备注
        1\t卫生许可申请表\t原件\t在线填写
        2\t营业执照\t电子证照\t
        \t租赁合同\t复印件\t
        ■ 收费信息
        收费标准：不收费
        """)
    assert [note.text for note in materials.fields.materials] == ["卫生许可申请表", "营业执照", "租赁合同"]
