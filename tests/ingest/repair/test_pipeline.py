"""Laws of the whole repair, and what it makes of the published texts."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.alignment import Edit, from_utf8
from ingest.records import Repair, Span
from ingest.repair import pipeline
from ingest.repair.finding import Finding
from ingest.repair.pipeline import repair

CORPUS = Path(__file__).parents[3] / "docs_corpus"
WIDE = dict(zip(",:;()!?<>", "，：；（）！？〈〉", strict=True))

# What each rule looks for, so that random texts are full of half-made damage.
MARKS = "，。、；：（）()《》<>“”,:;!?|{}[]/ \n\r\t\u3000\u00a0\u200b\ufeff\ue004\ufffd\x00\x0c\u202e0123abcp中文大连市责編環吗"
WORDS = [
    *(
        "环(huán)",
        "?zhí)",
        "首页 > 政策 > 文件",
        "当前位置：",
        "打印本页",
        "关闭窗口",
        "版权所有",
        "责编:张三",
        "严禁转载",
        "上一篇：",
        "|\n",
    ),
    *('{"email":"a@b.cn"}', "//img.a.cn/b.jpg", "1702630705908", "<br>", "</p>", "&nbsp;", "&amp;", "lt;", "&#8220;"),
    *(
        "4FljKbomd7D china.a.com",
        "/e3pmh1nnq",
        "辽ICP备12345678号",
        "主办单位：",
        "地址：甲",
        "来源:甲 编辑:乙 字号：大 中 小",
    ),
    *("http://a.cn/,", "f(x)", "(一)", "8:30", "1,000"),
    "".join(f"第{n}项改革,企业满意度达到{n * 7}%,新增经营主体{n}万户。" for n in range(12)),
]
damaged = st.lists(st.sampled_from([*MARKS, *WORDS]) | st.text(max_size=3), max_size=40).map("".join)
sound = st.text(alphabet="营商环境大连市一二三（）(一)，、。；：“”《》——1234.% \u3000\n", max_size=300)


def repaired_text(text: str) -> str:
    return repair(from_utf8(text)).aligned.text


def corpus_text(name: str) -> str:
    return (CORPUS / name).read_bytes().decode()


@settings(max_examples=400)
@given(damaged | st.text())
@example("<<br>br>")
@example("&amp;amp;lt;br&gt;甲")
@example("中,,,(a,(b)),!?文")
@example("《甲<乙<丙>丁>戊》己,庚")
@example("正文。\n打印本页\u200b\n|")
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once = repaired_text(text)
    assert repaired_text(once) == once


@given(sound)
def test_sound_text_passes_unchanged(text: str) -> None:
    source = from_utf8(text)
    assert repair(source).aligned is source
    assert repair(source).repairs == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("有下列情形之一的，适用本法:\n(一)甲，乙;\n(二)丙，丁。", id="statute-with-ascii-brackets"),
        pytest.param("第五十四条　自然人从事工商业经营，经依法登记，为个体工商户。\n\n　　可以起字号。", id="statute"),
        pytest.param("1.加强版权保护，严禁转载侵权作品。（责任单位：市版权局）", id="rights-as-subject"),
        pytest.param("打印遗嘱应当有两个以上见证人在场见证。", id="printing-as-subject"),
        pytest.param("咨询电话：0411-12345，邮箱：a@dl.gov.cn，网址：http://dl.gov.cn/a?b=1", id="contact"),
        pytest.param("The plan (2024): see http://a.cn, p. 3; yes!", id="english"),
        pytest.param("|甲|乙|\n|1|2|", id="table"),
        pytest.param("", id="empty"),
    ],
)
def test_sound_example_passes_unchanged(text: str) -> None:
    assert repair(from_utf8(text)).repairs == ()


@settings(max_examples=400)
@given(damaged)
def test_every_character_maps_to_the_bytes_it_came_from(text: str) -> None:
    raw = text.encode()
    aligned = repair(from_utf8(text)).aligned
    assert len(aligned.starts) == len(aligned.ends) == len(aligned.text)
    assert (np.diff(aligned.starts) >= 0).all()
    assert (np.diff(aligned.ends) >= 0).all()
    for character, start, end in zip(aligned.text, aligned.starts, aligned.ends, strict=True):
        source = raw[start:end].decode()
        single = {character, *(half for half, full in WIDE.items() if full == character)}
        assert source in single or character in " \n" or len(source) > 1 or source in "編環", (source, character)


@settings(max_examples=400)
@given(damaged)
def test_records_quote_the_final_text_and_tell_all_changes(text: str) -> None:
    result = repair(from_utf8(text))
    for record in result.repairs:
        quote = record.span.of(result.aligned.text)
        assert record.after == quote or (len(quote) > 200 and quote.startswith(record.after.split("…")[0]))
        assert len(record.before) <= 200
    assert any(record.before != record.after for record in result.repairs) == (result.aligned.text != text)


def in_steps(monkeypatch: pytest.MonkeyPatch, *steps: dict[str, str]) -> None:
    """Let the repair consist of steps that replace words, each for one reason."""

    def step(words: dict[str, str]) -> Callable[[str], list[Finding]]:
        def find(text: str) -> list[Finding]:
            hits = re.finditer("|".join(words), text)
            return [Finding(Edit(*hit.span(), words[hit[0]]), "word", f"not {hit[0]}", 0.5) for hit in hits]

        return find

    monkeypatch.setattr(pipeline, "_STEPS", tuple(map(step, steps)))


def test_spans_of_earlier_steps_follow_later_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    in_steps(monkeypatch, {"b": "BB"}, {"a": ""})
    result = repair(from_utf8("aab aab"))
    assert result.aligned.text == "BB BB"
    assert [(r.before, r.after, r.span.start, r.span.end, r.count) for r in result.repairs] == [
        ("a", "", 0, 0, 4),
        ("b", "BB", 0, 2, 2),
    ]


def test_damage_that_is_kept_is_counted_once_over_all_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    in_steps(monkeypatch, {"x": "x"}, {"aa": "a"})  # three passes: aaaa, aa, a
    assert repair(from_utf8("aaaaxx")).repairs == (
        Repair("word", Span(0, 1), "aa", "a", "not aa", 0.5, 3),
        Repair("word", Span(1, 2), "x", "x", "not x", 0.5, 2),
    )


def test_long_quotes_are_cut_in_their_middle() -> None:
    [record] = repair(from_utf8("正文。" + "\x00" * 300)).repairs
    assert (len(record.before), record.before[99], record.after) == (199, "…", "")


def test_press_article_stands_once_without_personal_data() -> None:
    text = repaired_text(corpus_text("dalian-practices-2023.txt"))
    assert text.startswith("近年来，大连市深入学习")
    assert text.endswith("为全国营商环境建设贡献大连经验。")
    assert len(text) == 6154  # the length of the file's second line
    assert not re.search(r'@|\{|"|jpg|环球网|责编|170263|e3p', text)


def test_report_loses_navigation_and_margins_and_keeps_its_byline() -> None:
    text = repaired_text(corpus_text("dalian-npc-report-2021.txt"))
    assert text.lstrip().startswith("关于落实市人大常委会对我市实施国务院《优化营商环境条例》")
    assert "来源：大连人大 编辑：大连人大 2021年09月27日" in text
    assert "《大连市贯彻〈辽宁省营商环境投诉处理办法〉实施细则》" in text
    assert "\u00a0" not in text
    assert text.endswith("\n2021年9月18日")


def test_three_year_plan_has_full_width_marks_and_no_rule_line() -> None:
    text = repaired_text(corpus_text("dalian-plan-2022-2024.txt"))
    assert text.endswith("市教育局）")
    assert text.count("（完成时限：") == corpus_text("dalian-plan-2022-2024.txt").count("(完成时限:") > 200
    assert re.findall(r"(?<=[一-鿿])[,:;()]|[,:;()](?=[一-鿿])", text) == []


def test_briefing_changes_width_only() -> None:
    source = corpus_text("shenyang-briefing-2022.txt")
    assert repaired_text(source) == source.translate({ord(","): "，", ord(";"): "；"})
    assert [record.kind for record in repair(from_utf8(source)).repairs] == ["half-width-mark"]


def test_damaged_plan_keeps_its_latin_brackets() -> None:
    text = repaired_text(corpus_text("dalian-plan-2026.txt"))
    assert "（2026年版）" in text
    assert "（水电气）" in text
    assert "5G" in text
    assert not re.search(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǘǜ]+[)）]", text)


def test_a_record_of_removed_furniture_holds_no_mail_address() -> None:
    sentence = "近年来，大连市深入学习贯彻重要指示精神，持续推进营商环境建设，打造市场化法治化国际化一流营商环境。"
    article = sentence * 6
    text = f'{article}{{"email":"someone@example.com","name":"某某"}}\n{article}'
    repairs = repair(from_utf8(text)).repairs
    assert repairs
    assert not any("someone@example.com" in repair.before for repair in repairs)
