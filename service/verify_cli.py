"""`zhaoqi verify`: whether saved citations still say what the texts say, without a service."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.cli import Format, IndexOption
from ingest.cli import AsOfOption

if TYPE_CHECKING:
    from index.verify import Verification
    from service.place import Place
    from service.saved import Saved

app = typer.Typer()

FAILED = {"altered", "misquoted", "unknown_document"}
"""The verdicts on a quote that the texts don't hold."""


@app.command()
def verify(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="saved answers, results or hits, JSON or JSON Lines; - for stdin")],
    as_of: AsOfOption = None,
    index: IndexOption = None,
    format_: Annotated[Format, typer.Option("--format", help="jsonl: one verdict a line")] = Format.TABLE,
) -> None:
    """Verify every citation of a file against the index; exit code 1 when a quote is not in its document any more."""
    from index.snapshot.reader import open_current  # noqa: PLC0415
    from index.verify import verify as verified  # noqa: PLC0415
    from ingest.status import today  # noqa: PLC0415
    from service.saved import read_saved  # noqa: PLC0415

    place: Place = ctx.obj
    found = read_saved(file)
    snapshot = open_current(index or place.index_dir)
    day = snapshot.day(as_of.date() if as_of else today())
    verdicts = [(saved, verified(snapshot, saved.citation, day)) for saved in found]
    _print([_row(saved, verification) for saved, verification in verdicts], format_)
    if any(verification.verdict in FAILED for _, verification in verdicts):
        raise typer.Exit(code=1)


def _row(saved: "Saved", verification: "Verification") -> dict[str, Any]:
    from dataclasses import asdict  # noqa: PLC0415

    citation = saved.citation
    return {"place": saved.place, "doc_id": citation.doc_id, "quote": citation.quote, **asdict(verification)}


def _print(rows: list[dict[str, Any]], format_: Format) -> None:
    from ingest.terminal import show_table  # noqa: PLC0415

    if format_ is Format.JSONL:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    show_table(rows, ("place", "verdict", "doc_id", "quote", "why"))
    counts = Counter(row["verdict"] for row in rows)
    typer.echo(f"verified: {len(rows):,} citations ({', '.join(f'{n:,} {name}' for name, n in counts.most_common())})")
