"""What the commands need of the settings; the root command leaves it in `ctx.obj`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import cli as ingest_cli

if TYPE_CHECKING:
    from service.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(ingest_cli.Place):
    """Where everything is; see `service.settings.Settings` for each."""

    index_dir: Path
    models_dir: Path
    cache_dir: Path
    encoder: str
    reranker: str
    parameters: Path | None
    keep_generations: int
    settings: "Settings"
