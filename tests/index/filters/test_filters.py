from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.filters.columns import Columns, ColumnsWriter
from index.filters.compile import FILTERS, Filters, admitted
from index.filters.facets import count_facets
from index.filters.nearest import nearest
from index.filters.status import statuses
from ingest.alignment import Alignment, from_utf8
from ingest.records import Clause, Deadline, Document, Fields, Kind, Measure, Metadata, Nature, Span, Term, Unit
from ingest.status import document_status, measure_status

HERE = Span(0, 1)
DAY = date(2024, 6, 1)


def deadline(stated: str | None = None, *, ongoing: bool = False) -> Deadline:
    return Deadline(HERE, "", stated, ongoing)


def measure(
    *clauses: Sequence[Deadline],
    nature: Nature = Nature.COMMITMENT,
    units: Sequence[str] = (),
    audiences: Sequence[str] = (),
    modes: Sequence[str] = (),
) -> Measure:
    fields = Fields(
        deadlines=tuple(item for clause in clauses for item in clause),
        units=tuple(Unit(HERE, name, name, "责任") for name in units),
        audiences=tuple(Term(HERE, name, name) for name in audiences),
        service_modes=tuple(Term(HERE, name, name) for name in modes),
    )
    parts = tuple(Clause(HERE, nature, Fields(deadlines=tuple(clause))) for clause in clauses)
    return Measure("", None, (), "", HERE, HERE, HERE, nature, parts, fields)


def document(doc_id: str, meta: Metadata, *measures: Measure) -> Document:
    return Document(doc_id, "", "文", "", Alignment.of(from_utf8("文")), "utf-8", "", meta, measures=measures)


DOCUMENTS = [
    document(
        "plan",
        Metadata(kind=Kind.PLAN, jurisdiction="210200", valid_from="2022", valid_until="2024"),
        measure([deadline("2022-12")], units=["市市场监督管理局", "市税务局"], audiences=["小微企业"]),  # row 0: past
        measure([deadline("2024-07")], units=["市税务局"], modes=["免申即享"]),  # row 1: due
        measure([deadline("2022"), deadline("2030")]),  # row 2: running
    ),
    document(
        "rule",
        Metadata(kind=Kind.REGULATION, jurisdiction="210000", valid_from="2020"),
        measure(nature=Nature.RULE, units=["大连市税务局"]),  # row 3: open
    ),
    document("old", Metadata(jurisdiction="210204"), measure([deadline(ongoing=True)])),  # row 4: past, it was replaced
    document(
        "new", Metadata(jurisdiction="000000", supersedes=("old", "gone")), measure(nature=Nature.RULE)
    ),  # row 5: open
    document("blank", Metadata(), measure(units=["市水务集团"])),  # row 6: open
]


def columns_of(documents: Sequence[Document], folder: Path) -> Columns:
    writer = ColumnsWriter()
    for item in documents:
        writer.add(item)
    writer.save(folder)
    return Columns.load(folder)


@pytest.fixture
def columns(tmp_path: Path) -> Columns:
    return columns_of(DOCUMENTS, tmp_path / "filters")


def rows(columns: Columns, filters: Filters, as_of: date = DAY) -> list[int]:
    mask = admitted(columns, filters, statuses(columns.arrays, as_of)).mask
    assert mask is not None
    return np.flatnonzero(mask).tolist()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({"document": "plan"}, [0, 1, 2], id="document"),
        pytest.param({"document": ["rule", "blank"]}, [3, 6], id="values-are-alternatives"),
        pytest.param({"kind": "regulation"}, [3], id="kind"),
        pytest.param({"nature": ["rule"]}, [3, 5], id="nature"),
        pytest.param({"kind": "plan", "unit": "市税务局"}, [0, 1], id="filters-are-all-required"),
        pytest.param({"jurisdiction": "210200"}, [0, 1, 2, 4], id="issued-there-or-below"),
        pytest.param({"jurisdiction": "辽宁省"}, [0, 1, 2, 3, 4], id="place-by-name"),
        pytest.param({"jurisdiction": "000000"}, [0, 1, 2, 3, 4, 5], id="unknown-place-is-nowhere"),
        pytest.param({"applies_in": "210200"}, [0, 1, 2, 3, 5], id="applies-there-above-and-nationwide"),
        pytest.param({"applies_in": ["沈阳市"]}, [3, 5], id="not-in-another-city"),
        pytest.param({"document_status": ["superseded"]}, [4], id="superseded"),
        pytest.param({"document_status": "in_force"}, [0, 1, 2, 3], id="in-force"),
        pytest.param({"document_status": "unknown"}, [5, 6], id="unknown-status"),
        pytest.param({"status": "past"}, [0, 4], id="past"),
        pytest.param({"status": ["due", "running"]}, [1, 2], id="alive"),
        pytest.param({"unit": "市税务局"}, [0, 1], id="unit"),
        pytest.param({"unit": "大连市税务局"}, [0, 1, 3], id="unit-by-its-full-name"),
        pytest.param({"unit": "市市场监管局"}, [0], id="unit-by-another-spelling"),
        pytest.param({"audience": "小微企业"}, [0], id="audience"),
        pytest.param({"service_mode": "免申即享"}, [1], id="service-mode"),
        pytest.param({"deadline_from": "2024"}, [1, 2], id="from"),
        pytest.param({"deadline_to": "2023-01-01"}, [0, 2], id="to"),
        pytest.param({"deadline_from": "2023", "deadline_to": "2025"}, [1], id="one-deadline-in-the-whole-range"),
        pytest.param({"deadline_to": "2024-07-30"}, [0, 2], id="a-month-ends-on-its-last-day"),
        pytest.param({"deadline_to": "2024-07"}, [0, 1, 2], id="a-bound-that-is-a-month"),
        pytest.param({"kind": "report"}, [], id="allowed-but-not-there"),
    ],
)
def test_rows_that_pass(columns: Columns, filters: Filters, expected: list[int]) -> None:
    assert rows(columns, filters) == expected


def test_no_filter_admits_all(columns: Columns) -> None:
    day = statuses(columns.arrays, DAY)
    assert admitted(columns, None, day).mask is None
    assert admitted(columns, {}, day).mask is None


def test_status_is_that_of_the_day(columns: Columns) -> None:
    assert rows(columns, {"status": "past"}, date(2025, 1, 1)) == [0, 1, 4]
    assert rows(columns, {"document_status": "expired"}, date(2025, 1, 1)) == [0, 1, 2]
    assert rows(columns, {"document_status": "not_yet"}, date(2021, 1, 1)) == [0, 1, 2]


@pytest.mark.parametrize(
    ("filters", "unknown"),
    [
        pytest.param({"unit": "市税务"}, {"unit=市税务": ("市税务局", "大连市税务局")}, id="unit"),
        pytest.param({"audience": "微企业"}, {"audience=微企业": ("小微企业",)}, id="audience"),
        pytest.param({"document": "plam"}, {"document=plam": ("plan",)}, id="document"),
        pytest.param({"jurisdiction": "大联市"}, {"jurisdiction=大联市": ("大连市",)}, id="place"),
        pytest.param({"lifecycle": "开办"}, {"lifecycle=开办": ()}, id="nothing-near"),
    ],
)
def test_an_unknown_value_of_an_open_list_finds_nothing_and_names_the_nearest(
    columns: Columns, filters: Filters, unknown: dict[str, tuple[str, ...]]
) -> None:
    found = admitted(columns, filters, statuses(columns.arrays, DAY))
    assert found.mask is not None
    assert not found.mask.any()
    assert {name: values[: len(unknown[name])] for name, values in found.unknown.items()} == unknown


@pytest.mark.parametrize(
    ("filters", "error"),
    [
        pytest.param(
            {"units": "市税务局"}, f"filters: there is no filter 'units'; allowed: {', '.join(FILTERS)}", id="name"
        ),
        pytest.param(
            {"status": "alive"}, "status: has no value 'alive'; allowed: running, due, open, past", id="closed"
        ),
        pytest.param(
            {"kind": []}, "kind: has no value; allowed: plan, regulation, report, press, notice", id="no-value"
        ),
        pytest.param({"unit": " "}, "unit: has no value", id="blank"),
        pytest.param({"unit": 3}, "unit: takes a string or a list of strings, not int", id="type"),
        pytest.param(
            {"deadline_from": "soon"},
            "deadline_from: 'soon' is no date; it takes YYYY, YYYY-MM or YYYY-MM-DD",
            id="date",
        ),
        pytest.param(
            {"deadline_to": "2023-02-30"},
            "deadline_to: '2023-02-30' is no date; it takes YYYY, YYYY-MM or YYYY-MM-DD",
            id="no-such-day",
        ),
    ],
)
def test_errors_name_the_filter(columns: Columns, filters: Filters, error: str) -> None:
    with pytest.raises(QueryError) as caught:
        admitted(columns, filters, statuses(columns.arrays, DAY))
    assert str(caught.value) == error


def test_the_names_of_the_design(columns: Columns) -> None:
    names = "document kind nature jurisdiction applies_in document_status status unit audience instrument service_mode lifecycle deadline_from deadline_to"
    assert tuple(names.split()) == FILTERS


def test_facets_count_the_candidates(columns: Columns) -> None:
    facets = count_facets(columns, np.array([0, 1, 3]), statuses(columns.arrays, DAY))
    assert (facets.over, facets.candidates) == ("candidates", 3)
    assert facets.counts == {
        "document": {"plan": 2, "rule": 1},
        "kind": {"plan": 2, "regulation": 1},
        "nature": {"commitment": 2, "rule": 1},
        "jurisdiction": {"210200": 2, "210000": 1},
        "document_status": {"in_force": 3},
        "status": {"due": 1, "open": 1, "past": 1},
        "unit": {"市税务局": 2, "市市场监督管理局": 1, "大连市税务局": 1},
        "audience": {"小微企业": 1},
        "service_mode": {"免申即享": 1},
    }


def test_nearest_among_many_names() -> None:
    names = [f"单位{number}" for number in range(5000)] + ["市税务局"]
    assert nearest("税务", names)[0] == "市税务局"
    assert nearest("市税物局", names)[0] == "市税务局"


days = st.sampled_from(["2023", "2023-06", "2023-06-15", "2024-01", "2024-05-31"])
deadlines = st.lists(
    st.one_of(st.builds(deadline, days), st.just(deadline(ongoing=True)), st.just(deadline())), max_size=2
)
metas = st.builds(
    Metadata,
    valid_from=st.none() | days,
    valid_until=st.none() | days,
    supersedes=st.sampled_from([(), ("0",), ("1", "2")]),
)


@settings(max_examples=60)
@given(
    found=st.lists(st.tuples(metas, st.lists(st.lists(deadlines, max_size=3), max_size=3)), max_size=4),
    as_of=st.dates(date(2022, 12, 1), date(2024, 9, 1)),
)
def test_statuses_are_those_of_ingest(
    found: list[tuple[Metadata, list[list[list[Deadline]]]]], as_of: date, tmp_path_factory: pytest.TempPathFactory
) -> None:
    documents = [
        document(str(number), meta, *(measure(*clauses) for clauses in measures))
        for number, (meta, measures) in enumerate(found)
    ]
    columns = columns_of(documents, tmp_path_factory.mktemp("law") / "filters")
    later = [item for item in documents if document_status(item.meta, as_of) != "not_yet"]
    replaced = {other for item in later for other in item.meta.supersedes}
    day, row = statuses(columns.arrays, as_of), 0
    for number, item in enumerate(documents):
        expected = document_status(item.meta, as_of, superseded=item.doc_id in replaced)
        assert day.document(number) == expected
        for each in item.measures:
            assert day.row(row) == measure_status(each, as_of, expected)
            row += 1


def test_an_empty_snapshot_filters_nothing(tmp_path: Path) -> None:
    columns = columns_of([replace(DOCUMENTS[0], measures=())], tmp_path / "filters")
    assert rows(columns, {"kind": "plan"}) == []
    assert rows(columns, {"status": "open", "unit": "市税务局"}) == []
