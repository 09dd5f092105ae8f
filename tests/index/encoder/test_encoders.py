"""What every encoder promises, on tiny models: unit rows, a text's vector from the text alone, nothing truncated."""

from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder.base import Encoder
from index.encoder.hashed import HashedEncoder
from index.encoder.onnx import OnnxEncoder
from index.encoder.sentence_transformers import SentenceTransformerEncoder
from index.types import Floats

_MAKERS: dict[str, Callable[[Path], Encoder]] = {
    "hashed": lambda folder: HashedEncoder(),
    "onnx": lambda folder: OnnxEncoder(folder, threads=2),
    "sentence-transformers": lambda folder: SentenceTransformerEncoder(str(folder)),
}
_TEXTS = st.text(st.sampled_from("企业休眠ab：。 п☃Ａ\n\ud800\0"), max_size=30)


@pytest.fixture(scope="module", params=_MAKERS)
def encoder(tiny_folder: Path, request: pytest.FixtureRequest) -> Encoder:
    return _MAKERS[request.param](tiny_folder)


@settings(max_examples=10)
@given(texts=st.lists(_TEXTS, min_size=1, max_size=4), data=st.data())
def test_a_vector_depends_on_its_text_alone(encoder: Encoder, texts: list[str], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(texts))))
    for encode in (encoder.encode_passages, encoder.encode_queries):
        together = encode(texts)
        np.testing.assert_allclose(together[order], encode([texts[place] for place in order]), atol=1e-6)
        np.testing.assert_allclose(together, np.concatenate([encode([text]) for text in texts]), atol=1e-6)


@settings(max_examples=10)
@given(texts=st.lists(_TEXTS, max_size=4))
def test_rows_have_unit_length(encoder: Encoder, texts: list[str]) -> None:
    rows = encoder.encode_passages(texts)
    assert rows.dtype == np.float32
    assert rows.shape == (len(texts), encoder.dim)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_no_text_is_truncated(encoder: Encoder) -> None:
    start = "企业休眠。" * 40
    ends = encoder.encode_passages([start + "ab", start + "☃"])
    assert encoder.count_tokens(start) > min(encoder.max_tokens, 100)
    assert np.abs(ends[0] - ends[1]).max() > 1e-4


def test_windows_are_as_long_as_the_model_reads(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """33 tokens: two windows of 14 between marks, and one of 5; each counts by its tokens, marks not included."""
    encoder = OnnxEncoder(tiny_folder)
    seen = []
    axes = np.eye(64, dtype=np.float32)

    def run(ids: list[int]) -> Floats:
        seen.append(len(ids))
        row: Floats = axes[len(seen)]
        return row

    monkeypatch.setattr(encoder, "_run", run)
    text = "☃" * (33 - len(encoder.token_ids("passage: ")))
    (row,) = encoder.encode_passages([text])
    assert seen == [16, 16, 7]
    np.testing.assert_allclose(row[1:4], np.array([14, 14, 5]) / np.sqrt(14**2 + 14**2 + 5**2), atol=1e-6)


def test_count_of_tokens_grows_with_the_text(encoder: Encoder) -> None:
    counts = [encoder.count_tokens("休眠。" * repeats) for repeats in (0, 1, 2, 30)]
    assert counts == sorted(set(counts))


def test_onnx_agrees_with_sentence_transformers(tiny_folder: Path) -> None:
    texts = ["企业", "企业休眠。ab", "Ａ☃ п"]
    quantised, floats = OnnxEncoder(tiny_folder), SentenceTransformerEncoder(str(tiny_folder))
    assert quantised.dim == floats.dim
    assert [quantised.count_tokens(text) for text in texts] == [floats.count_tokens(text) for text in texts]
    for kind in ("encode_queries", "encode_passages"):
        cosines = (getattr(quantised, kind)(texts) * getattr(floats, kind)(texts)).sum(axis=1)
        assert cosines.min() > 0.99
    assert (quantised.encode_queries(texts) * quantised.encode_passages(texts)).sum(axis=1).max() < 0.999


def test_hashed_likeness_is_the_share_of_common_pairs() -> None:
    """企业休眠 has 5 pairs with its borders; 企业登记 shares 2 of its 5, 税收优惠 none."""
    rows = HashedEncoder(4096).encode_passages(["企业休眠", "企业登记", "税收优惠", "企业休眠"])
    np.testing.assert_allclose(rows[1:] @ rows[0], [2 / 5, 0, 1], atol=1e-6)


def test_hashed_vectors_are_those_of_every_run() -> None:
    (row,) = HashedEncoder(8).encode_queries(["企业"])
    np.testing.assert_allclose(
        row**2 * 3, np.bincount([_place("\n企"), _place("企业"), _place("业\n")], minlength=8) ** 2
    )


def _place(pair: str) -> int:
    return crc32(pair.encode()) % 8
