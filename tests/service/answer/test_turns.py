"""Turns of a conversation by themselves."""

import pytest

from service.answer.turns import is_courtesy, is_hearsay, plain, stripped, taken_back


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("谢谢", True),
        ("好的，知道了", True),
        ("你好", True),
        ("哦", True),
        ("好的办事体验有哪些", False),
        ("可以网上办吗", False),
        ("你好，用水报装要几天", False),
        ("谢谢" * 13, False),
    ],
)
def test_courtesy(text: str, *, expected: bool) -> None:
    assert is_courtesy(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不对吧，我听说是5天", True),
        ("我看方案写的是75%啊", True),
        ("我听说要收费", True),
        ("听说了吗，补贴多少", False),
        ("说明材料有哪些", False),
        ("讲师补助", False),
    ],
)
def test_hearsay(text: str, *, expected: bool) -> None:
    assert is_hearsay(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不是哈尔滨，我问的是长春", ("哈尔滨", "长春")),
        ("不是2022年，是2023年", ("2022年", "2023年")),
        ("我问的不是大连，是沈阳", ("大连", "沈阳")),
        ("是不是要收费", ("", "是不是要收费")),
        ("不是本地人，能申请吗", ("", "不是本地人，能申请吗")),
    ],
)
def test_what_is_taken_back(text: str, expected: tuple[str, str]) -> None:
    assert taken_back(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("那大连呢", "大连呢"),
        ("错了，我是大连的", "大连的"),
        ("我说错了，是非居民", "非居民"),
        ("换成沈阳怎么样", "沈阳怎么样"),
        ("哦，那货车通行证呢", "货车通行证呢"),
        ("要什么材料", "要什么材料"),
        ("去年其实是六百万美元，说错了", "去年其实是六百万美元"),
        ("那", "那"),
    ],
)
def test_what_only_joins_a_turn_to_another_is_left_out(text: str, expected: str) -> None:
    assert stripped(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("拿地当天能开工不", "拿地当天能开工吗"),
        ("干满三年了,有奖励没,多少", "干满三年了,有奖励吗,多少"),
        ("能不能退", "能不能退"),
        ("坐席:能退吗", "能退吗"),
        ("时间:2026年", "时间:2026年"),
    ],
)
def test_a_question_as_it_is_written(text: str, expected: str) -> None:
    assert plain(text) == expected
