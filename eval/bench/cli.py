"""The commands `zhaoqi-eval bench`: speed and size."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(no_args_is_help=True)


@app.callback()
def root() -> None:
    """Measure speed and size."""


@app.command("ingest")
def bench_ingest(
    data: Annotated[Path | None, typer.Option(help="a BEIR folder; a synthetic corpus when left out")] = None,
    corpus: Annotated[Path, typer.Option(help="folder of published texts")] = Path("docs_corpus"),
) -> None:
    """Print how fast ingest is, and how far from the floor of storing the same text unread."""
    from eval.bench.ingest import bench_ingest as measure  # noqa: PLC0415
    from ingest.terminal import progress_bar  # noqa: PLC0415

    table = Table(title="ingest")
    for heading in ("corpus", "way", "documents", "seconds", "documents/s", "peak MiB", "times the floor"):
        table.add_column(heading, justify="left" if heading in ("corpus", "way") else "right")
    with progress_bar() as progress:
        for name, floor, ours in measure(corpus, data, progress=progress):
            for run in (floor, ours):
                figures = f"{run.seconds:.2f}", f"{run.documents_per_s:,.0f}", f"{run.peak_mib:,.0f}"
                table.add_row(name, run.name, f"{run.documents:,}", *figures, f"{run.seconds / floor.seconds:.1f}")
    Console().print(table)
