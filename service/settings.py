"""All tunables in one place."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, HttpUrl, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import TomlConfigSettingsSource as TomlSource

from ingest.errors import SettingsError

PREFIX = "ZHAOQI_"
CONFIG = Path("zhaoqi.toml")
TIME_TO_FALL_BACK_S = 1.0  # for an answer by quotes, once a drafted one is given up


class Settings(BaseSettings):
    """What an operator may set, read once: from `ZHAOQI_*` variables, then from a TOML file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    config: Path = Field(default=CONFIG, description="TOML file of these settings, in lower case without the prefix")

    data_dir: Path = Field(default=Path("var"), description="catalog, snapshots and models")
    corpus_dir: Path = Field(default=Path("docs_corpus"), description="what `zhaoqi ingest` reads by default")
    database_url: str = Field(default="", description="SQLAlchemy URL of the catalog; empty: SQLite in data_dir")
    max_document_bytes: int = Field(default=20_000_000, ge=1, description="largest document that is read, in bytes")

    encoder: str = Field(default="zhaoqi-e5-small-4", min_length=1, description="the model behind dense search")

    reranker: str = Field(default="", description="cross-encoder that reorders hits, by name or path; empty: none")
    parameters: Path | None = Field(default=None, description="TOML of `zhaoqi-eval tune` that an index is built with")

    keep_generations: int = Field(default=2, ge=2, description="generations of the index that stay, current included")

    host: str = Field(default="127.0.0.1", min_length=1, description="address that the service listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="port that the service listens on; 0: any free one")
    workers: int = Field(default=1, ge=1, le=64, description="processes that serve")
    threads: int = Field(default=4, ge=1, le=256, description="searches that a process runs at once")
    max_concurrency: int = Field(default=32, ge=1, description="requests a process takes at once, queued ones too")
    request_timeout_s: float = Field(default=10, gt=0, description="until an answer is given up, in seconds")
    stream_timeout_s: float = Field(
        default=60, gt=0, description="until an answer that has begun is cut off, in seconds"
    )
    # 100 citations, as many as can be verified at once, of the longest articles of STARD take 440,000 bytes escaped.
    max_body_bytes: int = Field(default=524_288, ge=1, description="largest body of a request, in bytes")
    body_timeout_s: float = Field(default=5, gt=0, description="until a body has to be complete, in seconds")
    drain_timeout_s: int = Field(default=8, ge=1, description="given to running requests when the service stops")
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="origins whose pages may call the service, separated by commas"
    )
    cached_answers: int = Field(default=500, ge=0, description="answers to searches that a process keeps in memory")
    cached_bytes: int = Field(default=67_108_864, ge=0, description="memory that they may take, about, in bytes")
    query_log: bool = Field(default=True, description="whether questions are kept for `zhaoqi stats`, masked")
    query_log_days: int = Field(default=90, ge=1, description="until a kept question is deleted, in days")

    chat_model: str = Field(default="", description="name of the language model at chat_url")
    chat_key: SecretStr = Field(default=SecretStr(""), description="sent to chat_url as a bearer token")
    chat_url: str = Field(default="", description="OpenAI-compatible endpoint that drafts answers; empty: none does")
    chat_timeout_s: float = Field(
        default=6, gt=0, validate_default=True, description="until a drafted answer is given up, in seconds"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given counts most, then the environment, then the file."""
        return init_settings, env_settings, TomlSource(settings_cls, _config())

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _listed(cls, stated: object) -> object:
        if not isinstance(stated, str):
            return stated
        return tuple(origin.strip() for origin in stated.split(",") if origin.strip())

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not origin.startswith(("http://", "https://")) or origin.count("/") != 2:
                raise ValueError(f"{origin!r} is no origin; it takes https://host or https://host:port")
        return origins

    @field_validator("chat_key")
    @classmethod
    def _fits_a_header(cls, key: SecretStr) -> SecretStr:
        if not key.get_secret_value().isascii() or not key.get_secret_value().isprintable():
            raise ValueError("takes printable ASCII characters, as a header does")
        return key

    @field_validator("chat_url")
    @classmethod
    def _names_a_model(cls, url: str, others: ValidationInfo) -> str:
        if url and not _is_address(url):
            raise ValueError(f"{url!r} is no address; it takes https://host/v1, what /chat/completions follows")
        if url and not others.data.get("chat_model"):
            raise ValueError(f"needs {PREFIX}CHAT_MODEL, the name of the model there")
        return url

    @field_validator("chat_timeout_s")
    @classmethod
    def _leaves_time(cls, timeout_s: float, others: ValidationInfo) -> float:
        """What falls back to a quoted answer has to be sent in time."""
        longest = others.data.get("request_timeout_s", timeout_s)
        if others.data.get("chat_url") and timeout_s + TIME_TO_FALL_BACK_S > longest:
            limit = f"at least {TIME_TO_FALL_BACK_S:g} s less than {PREFIX}REQUEST_TIMEOUT_S, which is {longest:g}"
            raise ValueError(f"takes {limit}")
        return timeout_s

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
    def query_log_path(self) -> Path:
        """Where questions and feedback are kept."""
        return self.data_dir / "queries.db"

    @property
    def catalog_url(self) -> str:
        """Where the catalog is."""
        return self.database_url or f"sqlite:///{self.data_dir / 'catalog.db'}"


def load_settings(**given: Any) -> Settings:  # noqa: ANN401 -- any setting by its name
    """The settings of the environment and the file, `given` ones first where they are not None.

    Raises SettingsError, naming the variable or the file.
    """
    path = _config()
    _check(path)
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        faults = (f"{PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors())
        raise SettingsError("; ".join(faults)) from error


def _is_address(url: str) -> bool:
    try:
        HttpUrl(url)
    except ValidationError:
        return False
    return True


def _config() -> Path:
    return Path(os.environ.get(f"{PREFIX}CONFIG", CONFIG))


def _check(path: Path) -> None:
    """Refuse a file that would not be read as it was meant."""
    if path == CONFIG and not path.exists():
        return
    try:
        stated = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: can't be read as TOML: {error}") from error
    unknown = sorted(stated.keys() - Settings.model_fields.keys())
    if unknown:
        raise SettingsError(f"{path}: there is no setting {', '.join(unknown)}")
