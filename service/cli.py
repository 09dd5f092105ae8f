"""`zhaoqi`: the root of the command line."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from index import cli as index_cli
from index import model_cli, terms_cli
from ingest import cli as ingest_cli
from ingest.errors import ZhaoqiError
from service import answer_cli, serve_cli, stats_cli, verify_cli
from service.place import Place


class _Group(TyperGroup):
    """Turns the project's own errors into one line on stderr and exit code 1."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 -- typer keeps the type to itself
        try:
            return super().invoke(ctx)
        except ZhaoqiError as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(code=1) from error


app = typer.Typer(cls=_Group, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
app.add_typer(ingest_cli.app)
app.add_typer(index_cli.app)
app.add_typer(model_cli.app, name="model")
app.add_typer(terms_cli.app, name="terms")
app.add_typer(answer_cli.app)
app.add_typer(serve_cli.app)
app.add_typer(stats_cli.app)
app.add_typer(verify_cli.app)


@app.callback()
def root(
    ctx: typer.Context,
    data: Annotated[Path | None, typer.Option(help="folder of the catalog; overrides ZHAOQI_DATA_DIR")] = None,
) -> None:
    """Semantic search over Chinese government policy texts (找企)."""
    from service.settings import load_settings  # noqa: PLC0415 -- pydantic takes longer to load than `--help` should

    settings = load_settings(data_dir=data)
    ctx.obj = Place(
        catalog_url=settings.catalog_url,
        corpus_dir=settings.corpus_dir,
        max_document_bytes=settings.max_document_bytes,
        index_dir=settings.index_dir,
        models_dir=settings.models_dir,
        cache_dir=settings.cache_dir,
        encoder=settings.encoder,
        reranker=settings.reranker,
        parameters=settings.parameters,
        keep_generations=settings.keep_generations,
        settings=settings,
    )


def main() -> None:
    """Entry point of `zhaoqi`."""
    app()
