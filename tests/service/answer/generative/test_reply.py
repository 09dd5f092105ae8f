import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answer.generative.reply import written

A, B = "aaa111", "bbb222"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        pytest.param(f"可以歇业。[{A}]", [("可以歇业。", (A,))], id="as-asked-for"),
        pytest.param(f"可以歇业[{A}]。", [("可以歇业。", (A,))], id="mark-behind-the-token"),
        pytest.param(f"可以歇业。[{A}][{B}]", [("可以歇业。", (A, B))], id="two-tokens"),
        pytest.param(f"可以歇业。[{A}、{B}]", [("可以歇业。", (A, B))], id="two-tokens-in-one"),
        pytest.param(f"可以歇业。【{A}】", [("可以歇业。", (A,))], id="other-brackets"),
        pytest.param(f"可以歇业[{A}]。最长3年[{B}]。", [("可以歇业。", (A,)), ("最长3年。", (B,))], id="one-line"),
        pytest.param(f"可以歇业。最长3年。[{A}]", [("可以歇业。", (A,)), ("最长3年。", (A,))], id="two-sentences"),
        pytest.param(f"1. 可以歇业。[{A}]\n- 最长3年。[{B}]", [("可以歇业。", (A,)), ("最长3年。", (B,))], id="list"),
        pytest.param(f"2.5倍。[{A}]", [("2.5倍。", (A,))], id="a-number-is-no-list-mark"),
        pytest.param(f"好的，答复如下：\n可以歇业。[{A}]\n谢谢！", [("可以歇业。", (A,))], id="chatter"),
        pytest.param(f"<think>最长3年。[{B}]</think>可以歇业。[{A}]", [("可以歇业。", (A,))], id="thought"),
        pytest.param(f"<think>最长3年。[{B}]", [], id="thought-without-end"),
        pytest.param("可以歇业。[]", [("可以歇业。", ())], id="empty"),
        pytest.param(f"[{A}]", [], id="only-a-token"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences_come_with_the_tokens_behind_them(reply: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(item.text, item.tokens) for item in written(reply)] == expected


@given(st.text(alphabet="可以歇业。！ \n[]【】a1,<think>/", max_size=60))
def test_every_sentence_is_one_line_of_what_was_written(reply: str) -> None:
    for item in written(reply):
        assert item.text.strip() == item.text != ""
        assert item.text in reply or item.text.removesuffix("。") in reply
        assert "\n" not in item.text
