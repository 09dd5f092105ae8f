"""The commands that score retrieval.

Heavy imports stand inside of the commands, so that `--help` is quick.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.questions import Split
from index.cli import Mode

if TYPE_CHECKING:
    from eval.answering import Answering
    from eval.opening import Source

app = typer.Typer()


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"


DatasetOption = Annotated[
    Path | None, typer.Option("--dataset", help="BEIR folder, or questions; default the project's own", metavar="DIR")
]
IndexOption = Annotated[
    Path | None,
    typer.Option("--index", help="folder of an index; default that of the data, or one built for the corpus"),
]
EncoderOption = Annotated[
    str | None, typer.Option(help="for an index that has to be built: name or path; default the one in use")
]
SplitOption = Annotated[Split | None, typer.Option(help="of the project's own questions; default both")]
MeasureOption = Annotated[str, typer.Option(help="by its name in the results of `run`")]
FormatOption = Annotated[Format, typer.Option("--format", help="how to print")]


@app.command()
def run(
    ctx: typer.Context,
    dataset: DatasetOption = None,
    mode: Mode = Mode.HYBRID,
    index: IndexOption = None,
    encoder: EncoderOption = None,
    split: SplitOption = None,
    url: Annotated[
        str | None, typer.Option(help="ask this service; an index then only binds labels of the project's own form")
    ] = None,
    run_out: Annotated[Path | None, typer.Option(help="write the rankings, as a TREC run file")] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Put the questions of a dataset to an index, or to a service, and print how good the rankings are."""
    from eval.evaluate import evaluate  # noqa: PLC0415
    from eval.opening import open_dataset, open_source  # noqa: PLC0415
    from eval.remote import Service  # noqa: PLC0415
    from eval.tables import print_evaluation  # noqa: PLC0415
    from eval.trec import write_run  # noqa: PLC0415
    from service.client import Client  # noqa: PLC0415

    source = _source(dataset, index, encoder, split)
    with ExitStack() as stack:
        system: Answering
        if url:
            questions, system = open_dataset(source, ctx.obj), Service(stack.enter_context(Client(url)), url)
        else:
            questions, system = open_source(source, ctx.obj)
        progress = stack.enter_context(_bar("asking", len(questions.queries)))
        found = evaluate(questions, system, mode, progress=progress)
    for query_id, why in found.refused.items():
        typer.echo(f"{query_id}: counts as not found: {why}", err=True)
    if run_out:
        write_run(found.run, run_out)
    if format_ is Format.JSON:
        typer.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    else:
        print_evaluation(found)


@app.command()
def compare(
    ctx: typer.Context,
    runs: Annotated[list[Path], typer.Argument(help="TREC run files; the first is the baseline", metavar="RUN…")],
    dataset: DatasetOption = None,
    index: IndexOption = None,
    split: SplitOption = None,
    measure: MeasureOption = "ndcg@10",
    format_: FormatOption = Format.TABLE,
) -> None:
    """Compare runs with the first one: gains, 95 % intervals, p-values corrected for their number (Holm)."""
    from eval.compare import compare as compare_runs  # noqa: PLC0415
    from eval.metrics import checked_measure  # noqa: PLC0415
    from eval.opening import open_dataset  # noqa: PLC0415
    from eval.tables import print_comparisons  # noqa: PLC0415
    from eval.trec import read_run  # noqa: PLC0415

    name = checked_measure(measure)
    questions = open_dataset(_source(dataset, index, None, split), ctx.obj)
    found = compare_runs(questions, [read_run(path, questions) for path in runs], name)
    if format_ is Format.JSON:
        typer.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    else:
        print_comparisons(found)


@app.command()
def gate(ctx: typer.Context, index: IndexOption = None) -> None:
    """Check the project's own questions against the scores and first hits in eval/gate.yaml; exit code 1 on a loss."""
    from eval.gate import check, read_gate  # noqa: PLC0415
    from eval.opening import Source, open_source  # noqa: PLC0415

    held = read_gate()
    questions, retriever = open_source(Source(index=index), ctx.obj)
    with _bar("asking", len(questions.queries) * len(held.modes)) as progress:
        lost = check(held, questions, retriever, progress)
    for line in lost:
        typer.echo(line, err=True)
    typer.echo(f"{len(lost)} lost" if lost else "nothing lost")
    if lost:
        raise typer.Exit(code=1)


@app.command()
def report(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(help="write the page here")],
    runs: Annotated[
        list[Path] | None,
        typer.Argument(help="TREC run files, the baseline first; default every mode of the index", metavar="[RUN…]"),
    ] = None,
    dataset: DatasetOption = None,
    index: IndexOption = None,
    encoder: EncoderOption = None,
    split: SplitOption = None,
    measure: MeasureOption = "ndcg@10",
) -> None:
    """Write one self-contained page: tables, scores by type, curves, wins and losses with hits side by side."""
    from eval.metrics import checked_measure  # noqa: PLC0415
    from eval.opening import open_source  # noqa: PLC0415
    from eval.report.make import systems_of_files, systems_of_index, write_report  # noqa: PLC0415
    from index.query import MODES  # noqa: PLC0415

    name = checked_measure(measure)
    questions, retriever = open_source(_source(dataset, index, encoder, split), ctx.obj)
    if runs:
        systems = systems_of_files(questions, runs)
    else:
        with _bar("asking", len(questions.queries) * len(MODES)) as progress:
            systems = systems_of_index(questions, retriever, progress)
    write_report(out, questions, retriever, systems, name)


@app.command()
def tune(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(help="write the parameters here, as TOML for `zhaoqi build --parameters`")],
    dataset: DatasetOption = None,
    index: IndexOption = None,
    encoder: EncoderOption = None,
    split: Annotated[Split | None, typer.Option(help="of the project's own questions; default dev")] = None,
    measure: MeasureOption = "ndcg@10",
) -> None:
    """Choose fusion, BM25 parameters and field weights on judged questions; print the gain on questions held out."""
    from eval.metrics import checked_measure  # noqa: PLC0415
    from eval.opening import open_source  # noqa: PLC0415
    from eval.pool import Pool  # noqa: PLC0415
    from eval.settings_file import evidence, write_settings  # noqa: PLC0415
    from eval.tuning import tune as choose  # noqa: PLC0415

    name = checked_measure(measure)
    source = _source(dataset, index, encoder, split)
    if source.is_own and not split:
        source = _source(dataset, index, encoder, Split.DEV)
    questions, retriever = open_source(source, ctx.obj)
    with _bar("encoding", len(questions.answerable)) as progress:
        pool = Pool(questions, retriever, name, progress)
    with _bar("trying parameters", None) as progress:
        tuned = choose(pool.parameters, pool.values, questions.answers, progress)
    lines = evidence(tuned, questions, retriever.snapshot.manifest, name)
    write_settings(out, tuned.chosen, lines)
    for line in lines:
        typer.echo(line)
    if tuned.gain <= 0:
        typer.echo("no gain on questions held out: the parameters in use should stay", err=True)


def _source(dataset: Path | None, index: Path | None, encoder: str | None, split: Split | None) -> "Source":
    from eval.opening import Source  # noqa: PLC0415

    return Source(dataset, index, encoder, split)


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A bar on stderr that moves by one a call; nothing when stderr is no terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
