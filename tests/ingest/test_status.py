from datetime import date

import pytest

from ingest.records import Clause, Deadline, Fields, Measure, Metadata, Nature, Span
from ingest.status import clause_status, document_status, first_day, last_day, measure_status

SPAN = Span(0, 1)


def clause(*deadlines: tuple[str | None, bool]) -> Clause:
    return Clause(
        SPAN, Nature.COMMITMENT, Fields(tuple(Deadline(SPAN, "…", day, ongoing) for day, ongoing in deadlines))
    )


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-06-15", date(2024, 6, 15), date(2024, 6, 15)),
    ],
)
def test_a_cut_date_spans_its_month_or_year(stated: str, first: date, last: date) -> None:
    assert (first_day(stated), last_day(stated)) == (first, last)


@pytest.mark.parametrize(
    ("deadlines", "as_of", "document", "expected"),
    [
        pytest.param((), date(2023, 1, 1), "in_force", "open", id="no-deadline"),
        pytest.param((("2023-12", False),), date(2023, 1, 1), "in_force", "running", id="far"),
        pytest.param((("2023-12", False),), date(2023, 10, 2), "in_force", "due", id="90-days-left"),
        pytest.param((("2023-12", False),), date(2023, 10, 1), "in_force", "running", id="91-days-left"),
        pytest.param((("2023-12", False),), date(2023, 12, 31), "in_force", "due", id="last-day"),
        pytest.param((("2023-12", False),), date(2024, 1, 1), "in_force", "past", id="day-after"),
        pytest.param((("2022-12", True),), date(2024, 1, 1), "in_force", "running", id="ongoing-in-force"),
        pytest.param((("2022-12", True),), date(2025, 1, 1), "expired", "past", id="ongoing-expired"),
        pytest.param(((None, True),), date(2025, 1, 1), "unknown", "running", id="ongoing-undated"),
        pytest.param(((None, False),), date(2025, 1, 1), "unknown", "open", id="year-unknown"),
        pytest.param(
            (("2022-12", False), ("2024-12", False)), date(2024, 1, 1), "in_force", "running", id="latest-counts"
        ),
    ],
)
def test_clause_status(
    deadlines: tuple[tuple[str | None, bool], ...], as_of: date, document: str, expected: str
) -> None:
    assert clause_status(clause(*deadlines), as_of, document) == expected


def test_a_measure_takes_its_most_alive_clause() -> None:
    clauses = (clause(("2022-12", False)), clause(("2024-12", False)))
    measure = Measure("m", None, (), "", SPAN, SPAN, SPAN, Nature.COMMITMENT, clauses)
    assert measure_status(measure, date(2023, 6, 1), "in_force") == "running"
    assert measure_status(measure, date(2025, 6, 1), "expired") == "past"


@pytest.mark.parametrize(
    ("meta", "as_of", "expected"),
    [
        (Metadata(valid_from="2026", valid_until="2026"), date(2025, 12, 31), "not_yet"),
        (Metadata(valid_from="2026", valid_until="2026"), date(2026, 12, 31), "in_force"),
        (Metadata(valid_from="2022", valid_until="2024"), date(2025, 1, 1), "expired"),
        (Metadata(valid_from="2022-06-01"), date(2030, 1, 1), "in_force"),
        (Metadata(), date(2030, 1, 1), "unknown"),
    ],
)
def test_document_status(meta: Metadata, as_of: date, expected: str) -> None:
    assert document_status(meta, as_of) == expected


def test_a_replaced_document_is_superseded() -> None:
    assert document_status(Metadata(valid_until="2030"), date(2025, 1, 1), superseded=True) == "superseded"
