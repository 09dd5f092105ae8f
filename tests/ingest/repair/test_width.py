import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.repair.width import find_half_width

EVIDENCE = "甲,乙;丙,丁。"  # three half-width marks between Chinese, no full-width one
WIDE = "甲，乙；丙，丁。"


def widened(text: str) -> str:
    characters = list(text)
    for finding in find_half_width(text):
        assert finding.edit.end == finding.edit.start + 1
        characters[finding.edit.start] = finding.edit.replacement
    return "".join(characters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("物(VOCs)产", "物（VOCs）产", id="brackets-around-latin"),
        pytest.param("中国(辽宁)", "中国（辽宁）", id="brackets-inner-chinese"),
        pytest.param("(2026年版)", "（2026年版）", id="bracket-beside-digit"),
        pytest.param("《方案(2020—2021)》", "《方案（2020—2021）》", id="bracket-beside-mark"),
        pytest.param("(完成时限:2022年6月)", "（完成时限：2022年6月）", id="colon-before-digit"),
        pytest.param("\n(1)推进", "\n（1）推进", id="sub-number-at-line-start"),
        pytest.param("增长90%,提高80%,610类", "增长90%，提高80%，610类", id="comma-after-per-cent"),
        pytest.param("好, 坏", "好， 坏", id="space-after-comma-stays"),
        pytest.param("执(牌)照((副)本)", "执（牌）照（（副）本）", id="nested-brackets"),
        pytest.param("数,,,AB", "数，，，AB", id="run-of-marks"),
        pytest.param("见（附件)甲", "见（附件）甲", id="partner-is-full-width"),
        pytest.param("怎么办?找我办!", "怎么办？找我办！", id="question"),
        pytest.param("《贯彻<投诉办法>细则》", "《贯彻〈投诉办法〉细则》", id="title-inside-title"),
        pytest.param("网址:http://a.cn/b?c=1,其他", "网址：http://a.cn/b?c=1，其他", id="comma-after-address"),
    ],
)
def test_with_evidence_marks_beside_chinese_are_widened(text: str, expected: str) -> None:
    assert widened(EVIDENCE + text) == WIDE + expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("函数f(x)的值", id="formula"),
        pytest.param("8:30开门", id="time"),
        pytest.param("共1,000元", id="thousands"),
        pytest.param("拨打12345 / 12123", id="numbers"),
        pytest.param("PM2.5与5G和9+X+N", id="latin"),
        pytest.param("1.加快", id="dot-of-a-number"),
        pytest.param('说"好"', id="ascii-quotes"),
        pytest.param("http://a.cn:80/x,y(z)?q=1#甲", id="inside-address"),
        pytest.param('{"姓名":"张,三"}', id="json"),
        pytest.param("跨?办理", id="question-mark-without-question"),
        pytest.param("贯彻<办法>细则", id="angle-brackets-outside-a-title"),
        pytest.param("1)推进", id="lone-bracket"),
    ],
)
def test_with_evidence_other_marks_stay(text: str) -> None:
    assert widened(EVIDENCE + text) == WIDE + text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("有下列情形之一的，适用本法:\n(一)甲，乙;\n(二)丙，丁。", id="legal-text-with-ascii-brackets"),
        pytest.param("中国(辽宁)", id="brackets-alone-are-no-evidence"),
        pytest.param("标题:内容", id="colons-alone-are-no-evidence"),
        pytest.param("甲,乙，丙", id="as-many-full-width-as-half-width"),
        pytest.param("a, b; c (d)", id="english"),
        pytest.param("", id="empty"),
    ],
)
def test_without_evidence_nothing_changes(text: str) -> None:
    assert find_half_width(text) == []


@given(st.text(alphabet=",:;()!?<>（），；《》中文吗a1 \n", max_size=80))
def test_widening_twice_is_widening_once(text: str) -> None:
    once = widened(text)
    assert widened(once) == once
