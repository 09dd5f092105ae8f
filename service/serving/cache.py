"""Answers that were given before."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

from service.serving.metrics import CACHE

Answer = TypeVar("Answer")


class AnswerCache(Generic[Answer]):
    """The answers that were asked for last; safe for threads."""

    def __init__(self, size: int) -> None:
        """Keep up to `size` answers, none for 0."""
        self._size = size
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Answer | None:
        """The answer to a request, None for one that is not kept.

        Args:
            key: all that the answer depends on: the generation, the day, and the request in a canonical form.
        """
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
        CACHE.labels("miss" if answer is None else "hit").inc()
        return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer, and forget the one that was not asked for longest."""
        with self._lock:
            self._answers[key] = answer
            self._answers.move_to_end(key)
            if len(self._answers) > self._size:
                self._answers.popitem(last=False)
