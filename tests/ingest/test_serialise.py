import json
from datetime import date

import pytest

from ingest.alignment import Alignment, from_utf8
from ingest.records import (
    AllOf,
    AnyOf,
    Area,
    Clause,
    Comparator,
    Condition,
    Deadline,
    Document,
    Fields,
    Measure,
    Metadata,
    Nature,
    Not,
    Quantity,
    Repair,
    Restriction,
    Role,
    Span,
    Term,
    Unit,
)
from ingest.records import Test as Leaf
from ingest.serialise import document_json, measure_json

TEXT = "1.办税。压缩至80小时（完成时限：2022年12月）（牵头单位：市税务局，责任地区：金普新区）"
FIELDS = Fields(
    deadlines=(Deadline(Span(13, 26), "完成时限：2022年12月", "2022-12"),),
    quantities=(Quantity(Span(8, 12), "80小时", 80.0, "小时", Comparator.LE, Role.TARGET),),
    audiences=(Term(Span(2, 4), "纳税人", "办税"),),
    areas=(Area(Span(42, 46), "金普新区"),),
    units=(Unit(Span(33, 37), "市税务局", "市税务局", "牵头"),),
)
MEASURE = Measure(
    "d.abcdefgh", "1", ("纳税",), "办税", Span(2, 4), Span(0, 47), Span(5, 27), Nature.COMMITMENT,
    (Clause(Span(5, 27), Nature.COMMITMENT, FIELDS),), FIELDS,
)  # fmt: skip
DOCUMENT = Document(
    "d", "s", TEXT, "t", Alignment.of(from_utf8(TEXT)), "utf-8", "text/plain",
    Metadata(title="方案", valid_until="2022"),
    (Repair("width", Span(0, 1), ",", "，", "why", 1.0, count=3), Repair("width", Span(0, 1), ",", "，", "why", 1.0)),
    measures=(MEASURE,),
)  # fmt: skip


def test_a_measure_has_the_keys_that_users_are_promised() -> None:
    found = measure_json(DOCUMENT, MEASURE, date(2022, 11, 30))
    fields = {
        "deadlines": [{"text": "完成时限：2022年12月", "date": "2022-12", "ongoing": False, "span": [13, 26]}],
        "units": [{"name": "市税务局", "canonical": "市税务局", "role": "牵头", "span": [33, 37]}],
        "areas": ["金普新区"],
        "area_spans": [{"name": "金普新区", "span": [42, 46]}],
        "audiences": [{"name": "纳税人", "text": "办税", "span": [2, 4]}],
        "instruments": [],
        "service_modes": [],
        "lifecycle": [],
        "quantities": [
            {
                "value": 80,
                "upper": None,
                "unit": "小时",
                "comparator": "<=",
                "role": "target",
                "subject": None,
                "text": "80小时",
                "span": [8, 12],
            }
        ],
        "conditions": [],
        "materials": [],
        "applications": [],
        "contacts": [],
        "references": [],
    }
    assert found == {
        "measure_id": "d.abcdefgh",
        "doc_id": "d",
        "number": "1",
        "section_path": ["纳税"],
        "title": "办税",
        "text": "压缩至80小时（完成时限：2022年12月）",
        "span": [0, 47],
        "title_span": [2, 4],
        "text_span": [5, 27],
        "nature": "commitment",
        "clauses": [{"span": [5, 27], "nature": "commitment", "status": "due", **fields}],
        **fields,
        "status": "due",
        "document_status": "in_force",
    }
    assert '"value": 80,' in json.dumps(found)


@pytest.mark.parametrize(
    ("day", "superseded", "status"),
    [
        pytest.param(date(2022, 12, 31), False, ("due", "in_force"), id="last-day"),
        pytest.param(date(2023, 1, 1), False, ("past", "expired"), id="day-after"),
        pytest.param(date(2022, 1, 1), True, ("running", "superseded"), id="superseded"),
    ],
)
def test_status_is_that_of_the_day(day: date, superseded: bool, status: tuple[str, str]) -> None:
    found = measure_json(DOCUMENT, MEASURE, day, superseded=superseded)
    assert (found["status"], found["document_status"]) == status


LEAF = Leaf(Span(1, 3), "5人", "人数", Comparator.GE, 5.0, "人")
LEAF_JSON = {"test": {"subject": "人数", "operator": ">=", "value": 5, "unit": "人"}, "text": "5人", "span": [1, 3]}


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        pytest.param(LEAF, LEAF_JSON, id="test"),
        pytest.param(Restriction(Span(0, 3), "按规定"), {"restriction": "按规定", "span": [0, 3]}, id="restriction"),
        pytest.param(AllOf(Span(0, 4), (LEAF, LEAF)), {"all": [LEAF_JSON, LEAF_JSON], "span": [0, 4]}, id="all"),
        pytest.param(AnyOf(Span(0, 4), (LEAF,)), {"any": [LEAF_JSON], "span": [0, 4]}, id="any"),
        pytest.param(Not(Span(0, 4), LEAF), {"not": LEAF_JSON, "span": [0, 4]}, id="not"),
    ],
)
def test_conditions_are_trees(condition: Condition, shown: object) -> None:
    measure = Measure(
        "i", None, (), "", Span(0, 0), Span(0, 1), Span(0, 1), Nature.RULE, (), Fields(conditions=(condition,))
    )
    assert measure_json(DOCUMENT, measure, date(2022, 1, 1))["conditions"] == [shown]


def test_a_document_counts_its_repairs_and_measures() -> None:
    found = document_json(DOCUMENT, 2, date(2023, 1, 1))
    assert (found["doc_id"], found["version"], found["title"], found["status"]) == ("d", 2, "方案", "expired")
    assert (found["repairs"], found["measures"], found["kind"]) == ({"width": 4}, 1, None)
