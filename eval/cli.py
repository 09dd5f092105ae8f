"""The console script `zhaoqi-eval`: measurements against gold."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval import answers_cli, calibrate_cli, search_cli
from eval.adaptation import cli as adaptation_cli
from eval.bench import cli as bench_cli
from eval.extraction import GOLD, Miss, Score, read_gold, score_conditions, score_quantities
from eval.search_cli import Format
from ingest.errors import ZhaoqiError

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Measure zhaoqi against gold."
)
app.add_typer(search_cli.app)
app.add_typer(calibrate_cli.app)
app.add_typer(answers_cli.app)
app.add_typer(adaptation_cli.app)
app.add_typer(bench_cli.app, name="bench", help="Measure speed and size.")


@app.callback()
def root(
    ctx: typer.Context,
    data: Annotated[Path | None, typer.Option(help="folder of index and models; overrides ZHAOQI_DATA_DIR")] = None,
) -> None:
    """Measure zhaoqi against gold."""
    from service.settings import load_settings  # noqa: PLC0415 -- pydantic takes longer to load than `--help` should

    ctx.obj = load_settings(data_dir=data)


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
    """Entry point; the project's own errors become one line on stderr and exit code 1."""
    try:
        app()
    except ZhaoqiError as error:
        typer.echo(f"error: {error}", err=True)
        raise SystemExit(1) from error
