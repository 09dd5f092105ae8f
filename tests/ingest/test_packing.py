import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.packing import from_json, to_json
from ingest.records import (
    AllOf,
    AnyOf,
    Area,
    Clause,
    Comparator,
    Condition,
    Deadline,
    DocumentReference,
    Fields,
    Kind,
    Measure,
    Metadata,
    Nature,
    Not,
    Note,
    Quantity,
    Repair,
    Restriction,
    Role,
    Section,
    Span,
    Term,
    Unit,
)
from ingest.records import Test as Leaf

TEXT = st.text(alphabet='甲乙 a\n"\\🙂', max_size=4)
MAYBE = st.none() | TEXT
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
SPAN = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(*sorted(pair)))
COMPARATOR = st.sampled_from(Comparator)


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


CONDITION: st.SearchStrategy[Condition] = st.recursive(
    st.builds(Restriction, SPAN, TEXT) | st.builds(Leaf, SPAN, TEXT, TEXT, COMPARATOR, NUMBER | TEXT, MAYBE),
    lambda inner: (
        st.builds(AllOf, SPAN, several(inner)) | st.builds(AnyOf, SPAN, several(inner)) | st.builds(Not, SPAN, inner)
    ),
    max_leaves=4,
)
TERMS = several(st.builds(Term, SPAN, TEXT, TEXT))
NOTES = several(st.builds(Note, SPAN, TEXT))
FIELDS = st.builds(
    Fields,
    deadlines=several(st.builds(Deadline, SPAN, TEXT, MAYBE, st.booleans())),
    units=several(st.builds(Unit, SPAN, TEXT, TEXT, TEXT)),
    areas=several(st.builds(Area, SPAN, TEXT)),
    audiences=TERMS,
    instruments=TERMS,
    service_modes=TERMS,
    lifecycle=TERMS,
    quantities=several(
        st.builds(Quantity, SPAN, TEXT, NUMBER, MAYBE, COMPARATOR, st.sampled_from(Role), st.none() | NUMBER, MAYBE)
    ),
    conditions=several(CONDITION),
    materials=NOTES,
    applications=NOTES,
    contacts=NOTES,
    references=several(st.builds(DocumentReference, SPAN, MAYBE, MAYBE)),
)
NATURE = st.sampled_from(Nature)
MEASURE = st.builds(
    Measure,
    TEXT,
    MAYBE,
    several(TEXT),
    TEXT,
    SPAN,
    SPAN,
    SPAN,
    NATURE,
    several(st.builds(Clause, SPAN, NATURE, FIELDS)),
    FIELDS,
)
METADATA = st.builds(
    Metadata,
    title=MAYBE,
    kind=st.none() | st.sampled_from(Kind),
    published=MAYBE,
    supersedes=several(TEXT),
    inferred=st.frozensets(TEXT),
    spans=st.dictionaries(TEXT, SPAN, max_size=2),
)
REPAIR = st.builds(Repair, TEXT, SPAN, TEXT, TEXT, TEXT, NUMBER, st.integers(1, 9))
SECTION = st.builds(Section, SPAN, MAYBE, TEXT, st.integers(1, 5))


@given(MEASURE | METADATA | REPAIR | SECTION)
def test_nothing_is_lost(record: object) -> None:
    stored = json.dumps(to_json(record), ensure_ascii=False)
    assert from_json(type(record), json.loads(stored)) == record


def test_the_same_record_is_stored_the_same() -> None:
    one, other = Metadata(inferred=frozenset("abcdef")), Metadata(inferred=frozenset("fedcba"))
    assert json.dumps(to_json(one)) == json.dumps(to_json(other)) == '{"inferred": ["a", "b", "c", "d", "e", "f"]}'


@pytest.mark.parametrize(
    ("condition", "packed"),
    [
        pytest.param(
            Restriction(Span(1, 3), "按规定"), {"is": "Restriction", "span": [1, 3], "text": "按规定"}, id="leaf"
        ),
        pytest.param(AnyOf(Span(0, 1), ()), {"is": "AnyOf", "span": [0, 1], "parts": []}, id="any"),
        pytest.param(AllOf(Span(0, 1), ()), {"is": "AllOf", "span": [0, 1], "parts": []}, id="all"),
    ],
)
def test_conditions_say_what_they_are(condition: Condition, packed: object) -> None:
    assert to_json(Fields(conditions=(condition,))) == {"conditions": [packed]}
