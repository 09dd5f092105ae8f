"""A question and a passage read together, which tells more than the likeness of their vectors: a cross-encoder.

Nogueira and Cho 2019, Passage Re-ranking with BERT, https://arxiv.org/abs/1901.04085.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from index.encoder.card import SERVED_READER, read_card
from index.encoder.onnx import OnnxEncoder, session
from index.types import Floats

THREADS = 2  # pairs that are read at the same time; the scores do not depend on it
SHARE = 4  # a question fills at most this part of what the model reads at once, a passage what is left of it


class Reader:
    """Reads pairs one by one, some at the same time; safe for threads."""

    def __init__(self, encoder: OnnxEncoder, folder: Path) -> None:
        """Check the files of an imported model whose encoder was loaded, and load them. Raises DamagedModel."""
        read_card(folder).verify(folder, SERVED_READER)
        self._encoder = encoder  # whose tokens it reads
        self._session = session(folder / SERVED_READER[0])
        self._input = self._session.get_inputs()[0].name
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="reader")

    def likely(self, question: str, passages: Sequence[str]) -> Floats:
        """(len(passages),) logarithm of the odds that each answers the question, as its lessons have it.

        Each depends on its passage and the question alone. Of a text that is too long the end is left unread.
        """
        most = self._encoder.max_tokens
        start, *asked, end = self._encoder.query_ids(question)
        begun = [start, *asked[: most // SHARE], end, end]
        room = most - len(begun) - 1
        read = [self._encoder.passage_ids(passage)[1:-1][:room] for passage in passages]
        order = sorted(range(len(read)), key=lambda place: -len(read[place]))  # the longest first: all are done earlier
        odds = np.empty(len(read), np.float32)
        odds[order] = [*self._pool.map(self._run, ([*begun, *read[place], end] for place in order))]
        return odds

    def _run(self, ids: list[int]) -> float:
        return float(self._session.run(None, {self._input: np.array(ids, np.int64)})[0][0])
