"""Tables that are made of a snapshot once, and forgotten with it."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from index.snapshot.reader import Snapshot

Made = TypeVar("Made")


class PerSnapshot(Generic[Made]):
    """A function of snapshots that remembers its results; safe for threads. A result must not hold its snapshot."""

    def __init__(self, make: Callable[[Snapshot], Made]) -> None:
        self._make = make
        self._made: WeakKeyDictionary[Snapshot, Made] = WeakKeyDictionary()
        self._making = Lock()

    def __call__(self, snapshot: Snapshot) -> Made:
        """What is made of a snapshot; others wait while it is being made, but not for that of another snapshot."""
        made = self._made.get(snapshot)
        return self._make_once(snapshot) if made is None else made

    def _make_once(self, snapshot: Snapshot) -> Made:
        with self._making:
            made = self._made.get(snapshot)
            if made is None:
                made = self._made[snapshot] = self._make(snapshot)
            return made
