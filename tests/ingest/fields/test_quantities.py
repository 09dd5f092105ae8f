import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.quantities import find_quantities
from ingest.fields.quantity_units import load_units
from ingest.records import Nature, Quantity, Span

PLAN, DONE, LAW = Nature.COMMITMENT, Nature.RESULT, Nature.RULE


def found(text: str, nature: Nature = PLAN) -> tuple[Quantity, ...]:
    return find_quantities(text, Span(0, len(text)), nature)


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit", "comparator"),
    [
        pytest.param("新建学位1.5万个。", "1.5万个", 15_000, "个", "=", id="magnitude"),
        pytest.param("吸引10万名以上毕业生", "10万名以上", 100_000, "名", ">=", id="at-least"),
        pytest.param("总量控制在17.7亿立方米以内", "17.7亿立方米以内", 1_770_000_000, "立方米", "<=", id="within"),
        pytest.param("推出160多种服务", "160多种", 160, "种", ">=", id="more-inside"),
        pytest.param("服务300余万人次", "300余万人次", 3_000_000, "人次", ">=", id="more-before-magnitude"),
        pytest.param("减免近百亿元", "近百亿元", 10_000_000_000, "元", "~", id="nearly"),
        pytest.param("节约30%", "30%", 30, "%", "=", id="saving-is-not-about"),
        pytest.param("余额突破两万亿大关", "突破两万亿", 2_000_000_000_000, None, ">", id="no-unit"),
        pytest.param("不少于500项事项", "不少于500项", 500, "项", ">=", id="not-less"),
        pytest.param("亮灯率≥99%", "≥99%", 99, "%", ">=", id="sign"),
        pytest.param("至少承办1次展会", "1次", 1, "次", ">=", id="adverb-ahead"),
        pytest.param("期限最长不超过30个月", "最长不超过30个月", 30, "个月", "<=", id="two-words-one-bound"),
        pytest.param("最快20分钟办结", "最快20分钟", 20, "分钟", ">=", id="nothing-is-faster"),
        pytest.param("提前六个月完成", "六个月", 6, "个月", "=", id="chinese"),
        pytest.param("达到百分之六十以上", "百分之六十以上", 60, "%", ">=", id="chinese-percentage"),
        pytest.param("供10千伏用户", "10千伏", 10, "千伏", "=", id="magnitude-in-the-unit"),
        pytest.param("用时30天左右", "30天左右", 30, "天", "~", id="about"),
        pytest.param("配备两名以上人员", "两名以上", 2, "名", ">=", id="chinese-bounded"),
        pytest.param("评价得分60分以上", "60分以上", 60, "分", ">=", id="points"),
        pytest.param("记分达到十二分", "十二分", 12, "分", "=", id="chinese-points"),
        pytest.param("十分钟内响应", "十分钟内", 10, "分钟", "<=", id="minutes-are-no-points"),
        pytest.param("完成12345个项目，依托热线", "12345个", 12_345, "个", "=", id="no-hotline-number"),
        pytest.param("受理12345件热线工单", "12345件", 12_345, "件", "=", id="counted-calls"),
        pytest.param("12345热线受理3万件", "3万件", 30_000, "件", "=", id="beside-a-hotline"),
        pytest.param("办理零费用", "零费用", 0, None, "=", id="no-fee"),
    ],
)
def test_one_quantity(text: str, quote: str, value: float, unit: str | None, comparator: str) -> None:
    [quantity] = found(text)
    assert (quantity.text, quantity.value, quantity.unit, quantity.comparator) == (quote, value, unit, comparator)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("分别压缩至17个、25个工作日", [(17, "工作日", "="), (25, "工作日", "=")], id="unit-goes-back"),
        pytest.param("压减在1小时、2小时、5小时以内", [(n, "小时", "<=") for n in (1, 2, 5)], id="bound-goes-back"),
        pytest.param("超过5万元、9万元、12万元", [(n * 10_000, "元", ">") for n in (5, 9, 12)], id="bound-goes-on"),
        pytest.param("40小时以下和1小时以下", [(40, "小时", "<="), (1, "小时", "<=")], id="each-its-own"),
        pytest.param("从185天压缩至40个工作日以内", [(185, "天", "from"), (40, "工作日", "<=")], id="change"),
        pytest.param(
            "由5000平方米以下扩展至1万平方米", [(5000, "平方米", "from"), (10_000, "平方米", "=")], id="bound"
        ),
        pytest.param(
            "从50余万户增长至106万户", [(500_000, "户", "from"), (1_060_000, "户", "=")], id="change-and-more"
        ),
        pytest.param("277项600余条举措", [(277, "项", "="), (600, "条", ">=")], id="neighbours-share-nothing"),
        pytest.param("500万美元以下且不为零的企业", [(5_000_000, "美元", "<="), (0, "美元", "!=")], id="not-zero"),
    ],
)
def test_lists_and_changes(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(quantity.value, quantity.unit, quantity.comparator) for quantity in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("举办1~2场对接会", 1, 2, id="tilde"),
        pytest.param("培育3—5个集群", 3, 5, id="dash"),
        pytest.param("奖励30万元至50万元", 300_000, 500_000, id="unit-on-both-sides"),
        pytest.param("奖励3-5万元", 30_000, 50_000, id="magnitude-only-behind"),
    ],
)
def test_a_range_is_one_quantity(text: str, low: float, high: float) -> None:
    [quantity] = found(text)
    assert (quantity.value, quantity.upper) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "一是优化流程，推进“一件事一次办”，深化“三统一”改革，推行双随机一公开。",
        "2026年底前，制定清单(2026年版)，兑现2022年度奖励，落实规划（2020—2025年）。",
        "8月17日至9月8日，2021年7月12至13日召开会议，一季度完成。",
        "举办2023天津达沃斯活动，建设“智慧港口2.0”，推出1.0-5.0版方案。",
        "拨打12345热线、12366或者0411-83670000，登录“交管12123”APP。",
        "拨打12333人力资源社会保障服务热线，致电12366，咨询电话：88666789、12315平台。",
        "新增30人力资源机构。",
        "工作十分重要，两分离、三分开，设5分中心，17时30分送达，2026分批实施。",
        "探索“9+X+N”模式，形成1+N体系，试点“12345+7”，实施7×24小时通关。",
        "设24小时便利店、24小时自助服务区，打造“15分钟生活圈”和10分钟健身圈。",
        "推广5G、PM2.5监测、A4表单、OCR识别。",
        "贯彻〔2021〕374号文，第217次会议通过，大连市第十五中学，第三十条第二款。",
        "实现“只跑一次”“一次都不跑”，实行一站式、一体化服务，组建一批平台，万元以上起步。",
        "三年行动计划，“十四五”时期，近五年来，每两年评估，每万人拥有律师，较五年前。",
        "突出“四个强化”，助力“两先区”“三个中心”，会同红十字会，更换零部件。",
        "处三年以上七年以下有期徒刑，处十日以上十五日以下拘留。",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    bounded = {"万元以上"}  # a bare magnitude with a bound is an amount
    assert [quantity.text for quantity in found(text) if quantity.text not in bounded] == []


@pytest.mark.parametrize(
    ("text", "nature", "roles"),
    [
        pytest.param("网办率达到80%，材料减少50%", PLAN, ["target", "target"], id="targets"),
        pytest.param("网办率达到80%，材料减少50%", DONE, ["result", "result"], id="the-same-reported"),
        pytest.param("目前已建成驿站200个", PLAN, ["result"], id="done-inside-a-plan"),
        pytest.param("支持10家以上企业建设中心", PLAN, ["target"], id="counted-companies-are-a-target"),
        pytest.param("支持年出口500万美元以下的外贸企业投保", PLAN, ["condition"], id="measured-companies-a-condition"),
        pytest.param("新开工亿元以上项目700个", DONE, ["condition", "result"], id="condition-in-a-report"),
        pytest.param("对离校2年内毕业生，按60%给予补贴", PLAN, ["condition", "benefit"], id="who-and-what"),
        pytest.param("对评分在90分以上的企业给予奖励", PLAN, ["condition"], id="points-of-companies"),
        pytest.param("评价得分达到80分的企业，给予奖励", PLAN, ["condition"], id="points-reached"),
        pytest.param("满意度得分达到95分以上", PLAN, ["target"], id="points-aimed-at"),
        pytest.param("按不超过80%的比例给予扶持", PLAN, ["benefit"], id="share-granted"),
        pytest.param("给予最高1000万元的项目补助", PLAN, ["benefit"], id="grant-before-a-class-word"),
        pytest.param("办理时限压缩至2个工作日", PLAN, ["time_limit"], id="handling-promised"),
        pytest.param("营业执照办理时间不超过2小时", DONE, ["time_limit"], id="handling-achieved"),
        pytest.param("审批时限从185天压缩至40天", DONE, ["result", "result"], id="cut-already-made"),
        pytest.param("用户年均停电时间压减在2小时以内", PLAN, ["target"], id="no-handling"),
        pytest.param("担保费率降至1%以下", PLAN, ["fee"], id="rate"),
        pytest.param("由市监局处五万元以下罚款", LAW, ["fee"], id="fine"),
        pytest.param("处违法所得一倍以上三倍以下的罚款", LAW, ["fee", "fee"], id="fines"),
        pytest.param("注册资本不低于三十万元", LAW, ["condition"], id="bound-in-a-rule"),
        pytest.param("应当自受理之日起二十日内作出决定", LAW, ["time_limit"], id="counted-from"),
        pytest.param("符合下列条件：（一）员工20人；（二）满3年", PLAN, ["condition", "condition"], id="listed"),
    ],
)
def test_roles(text: str, nature: Nature, roles: list[str]) -> None:
    assert [quantity.role for quantity in found(text, nature)] == roles


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("“一网通办”网上实办率达到80%", "“一网通办”网上实办率", id="ahead"),
        pytest.param("（其中创新能力得分不低于20分）", "创新能力得分", id="inside-a-bracket"),
        pytest.param("推出5000家企业", "企业", id="behind-a-counter"),
        pytest.param("同比增长7.5%", None, id="untold"),
    ],
)
def test_subject(text: str, subject: str | None) -> None:
    [quantity] = found(text)
    assert quantity.subject == subject


def test_only_the_clause_is_read() -> None:
    text = "甲100个。乙不超过2小时办结。丙300个。"
    [quantity] = find_quantities(text, Span(6, 16), PLAN)
    assert (quantity.text, quantity.span) == ("不超过2小时", Span(7, 13))


def test_half_width_marks_change_nothing() -> None:
    full, half = "对A（含B）企业，不超过80%；2年内。", "对A(含B)企业,不超过80%;2年内。"
    assert [(q.span, q.value, q.role) for q in found(full)] == [(q.span, q.value, q.role) for q in found(half)]


def test_units_are_compiled_longest_first() -> None:
    [quantity] = found("面积200平方公里")
    assert quantity.unit == "平方公里"
    assert load_units().plain("个工作日") == "工作日"


@given(
    text=st.text(
        alphabet="0123456789.,，。、；（）(“”《》不超过最高以上内左右余多万亿千百十一二两三年月日天个项家元%从由至压缩~-—第每的企业零为近约半分之",
        max_size=60,
    ),
    nature=st.sampled_from(Nature),
    ends=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_every_quantity_quotes_the_text_inside_the_clause(text: str, nature: Nature, ends: tuple[int, int]) -> None:
    start, end = sorted(min(place, len(text)) for place in ends)
    clause = Span(start, end)
    quantities = find_quantities(text, clause, nature)
    assert all(q.span.of(text) == q.text and clause.holds(q.span) for q in quantities)
    assert [q.span for q in quantities] == sorted(q.span for q in quantities)
    assert all(before.span.end <= after.span.start for before, after in itertools.pairwise(quantities))
