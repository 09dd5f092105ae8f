from textwrap import dedent

import pytest

from ingest.structure.blocks import split_blocks
from ingest.structure.measures import outline

Row = tuple[str | None, tuple[str, ...], str, str]


def rows(text: str, *, structured: bool = True, frames: bool = False) -> list[Row]:
    _, drafts = outline(text, split_blocks(text), structured=structured)
    return [
        (draft.number, draft.path, draft.title_span.of(text), draft.text_span.of(text))
        for draft in drafts
        if draft.frame is frames
    ]


def test_numbers_restart_in_sections_and_run_across_subsections() -> None:
    text = dedent("""\
        各区县：
        现印发给你们，请落实。
        某市2025年行动方案
        为优化环境，制定本方案。
        一、优化政务环境
        坚持需求导向。
        1.企业开办。压缩时间。（责任单位：市市场监管局）
        二、优化市场环境
        （一）破除壁垒
        1.市场准入。清理壁垒。（责任单位：市发展改革委，责任地区：各区县）
        （二）规范收费
        2.涉企收费。公布清单。（责任单位：市发展改革委）
        各部门要抓好落实。
        某市人民政府
        2025年1月1日
        """)
    assert rows(text) == [
        ("1", ("优化政务环境",), "企业开办", "压缩时间。"),
        ("1", ("优化市场环境", "破除壁垒"), "市场准入", "清理壁垒。"),
        ("2", ("优化市场环境", "规范收费"), "涉企收费", "公布清单。"),
    ]
    assert rows(text, frames=True) == [
        (None, (), "", "现印发给你们，请落实。"),
        (None, (), "", "为优化环境，制定本方案。"),
        (None, ("优化政务环境",), "", "坚持需求导向。"),
        (None, (), "", "各部门要抓好落实。"),
    ]


def test_a_paragraph_that_binds_under_a_heading_over_items_is_a_measure() -> None:
    text = dedent("""\
        一、盘活房源
        鼓励改造闲置房屋。对一次性改造30套以上的，按每套3000元给予奖补。
        1.甲市。改造100套。
        2.乙市。改造200套。
        二、规范秩序
        推行示范文本，加强指导。
        1.信用评价。开展评价。
        2.联合执法。开展执法。
        """)
    binding = "鼓励改造闲置房屋。对一次性改造30套以上的，按每套3000元给予奖补。"
    assert rows(text)[0] == (None, ("盘活房源",), "", binding)
    assert rows(text, frames=True) == [(None, ("规范秩序",), "", "推行示范文本，加强指导。")]


def test_figures_under_a_heading_over_items_are_a_measure() -> None:
    text = "一、2025年总结\n全年完成投资126亿元，增长8.3%。\n1.公路。建成97公里。\n2.水运。建成4个泊位。\n"
    assert rows(text)[0] == (None, ("2025年总结",), "", "全年完成投资126亿元，增长8.3%。")


def test_a_rule_behind_the_last_article_is_a_measure_and_a_farewell_frames() -> None:
    text = "一、支持首店\n1.奖励品牌。给予奖励。\n2.奖励场所。给予奖励。\n{}\n某局\n2025年1月1日\n"
    rule, farewell = "单个企业每年奖补总额不超过300万元。", "各单位须抓好落实，确保实现目标。"
    assert rows(text.format(rule))[-1] == (None, (), "", rule)
    assert rows(text.format(farewell), frames=True)[-1] == (None, (), "", farewell)


def test_sub_numbers_belong_to_the_measure_that_one_tail_closes() -> None:
    text = dedent("""\
        一、提升服务
        1.用电报装。简化流程。
        (1)低压用户3个工作日通电。
        (2)高压用户17个工作日答复。（牵头单位：供电公司；责任地区：各区、县（市））
        2.用水报装。压缩环节。（牵头单位：水务集团；责任地区：各区）
        """)
    assert rows(text) == [
        ("1", ("提升服务",), "用电报装", "简化流程。\n(1)低压用户3个工作日通电。\n(2)高压用户17个工作日答复。"),
        ("2", ("提升服务",), "用水报装", "压缩环节。"),
    ]


def test_sub_numbers_with_tails_of_their_own_are_the_measures() -> None:
    text = dedent("""\
        一、提升服务
        1.优化报装
        (1)用电。压缩时间。（牵头单位：供电公司）
        (2)用水。压缩环节。（牵头单位：水务集团）
        """)
    assert rows(text) == [
        ("1", ("提升服务", "优化报装"), "用电", "压缩时间。"),
        ("2", ("提升服务", "优化报装"), "用水", "压缩环节。"),
    ]


def test_a_tail_on_its_own_line_closes_the_measure() -> None:
    text = "一、融资\n（一）银企对接。每季一次。\n责任单位：市金融局\n（二）担保。降低费率。\n责任单位：市财政局\n请各地落实。\n"
    assert rows(text) == [
        ("一", ("融资",), "银企对接", "每季一次。"),
        ("二", ("融资",), "担保", "降低费率。"),
    ]
    assert rows(text, frames=True) == [(None, (), "", "请各地落实。")]


def test_a_list_that_a_colon_opens_is_part_of_its_measure() -> None:
    text = dedent("""\
        一、申报条件
        申报单位应当符合下列条件：
        （一）在本市注册；
        （二）纳税信用良好。
        二、申报时间。每年3月受理，4月公示。
        """)
    assert rows(text) == [
        ("一", (), "申报条件", "申报单位应当符合下列条件：\n（一）在本市注册；\n（二）纳税信用良好。"),
        ("二", (), "申报时间", "每年3月受理，4月公示。"),
    ]


def test_articles_are_measures_under_their_chapters() -> None:
    text = dedent("""\
        第一章 总则
        第一条 为了优化环境，制定本办法。
        第二条 本办法适用于下列活动：
        （一）登记；
        （二）许可。
        第二章 附则
        第三条 本办法自2023年1月1日起施行。
        """)
    assert rows(text) == [
        ("一", ("总则",), "", "为了优化环境，制定本办法。"),
        ("二", ("总则",), "", "本办法适用于下列活动：\n（一）登记；\n（二）许可。"),
        ("三", ("附则",), "", "本办法自2023年1月1日起施行。"),
    ]


def test_inline_items_under_a_heading_are_measures() -> None:
    text = "一、加强领导\n全面贯彻精神。一是优化机构。调整编制。二是强化考核。提高权重。\n特此报告。\n某市人民政府\n2021年9月18日"
    assert rows(text) == [
        ("一", ("加强领导",), "优化机构", "调整编制。"),
        ("二", ("加强领导",), "强化考核", "提高权重。"),
    ]
    assert rows(text, frames=True) == [
        (None, ("加强领导",), "", "全面贯彻精神。"),
        (None, (), "", "特此报告。"),
    ]


def test_lines_without_a_full_stop_head_unnumbered_paragraphs() -> None:
    text = dedent("""\
        8月17日，市政府召开发布会。
        五年来环境迈上新台阶
        高规格推动创新。实行双挂帅。
        高水平优化环境。办理提速。
        十四五全面建设高地
        环境只有更好，没有最好，蓝图已经擘画。
        打造政务环境。扩大范围。
        """)
    assert rows(text) == [
        (None, ("五年来环境迈上新台阶",), "高规格推动创新", "实行双挂帅。"),
        (None, ("五年来环境迈上新台阶",), "高水平优化环境", "办理提速。"),
        (None, ("十四五全面建设高地",), "打造政务环境", "扩大范围。"),
    ]
    assert rows(text, frames=True) == [
        (None, (), "", "8月17日，市政府召开发布会。"),
        (None, ("十四五全面建设高地",), "", "环境只有更好，没有最好，蓝图已经擘画。"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "有经营能力的公民，经登记，为个体工商户。",
        "有下列情形之一的，可以解除合同：\n(一)协商一致的；\n(二)提前通知的。",
        "第一款规定。\n第二款规定。",
    ],
)
def test_a_record_without_items_of_its_own_is_one_measure(text: str) -> None:
    assert rows(text, structured=False) == [(None, (), "", text)]


def test_a_list_of_attachments_holds_no_measures() -> None:
    text = "一、抓好落实。各地要落实责任。\n二、加强督导。定期通报进展。\n附件：1.任务清单\n2.责任分工表\n某市人民政府\n2024年3月1日\n"
    assert [row[2] for row in rows(text)] == ["抓好落实", "加强督导"]


def test_a_short_sentence_alone_is_title_and_text() -> None:
    assert rows("一、政策\n1.加强知识产权保护。（牵头单位：市市场监管局）\n2.对小微企业减半征收所得税。") == [
        ("1", ("政策",), "加强知识产权保护", "加强知识产权保护。"),
        ("2", ("政策",), "对小微企业减半征收所得税", "对小微企业减半征收所得税。"),
    ]


def test_parts_that_end_in_semicolons_are_a_list() -> None:
    text = "一、申报材料\n（一）申请表；\n（二）营业执照复印件。\n二、其他\n（一）监督。加强检查。\n（二）公示。按年公布。\n"
    assert rows(text) == [
        ("一", (), "申报材料", "（一）申请表；\n（二）营业执照复印件。"),
        ("一", ("其他",), "监督", "加强检查。"),
        ("二", ("其他",), "公示", "按年公布。"),
    ]


def test_lines_of_a_list_belong_to_the_paragraph_above_them() -> None:
    text = "现将受理窗口公布如下，请企业前往办理。\n沙河口区窗口 一楼\n甘井子区窗口 二楼\n其余事项另行通知。\n某市人民政府\n2024年3月1日"
    assert rows(text) == [
        (None, (), "", "现将受理窗口公布如下，请企业前往办理。\n沙河口区窗口 一楼\n甘井子区窗口 二楼"),
        (None, (), "", "其余事项另行通知。"),
    ]


def test_a_text_without_a_sentence_is_one_measure() -> None:
    assert rows("大连市") == [(None, (), "", "大连市")]


def test_label_lines_behind_a_measure_are_its_tail() -> None:
    text = "一、政务\n1.数据共享。建设平台。\n责任单位：市数据局\n完成时限：2025年6月底前\n2.帮办。设立窗口。（责任单位：市营商局）\n"
    assert rows(text) == [
        ("1", ("政务",), "数据共享", "建设平台。"),
        ("2", ("政务",), "帮办", "设立窗口。"),
    ]
    assert rows(text, frames=True) == []


def test_a_bare_heading_over_items_is_a_section_whichever_item_has_a_tail() -> None:
    text = "一、政务\n（一）注册\n1.开办。压减环节。\n2.注销。压减时间。（责任单位：市税务局）\n"
    assert [row[:3] for row in rows(text)] == [("1", ("政务", "注册"), "开办"), ("2", ("政务", "注册"), "注销")]


def test_a_first_sentence_with_a_number_is_title_and_text() -> None:
    assert rows("一、奖励\n1.给予企业奖励30万元。对重新认定的企业，奖励10万元。\n2.兑现。按季兑现。") == [
        ("1", ("奖励",), "给予企业奖励30万元", "给予企业奖励30万元。对重新认定的企业，奖励10万元。"),
        ("2", ("奖励",), "兑现", "按季兑现。"),
    ]


def test_attachments_under_a_bare_line_hold_no_measures() -> None:
    text = "一、落实。各地要落实责任。\n二、督导。定期通报进展。\n附件\n1.任务清单\n2.责任分工表\n"
    assert [row[2] for row in rows(text)] == ["落实", "督导"]


def test_an_inserted_article_is_an_article() -> None:
    text = "第一条 应当在三十日内答复。\n第一条之一 逾期未答复的，处罚款。\n第二条 另行规定。"
    assert [row[0] for row in rows(text)] == ["一", "一之一", "二"]


def test_a_record_with_one_heading_over_measures_has_structure() -> None:
    text = "一、政务服务\n1.数据共享。建平台。（责任单位：市营商局）\n2.电子证照。扩应用。（责任单位：市公安局）"
    assert [row[2] for row in rows(text, structured=False)] == ["数据共享", "电子证照"]


@pytest.mark.parametrize(
    ("first", "is_said"),
    [
        ("企业不得将补助资金用于发放工资", True),
        ("请于2026年9月30日前登录平台提交申请", True),
        ("联系人张华，电话0571-88886666", True),
        ("个人可以向经办机构申请", True),
        ("推行告知承诺制", False),
        ("优化12345热线服务", False),
        ("持续推进2026年版清单", False),
    ],
)
def test_a_first_sentence_that_says_something_is_text_too(first: str, is_said: bool) -> None:
    [_, row] = rows(f"1.企业开办。压缩时间。\n2.{first}。另有规定的除外。")
    assert row[2:] == (first, f"{first}。另有规定的除外。" if is_said else "另有规定的除外。")


def test_the_colon_of_a_time_closes_no_label() -> None:
    [row, _] = rows("1.受理时间为工作日上午9:00-12:00，下午14:00-17:00。\n2.企业开办。压缩时间。")
    assert row[2:] == (
        "受理时间为工作日上午9:00-12:00，下午14:00-17:00",
        "受理时间为工作日上午9:00-12:00，下午14:00-17:00。",
    )


def test_a_bare_heading_of_closing_rules_ends_the_articles() -> None:
    text = "第一条　支持研发。给予补助。\n第二条　支持应用。给予奖励。\n附　则\n一、申报条件\n无失信记录。\n二、其他\n另行通知。"
    assert [(number, path) for number, path, _, _ in rows(text)] == [
        ("一", ()),
        ("二", ()),
        ("一", ("附　则",)),
        ("二", ("附　则",)),
    ]


def test_an_appendix_with_a_title_is_a_section_that_numbers_anew() -> None:
    text = dedent("""\
        一、落实。各地要落实责任。
        二、督导。定期通报进展。
        附件：1.名词解释
        2.分工表
        某市人民政府
        附件1
          名词解释
        1.智能终端：指智能硬件产品。
        2.独角兽：指未上市的企业。
        """)
    assert rows(text) == [
        ("一", (), "落实", "各地要落实责任。"),
        ("二", (), "督导", "定期通报进展。"),
        ("1", ("名词解释",), "智能终端", "指智能硬件产品。"),
        ("2", ("名词解释",), "独角兽", "指未上市的企业。"),
    ]
    sections, _ = outline(text, split_blocks(text), structured=True)
    assert [(section.number, section.title, section.level) for section in sections] == [("附件1", "名词解释", 1)]


def test_a_label_and_its_value_behind_the_last_measure_are_kept() -> None:
    text = "一、落实。各地要落实责任。\n二、督导。定期通报进展。\n某市人民政府\n2025年1月1日\n政策咨询：市工信局，0536-8091266\n当前位置：首页 > 公开"
    assert rows(text, frames=True)[-1][3] == "政策咨询：市工信局，0536-8091266"


def test_an_appendix_with_its_title_in_the_same_line_is_a_section_over_sentences() -> None:
    text = "八、附则\n（一）不得重复享受。\n（二）本政策自2025年6月1日起施行。\n附件：申领材料清单\n1.租房补贴：提供租赁合同。\n2.购房补贴：提供完税凭证。\n"
    assert rows(text) == [
        ("一", ("附则",), "不得重复享受", "不得重复享受。"),
        ("二", ("附则",), "本政策自2025年6月1日起施行", "本政策自2025年6月1日起施行。"),
        ("1", ("申领材料清单",), "租房补贴", "提供租赁合同。"),
        ("2", ("申领材料清单",), "购房补贴", "提供完税凭证。"),
    ]
