from collections.abc import Callable
from threading import Event
from types import TracebackType
from typing import Self

from service.opening import Opening

DEADLINE_S = 30

Wait = Callable[[Callable[[], bool]], None]


class Thing:
    """Counts how often it is closed."""

    def __init__(self) -> None:
        self.closed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closed += 1


def test_what_was_opened_is_closed(wait: Wait) -> None:
    thing = Thing()
    opening = Opening("thing", lambda: thing)
    opening.start()
    wait(lambda: opening.thing is thing)
    assert thing.closed == 0
    opening.close()
    assert thing.closed == 1


def test_what_opens_after_the_end_is_closed_and_not_served(wait: Wait) -> None:
    thing, begun, may_end = Thing(), Event(), Event()

    def slowly() -> Thing:
        begun.set()
        assert may_end.wait(DEADLINE_S)
        return thing

    opening = Opening("thing", slowly)
    opening.start()
    assert begun.wait(DEADLINE_S)
    opening.close()
    assert thing.closed == 0
    may_end.set()
    wait(lambda: thing.closed == 1)
    assert opening.thing is None
