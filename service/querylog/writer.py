"""A thread that writes the query log, so that no answer waits for the disk."""

import logging
from datetime import UTC, datetime, timedelta
from queue import Empty, Full, Queue
from threading import Event, Thread

from service.errors import QueryLogError
from service.querylog.entries import ASK, Asked, Feedback
from service.querylog.store import QueryLogStore
from service.serving.metrics import LOG_DROPPED, ZERO_RESULTS

_WAITING = 10_000  # entries; what comes beyond them is dropped and counted
_BATCH = 500
_EVERY_S = 0.5
_PURGE_EVERY = timedelta(hours=1)

logger = logging.getLogger(__name__)


class QueryLog:
    """Takes entries at once and writes them soon."""

    def __init__(self, store: QueryLogStore, *, keep_questions: bool, keep_days: int) -> None:
        """Write to a store.

        Args:
            store: what is written to.
            keep_questions: whether searches are kept; feedback always is, as its sender wants it to be.
            keep_days: until an entry is deleted.
        """
        self._store, self._keep_questions, self._keep_days = store, keep_questions, keep_days
        self._waiting: Queue[Asked | Feedback] = Queue(_WAITING)
        self._batch: list[Asked | Feedback] = []  # being written; kept until that has succeeded
        self._closing = Event()
        self._purged = datetime.min.replace(tzinfo=UTC)
        self._thread = Thread(target=self._run, name="query-log", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def close(self) -> None:
        """Write what is waiting, and end."""
        self._closing.set()
        self._thread.join()

    def asked(self, entry: Asked) -> None:
        """Count a search, and keep it, or a question, if they are kept."""
        if entry.mode != ASK and not entry.hits:
            ZERO_RESULTS.inc()
        if self._keep_questions:
            self._put(entry)

    def feedback(self, entry: Feedback) -> None:
        """Keep a verdict."""
        self._put(entry)

    def _put(self, entry: Asked | Feedback) -> None:
        try:
            self._waiting.put_nowait(entry)
        except Full:
            LOG_DROPPED.inc()

    def _run(self) -> None:
        while not self._closing.wait(_EVERY_S):
            self._write()
        self._write()

    def _write(self) -> None:
        try:
            self._purge()
            while self._batch or self._take():
                self._store.write(self._batch)
                self._batch.clear()
        except QueryLogError as fault:
            logger.error("%s", fault)

    def _take(self) -> bool:
        """Whether anything was waiting."""
        try:
            while len(self._batch) < _BATCH:
                self._batch.append(self._waiting.get_nowait())
        except Empty:
            pass
        return bool(self._batch)

    def _purge(self) -> None:
        now = datetime.now(UTC)
        if now - self._purged >= _PURGE_EVERY:
            self._purged = now
            self._store.purge(self._keep_days, now)
