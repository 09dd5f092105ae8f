"""What a person sees of a build in the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from index.snapshot.build import Progress


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None]]:
    """A bar for each stage on stderr, with the time that is left; nothing when stderr is no terminal."""
    with counting_bar() as bar:
        tasks = {"reading": bar.add_task("reading documents", total=None)}

        def follow(step: Progress) -> None:
            if step.stage not in tasks:
                bar.stop_task(tasks["reading"])
                tasks[step.stage] = bar.add_task(f"{step.stage} passages", total=step.total)
            bar.update(tasks[step.stage], completed=step.done, total=step.total)

        yield follow


def counting_bar() -> Bar:
    """A bar on stderr with how much is done and the time that is left; nothing when stderr is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    return Bar(*columns, console=console, disable=not console.is_terminal, transient=True)
