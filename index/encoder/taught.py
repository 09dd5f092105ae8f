"""An encoder with what lessons taught besides: exemplars, which lead its questions, and a reader."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from index.encoder.base import Encoder, unit_rows
from index.encoder.card import SERVED_READER, read_card
from index.encoder.exemplars import EXEMPLARS, Exemplars
from index.encoder.onnx import OnnxEncoder
from index.encoder.reader import Reader
from index.types import Floats

_KEPT = 32  # questions whose vectors are kept


class Taught:
    """An encoder whose questions are led by exemplars; its passages are as they were."""

    def __init__(self, encoder: Encoder, exemplars: Exemplars, reader: Reader | None = None) -> None:
        """Add to an encoder what was learnt with it.

        Args:
            encoder: of the vectors.
            exemplars: that it encoded.
            reader: of questions with passages, where there is one.
        """
        self._encoder, self._exemplars, self._reader = encoder, exemplars, reader
        self.model_id, self.dim, self.max_tokens = encoder.model_id, encoder.dim, encoder.max_tokens
        # An answer asks for the odds of a question and for what is found by its vector.
        self._vector = lru_cache(_KEPT)(lambda text: encoder.encode_queries([text])[0])

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length, of questions; one at a time, so that none depends on another."""
        several = len(texts) > 1  # which an encoder can take at the same time
        vectors = self._encoder.encode_queries(texts) if several else map(self._vector, texts)
        return unit_rows([self._exemplars.lead(vector) for vector in vectors], self.dim)

    def odds(self, text: str) -> float:
        """Logarithm of the odds that a policy answers a question."""
        return self._exemplars.odds(self._vector(text))

    def likely(self, question: str, passages: Sequence[str]) -> Floats | None:
        """(len(passages),) logarithm of the odds that each passage answers a question; None without a reader."""
        return self._reader.likely(question, passages) if self._reader else None

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length, of texts to be found."""
        return self._encoder.encode_passages(texts)

    def count_tokens(self, text: str) -> int:
        """Tokens of a passage, prompt and marks included."""
        return self._encoder.count_tokens(text)


def taught(encoder: OnnxEncoder, folder: Path) -> Encoder:
    """The encoder of a model folder, with what was imported with it. Raises DamagedModel."""
    card = read_card(folder)
    if not card.sha256.keys() >= set(EXEMPLARS):
        return encoder
    card.verify(folder, EXEMPLARS)
    reader = Reader(encoder, folder) if card.sha256.keys() >= set(SERVED_READER) else None
    return Taught(encoder, Exemplars.read(folder), reader)
