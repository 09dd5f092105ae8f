"""What a person sees in the terminal: progress, summary, tables."""

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from ingest.batch import Progress, Summary
from ingest.csv_rows import cell

SHOWN_REFUSALS = 50
PIPE_WIDTH = 400


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None]]:
    """A bar on stderr that follows a batch; nothing when stderr is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[documents]:,} documents"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=None, documents=0)

        def follow(step: Progress) -> None:
            bar.update(
                task,
                description=printable(step.path.name),
                total=step.files,
                completed=step.file_no - 1,
                documents=step.documents,
            )

        yield follow


def summary_lines(summary: Summary) -> Iterator[str]:
    """What was read, repaired and skipped."""
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(summary.outcomes.items()))
    yield f"read: {summary.documents:,} documents in {summary.files:,} files" + (f" ({outcomes})" if outcomes else "")
    yield f"measures: {summary.measures:,} in what was not unchanged"
    if summary.repairs:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in summary.repairs.most_common())
        yield f"repaired: {summary.repaired:,} documents ({kinds})"
    for skipped in summary.skipped:
        yield f"skipped: {printable(str(skipped.path))}: {skipped.why}"
    yield f"refused: {len(summary.refused):,}"


def refusal_lines(summary: Summary) -> Iterator[str]:
    """Why each refused input was refused, the first ones of many."""
    for error in summary.refused[:SHOWN_REFUSALS]:
        yield f"error: {printable(str(error))}"
    if len(summary.refused) > SHOWN_REFUSALS:
        yield f"error: ... and {len(summary.refused) - SHOWN_REFUSALS:,} more"


def show_table(objects: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> None:
    """Some columns of each object; cut to the width of a terminal, not in a pipe."""
    table = Table(*columns)
    for item in objects:
        table.add_row(*(Text(printable(cell(item[name]))) for name in columns))
    console().print(table)


def printable(text: str) -> str:
    """The text with control characters, which a terminal would obey, made visible; its length stays."""
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    return "\ufffd" if unicodedata.category(char) == "Cc" and char not in "\n\t" else char


def console() -> Console:
    """Standard output: coloured in a terminal, plain and wide in a pipe."""
    return Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=PIPE_WIDTH)
