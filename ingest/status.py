"""Status on a day: computed, never stored.

Clause and measure: `open` (no deadline), `running`, `due` (at most 90 days left), `past`. Document: `not_yet`,
`in_force`, `expired`, `superseded`, `unknown`.
"""

import calendar
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ingest.records import Clause, Deadline, Measure, Metadata

DUE_DAYS = 90
MOST_ALIVE_FIRST = ("running", "due", "open", "past")


def today() -> date:
    """The day it is where the policies apply."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def first_day(stated: str) -> date:
    """First day of an ISO date that may be cut to its month or year."""
    year, month, day = [*map(int, stated.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(stated: str) -> date:
    """Last day of an ISO date that may be cut to its month or year."""
    parts = [int(part) for part in stated.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def document_status(meta: Metadata, as_of: date, *, superseded: bool = False) -> str:
    """Status of a document; `superseded` says whether a later document replaces it."""
    if superseded:
        return "superseded"
    if meta.valid_from and as_of < first_day(meta.valid_from):
        return "not_yet"
    if meta.valid_until:
        return "expired" if as_of > last_day(meta.valid_until) else "in_force"
    return "in_force" if meta.valid_from else "unknown"


def clause_status(clause: Clause, as_of: date, document: str) -> str:
    """Status of a clause in a document whose status is `document`: that of its latest deadline."""
    return _status(clause.fields.deadlines, as_of, document)


def measure_status(measure: Measure, as_of: date, document: str) -> str:
    """Status of a measure: that of its most alive clause."""
    clauses = [clause_status(clause, as_of, document) for clause in measure.clauses]
    return min(clauses or [_status(measure.fields.deadlines, as_of, document)], key=MOST_ALIVE_FIRST.index)


def _status(deadlines: Iterable[Deadline], as_of: date, document: str) -> str:
    known = [deadline for deadline in deadlines if deadline.date or deadline.ongoing]
    if not known:
        return "open"
    # 持续推进 goes on for as long as its document does.
    if any(deadline.ongoing for deadline in known) and document not in ("expired", "superseded", "withdrawn"):
        return "running"
    ends = [last_day(deadline.date) for deadline in known if deadline.date]
    if not ends:
        return "past"
    left = (max(ends) - as_of).days
    return "past" if left < 0 else "due" if left <= DUE_DAYS else "running"
