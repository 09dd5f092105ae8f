"""The console script `zhaoqi-eval`: measurements against gold."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.extraction import GOLD, Miss, Score, read_gold, score_conditions, score_quantities

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Measure zhaoqi against gold.")


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"


@app.callback()
def root() -> None:
    """Measure zhaoqi against gold."""


@app.command()
def extraction(
    split: Annotated[str | None, typer.Option(help="dev, check or blind; all when left out")] = None,
    output: Annotated[Format, typer.Option("--format", help="how to print")] = Format.TABLE,
    misses: Annotated[bool, typer.Option("--misses", help="list what differs, on stderr")] = False,
) -> None:
    """Print precision, recall and F1 of quantities per role and of conditions."""
    results = {
        "quantities": score_quantities(read_gold(GOLD / "quantities.jsonl", split)),
        "conditions": score_conditions(read_gold(GOLD / "conditions.jsonl", split)),
    }
    if misses:
        _print_misses(miss for _, found in results.values() for miss in found)
    if output is Format.JSON:
        typer.echo(json.dumps({name: [*map(_row, scores)] for name, (scores, _) in results.items()}, indent=2))
        return
    for name, (scores, _) in results.items():
        Console().print(_table(name, scores))


bench = typer.Typer(no_args_is_help=True, help="Measure speed and size.")
app.add_typer(bench, name="bench")


@bench.callback()
def bench_root() -> None:
    """Measure speed and size."""


@bench.command("ingest")
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


def _row(score: Score) -> dict[str, str | int | float]:
    return {
        "group": score.group,
        "wanted": score.wanted,
        "found": score.found,
        "right": score.right,
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
    }


def _table(name: str, scores: Sequence[Score]) -> Table:
    table = Table(title=name)
    for heading in ("group", "wanted", "found", "right", "precision", "recall", "f1"):
        table.add_column(heading, justify="left" if heading == "group" else "right")
    for row in map(_row, scores):
        table.add_row(*(f"{value:.3f}" if isinstance(value, float) else str(value) for value in row.values()))
    return table


def _print_misses(misses: Iterable[Miss]) -> None:
    for miss in misses:
        typer.echo(miss.clause, err=True)
        for sign, items in (("-", miss.missing), ("+", miss.surplus)):
            for item in items:
                typer.echo(f"  {sign} {item}", err=True)


def main() -> None:
    """Entry point."""
    app()
