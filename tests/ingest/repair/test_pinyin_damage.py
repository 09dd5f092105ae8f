from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.alignment import from_utf8
from ingest.repair.finding import Finding
from ingest.repair.pinyin_damage import find_pinyin_damage

PLAN = Path(__file__).parents[3] / "docs_corpus" / "dalian-plan-2026.txt"
GLOSSED = "區業發環數優現監執創協統規續態聯醫節養鄉戰衛穩"

# Enough of the converter's marks to know its pages by, as a paragraph of its own.
PAGE = "各區(qū)縣企業(yè)發(fā)展環(huán)境,優(yōu)化企業(yè)服務。"
FOLD = str.maketrans("，：；（）\u3000", ",:;() ")


def repaired(text: str) -> str:
    return from_utf8(text).edited(finding.edit for finding in find_pinyin_damage(text)).text


def of_kind(findings: list[Finding], kind: str) -> list[Finding]:
    return [finding for finding in findings if finding.kind == kind]


@pytest.fixture(scope="module")
def plan() -> str:
    return PLAN.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plan_repaired(plan: str) -> str:
    return repaired(plan)


@pytest.mark.parametrize(
    "line",
    [
        "  （一）服务构建统一大市场",
        "  （二）加强要素有效性供给",
        "  （三）释放数据要素新动能",
        "  （一）提升政务服务质效",
        "  （二）搭建政企交流平台",
        "  （三）打造地区多元服务",
        "  （一）提升执法监管效能",
        "  （二）加强涉企案件办理",
        "  （一）激发创新创业活力",
        "  （三）提升公共服务水平",
    ],
)
def test_headings_of_the_plan_are_restored(plan_repaired: str, line: str) -> None:
    assert line in plan_repaired.split("\n")


@pytest.mark.parametrize("phrase", ["“跨省（城）通办”,切实破除", "聚焦洁净能源、装备制造、生命健康"])
def test_words_of_the_plan_are_restored(plan_repaired: str, phrase: str) -> None:
    assert phrase in plan_repaired


@pytest.mark.parametrize(
    "sound", ["(2026年版)", "5G", "OCR", "e企连心", "(水电气)", "着力纾困解难", "“两先区”“三个中心”"]
)
def test_what_was_sound_in_the_plan_stays(plan_repaired: str, sound: str) -> None:
    assert sound in plan_repaired


def test_all_damage_of_the_plan_is_found(plan: str, plan_repaired: str) -> None:
    findings = find_pinyin_damage(plan)
    assert len(of_kind(findings, "lost-lead-byte")) == 12
    assert len(of_kind(findings, "pinyin-annotation")) == 809
    assert not [finding for finding in findings if finding.kind.startswith("unrepaired")]
    assert not set("?ㄒㄈ┨") & set(plan_repaired)
    assert find_pinyin_damage(plan_repaired) == []


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param("优化营商环境（试行）。谁来办?怎么办?。", id="simplified"),
        pytest.param("優化營商環境，推動企業發展。這是什麼?", id="traditional"),
        pytest.param("下载(app)，监测(pm2.5)，见(a)(b)(c)，用(wifi)。" * 3, id="latin-in-brackets"),
        pytest.param("Is it open (yes)? See (an) example (le).", id="english"),
        pytest.param("环(huán)境(jìng)，优(yōu)化(huà)，企(qǐ)业(yè)。", id="simplified-reading-lesson"),
        pytest.param("學(xué)生(shēng)上(shàng)課(kè)，老(lǎo)師(shī)好(hǎo)。", id="traditional-reading-lesson"),
        pytest.param("魑(chī)魅(mèi)魍(wǎng)魎(liǎng)", id="hard-characters"),
        pytest.param(
            "龜(guī)茲國史。龜茲在西域，龜茲樂，龜茲文。讖(chèn)緯之學，讖緯，讖緯。讞(yàn)獄，讞獄。",
            id="glossed-once",
        ),
        pytest.param("發(fā)展環(huán)境", id="too-little-evidence"),
        pytest.param("\ue000?。ㄒ唬", id="garbage-of-another-kind"),
        pytest.param("", id="empty"),
    ],
)
def test_sound_text_is_left_alone(sound: str) -> None:
    assert find_pinyin_damage(sound) == []


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        pytest.param("(app)下載", "(app)下载", id="bracket-that-is-no-reading"),
        pytest.param("業(yè )務", "业务", id="space-in-the-gloss"),
        pytest.param("業（yè）務", "业务", id="full-width-gloss"),
        pytest.param("業(yè)(yè)務", "业务", id="glossed-twice"),
        pytest.param("跟著企業(yè)走,著力服務,顯著提升", "跟着企业走,着力服务,显著提升", id="zhe-and-zhu"),
        pytest.param("誰來辦?怎麼辦?", "谁来办?怎么办?", id="question-marks"),
        pytest.param("推進“跨?。ǔ牵┩ㄞk”改革", "推进“跨省（城）通办”改革", id="cut-out-of-step"),
        pytest.param("聚焦?jié)崈裟茉?、裝備制造", "聚焦洁净能源、装备制造", id="swallowed-bracket"),
    ],
)
def test_damage_in_a_page_of_the_converter(shown: str, text: str) -> None:
    assert repaired(f"{PAGE}\n{shown}") == f"各区县企业发展环境,优化企业服务。\n{text}"


def test_a_swallowed_digit_is_kept_as_a_mark_and_reported(damage: Callable[[str, str], str]) -> None:
    shown = f"  {PAGE}\n" + damage("　　由辽宁省（4家）公证机关办理", "")
    findings = find_pinyin_damage(shown)
    assert repaired(shown).split("\n")[1] == "  由辽宁省（?家)公证机关办理"
    [lost] = of_kind(findings, "unrepaired-lost-character")
    assert shown[lost.edit.start : lost.edit.end] == lost.edit.replacement == "?"


def test_swallowed_list_numbers_are_told_by_their_list(damage: Callable[[str, str], str]) -> None:
    text = "\n".join(
        f"　　{line}"
        for line in ["1.登记", "（1）减环节。", "（2）减材料。", "2.注销", "（1）减时间。", "（2）减费用。"]
    )
    shown = f"  {PAGE}\n" + damage(text, "")
    assert repaired(shown).translate(FOLD).split("\n", 1)[1] == text.translate(FOLD)
    assert len(of_kind(find_pinyin_damage(shown), "lost-list-number")) == 4


def test_private_use_without_a_lost_byte_is_kept_and_reported() -> None:
    findings = find_pinyin_damage(f"{PAGE}\n圖\ue123標")
    [private] = of_kind(findings, "unrepaired-private-use")
    assert private.edit.replacement == "\ue123"


def test_script_is_converted_in_place() -> None:
    findings = of_kind(find_pinyin_damage(PAGE), "script-conversion")
    assert findings
    assert all(len(finding.edit.replacement) == finding.edit.end - finding.edit.start for finding in findings)


SUBJECTS = ["营商环境", "公共服务", "企业开办", "政务数据", "市场监管", "创新创业", "融资担保", "通关便利", "信用体系"]
VERBS = ["提升", "优化", "深化", "加强", "健全", "推动", "完善", "规范"]
TAILS = ["水平", "建设", "改革", "机制", "能力", "质效", "管理", "供给"]
headings = st.tuples(
    st.sampled_from("一二三四五六七八九十"), st.sampled_from(VERBS), st.sampled_from(SUBJECTS), st.sampled_from(TAILS)
).map(lambda parts: "　　（{}）{}{}{}".format(*parts))


@settings(max_examples=60)
@given(lines=st.lists(headings, min_size=1, max_size=4), glossed=st.sets(st.sampled_from(GLOSSED)))
def test_headings_come_back_from_the_process_that_damages_them(
    damage: Callable[[str, str], str], lines: list[str], glossed: set[str]
) -> None:
    anchor = "　　各区县企业发展环境，优化企业服务。"
    text = "\n".join([anchor, *lines])
    shown = damage(text, "".join(sorted(glossed | set("業發優"))))
    assert repaired(shown).translate(FOLD) == text.translate(FOLD)


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from([*"業發優?。、（(ㄒ唬┨k\n 省\ue848", "(yè)", "?yè)", "?/p>", "省?。ǔ"]), max_size=30).map(
        "".join
    )
)
def test_findings_are_apart_and_nothing_is_found_twice(noise: str) -> None:
    shown = f"{PAGE}\n{noise}"
    edits = [finding.edit for finding in find_pinyin_damage(shown)]
    assert all(left.end <= right.start for left, right in pairwise(edits))
    assert all(0 <= edit.start < edit.end <= len(shown) for edit in edits)
