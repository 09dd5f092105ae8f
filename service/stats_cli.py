"""`zhaoqi stats`: what people asked, and what they did not find."""

import json
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.place import Place

app = typer.Typer()


class Format(StrEnum):
    """How figures are printed."""

    TABLE = "table"
    JSON = "json"


@app.command()
def stats(
    ctx: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=3650, help="how many, today included")] = 30,
    top: Annotated[int, typer.Option(min=1, max=1000, help="rows of each list")] = 10,
    unsure: Annotated[float, typer.Option(min=0, max=1, help="confidence below which an answer counts as low")] = 0.3,
    format_: Annotated[Format, typer.Option("--format", help="json: one object")] = Format.TABLE,
) -> None:
    """Print the top questions, those without result or with low confidence, and feedback, by day."""
    from ingest.terminal import show_table  # noqa: PLC0415
    from service.querylog.stats import stats as read  # noqa: PLC0415
    from service.querylog.store import QueryLogStore  # noqa: PLC0415

    place: Place = ctx.obj
    found = asdict(read(QueryLogStore(place.settings.query_log_path), days=days, top=top, unsure=unsure))
    if format_ is Format.JSON:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for name, rows in found.items():
        typer.echo(f"{name.replace('_', ' ')}: {len(rows) or 'none'}")
        if rows:
            show_table(rows, tuple(rows[0]))
