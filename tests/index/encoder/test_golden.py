"""The imported default model against the engine it was imported from (golden.json; make_golden.py made it)."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.encoder.card import SERVED_TOKENIZER
from index.encoder.onnx import OnnxEncoder

_ROWS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))
_IDS = [f"{row['kind']}-{row['text'][:12]!r}" for row in _ROWS]
_WORDS = ["企业", "休眠登记", "完成时限：2022年12月", "，", "。", " ", "tax", "營商", "👍", "5G", "\n", "ａ", "的"]
_TEXTS = st.lists(st.sampled_from(_WORDS) | st.text(max_size=5), max_size=30).map("".join)


@pytest.fixture(scope="module")
def encoder(real_folder: Path) -> OnnxEncoder:
    return OnnxEncoder(real_folder, threads=2)


@pytest.fixture(scope="module", params=["tokenizer.json", SERVED_TOKENIZER])
def tokenizer(real_folder: Path, request: pytest.FixtureRequest) -> Tokenizer:
    loaded = Tokenizer.from_file(str(real_folder / request.param))
    loaded.encode_special_tokens = True
    return loaded


def test_token_ids_equal_the_engines(tokenizer: Tokenizer) -> None:
    for row in _ROWS:
        assert tokenizer.encode(f"{row['kind']}: {row['text']}").ids == [0, *row["ids"], 2], row["text"]


@pytest.mark.parametrize("row", _ROWS, ids=_IDS)
def test_vectors_equal_the_engines(encoder: OnnxEncoder, row: dict[str, Any]) -> None:
    encode = encoder.encode_queries if row["kind"] == "query" else encoder.encode_passages
    expected = np.array(row["thousandths"], np.float32)
    assert encode([row["text"]])[0] @ expected / np.linalg.norm(expected) >= 0.995


@settings(max_examples=12)
@given(texts=st.lists(_TEXTS, min_size=2, max_size=5), data=st.data())
def test_a_vector_depends_on_its_text_alone(encoder: OnnxEncoder, texts: list[str], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(texts))))
    together = encoder.encode_passages(texts)
    shuffled = encoder.encode_passages([texts[place] for place in order])
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    np.testing.assert_allclose(together[order], shuffled, atol=1e-6)
    np.testing.assert_allclose(together, alone, atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_a_lay_question_is_nearest_to_its_measure(encoder: OnnxEncoder) -> None:
    measures = ["推行企业休眠制度，允许经营困难的企业暂停经营", "推广电子发票，优化出口退税办理", "压缩水电气报装时间"]
    (question,) = encoder.encode_queries(["公司暂时没生意能不能先停着"])
    assert (encoder.encode_passages(measures) @ question).argmax() == 0
