"""Questions and answers as pages have them."""

import pytest

from ingest.structure.blocks import split_blocks
from ingest.structure.measures import outline


def pairs(text: str) -> list[tuple[str | None, tuple[str, ...], str, str]]:
    _, found = outline(text, split_blocks(text), structured=True)
    return [(one.number, one.path, one.title_span.of(text), one.text_span.of(text)) for one in found if not one.frame]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "问：哪些人能领？\n答：年满18周岁的。\n凭身份证领取。\n问：能领几张？\n答：两张。",
            [(None, "哪些人能领", "年满18周岁的。\n凭身份证领取。"), (None, "能领几张", "两张。")],
            id="without-numbers",
        ),
        pytest.param(
            "Q1：哪些人能领？\nA1：年满18周岁的。\nQ2：能领几张？\nA2：两张。",
            [("1", "哪些人能领", "年满18周岁的。"), ("2", "能领几张", "两张。")],
            id="letters",
        ),
        pytest.param(
            "一问：哪些人能领？\n年满18周岁的。\n二问：能领几张？\n答：两张。",
            [("一", "哪些人能领", "年满18周岁的。"), ("二", "能领几张", "两张。")],
            id="counted-in-front",
        ),
        pytest.param(
            "问题一：哪些人能领？答：年满18周岁的。\n问题二：能领几张？答：两张。",
            [("一", "哪些人能领", "年满18周岁的。"), ("二", "能领几张", "两张。")],
            id="on-one-line",
        ),
        pytest.param(
            "1.问：哪些人能领？\n答：年满18周岁的。\n2.问：能领几张？\n答：两张。",
            [("1", "哪些人能领", "年满18周岁的。"), ("2", "能领几张", "两张。")],
            id="behind-a-number",
        ),
        pytest.param(
            "1.哪些人能领？\n【答】年满18周岁的。\n2.能领几张？\n【答】两张。",
            [("1", "哪些人能领", "年满18周岁的。"), ("2", "能领几张", "两张。")],
            id="only-answers-are-marked",
        ),
        pytest.param(
            "问：怎么领？\n答：分两步：\n1.登录平台。\n2.提交材料。\n问：能领几张？\n答：两张。",
            [(None, "怎么领", "分两步：\n1.登录平台。\n2.提交材料。"), (None, "能领几张", "两张。")],
            id="a-list-in-an-answer",
        ),
        pytest.param(
            "问：能领几张？\n答：两张。\n问：几号发？",
            [(None, "能领几张", "两张。"), (None, "几号发", "几号发")],
            id="unanswered",
        ),
    ],
)
def test_a_question_is_the_title_of_its_answer(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert [(number, title, body) for number, _, title, body in pairs(text)] == expected


def test_questions_stand_under_headings() -> None:
    text = "一、发放范围\n向常住居民发放。\n二、热点问答\n问：能领几张？\n答：两张。\n问：几号发？\n答：每月1号。"
    assert [(path, title) for _, path, title, _ in pairs(text)] == [
        ((), "发放范围"),
        (("热点问答",), "能领几张"),
        (("热点问答",), "几号发"),
    ]


@pytest.mark.parametrize("line", ["问题整改要到位。", "问需于企，问计于民。", "QQ群：123456。", "答复率100%。"])
def test_words_that_begin_alike_ask_nothing(line: str) -> None:
    text = f"一、服务\n{line}\n二、监管\n规范检查。"
    assert [title for _, _, title, _ in pairs(text)] == ["服务", "监管"]


def test_who_answers_a_reporter_is_not_taken_for_another_matter() -> None:
    text = (
        "【主持人　吴昊】\n大家上午好！\n【湖北日报记者】\n请问如何申请、要不要收费？\n【省医保局处长　黄薇】\n感谢您的提问。"
        "参保人可以申请评估。\n评估费每人次300元。\n【主持人　吴昊】\n谢谢大家！"
    )
    [(_, _, title, body)] = pairs(text)
    assert title == "请问如何申请、要不要收费"
    assert body.startswith("参保人可以申请评估。\n评估费每人次300元。")


def test_an_item_that_a_speaker_follows_is_no_question() -> None:
    text = "一是统一范围。全部纳入。\n二是统一待遇。不设起付线。\n【主持人　吴昊】\n谢谢周启明先生。"
    assert [title for _, _, title, _ in pairs(text)] == ["统一范围", "统一待遇"]
