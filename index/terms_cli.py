"""The commands that keep the policy dictionary."""

from typing import Annotated

import typer

from ingest.cli import Place

app = typer.Typer(no_args_is_help=True)


@app.callback()
def terms() -> None:
    """Keep the policy dictionary."""  # a callback keeps `mine` a command of its own while it is the only one


@app.command()
def mine(
    ctx: typer.Context,
    min_count: Annotated[int, typer.Option(min=2, help="occurrences that a term needs")] = 5,
    limit: Annotated[int, typer.Option(min=1, help="terms to propose")] = 200,
) -> None:
    """Propose terms that the catalog's texts use and the dictionaries lack, as TOML to review.

    What a reviewer takes over goes into index/analyzer/policy_terms.toml; the index is then built again.
    """
    from index.analyzer.dictionaries import project_dictionaries  # noqa: PLC0415 -- heavy
    from index.analyzer.fold import fold  # noqa: PLC0415
    from index.analyzer.mining import mine as mine_terms  # noqa: PLC0415
    from ingest.catalog.store import Catalog  # noqa: PLC0415

    place: Place = ctx.obj
    known = project_dictionaries()
    with Catalog(place.catalog_url) as catalog:
        texts = [fold(document.text).text for document, _ in catalog.documents()]
    found = mine_terms(texts, lambda text: text in known.terms or text in known.names, min_count=min_count)
    typer.echo("terms = [")
    for candidate in found[:limit]:
        typer.echo(
            f'  "{candidate.text}",  # {candidate.count} times, cohesion {candidate.cohesion:.1f},'
            f" freedom {candidate.freedom:.1f}"
        )
    typer.echo("]")
