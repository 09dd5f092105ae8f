import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.querylog.masking import masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("我的电话13812345678能办吗", "我的电话[手机号]能办吗", id="mobile"),
        pytest.param("138 1234 5678", "[手机号]", id="mobile-in-groups"),
        pytest.param("+86-138-1234-5678", "[手机号]", id="mobile-of-the-country"),
        pytest.param("8613812345678", "[手机号]", id="mobile-with-bare-country"),
        pytest.param("１３８１２３４５６７８", "[手机号]", id="mobile-full-width"),
        pytest.param("13812345678 13987654321", "[手机号] [手机号]", id="two-mobiles"),
        pytest.param("(138)1234-5678", "([手机号]", id="mobile-in-brackets"),
        pytest.param("138—1234—5678", "[手机号]", id="mobile-with-dashes"),
        pytest.param("138/1234/5678", "[手机号]", id="mobile-with-slashes"),
        pytest.param("138  1234  5678", "[手机号]", id="mobile-with-wide-gaps"),
        pytest.param("138\u200b12345678", "[手机号]", id="mobile-with-what-is-not-seen"),
        pytest.param("1381234567813812345678", "[银行卡号]", id="mobiles-without-a-gap"),
        pytest.param("身份证21020219900101123X怎么办", "身份证[身份证号]怎么办", id="identity-card"),
        pytest.param("210202 19900101 1234", "[身份证号]", id="identity-card-in-groups"),
        pytest.param("２１０２０２１９９００１０１１２３ｘ", "[身份证号]", id="identity-card-full-width"),
        pytest.param("旧证210202900101123", "旧证[银行卡号]", id="identity-card-of-15-digits"),
        pytest.param("卡号6222 0212 3456 7890 123", "卡号[银行卡号]", id="bank-card-in-groups"),
        pytest.param("卡号6222021234567890", "卡号[银行卡号]", id="bank-card"),
        pytest.param("邮箱a.b+c@mail.example.cn谢谢", "邮箱[邮箱]谢谢", id="e-mail"),
        pytest.param("ａ＠ｑｑ．ｃｏｍ", "[邮箱]", id="e-mail-full-width"),
        pytest.param("补贴1000000元", "补贴1000000元", id="amount"),
        pytest.param("2022年12月31日前", "2022年12月31日前", id="date"),
        pytest.param("2022-12-31至2024-12-31", "2022-12-31至2024-12-31", id="dates"),
        pytest.param("2024.01.01—2026.12.31", "2024.01.01—2026.12.31", id="dates-with-a-dash"),
        pytest.param("大政办发2022 12号", "大政办发2022 12号", id="document-number"),
        pytest.param("拨打12345", "拨打12345", id="hotline"),
    ],
)
def test_masked(text: str, kept: str) -> None:
    assert masked(text) == kept


@given(st.text(alphabet="0123456789１３ -X证@.a", max_size=60))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@given(
    before=st.text(alphabet="的我号，办 ", max_size=10),
    after=st.text(alphabet="的我号，办", max_size=10),
    number=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
)
def test_no_mobile_number_is_kept(before: str, number: str, after: str) -> None:
    assert number not in masked(f"{before}{number}{after}")


def test_a_long_text_without_personal_data_is_no_burden() -> None:
    assert masked("a." * 20_000) == "a." * 20_000
    assert masked("1 a" * 20_000) == "1 a" * 20_000
