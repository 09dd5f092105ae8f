"""Questions and feedback in an SQLite file of their own, which can be deleted without harm."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from service.errors import QueryLogError
from service.querylog.entries import Asked, Feedback

_ZONE = ZoneInfo("Asia/Shanghai")  # days are those of the users
_BUSY_S = 5.0
_OWNER_ONLY = 0o600
_SCHEMA = """
CREATE TABLE IF NOT EXISTS asked (
    at TEXT NOT NULL, day TEXT NOT NULL, query TEXT NOT NULL, mode TEXT NOT NULL, hits INTEGER NOT NULL,
    confidence REAL, took_ms REAL NOT NULL, cached INTEGER NOT NULL, generation TEXT NOT NULL,
    status TEXT
);
CREATE TABLE IF NOT EXISTS feedback (
    at TEXT NOT NULL, day TEXT NOT NULL, query TEXT NOT NULL, verdict TEXT NOT NULL, measure_id TEXT,
    comment TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS asked_day ON asked (day);
CREATE INDEX IF NOT EXISTS feedback_day ON feedback (day);
"""


class QueryLogStore:
    """Written by several processes at once; every method raises QueryLogError when the file can't be used."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, entries: Iterable[Asked | Feedback]) -> None:
        """Keep entries, masked, in one transaction."""
        with self.connection() as connection, connection:
            for entry in entries:
                _insert(connection, entry.masked())

    def purge(self, keep_days: int, now: datetime | None = None) -> int:
        """Delete what is older; how many entries that were."""
        first = day_of((now or datetime.now(UTC)) - timedelta(days=keep_days))
        with self.connection() as connection, connection:
            return sum(
                connection.execute(f"DELETE FROM {table} WHERE day < ?", (first,)).rowcount
                for table in ("asked", "feedback")
            )

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """To the file, which is made where there is none, for its owner only; SQLite makes its others likewise."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(_OWNER_ONLY)
            with closing(sqlite3.connect(self._path, timeout=_BUSY_S)) as connection:
                connection.row_factory = sqlite3.Row
                connection.executescript(f"PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON; {_SCHEMA}")
                _add_columns(connection)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise QueryLogError(f"{self._path}: can't be used: {error}") from error


def day_of(at: datetime) -> str:
    """The day in China, ISO 8601."""
    return at.astimezone(_ZONE).date().isoformat()


def _add_columns(connection: sqlite3.Connection) -> None:
    """Those that a file of an earlier version lacks."""
    if _has_status(connection):
        return
    connection.execute("BEGIN IMMEDIATE")  # several processes may open the file at once
    with connection:
        if not _has_status(connection):
            connection.execute("ALTER TABLE asked ADD COLUMN status TEXT")


def _has_status(connection: sqlite3.Connection) -> bool:
    return any(column["name"] == "status" for column in connection.execute("PRAGMA table_info(asked)"))


def _insert(connection: sqlite3.Connection, entry: Asked | Feedback) -> None:
    when = entry.at.isoformat(timespec="milliseconds"), day_of(entry.at)
    if isinstance(entry, Asked):
        found = entry.hits, entry.confidence, entry.took_ms, entry.cached, entry.generation, entry.status
        values = *when, entry.query, entry.mode, *found
        connection.execute("INSERT INTO asked VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    else:
        said = entry.query, entry.verdict, entry.measure_id, entry.comment
        connection.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?)", (*when, *said))
