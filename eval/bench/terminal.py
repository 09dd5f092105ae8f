"""What a person sees of a benchmark in the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from eval.bench.progress import Progress
from index.terminal import counting_bar


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on stderr for what is going on, with the time that is left; nothing when stderr is no terminal."""
    with counting_bar() as bar:
        task = bar.add_task("", total=None)

        def follow(what: str, done: int, total: int | None) -> None:
            if bar.tasks[0].description != what:
                bar.reset(task, total=total, description=what)
            bar.update(task, completed=done, total=total)

        yield follow
