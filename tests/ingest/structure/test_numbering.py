import pytest

from ingest.records import Span
from ingest.structure.blocks import Block
from ingest.structure.numbering import Marker, Style, continues, inline_items, marker_of


def block(text: str) -> Block:
    return Block(Span(0, len(text)), text)


@pytest.mark.parametrize(
    ("text", "style", "number", "value", "rest"),
    [
        ("一、深化改革", Style.CN_PLAIN, "一", 1, "深化改革"),
        ("一 打造政务环境", Style.CN_PLAIN, "一", 1, "打造政务环境"),
        ("十二、其他", Style.CN_PLAIN, "十二", 12, "其他"),
        ("（三）释放动能", Style.CN_PAREN, "三", 3, "释放动能"),
        ("(二十一) 附则", Style.CN_PAREN, "二十一", 21, "附则"),
        ("1.企业准入。", Style.ARABIC, "1", 1, "企业准入。"),
        ("12．用水", Style.ARABIC, "12", 12, "用水"),
        ("3、用气", Style.ARABIC, "3", 3, "用气"),
        ("（1）简化环节", Style.ARABIC_PAREN, "1", 1, "简化环节"),
        ("2)简化环节", Style.ARABIC_PAREN, "2", 2, "简化环节"),
        ("③材料", Style.CIRCLED, "③", 3, "材料"),
        ("二是强化理念。", Style.IS, "二", 2, "强化理念。"),
        ("第三条 本办法适用于", Style.ARTICLE, "三", 3, "本办法适用于"),
        ("第一百零五条\u3000附则", Style.ARTICLE, "一百零五", 105, "附则"),
        ("第二章 申报条件", Style.CHAPTER, "二", 2, "申报条件"),
    ],
)
def test_a_number_opens_a_paragraph(text: str, style: Style, number: str, value: int, rest: str) -> None:
    assert marker_of(block(text)) == Marker(style, number, value, len(text) - len(rest))


@pytest.mark.parametrize(
    "text",
    [
        "1.5万个基站建成。",
        "PM2.5年均浓度达到要求。",
        "12345热线。",
        "2.0版方案",
        "第二部分所列各项措施由各部门落实。",
        "依照本方案第二部分执行。",
        "一网通办实办率达到80%。",
        "一件事一次办",
        "（试行）",
        "2026年1月19日",
        "一 次办好，群众满意。",
    ],
)
def test_what_only_looks_like_a_number_opens_nothing(text: str) -> None:
    assert marker_of(block(text)) is None


def test_inline_items_run_from_one_without_a_gap() -> None:
    text = "现报告如下。一是优化机构。调整编制。二是强化领导。三是压实责任。"
    assert [(item.number, text[item.width : item.width + 2]) for item in inline_items(text)] == [
        ("一", "优化"),
        ("二", "强化"),
        ("三", "压实"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("要点有三：一是快；二是好；三是省。", id="parts-of-one-sentence"),
        pytest.param("一是优化机构。其余从略。", id="one-alone"),
        pytest.param("一是优化机构。三是压实责任。", id="gap"),
        pytest.param("任务之一是优化，工作之二是落实。", id="words"),
    ],
)
def test_other_uses_of_the_words_are_no_items(text: str) -> None:
    assert inline_items(text) == []


@pytest.mark.parametrize(
    ("value", "last", "expected"),
    [(1, 9, True), (5, 4, True), (5, None, True), (7, 4, True), (20, 4, False), (3, 4, False)],
)
def test_a_number_goes_on_from_its_predecessor(value: int, last: int | None, expected: bool) -> None:
    assert continues(Marker(Style.ARABIC, str(value), value, 2), last) is expected
