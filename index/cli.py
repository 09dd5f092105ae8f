"""The commands of the index: build it, search it, check it.

Heavy imports stand inside of the commands, so that `--help` is quick.
"""

import json
import os
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from index.errors import QueryError
from ingest.cli import AsOfOption

if TYPE_CHECKING:
    from index.hits import Hit, SearchResult
    from ingest.errors import InputError
    from ingest.records import Document

app = typer.Typer()
generations_app = typer.Typer(no_args_is_help=True)
app.add_typer(generations_app, name="index", help="Generations of the index.")

JsonlOption = Annotated[
    list[Path] | None, typer.Option("--jsonl", help="BEIR corpus instead of the catalog; repeatable")
]
FilterOption = Annotated[
    list[str] | None, typer.Option("--filter", help="name=value; repeatable", metavar="NAME=VALUE")
]
IndexOption = Annotated[Path | None, typer.Option("--index", help="folder of the index; default that of the data")]


class HasIndex(Protocol):
    """What the commands need of the settings; the root command leaves it in `ctx.obj`."""

    @property
    def catalog_url(self) -> str:
        """SQLAlchemy URL of the catalog."""
        ...

    @property
    def max_document_bytes(self) -> int:
        """Of one document."""
        ...

    @property
    def index_dir(self) -> Path:
        """Holds the generations."""
        ...

    @property
    def models_dir(self) -> Path:
        """Holds a folder for each model."""
        ...

    @property
    def cache_dir(self) -> Path:
        """Holds what can be made again: vectors, the segmenter's dictionary."""
        ...

    @property
    def encoder(self) -> str:
        """The name of the encoder in use."""
        ...

    @property
    def reranker(self) -> str:
        """The name of the cross-encoder in use, empty for none."""
        ...

    @property
    def parameters(self) -> Path | None:
        """TOML of the parameters of a search, None for the project's own."""
        ...

    @property
    def keep_generations(self) -> int:
        """How many generations stay, the current one included."""
        ...


class Format(StrEnum):
    """How hits, or verdicts, are printed."""

    TABLE = "table"
    JSONL = "jsonl"


class Mode(StrEnum):
    """Which legs search."""

    HYBRID = "hybrid"
    LEXICAL = "lexical"
    DENSE = "dense"


@app.command()
def build(
    ctx: typer.Context,
    jsonl: JsonlOption = None,
    with_catalog: Annotated[bool, typer.Option("--with-catalog", help="the catalog too, beside --jsonl")] = False,
    out: Annotated[Path | None, typer.Option(help="folder of the index; default that of the data")] = None,
    encoder: Annotated[str | None, typer.Option(help="name or path; default the one in use")] = None,
    parameters: Annotated[Path | None, typer.Option(help="TOML of `zhaoqi-eval tune`; default that in use")] = None,
) -> None:
    """Build the index of the catalog and make it the current one; exit code 1 when any input was refused."""
    from index.analyzer.tokenizer import Analyzer  # noqa: PLC0415
    from index.encoder.load import load_encoder  # noqa: PLC0415
    from index.parameters import Parameters  # noqa: PLC0415
    from index.reading import unique  # noqa: PLC0415
    from index.snapshot.build import Recipe  # noqa: PLC0415
    from index.snapshot.build import build as build_snapshot  # noqa: PLC0415
    from index.terminal import progress_bar  # noqa: PLC0415

    place: HasIndex = ctx.obj
    name, stated = encoder or place.encoder, parameters or place.parameters
    recipe = Recipe(
        Analyzer(place.cache_dir),
        load_encoder(name, place.models_dir, threads=os.cpu_count() or 1),
        place.cache_dir / "embeddings",
        parameters=Parameters.read(stated) if stated else Parameters(),
        encoder_name=name,
    )
    refused: list[InputError] = []
    documents = unique(_documents(place, jsonl or [], with_catalog or not jsonl, refused), refused)
    with progress_bar() as progress:
        made = build_snapshot(documents, out or place.index_dir, recipe, keep=place.keep_generations, progress=progress)
    _ = recipe.analyzer.spelling  # keeps its file now, so that no service waits for it
    counts = ", ".join(f"{count:,} {name}" for name, count in made.counts.items())
    typer.echo(f"built: generation {made.generation} ({counts})")
    for error in refused:
        typer.echo(f"error: {error}", err=True)
    if refused:
        raise typer.Exit(code=1)


@app.command()
def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(help="the question")],
    k: Annotated[int, typer.Option("-k", help="hits wanted, 1 to 100")] = 10,
    filters: FilterOption = None,
    mode: Mode = Mode.HYBRID,
    index: IndexOption = None,
    as_of: AsOfOption = None,
    rerank: Annotated[str | None, typer.Option(help="cross-encoder to reorder hits by; default that in use")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="say why each hit was found")] = False,
    format_: Annotated[Format, typer.Option("--format", help="jsonl: one hit a line")] = Format.TABLE,
) -> None:
    """Find the measures that answer a question best."""
    from index.rerank import CrossEncoderReranker  # noqa: PLC0415
    from index.search import HybridIndex  # noqa: PLC0415

    place: HasIndex = ctx.obj
    model = rerank or place.reranker
    with HybridIndex.open(
        index or place.index_dir,
        reranker=CrossEncoderReranker(model) if model else None,
        models_dir=place.models_dir,
        cache_dir=place.cache_dir,
        follow=False,
    ) as opened:
        result = opened.search(
            query,
            k=k,
            filters=parsed_filters(filters or []),
            as_of=as_of.date() if as_of else None,
            mode=mode,
            explain=explain,
        )
    for line in _news(result):
        typer.echo(line, err=True)
    if format_ is Format.JSONL:
        for hit in result.hits:
            typer.echo(json.dumps(hit.to_json(), ensure_ascii=False))
    else:
        _show(result.hits, explain=explain)


@generations_app.command()
def verify(ctx: typer.Context, index: IndexOption = None) -> None:
    """Check every file of every generation; exit code 1 when one is at fault."""
    from index.errors import SnapshotError  # noqa: PLC0415
    from index.snapshot.generations import current, generations  # noqa: PLC0415
    from index.snapshot.reader import Snapshot  # noqa: PLC0415

    place: HasIndex = ctx.obj
    root = index or place.index_dir
    served, faults = current(root), 0
    for path in generations(root):
        try:
            counts = Snapshot(path).manifest.counts
            state = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        except SnapshotError as fault:
            faults += 1
            state = f"fault: {fault}"
        typer.echo(f"{path.name}{' (current)' if path.name == served else ''}: {state}")
    if faults:
        raise typer.Exit(code=1)


def _documents(
    place: HasIndex, jsonl: list[Path], from_catalog: bool, refused: "list[InputError]"
) -> "Iterator[Document]":
    from index.reading import read_jsonl  # noqa: PLC0415
    from ingest.readers.base import Limits  # noqa: PLC0415

    lines = read_jsonl(jsonl, Limits(place.max_document_bytes), refused)
    return chain(_catalog(place.catalog_url), lines) if from_catalog else lines


def _catalog(url: str) -> "Iterator[Document]":
    from ingest.catalog.store import Catalog  # noqa: PLC0415

    with Catalog(url) as catalog:
        yield from (document for document, _ in catalog.documents())


def parsed_filters(stated: Iterable[str]) -> dict[str, list[str]]:
    """Values by filter, out of `name=value`. Raises QueryError for what is not that."""
    filters: dict[str, list[str]] = {}
    for item in stated:
        name, equals, value = item.partition("=")
        if not equals:
            raise QueryError("filter", f"{item!r} is not name=value")
        filters.setdefault(name.strip(), []).append(value)
    return filters


def _news(result: "SearchResult") -> Iterator[str]:
    """What a reader of the hits has to know besides."""
    for rewrite in result.rewrites:
        yield f"also looked for: {rewrite.target} ({rewrite.kind} of {rewrite.source})"
    for value, nearest in result.nearest.items():
        yield f"unknown: {value}" + (f"; nearest: {', '.join(nearest)}" if nearest else "")
    if not result.hits:
        yield "nothing was found"


def _show(hits: "Iterable[Hit]", *, explain: bool) -> None:
    from ingest.terminal import show_table  # noqa: PLC0415

    columns = ("rank", "confidence", "status", "document", "title", "text", *(("why",) if explain else ()))
    rows = (
        {
            "rank": hit.rank,
            "confidence": f"{hit.confidence:.2f}",
            "status": hit.status,
            "document": hit.document.title or hit.doc_id,
            "title": hit.title,
            "text": hit.text,
            "why": _why(hit),
        }
        for hit in hits
    )
    show_table(rows, columns)


def _why(hit: "Hit") -> str:
    if hit.why is None:
        return ""
    known = {name: getattr(hit.why, name) for name in ("lexical", "dense", "coverage", "known", "rerank")}
    scores = ", ".join(f"{name} {value:.3f}" for name, value in known.items() if value is not None)
    return f"{scores}; {' '.join(hit.why.terms)}"
