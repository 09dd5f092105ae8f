"""How a benchmark tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called with what is going on, how much of it is done, and of how much, None where that is not known."""


def silent(what: str, done: int, total: int | None) -> None:
    """Tell no one."""
