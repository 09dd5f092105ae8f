"""Any sentence-transformers model, by folder or by its name on the hub."""

import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.encoder.base import unit_rows, valid_unicode
from index.encoder.errors import MissingExtra, UnknownModel
from index.encoder.windows import windows
from index.types import Floats

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_PASSAGE_PROMPTS = ("document", "passage", "corpus")  # what models call it


class SentenceTransformerEncoder:
    """Runs one text at a time, with the prompts that the model's configuration names for questions and for passages.

    One text at a time, since padding to the longest of a batch moves the vectors of the others.
    """

    def __init__(self, name: str, *, hub: bool = False) -> None:
        """Load a model.

        Args:
            name: a folder, or a name on the hub.
            hub: whether the hub may be contacted; without it, only files of this machine are read.

        Raises MissingExtra, UnknownModel.
        """
        self._model = _load(name, hub)
        self.model_id = f"{name.rstrip('/').rpartition('/')[2]}@{_checksum(self._model)}"
        self.dim = self._model.get_embedding_dimension() or 0
        self.max_tokens = self._model.get_max_seq_length() or 1_000_000
        prompts = self._model.prompts  # kinds that the configuration leaves out may be there, but empty
        self._query_prompt = prompts.get("query") or ""
        self._passage_prompt = next((prompts[kind] for kind in _PASSAGE_PROMPTS if prompts.get(kind)), None) or ""

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length, of questions."""
        return self._encode(texts, self._query_prompt, self._model.encode_query)

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length, of texts to be found."""
        return self._encode(texts, self._passage_prompt, self._model.encode_document)

    def count_tokens(self, text: str) -> int:
        """Tokens of a passage, prompt and marks included."""
        return self._count(self._passage_prompt + text)

    def _encode(self, texts: Sequence[str], prompt: str, encode: Callable[..., Floats]) -> Floats:
        return unit_rows([self._mean(valid_unicode(text), prompt, encode) for text in texts], self.dim)

    def _mean(self, text: str, prompt: str, encode: Callable[..., Floats]) -> Floats:
        """(dim,) mean over the parts of a text, each weighted by its tokens."""
        parts = windows(text, lambda part: self._count(prompt + part) <= self.max_tokens)
        weights = np.array([self._count(part) for part in parts], np.float32)
        rows = encode(parts, batch_size=1, prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        mean: Floats = weights @ np.asarray(rows, np.float32)
        return mean

    def _count(self, text: str) -> int:
        return len(self._model.tokenizer(valid_unicode(text), truncation=False, verbose=False)["input_ids"])


def _load(name: str, hub: bool) -> "SentenceTransformer":
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 -- takes seconds, and is an extra
    except ImportError as error:
        raise MissingExtra("sentence-transformers", "models", f"the encoder {name!r}") from error
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=not hub)
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise UnknownModel(name, f"sentence-transformers can't load it: {reason}", known=()) from error


def _checksum(model: "SentenceTransformer") -> str:
    """Of all weights, in order of their names."""
    digest = hashlib.sha256()
    for name, weights in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(weights.contiguous().numpy().tobytes())
    return digest.hexdigest()[:12]
