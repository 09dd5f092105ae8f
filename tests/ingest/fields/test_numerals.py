import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.numerals import number_value

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("15", 15, id="digits"),
        pytest.param("2,548", 2548, id="thousands-comma"),
        pytest.param("1.5万", 15_000, id="decimal-with-magnitude"),
        pytest.param("755.6亿", 75_560_000_000, id="exact-despite-the-decimal"),
        pytest.param("3千万", 30_000_000, id="two-magnitudes"),
        pytest.param("六", 6, id="one-digit"),
        pytest.param("十", 10, id="ten"),
        pytest.param("十五", 15, id="ten-and-digit"),
        pytest.param("二十", 20, id="tens"),
        pytest.param("一百零五", 105, id="gap"),
        pytest.param("一千二百", 1_200, id="thousands"),
        pytest.param("十万", 100_000, id="ten-myriads"),
        pytest.param("两万亿", 2_000_000_000_000, id="myriad-of-myriads"),
        pytest.param("一亿二千万", 120_000_000, id="falling-magnitudes"),
        pytest.param("百亿", 10_000_000_000, id="bare-magnitudes"),
        pytest.param("二〇二六", 2026, id="positional"),
        pytest.param("三分之一", 1 / 3, id="fraction"),
        pytest.param("百分之六十", 0.6, id="percentage"),
    ],
)
def test_numerals_have_values(text: str, value: float) -> None:
    assert number_value(text) == value


@pytest.mark.parametrize("text", ["", "企业", "1个", "万元"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        number_value(text)


@given(number=st.integers(1, 99_999_999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert number_value(_in_chinese(number)) == number


def _in_chinese(number: int) -> str:
    """The textbook spelling, 零 for each gap."""
    high, low = divmod(number, 10_000)
    if high:
        gap = "零" if 0 < low < 1_000 else ""
        return _section(high) + "万" + gap + (_section(low) if low else "")
    return _section(low)


def _section(number: int) -> str:
    words = ""
    for size, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            words += _DIGITS[digit] + name
        elif words and number and not words.endswith("零"):
            words += "零"
    return words
