import pytest

from ingest.fields.deadlines import find_deadlines, note_ends
from ingest.records import Span


def deadlines(text: str, year: int | None = 2022) -> list[tuple[str, str | None, bool]]:
    found = find_deadlines(text, Span(0, len(text)), year=year)
    assert all(deadline.text == deadline.span.of(text) for deadline in found)
    return [(deadline.text, deadline.date, deadline.ongoing) for deadline in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建库。（完成时限：2022年6月）", ("完成时限：2022年6月", "2022-06", False)),
        ("建库。(完成时限:2022年12月,持续推进)", ("完成时限:2022年12月,持续推进", "2022-12", True)),
        ("建库。（完成时限：持续推进）", ("完成时限：持续推进", None, True)),
        ("建库。（完成时间：2025年6月30日前）", ("完成时间：2025年6月30日前", "2025-06-30", False)),
        ("建库。（时限：2025年底）", ("时限：2025年底", "2025-12", False)),
        ("建库。（完成时限：2024年-2026年）", ("完成时限：2024年-2026年", "2026", False)),
        ("建库。（2025年11月底前完成）", ("2025年11月底前完成", "2025-11", False)),
        ("建库。（长期）", ("长期", None, True)),
        ("建库。（完成时限：2022.9）", ("完成时限：2022.9", "2022-09", False)),
        ("建库。（完成时限：2024.1-2025.12）", ("完成时限：2024.1-2025.12", "2025-12", False)),
        ("建库。（完成时限：2023-06-30前）", ("完成时限：2023-06-30前", "2023-06-30", False)),
        ("牵头单位：甲局；完成时限：2023年6月", ("完成时限：2023年6月", "2023-06", False)),
    ],
)
def test_a_note_states_the_deadline_of_its_clause(text: str, expected: tuple[str, str | None, bool]) -> None:
    assert deadlines(text) == [expected]


@pytest.mark.parametrize(
    ("text", "quote", "date"),
    [
        ("2026年底，布局实施课题", "2026年底", "2026-12"),
        ("12月底前，80%材料免于提交", "12月底前", "2022-12"),
        ("到2025年，企业达到7000家", "到2025年", "2025"),
        ("“十四五”时期，将持续优化", "“十四五”时期", "2025"),
        ("“十五五”期间建成", "“十五五”期间", "2030"),
        ("力争年底前推出一批品牌", "年底前", "2022-12"),
        ("2026年，吸引10万名青年", "2026年", "2026"),
        ("2026年上半年完成", "2026年上半年", "2026-06"),
        ("三季度末前完成", "三季度末前", "2022-09"),
        ("明年6月底前完成", "明年6月底前", "2023-06"),
        ("不晚于2025年8月建成", "不晚于2025年8月", "2025-08"),
        ("申报时间为2024年3月1日至4月30日。", "4月30日", "2024-04-30"),
        ("受理期限：2024年11月1日—2025年1月31日", "2025年1月31日", "2025-01-31"),
        ("截止日期：2024年4月30日", "2024年4月30日", "2024-04-30"),
        ("到2027底，建成三个园区", "到2027底", "2027-12"),
        ("2026 年 6 月 30 日前办结", "2026 年 6 月 30 日前", "2026-06-30"),
        ("2026.6.30前报送", "2026.6.30前", "2026-06-30"),
        ("2026/6/30前报送", "2026/6/30前", "2026-06-30"),
        ("2023年2月30日前完成", "2023年2月30日前", "2023-02"),
    ],
)
def test_dates_that_bound_a_promise(text: str, quote: str, date: str) -> None:
    assert deadlines(text) == [(quote, date, False)]


@pytest.mark.parametrize(
    "text",
    [
        "截至7月30日达到709个",
        "截止8月末网上实办率69.19%",
        "今年以来已培训19个班次",
        "制定《清单（2026年版）》",
        "兑现2022年度金融奖励",
        "编制专项“十四五”规划",
        "落实《法治中国建设规划（2020—2025年）》",
        "自2018年以来共推出四版",
        "2022年获评国家案例",
        "离校2年内未就业",
        "新增贷款连续9年超千亿",
        "三年内建成",
        "每年12月底前公布",
        "二〇二五年六月底前",
        "融资总额达到2000万元以上",
        "注册资本到2000.5万元",
        "规模扩大到2026平方米",
        "按照皖政办〔2022〕15号执行，到[2022]63号为止",
        "拨打到2012-1234咨询",
    ],
)
def test_dates_that_bound_nothing(text: str) -> None:
    assert deadlines(text) == []


def test_a_note_rules_out_the_dates_of_its_sentence() -> None:
    assert deadlines("到2024年，达到4000家。（完成时限：2024年12月）") == [("完成时限：2024年12月", "2024-12", False)]


def test_a_date_without_a_year_stays_open_where_the_document_has_none() -> None:
    assert deadlines("12月底前完成", year=None) == [("12月底前", None, False)]


def test_notes_close_clauses() -> None:
    text = "甲。（完成时限：2022年6月）乙（含丙）。（完成时限：2023年6月）"
    assert [text[:end][-6:] for end in note_ends(text, Span(0, len(text)))] == ["22年6月）", "23年6月）"]
