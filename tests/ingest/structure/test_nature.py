import pytest

from ingest.records import Kind, Nature
from ingest.structure.nature import FRAME_TITLES, clause_nature, measure_nature

C, R, RULE, X = Nature.COMMITMENT, Nature.RESULT, Nature.RULE, Nature.CONTEXT


@pytest.mark.parametrize(
    ("text", "kind", "headings", "expected"),
    [
        ("网办率达到80%。", Kind.PLAN, (), C),
        ("申请人应当年满十八周岁。", Kind.REGULATION, (), RULE),
        ("610类材料实现“只提交一次”。", Kind.PRESS, ("五年来建设水平迈上新台阶",), R),
        ("近三年先后制修地方性法规21件，正加快推进立法。", Kind.PRESS, (), R),
        ("满意度达90%以上。", Kind.PRESS, ("“十四五”时期全面建设高地",), C),
        ("12月底前，场景数量突破1000大关。", Kind.PRESS, (), C),
        ("下一步，大连市将继续发挥特色。", Kind.PRESS, (), C),
        ("35个市直部门已公布了3046项行政职权。", Kind.REPORT, (), R),
        ("截止8月末我市网上实办率69.19%。", Kind.REPORT, (), R),
        ("积极探索“一枚印章管审批”模式。", Kind.REPORT, (), C),
        ("年底前建成政务服务驿站200余个。", Kind.REPORT, (), C),
        ("对新办企业免收刻章费用。", None, (), C),
        ("由家属照护的，按每人每天20元给予补助。", Kind.PRESS, (), C),
        ("居民每人每年筹资40元。", Kind.PRESS, (), C),
        ("灵活就业人员按照职工标准，个人承担全部120元。", Kind.PRESS, (), C),
        ("其他市州最迟于2027年12月底前纳入。", Kind.PRESS, (), C),
        ("荆门市累计为4万人提供服务，人均每月减轻负担1100元。", Kind.PRESS, (), R),
        ("推出“四张清单”，即不予行政处罚、从轻行政处罚。", Kind.PRESS, (), R),
        ("实行的“一窗受理”，按时办结率100%。", Kind.PRESS, (), R),
        ("四类场所的许可已整合进食品经营许可，不再单独核发。", None, (), C),
        ("证照已实现电子化，请到窗口领取。", None, (), C),
        ("四类证照已不再核发，累计减少材料300份。", None, (), R),
        ("四类场所的许可已整合进食品经营许可。", None, (), R),
        ("累计减免社保费近百亿元。", None, (), R),
        ("进出口额首次突破千亿元。", None, (), R),
        ("对首次认定的高新技术企业奖励10万元。", None, (), C),
        ("已享受其他补贴的，不再享受。", None, (), C),
        ("申报截止时间为2026年3月31日，每户累计最高2万元。", None, (), C),
        ("活动截至2026年12月31日。", None, (), C),
        ("报名2026年9月30日截止。", None, (), C),
        ("截至2025年底，全市累计发放贷款80亿元。", Kind.NOTICE, (), R),
        ("近年来，我市营商环境建设取得显著成效。", Kind.NOTICE, (), R),
        ("近年来获得省级以上奖励的，给予10万元奖励。", Kind.NOTICE, (), C),
        ("截至申请之日，已连续缴费12个月。", Kind.NOTICE, (), C),
        ("截至2025年底累计实缴资本达到500万元的企业可申请。", Kind.NOTICE, (), C),
        ("已完成备案的项目可申请，目前已受理的除外。", Kind.NOTICE, (), C),
    ],
)
def test_clause_nature(text: str, kind: Kind | None, headings: tuple[str, ...], expected: Nature) -> None:
    assert clause_nature(text, kind, headings) is expected


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [((), X), ((R, R, C), R), ((R, C), C), ((RULE,), RULE), ((X, X), X)],
)
def test_a_measure_is_what_most_of_its_clauses_are(clauses: tuple[Nature, ...], expected: Nature) -> None:
    assert measure_nature(clauses) is expected


@pytest.mark.parametrize(
    ("title", "frames"),
    [
        ("政策背景", True),
        ("制定背景和依据", True),
        ("《办法》出台的背景是什么", True),
        ("为什么出台这个《办法》", True),
        ("为什么要交社保", False),
        ("主要目标", False),
        ("背景调查服务", False),
    ],
)
def test_why_a_document_was_made_frames_it(title: str, frames: bool) -> None:
    assert bool(FRAME_TITLES.match(title)) is frames
