from textwrap import dedent

import pytest

from ingest.structure.blocks import split_blocks
from ingest.structure.contents import without_contents
from ingest.structure.measures import outline

LAW = dedent("""\
    第一章　总　　则
    第一条　为了加强管理，制定本条例。
    第二章　通行管理
    第二条　驾驶人应当佩戴头盔。
    第三章　附　　则
    第三条　本条例自2025年11月1日起施行。
    """)


def left_out(text: str) -> list[str]:
    blocks = split_blocks(text)
    kept = without_contents(blocks)
    return [block.text for block in blocks if block not in kept]


@pytest.mark.parametrize(
    "contents",
    [
        "目　　录\n第一章　总　　则\n第二章　通行管理\n第三章　附　　则\n",
        "目录\n第一章 总则\n第二章 通行管理\n第三章 附则\n附件：样表\n",
        "目次\n第一章 总则……………1\n第二章 通行管理\t5\n第三章 附则 - 12 -\n",
        "第一章 总则\n第二章 通行管理\n第三章 附则\n",
    ],
    ids=["labelled", "with-an-attachment", "with-pages", "without-label"],
)
def test_a_table_of_contents_makes_no_sections(contents: str) -> None:
    text = f"某市电动自行车管理条例\n{contents}{LAW}"
    assert left_out(text) == contents.splitlines()
    sections, drafts = outline(text, split_blocks(text), structured=True)
    assert [section.title for section in sections] == ["总　　则", "通行管理", "附　　则"]
    assert [draft.path for draft in drafts] == [("总　　则",), ("通行管理",), ("附　　则",)]


@pytest.mark.parametrize(
    "text",
    [
        LAW,
        "目录\n第一章 总则\n第二章 通行管理\n",
        "一、首次申请\n1.身份证\n2.申请表\n二、换领\n1.身份证\n2.旧证\n",
        "一、首次申请\n1.身份证\n2.申请表\n二、换领\n1.身份证\n2.申请表\n",
        "1.身份证\n2.申请表\n1.身份证\n2.申请表\n",
        "一、甲项\n一、甲项\n请申报。\n",
        "目录\n一、甲项\n给予补贴。\n一、甲项\n给予奖励。\n",
    ],
    ids=[
        "no-contents",
        "nothing-below",
        "lists-that-begin-alike",
        "lists-that-are-alike",
        "a-list-twice",
        "one-heading",
        "text-between",
    ],
)
def test_headings_that_are_no_table_of_contents_stay(text: str) -> None:
    assert left_out(text) == []
