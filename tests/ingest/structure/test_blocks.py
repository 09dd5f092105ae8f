from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.blocks import split_blocks

SENTENCE = "近年来，大连市深入学习贯彻关于优化营商环境的重要指示精神，持续推进营商环境建设。"


def test_lines_are_paragraphs_and_keep_their_offsets() -> None:
    text = "  一、总则\n\n\u3000\u3000第一段。\n"
    assert [(block.text, text[block.span.start : block.span.end]) for block in split_blocks(text)] == [
        ("一、总则", "一、总则"),
        ("第一段。", "第一段。"),
    ]


def test_a_long_line_that_lost_its_breaks_is_cut_at_parting_spaces() -> None:
    text = f"{SENTENCE * 10} 一、强化机制，打造“一号工程” 营商环境是软实力。 一是建立机制。支持 App 和 PC 端, 在线办理， 续写"
    assert [block.text[:11] for block in split_blocks(text)] == [
        SENTENCE[:11],
        "一、强化机制，打造“一",
        "营商环境是软实力。",
        "一是建立机制。支持 A",
    ]


def test_a_short_line_is_not_cut_at_spaces() -> None:
    assert [block.text for block in split_blocks("振兴新突破 奋进新征程。")] == ["振兴新突破 奋进新征程。"]


@given(st.text("一、（）。 \n\u3000a1，", max_size=900))
def test_blocks_quote_the_text_and_lose_only_white_space(text: str) -> None:
    blocks = split_blocks(text)
    assert all(block.text == text[block.span.start : block.span.end] for block in blocks)
    assert "".join("".join(block.text.split()) for block in blocks) == "".join(text.split())
