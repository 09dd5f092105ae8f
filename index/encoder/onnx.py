"""The encoder of an imported model: `tokenizers` and ONNX Runtime, and nothing else."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from index.encoder.base import unit_rows, valid_unicode
from index.encoder.card import SERVED, SERVED_GRAPH, SERVED_TOKENIZER, read_card
from index.types import Floats

_MARKS = 2  # tokens of start and end


class OnnxEncoder:
    """Runs one text at a time, several texts in parallel; safe for threads.

    A text longer than `max_tokens` is read in windows, as the original engine of the default model does.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Check the files that are served, and load them.

        Args:
            folder: of an imported model.
            threads: texts that are encoded at the same time; the vectors do not depend on it.

        Raises DamagedModel.
        """
        card = read_card(folder)
        card.verify(folder, SERVED)
        self._card = card
        self._tokenizer = Tokenizer.from_file(str(folder / SERVED_TOKENIZER))
        self._tokenizer.encode_special_tokens = True  # in a text, </s> is text
        self._session = session(folder / SERVED_GRAPH)
        self._input = self._session.get_inputs()[0].name
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="encoder")

    @property
    def model_id(self) -> str:
        """Name and checksum of the weights."""
        return self._card.model_id

    @property
    def dim(self) -> int:
        """Numbers in a vector."""
        return self._card.dim

    @property
    def max_tokens(self) -> int:
        """Tokens of a window, prompt and marks included."""
        return self._card.max_tokens

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length, of questions."""
        return self._encode([self._card.query_prompt + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length, of texts to be found."""
        return self._encode([self._card.passage_prompt + text for text in texts])

    def count_tokens(self, text: str) -> int:
        """Tokens of a passage, prompt and marks included."""
        return len(self.token_ids(self._card.passage_prompt + text)) + _MARKS

    def token_ids(self, text: str) -> list[int]:
        """Ids of a text that has its prompt, marks not included."""
        return self._ids(text)[1:-1]

    def query_ids(self, text: str) -> list[int]:
        """Ids of a question, prompt and marks included."""
        return self._ids(self._card.query_prompt + text)

    def passage_ids(self, text: str) -> list[int]:
        """Ids of a text to be found, prompt and marks included."""
        return self._ids(self._card.passage_prompt + text)

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(valid_unicode(text)).ids
        return ids

    def _encode(self, texts: Sequence[str]) -> Floats:
        if len(texts) == 1:  # a query does not wait for passages that are encoded meanwhile
            return unit_rows([self._mean(texts[0])], self.dim)
        return unit_rows(list(self._pool.map(self._mean, texts)), self.dim)

    def _mean(self, text: str) -> Floats:
        """(dim,) mean over windows, each weighted by its tokens."""
        start, *ids, end = self._ids(text)
        room = self.max_tokens - _MARKS
        windows = [ids[first : first + room] for first in range(0, len(ids), room)]
        means = [len(window) * self._run([start, *window, end]) for window in windows]
        return sum(means[1:], means[0])

    def _run(self, ids: list[int]) -> Floats:
        mean: Floats = self._session.run(None, {self._input: np.array(ids, np.int64)})[0]
        return mean


def session(path: Path) -> onnxruntime.InferenceSession:
    """A graph, run in one thread a call."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
