"""Opening what a service needs while it already answers."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar

from ingest.errors import ZhaoqiError

FIRST_RETRY_S, LAST_RETRY_S = 0.5, 10.0  # doubled from time to time, as every try is logged where it fails

logger = logging.getLogger(__name__)

Thing = TypeVar("Thing", bound=AbstractContextManager[Any])


class Opening(Generic[Thing]):
    """A thread that opens something, again and again until it can be opened; each new fault is logged once.

    Attributes:
        thing: None until it is open.
    """

    def __init__(self, name: str, open_: Callable[[], Thing]) -> None:
        self.thing: Thing | None = None
        self._name, self._open = name, open_
        self._closing, self._lock = Event(), Lock()
        self._thread = Thread(target=self._run, name=f"opening-{name}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Stop trying, and close what was opened; what is still being opened is not waited for, and closed then."""
        with self._lock:
            self._closing.set()
        if self.thing is not None:
            self.thing.__exit__(None, None, None)

    def _run(self) -> None:
        told, wait_s = "", FIRST_RETRY_S
        while not self._closing.is_set():
            try:
                self._keep(self._open())
                return
            except ZhaoqiError as fault:
                if str(fault) != told:
                    logger.error("the %s can't be opened yet: %s", self._name, fault)
                told = str(fault)
            except Exception:
                logger.exception("the %s can't be opened", self._name)
            self._closing.wait(wait_s)
            wait_s = min(2 * wait_s, LAST_RETRY_S)

    def _keep(self, opened: Thing) -> None:
        with self._lock:
            if not self._closing.is_set():
                self.thing = opened
                return
        opened.__exit__(None, None, None)
