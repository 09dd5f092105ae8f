import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyzer.fold import fold

ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(codec=None),  # lone surrogates and NUL included
        st.sampled_from(
            "營業執照停業５Ｇ，（）①㈱㎡½e\u0301\u0331H\u200d\ufe0fİΣ\0\ud800\udc00\U0001f600\U0002f800가\u1161\u11a8ﾊﾞ"
        ),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("營業執照", "营业执照", id="traditional"),
        pytest.param("乾淨的乾隆", "干净的乾隆", id="traditional-by-its-word"),
        pytest.param("５Ｇ（ＡＢ）", "5g(ab)", id="full-width"),
        pytest.param("①㎡½", "1m21⁄2", id="one-becomes-many"),
        pytest.param("cafe\u0301", "café", id="many-become-one"),
        pytest.param("H\u0331", "ẖ", id="composes-in-lower-case-only"),
        pytest.param("营\u200b业\ufe0f执照", "营业执照", id="invisible"),
        pytest.param("\0停\ud800業", "\0停\ufffd业", id="nul-and-lone-surrogate"),
        pytest.param("𠮷😀Ａ", "𠮷😀a", id="beyond-the-basic-plane"),
        pytest.param("", "", id="empty"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "part", "source"),
    [
        pytest.param("ａ営①②執照", "执照", "執照", id="behind-same-length"),
        pytest.param("㈱㈱停業", "停业", "停業", id="behind-one-that-becomes-three"),
        pytest.param("e\u0301e\u0301停業", "停业", "停業", id="behind-two-that-become-one"),
        pytest.param("停\u200b業", "停业", "停\u200b業", id="around-what-was-left-out"),
        pytest.param("10㎡的", "m2", "㎡", id="inside-one-that-becomes-two"),
    ],
)
def test_offsets_index_the_unfolded_text(text: str, part: str, source: str) -> None:
    folded = fold(text)
    at = folded.text.index(part)
    start, end = folded.source(at, at + len(part))
    assert text[start:end] == source


@given(ANY_TEXT)
def test_every_character_comes_from_a_range_and_ranges_go_forward(text: str) -> None:
    folded = fold(text)
    starts, ends = list(folded.starts), list(folded.ends)
    assert len(folded.text) == len(starts) == len(ends)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


@given(ANY_TEXT)
def test_the_source_of_a_character_folds_to_it(text: str) -> None:
    folded = fold(text)
    for at, char in enumerate(folded.text):
        start, end = folded.source(at, at + 1)
        alone = fold(text[start:end]).text
        assert char in alone or _is_han(char)  # 乾 alone is another character than 乾 in 乾隆


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ANY_TEXT)
def test_compatibility_forms_fold_alike(text: str) -> None:
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    assert fold(unicodedata.normalize("NFKC", visible)).text == fold(visible).text


def _is_han(char: str) -> bool:
    return unicodedata.name(char, "").startswith("CJK")
