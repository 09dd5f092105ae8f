"""The commands of ingest: read documents into the catalog, list them, list and show their measures.

Heavy imports stand inside of the commands, so that `--help` is quick.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ingest.catalog.store import Catalog

app = typer.Typer()


@dataclass(frozen=True, slots=True)
class Place:
    """What the commands need of the settings; the root command leaves it in `ctx.obj`."""

    catalog_url: str
    corpus_dir: Path
    max_document_bytes: int


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="jsonl: one object a line")]
AsOfOption = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="day of the statuses; default today")
]


@app.command()
def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="files and folders; default the corpus folder")] = None,
) -> None:
    """Read files and folders into the catalog; exit code 1 when any input was refused."""
    from ingest import batch, terminal  # noqa: PLC0415
    from ingest.pipeline import parse  # noqa: PLC0415
    from ingest.readers.base import Limits  # noqa: PLC0415

    place: Place = ctx.obj
    with _catalog(ctx) as catalog, terminal.progress_bar() as progress:
        summary = batch.ingest(
            paths or [place.corpus_dir],
            catalog,
            parse=parse,
            limits=Limits(max_document_bytes=place.max_document_bytes),
            progress=progress,
        )
    for line in terminal.summary_lines(summary):
        typer.echo(line)
    for line in terminal.refusal_lines(summary):
        typer.echo(line, err=True)
    if summary.refused:
        raise typer.Exit(code=1)


@app.command()
def documents(ctx: typer.Context, format_: FormatOption = Format.TABLE, as_of: AsOfOption = None) -> None:
    """List the documents of the catalog."""
    from ingest.serialise import document_json  # noqa: PLC0415

    day = _day(as_of)
    with _catalog(ctx) as catalog:
        superseded = catalog.superseded(day)
        objects = (
            document_json(document, version, day, superseded=document.doc_id in superseded)
            for document, version in catalog.documents()
        )
        _print(objects, format_, ("doc_id", "title", "issuer", "kind", "published", "status", "version", "measures"))


@app.command()
def measures(
    ctx: typer.Context,
    doc: Annotated[str | None, typer.Option(help="of this document only")] = None,
    format_: FormatOption = Format.TABLE,
    as_of: AsOfOption = None,
) -> None:
    """List the measures of the current documents."""
    from ingest.serialise import measure_json  # noqa: PLC0415

    day = _day(as_of)
    with _catalog(ctx) as catalog:
        superseded = catalog.superseded(day)
        objects = (
            measure_json(document, measure, day, superseded=document.doc_id in superseded)
            for document, measure in catalog.measures(doc)
        )
        _print(objects, format_, ("measure_id", "number", "title", "nature", "status", "deadlines", "units"))


@app.command()
def show(
    ctx: typer.Context,
    measure_id: Annotated[str, typer.Argument(help="as `zhaoqi measures` prints it")],
    as_of: AsOfOption = None,
) -> None:
    """Show a measure, its fields marked in colour, and list them."""
    from ingest.marked import show_measure  # noqa: PLC0415
    from ingest.serialise import measure_json  # noqa: PLC0415

    day = _day(as_of)
    with _catalog(ctx) as catalog:
        document, measure = catalog.measure(measure_id)
        status = measure_json(document, measure, day, superseded=document.doc_id in catalog.superseded(day))["status"]
    show_measure(document, measure, status)


def _catalog(ctx: typer.Context) -> "Catalog":
    from ingest.catalog.store import Catalog  # noqa: PLC0415

    place: Place = ctx.obj
    return Catalog(place.catalog_url)


def _day(as_of: datetime | None) -> date:
    from ingest.status import today  # noqa: PLC0415

    return as_of.date() if as_of else today()


def _print(objects: Iterable[dict[str, Any]], format_: Format, columns: tuple[str, ...]) -> None:
    """A table has the columns named, the other forms have all."""
    from ingest import csv_rows, terminal  # noqa: PLC0415

    if format_ is Format.TABLE:
        terminal.show_table(objects, columns)
        return
    lines = csv_rows.lines(objects) if format_ is Format.CSV else _json_lines(objects)
    for line in lines:
        typer.echo(line, nl=False)


def _json_lines(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (json.dumps(item, ensure_ascii=False) + "\n" for item in objects)
