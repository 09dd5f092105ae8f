"""All tunables in one place."""

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import SettingsError

PREFIX = "ZHAOQI_"


class Settings(BaseSettings):
    """What an operator may set, read once from `ZHAOQI_*` variables."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    data_dir: Path = Field(default=Path("var"), description="catalog, snapshots and models")
    corpus_dir: Path = Field(default=Path("docs_corpus"), description="what `zhaoqi ingest` reads by default")
    database_url: str = Field(default="", description="SQLAlchemy URL of the catalog; empty: SQLite in data_dir")
    max_document_bytes: int = Field(default=20_000_000, ge=1, description="largest document that is read, in bytes")

    encoder: str = Field(default="multilingual-e5-small", min_length=1, description="the model behind dense search")

    keep_generations: int = Field(default=2, ge=2, description="generations of the index that stay, current included")

    @property
    def index_dir(self) -> Path:
        """Where the generations of the index are."""
        return self.data_dir / "index"

    @property
    def models_dir(self) -> Path:
        """Where imported models are."""
        return self.data_dir / "models"

    @property
    def cache_dir(self) -> Path:
        """Where what can be made again is kept."""
        return self.data_dir / "cache"

    @property
    def catalog_url(self) -> str:
        """Where the catalog is."""
        return self.database_url or f"sqlite:///{self.data_dir / 'catalog.db'}"


def load_settings(**given: Any) -> Settings:  # noqa: ANN401 -- any setting by its name
    """The settings of the environment, `given` ones first where they are not None.

    Raises SettingsError, naming the variable.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        faults = (f"{PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors())
        raise SettingsError("; ".join(faults)) from error
