"""Opening the catalog's database: its settings, and its schema brought up to date."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from ingest.catalog.schema import REVISION
from ingest.errors import CatalogError

WRITE = "zhaoqi_write"
"""Execution option of connections that will write."""
BUSY_TIMEOUT_MS = 10_000
MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(url: str) -> Engine:
    """An engine for a database whose schema is the newest.

    Raises CatalogError when there is no such database or it can't be brought up to date.
    """
    try:
        engine = _engine(url)
        if not _is_newest(engine):
            _migrate(engine)
    except (SQLAlchemyError, OSError, ImportError) as error:
        raise CatalogError(f"can't open the catalog {shown(url)}: {explained(error)}") from error
    return engine


def shown(url: str) -> str:
    """A database URL without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return url


def explained(error: Exception) -> str:
    """What went wrong, without the statement."""
    if isinstance(error, NoSuchModuleError):
        return f"no driver of that name ({error})"
    return str(error.orig) if isinstance(error, DBAPIError) else str(error)


def _engine(url: str) -> Engine:
    database = make_url(url)
    if database.get_backend_name() != "sqlite":
        return create_engine(database)
    if database.database and database.database != ":memory:":
        Path(database.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(database)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # `_begin` begins transactions, not the driver
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes its lock first: one that has read before can't wait for another writer, it fails at once.
    writes = connection.get_execution_options().get(WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_newest(engine: Engine) -> bool:
    with engine.connect() as connection:
        return (
            inspect(connection).has_table("alembic_version")
            and connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == REVISION
        )


def _migrate(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 -- costs a fifth of a second, needed once a database
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise CatalogError(f"the catalog was written by a newer zhaoqi: {error}") from error
