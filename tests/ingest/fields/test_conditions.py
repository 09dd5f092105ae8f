from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.conditions import find_conditions
from ingest.fields.quantities import find_quantities
from ingest.records import AllOf, AnyOf, Comparator, Condition, Nature, Not, Restriction, Role, Span, Test

LAW = Nature.RULE


def read(text: str, nature: Nature = Nature.COMMITMENT) -> list[str]:
    return [written(condition) for condition in find_conditions(text, Span(0, len(text)), nature)]


def written(condition: Condition) -> str:
    """A tree in one line: (a & b), (a | b), !a, <restriction>."""
    match condition:
        case AllOf(parts=parts):
            return f"({' & '.join(map(written, parts))})"
        case AnyOf(parts=parts):
            return f"({' | '.join(map(written, parts))})"
        case Not(part=part):
            return f"!{written(part)}"
        case Restriction(text=text):
            return f"<{text}>"
        case Test():
            value = f"{condition.value:g}" if isinstance(condition.value, float) else condition.value
            return f"{condition.subject}{condition.operator}{value}{condition.unit or ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("不再符合评价标准的，取消公告", ["情形=不再符合评价标准"], id="meets-it-no-more"),
        pytest.param("没有符合条件的企业，名额空缺", [], id="nobody-meets-it"),
        pytest.param("同时符合条件的企业可申请", ["<符合条件的>"], id="meets-it-too"),
        pytest.param(
            "支持年出口50万美元以下且不为零的小微企业投保",
            ["(年出口<=500000美元 & 年出口!=0美元)"],
            id="restated-bound",
        ),
        pytest.param(
            "针对无需外线施工、与管线距离在20米内、用气量在2.5立方米以内的工商户，报装时限控制在3个工作日以内",
            ["(外线施工=无需外线施工 & 与管线距离<=20米 & 用气量<=2.5立方米)"],
            id="state-and-measures",
        ),
        pytest.param(
            "对离校2年内未就业毕业生灵活就业后参保的，给予补贴",
            ["(离校<=2年 & 就业=未就业 & 情形=毕业生灵活就业后参保)"],
            id="headless-rest",
        ),
        pytest.param(
            "对洁净能源、智能制造类企业引进的年收入50万元及以上的人才，提供便利",
            ["((行业=洁净能源 | 行业=智能制造) & 年收入>=500000元)"],
            id="industries",
        ),
        pytest.param(
            "对面积不足300平方米或者投资额在100万元以下的工程，免予许可",
            ["(面积<300平方米 | 投资额<=1e+06元)"],
            id="either",
        ),
        pytest.param(
            "对年纳税额超过500万元、1000万元的企业，奖励10万元、30万元",
            ["(年纳税额>5e+06元 | 年纳税额>1e+07元)"],
            id="scale",
        ),
        pytest.param("对纳税信用等级为A级的企业，优先办理", ["纳税信用等级=A级"], id="attribute-is-word"),
        pytest.param(
            "对出口额在10万元至30万元之间的企业，给予补贴", ["(出口额>=100000元 & 出口额<=300000元)"], id="range"
        ),
        pytest.param("加大2年以上未结案件清结力度", ["未结案件>=2年"], id="subject-behind"),
        pytest.param("学校（除第十五中学和民办学校外）全部覆盖", ["!(主体=第十五中学 | 主体=民办学校)"], id="except"),
        pytest.param("办理零费用（不含设计、施工）", ["!(范围=设计 | 范围=施工)"], id="without"),
        pytest.param("允许商事主体（非上市公司）申请休眠", ["!主体=上市公司"], id="non"),
        pytest.param("支持符合条件的企业融资，按规定享受优惠", ["<符合条件的>", "<按规定>"], id="restrictions"),
        pytest.param("在合法合规前提下，加快兑现政策", ["<在合法合规前提下>"], id="proviso"),
        pytest.param("对不符合上位法要求的，一律废止", ["情形=不符合上位法要求"], id="not-conforming-is-a-situation"),
        pytest.param("未按规定公示的，责令改正", ["情形=未按规定公示"], id="breach-is-no-restriction"),
    ],
)
def test_conditions_of_promises(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "注册资本不得低于三十万元，并配备两名以上管理人员", ["(注册资本>=300000元 & 管理人员>=2名)"], id="and"
        ),
        pytest.param("年满十六周岁未满十八周岁的劳动者，应当体检", ["(年龄>=16周岁 & 年龄<18周岁)"], id="age"),
        pytest.param("连续三年未开展经营活动的企业，可以吊销", ["(连续=3年 & 开展经营活动=未开展经营活动)"], id="idle"),
        pytest.param("除法律另有规定外，不得收费", ["!情形=法律另有规定"], id="unless"),
        pytest.param(
            "应当符合下列条件：（一）投资总额不低于二千万元；（二）有符合规定的场所。",
            ["(投资总额>=2e+07元 & <符合规定的>)"],
            id="all-of-a-list",
        ),
        pytest.param(
            "有下列情形之一的，予以免征：(一)月销售额十万元以下；(二)残疾人提供的服务。",
            ["(月销售额<=100000元 | 情形=残疾人提供的服务)"],
            id="one-of-a-list-half-width",
        ),
    ],
)
def test_conditions_of_rules(text: str, expected: list[str]) -> None:
    assert read(text, LAW) == expected


@pytest.mark.parametrize(
    "text",
    [
        "到2024年，高新技术企业数量达到4000家。",
        "支持10家以上企业开展技术中心建设。",
        "根据国家税务总局部署，发布一批清单。",
        "按照内外资一致原则，享受国内企业同等待遇。",
        "吸引集聚10万名以上高校毕业生等青年人才。",
        "低压居民用户3个工作日可通电。",
    ],
)
def test_goals_and_manners_are_no_conditions(text: str) -> None:
    assert read(text) == []


def test_spans_stand_in_the_whole_text() -> None:
    text = "总则。支持符合条件的企业。附则。"
    [condition] = find_conditions(text, Span(3, 13))
    assert condition.span.of(text) == "符合条件的"


def _leaves(condition: Condition) -> Iterator[Test | Restriction]:
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part=part):
            yield from _leaves(part)
        case Test() | Restriction():
            yield condition


@given(
    text=st.text(
        alphabet="对支持未无需除外的企业人才或者且并以上下内不超过符合条件规定按含非类行业情形一二（）()：；，、。2年万元%",
        max_size=60,
    ),
    nature=st.sampled_from(Nature),
)
def test_every_leaf_quotes_the_text(text: str, nature: Nature) -> None:
    whole = Span(0, len(text))
    conditions = find_conditions(text, whole, nature)
    for leaf in (leaf for condition in conditions for leaf in _leaves(condition)):
        assert leaf.span.of(text) == leaf.text
        assert leaf.text
    assert [c.span.start for c in conditions] == sorted(c.span.start for c in conditions)


@given(
    amounts=st.lists(st.integers(1, 9_999), min_size=1, max_size=4),
    attribute=st.sampled_from(["年产值", "注册资本", "营业收入"]),
)
def test_numeric_tests_are_the_quantities_with_the_role_condition(amounts: list[int], attribute: str) -> None:
    text = "。".join(f"对{attribute}{amount}万元以上的企业，给予支持" for amount in amounts)
    whole = Span(0, len(text))
    limits = [q.value for q in find_quantities(text, whole, Nature.COMMITMENT) if q.role is Role.CONDITION]
    tests = [leaf.value for c in find_conditions(text, whole) for leaf in _leaves(c) if isinstance(leaf, Test)]
    assert tests == limits == [amount * 10_000 for amount in amounts]


def test_what_a_qualifying_clause_says_and_no_test_captures_is_kept_as_a_restriction() -> None:
    text = "在本市注册的企业，上年度营业收入不超过2亿元。"
    found = find_conditions(text, Span(0, len(text)), qualifies=True)
    assert found == (
        Restriction(Span(0, 8), "在本市注册的企业"),
        Test(Span(9, 22), "上年度营业收入不超过2亿元", "上年度营业收入", Comparator.LE, 200_000_000, "元"),
    )
    assert find_conditions(text, Span(0, len(text))) == ()


def test_the_words_of_a_listed_number_are_its_subject() -> None:
    text = "应同时满足以下条件：1.注册满1年；2.研发费用占营业收入比例不低于5%。"
    [condition] = find_conditions(text, Span(0, len(text)))
    assert isinstance(condition, AllOf)
    assert [
        (part.subject, part.operator, part.value, part.unit) for part in condition.parts if isinstance(part, Test)
    ] == [
        ("注册", Comparator.GE, 1, "年"),
        ("研发费用占营业收入比例", Comparator.GE, 5, "%"),
    ]


def test_an_or_behind_a_comma_leaves_a_choice() -> None:
    text = "应符合下列条件：（一）职工总数不超过300人，或者年营业收入不超过2亿元；（二）在本市注册。"
    [condition] = find_conditions(text, Span(0, len(text)))
    assert isinstance(condition, AllOf)
    assert isinstance(condition.parts[0], AnyOf)


def test_attributes_that_no_test_reads_stay_restrictions() -> None:
    text = "对注册地在本市、信用等级为A级、近三年无重大违法记录，且未被列入失信名单的企业，给予补贴。"
    found = find_conditions(text, Span(0, len(text)))
    assert [one.text for one in found if isinstance(one, Restriction)] == [
        "注册地在本市",
        "信用等级为A级",
        "近三年无重大违法记录",
    ]
    assert any(isinstance(one, Test) and one.value == "未被列入失信名单" for one in found)
