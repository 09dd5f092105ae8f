"""`zhaoqi-eval answers`: the project's questions answered, and held against their labels."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from eval.questions import Split
from eval.search_cli import Format, IndexOption

if TYPE_CHECKING:
    from eval.answers import Answers
    from service.settings import Settings

DIGITS = 4

app = typer.Typer()


@app.command()
def answers(
    ctx: typer.Context,
    split: Annotated[Split, typer.Option(help="dev: to choose settings on; test: only measured")] = Split.TEST,
    index: IndexOption = None,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="the day that is answered for; default today")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="how to print")] = Format.TABLE,
    curve: Annotated[
        bool, typer.Option("--curve", help="answer at any confidence, and print risk and coverage instead")
    ] = False,
    misses: Annotated[bool, typer.Option("--misses", help="list the questions that went wrong, on stderr")] = False,
) -> None:
    """Answer the project's own questions; print shares with their Wilson intervals of 95 %."""
    from eval.answers import judge  # noqa: PLC0415
    from eval.questions import load_questions  # noqa: PLC0415
    from index.search import HybridIndex  # noqa: PLC0415
    from service.answer.support import THRESHOLD  # noqa: PLC0415

    settings: Settings = ctx.obj
    folder = index or settings.index_dir
    questions = [question for question in load_questions() if question.split is split]
    with HybridIndex.open(folder, models_dir=settings.models_dir, cache_dir=settings.cache_dir, follow=False) as opened:
        documents = list(opened.snapshot.contents.records())
        day = as_of.date() if as_of else None
        found = judge(opened, questions, documents, threshold=0.0 if curve else THRESHOLD, as_of=day)
    if misses:
        _print_misses(found)
    if curve:
        from eval.abstention import to_json  # noqa: PLC0415

        typer.echo(json.dumps({"split": split.value, **to_json(found.abstention(), DIGITS)}, indent=1))
    elif output is Format.JSON:
        typer.echo(json.dumps({"split": split.value, **_figures(found)}, ensure_ascii=False, indent=1))
    else:
        _print(found, split)


def _figures(found: "Answers") -> "dict[str, object]":
    from eval.wilson import wilson  # noqa: PLC0415

    shares = {}
    for name, tally in found.tallies().items():
        low, high = wilson(tally.hits, tally.of)
        shares[name] = {
            "hits": tally.hits,
            "of": tally.of,
            "share": round(tally.share, DIGITS),
            "interval": [round(low, DIGITS), round(high, DIGITS)],
        }
    return {"shares": shares, "p95_ms": round(found.p95_ms(), 1)}


def _print(found: "Answers", split: Split) -> None:
    from rich.table import Table  # noqa: PLC0415

    from eval.wilson import wilson  # noqa: PLC0415
    from ingest.terminal import console  # noqa: PLC0415

    table = Table(title=f"answers to the {split.value} questions; p95 {found.p95_ms():.0f} ms")
    for heading in ("figure", "share", "95 % interval", "n"):
        table.add_column(heading, justify="left" if heading == "figure" else "right")
    for name, tally in found.tallies().items():
        low, high = wilson(tally.hits, tally.of)
        table.add_row(name, f"{tally.share:.3f}", f"{low:.3f} to {high:.3f}", str(tally.of))
    console().print(table)


def _print_misses(found: "Answers") -> None:
    for one in found.judged:
        is_right = one.right == len(one.answer.citations) and one.is_given == bool(one.question.labels)
        if not is_right or one.fact is False:
            typer.echo(f"{one.question.id} {one.question.type} {one.question.text}: {one.answer.status}", err=True)
            for sentence in one.answer.sentences:
                typer.echo(f"    {sentence.text}", err=True)
