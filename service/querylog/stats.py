"""What the query log says of a stretch of days."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from service.querylog.entries import ASK
from service.querylog.store import QueryLogStore, day_of

Row = dict[str, Any]

# One that is asked back is none without a result, and of an answer without citations the confidence says nothing more.
_NOTHING = "(hits = 0 AND status IS NOT 'clarify')"
_UNSURE = "(hits > 0 AND confidence < :unsure)"
_BY_DAY = f"""
SELECT day, count(*) AS questions, sum(mode = '{ASK}') AS asks,
       sum({_NOTHING}) AS without_result, coalesce(sum({_UNSURE}), 0) AS low_confidence, sum(cached) AS cached,
       round(avg(CASE WHEN NOT cached AND mode <> '{ASK}' THEN took_ms END), 1) AS mean_ms,
       round(avg(CASE WHEN mode = '{ASK}' THEN took_ms END), 1) AS mean_ask_ms
FROM asked WHERE day >= :first GROUP BY day ORDER BY day DESC
"""
_TOP = """
SELECT query, count(*) AS times, max(day) AS last_day
FROM asked WHERE day >= :first GROUP BY query ORDER BY times DESC, query LIMIT :top
"""
_WITHOUT_RESULT = f"""
SELECT query, count(*) AS times, max(day) AS last_day
FROM asked WHERE day >= :first AND {_NOTHING} GROUP BY query ORDER BY times DESC, query LIMIT :top
"""
_LOW_CONFIDENCE = f"""
SELECT query, count(*) AS times, round(avg(confidence), 3) AS confidence, max(day) AS last_day
FROM asked WHERE day >= :first AND {_UNSURE} GROUP BY query ORDER BY times DESC, confidence, query LIMIT :top
"""
_VERDICTS = """
SELECT day, verdict, count(*) AS times FROM feedback WHERE day >= :first
GROUP BY day, verdict ORDER BY day DESC, verdict
"""
_SAID = """
SELECT day, verdict, query, measure_id, comment FROM feedback WHERE day >= :first ORDER BY at DESC LIMIT :top
"""


@dataclass(frozen=True, slots=True)
class Stats:
    """Rows of each view, as they are printed.

    Attributes:
        days: one row a day, newest first.
        top_questions: asked most, of searches and answers in sentences together; so in the next two.
        without_result: questions that found nothing or that the texts don't answer, asked most.
        low_confidence: questions whose best hit, or answer, is unsure, asked most.
        verdicts: feedback counted by day.
        feedback: the newest verdicts.
    """

    days: list[Row]
    top_questions: list[Row]
    without_result: list[Row]
    low_confidence: list[Row]
    verdicts: list[Row]
    feedback: list[Row]


def stats(store: QueryLogStore, *, days: int, top: int, unsure: float, now: datetime | None = None) -> Stats:
    """Read the log.

    Args:
        store: the log.
        days: how many, today included.
        top: rows wanted of each list of questions.
        unsure: the confidence of the best hit below which a question counts as badly answered.
        now: the end of the stretch, by default the present.

    Raises QueryLogError.
    """
    first = day_of((now or datetime.now(UTC)) - timedelta(days=days - 1))
    given = {"first": first, "top": top, "unsure": unsure}
    with store.connection() as connection:
        views = (_BY_DAY, _TOP, _WITHOUT_RESULT, _LOW_CONFIDENCE, _VERDICTS, _SAID)
        return Stats(*(_rows(connection, view, given) for view in views))


def _rows(connection: sqlite3.Connection, query: str, given: dict[str, Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(query, given)]
