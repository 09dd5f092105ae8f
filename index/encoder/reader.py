"""A question and a passage read together, which tells more than the likeness of their vectors: a cross-encoder.

Nogueira and Cho 2019, Passage Re-ranking with BERT, https://arxiv.org/abs/1901.04085.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from index.encoder.base import valid_unicode
from index.encoder.card import SERVED_READER, SERVED_TOKENIZER, read_card
from index.encoder.onnx import session, tokenizer
from index.types import Floats

THREADS = 2  # pairs that are read at the same time; the scores do not depend on it
SHARE = 4  # a question fills at most this part of what the model reads at once, a passage what is left of it


class Reader:
    """Reads pairs one by one, some at the same time; safe for threads."""

    def __init__(self, folder: Path) -> None:
        """Check the files of an imported model, and load them. Raises DamagedModel."""
        card = read_card(folder)
        card.verify(folder, (*SERVED_READER, SERVED_TOKENIZER))
        self._prompts, self._most = (card.query_prompt, card.passage_prompt), card.max_tokens
        self._tokenizer = tokenizer(folder / SERVED_TOKENIZER)
        self._session = session(folder / SERVED_READER[0])
        self._input = self._session.get_inputs()[0].name
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="reader")

    def likely(self, question: str, passages: Sequence[str]) -> Floats:
        """(len(passages),) logarithm of the odds that each answers the question, as its lessons have it.

        Each depends on its passage and the question alone. Of a text that is too long the end is left unread.
        """
        start, *asked, end = self._ids(self._prompts[0] + question)
        begun = [start, *asked[: self._most // SHARE], end, end]
        room = self._most - len(begun) - 1
        read = [self._ids(self._prompts[1] + passage)[1:-1][:room] for passage in passages]
        return np.array(list(self._pool.map(self._run, ([*begun, *ids, end] for ids in read))), np.float32)

    def _ids(self, text: str) -> list[int]:
        """With the marks of start and end."""
        ids: list[int] = self._tokenizer.encode(valid_unicode(text)).ids
        return ids

    def _run(self, ids: list[int]) -> float:
        return float(self._session.run(None, {self._input: np.array(ids, np.int64)})[0][0])
