"""A thread that opens what is published while searches go on with what they have."""

import logging
import weakref
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

from index.errors import IndexError_
from index.snapshot.generations import stamp
from index.snapshot.reader import Snapshot, open_current

POLL_S = 0.5

logger = logging.getLogger(__name__)


class Holder(Protocol):
    """Whoever serves a snapshot."""

    def serve(self, snapshot: Snapshot) -> None:
        """From now on answer from this one. Raises IndexError_ when that is not possible."""
        ...


class Follower:
    """Gives a holder each newly published snapshot, until stopped or until the holder is forgotten.

    A generation that can't be served is logged, and the holder keeps what it has.
    """

    def __init__(self, root: Path, holder: Holder, seen: tuple[int, int], served: str) -> None:
        """Start.

        Args:
            root: the folder of generations.
            holder: whom to tell.
            seen: the stamp of the pointer before the holder's snapshot was opened.
            served: the generation that the holder has.
        """
        self._stop = Event()
        forgotten = weakref.ref(holder, lambda _: self._stop.set())
        run = (root, forgotten, seen, served, self._stop)
        Thread(target=_follow, args=run, name="snapshot-follower", daemon=True).start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()


def _follow(root: Path, holder: "weakref.ref[Holder]", seen: tuple[int, int], served: str, stop: Event) -> None:
    while not stop.wait(POLL_S):
        now = stamp(root)
        if now != seen:
            seen = now
            served = _serve_current(root, holder, served)


def _serve_current(root: Path, holder: "weakref.ref[Holder]", served: str) -> str:
    try:
        snapshot = open_current(root)
        holding = holder()
        if holding is not None and snapshot.generation != served:
            holding.serve(snapshot)
            logger.info("serving generation %s", snapshot.generation)
        return snapshot.generation
    except IndexError_ as fault:
        logger.error("the new index is not served: %s", fault)
        return served
    except Exception:  # whatever the holder does with it must not end following
        logger.exception("the new index is not served")
        return served
