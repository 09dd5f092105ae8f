"""The commands `zhaoqi-eval bench`: speed and size."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.bench import http_cli
from ingest.terminal import console

app = typer.Typer(no_args_is_help=True)
app.add_typer(http_cli.app)

RESULTS = Path("eval/results")
PARTS = (1, 10, 100)


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


@app.command("peers")
def bench_peers(
    ctx: typer.Context,
    data: Annotated[Path, typer.Option(help="a BEIR folder")],
    index: Annotated[Path | None, typer.Option(help="folder of an index of it; built and kept when left out")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Haystack, LlamaIndex and Milvus Lite too")] = False,
    peers: Annotated[
        list[str] | None, typer.Option("--peer", help="only this one and zhaoqi; repeatable", metavar="NAME")
    ] = None,
    parts: Annotated[list[int] | None, typer.Option("--part", min=1, help="1 in so many documents; repeatable")] = None,
    out: Annotated[Path, typer.Option(help="folder of the results")] = RESULTS,
) -> None:
    """Compare zhaoqi with its peers on a corpus and on parts of it; exit code 1 when a peer failed."""
    from eval.bench.comparison import Measured, compare  # noqa: PLC0415
    from eval.bench.contenders import PeerFailed, chosen  # noqa: PLC0415
    from eval.bench.machine import Circumstances  # noqa: PLC0415
    from eval.bench.results import COLUMNS, write_results  # noqa: PLC0415
    from eval.bench.slices import Material, write_slices  # noqa: PLC0415
    from eval.bench.terminal import progress_bar  # noqa: PLC0415
    from eval.opening import Source, open_source  # noqa: PLC0415

    contenders, circumstances = chosen(peers or [], everyone=everyone), Circumstances.now()
    dataset, retriever = open_source(Source(data, index), ctx.obj)
    rows: list[Measured] = []
    written: list[Path] = []
    failures: list[PeerFailed] = []
    with TemporaryDirectory(prefix="slices-") as folder, progress_bar() as progress:
        material = Material.of(dataset, retriever, ctx.obj, progress)
        slices = write_slices(material, sorted({*(parts or PARTS)}, reverse=True), Path(folder), progress)
        for outcome in compare(contenders, slices, dataset, ctx.obj.data_dir / "bench" / "venvs", progress):
            if isinstance(outcome, PeerFailed):
                failures.append(outcome)
            else:
                rows.append(outcome)
                written = write_results(rows, dataset.name, circumstances, out)  # kept should the run be cut short
    for failure in failures:
        typer.echo(f"error: {failure}", err=True)
    table = Table(*("documents", *COLUMNS), title=str(circumstances))
    for row in rows:
        table.add_row(f"{row.documents:,}", *(cell(row) for cell in COLUMNS.values()))
    console().print(table)
    for path in written:
        typer.echo(f"wrote {path}", err=True)
    if failures:
        raise typer.Exit(code=1)


@app.command("search")
def bench_search(
    ctx: typer.Context,
    index: Annotated[
        Path | None, typer.Option("--index", help="folder of an index; default that of the data, or one of the corpus")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="a BEIR folder, whose questions are asked; default the project's own")
    ] = None,
    searches: Annotated[int, typer.Option(min=20, help="questions at most")] = 500,
    rank_bm25: Annotated[int, typer.Option(min=1, help="questions at most that rank-bm25 gets too")] = 100,
) -> None:
    """Print how fast a search is, what it takes to serve and to publish, and what rank-bm25 takes in the same run."""
    from eval.bench.machine import Circumstances  # noqa: PLC0415
    from eval.bench.search import Place  # noqa: PLC0415
    from eval.bench.search_report import measure_search  # noqa: PLC0415
    from eval.bench.terminal import progress_bar  # noqa: PLC0415
    from eval.opening import Source, open_source  # noqa: PLC0415

    dataset, retriever = open_source(Source(data, index), ctx.obj)
    place = Place(retriever.snapshot.path.parent, ctx.obj.models_dir, ctx.obj.cache_dir)
    counts = ", ".join(f"{count:,} {name}" for name, count in retriever.snapshot.manifest.counts.items())
    queries = [query.text for query in dataset.queries[:searches]]
    with progress_bar() as progress:
        report = measure_search(place, queries, rank_bm25, progress)
    table = Table(title=f"search, {counts}\n{Circumstances.now()}")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for row in report.rows():
        table.add_row(*row)
    console().print(table)
