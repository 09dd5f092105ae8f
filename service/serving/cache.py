"""Answers that were given before."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from service.serving.metrics import CACHE

Answer = TypeVar("Answer")


class AnswerCache(Generic[Answer]):
    """The answers that were asked for last; safe for threads."""

    def __init__(self, max_answers: int, max_bytes: int, weight: Callable[[Answer], int]) -> None:
        """Keep what fits.

        Args:
            max_answers: how many at most, none for 0.
            max_bytes: what they may weigh together; a heavier one is not kept at all.
            weight: bytes of an answer, which does not change.
        """
        self._max_answers, self._max_bytes, self._weight = max_answers, max_bytes, weight
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._bytes = 0
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
        """Keep an answer, and forget those that were not asked for longest."""
        added = self._weight(answer)
        if added > self._max_bytes:
            return
        with self._lock:
            if key in self._answers:
                self._bytes -= self._weight(self._answers.pop(key))
            self._answers[key] = answer
            self._bytes += added
            while len(self._answers) > self._max_answers or self._bytes > self._max_bytes:
                self._bytes -= self._weight(self._answers.popitem(last=False)[1])
