"""Cutting a text that is too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoder.windows import windows


@given(st.text(st.sampled_from("企业。，；a. \n"), max_size=200), st.integers(1, 40))
def test_parts_fit_and_join_to_the_text(text: str, limit: int) -> None:
    parts = windows(text, lambda part: len(part) <= limit)
    assert "".join(parts) == text
    assert all(len(part) <= limit for part in parts)


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("短文", 10, ["短文"]),
        ("", 10, [""]),
        ("支持企业。优化环境，减税。", 8, ["支持企业。", "优化环境，减税。"]),
        ("支持企业，优化环境", 8, ["支持企业，", "优化环境"]),
        ("support small firms", 12, ["support ", "small firms"]),
        ("甲乙丙丁戊己", 3, ["甲乙丙", "丁戊己"]),
    ],
    ids=["fits", "empty", "after a sentence", "after a clause", "between words", "anywhere"],
)
def test_where_a_text_is_cut(text: str, limit: int, parts: list[str]) -> None:
    assert windows(text, lambda part: len(part) <= limit) == parts


def test_what_never_fits_is_cut_to_characters() -> None:
    assert windows("甲乙", lambda part: False) == ["甲", "乙"]
