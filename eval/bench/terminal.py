"""What a person sees of a benchmark in the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from eval.bench.progress import Progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on stderr for what is going on, with the time that is left; nothing when stderr is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=None)

        def follow(what: str, done: int, total: int | None) -> None:
            if bar.tasks[0].description != what:
                bar.reset(task, total=total, description=what)
            bar.update(task, completed=done, total=total)

        yield follow
