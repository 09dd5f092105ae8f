import pytest

from index.search import HybridIndex
from service.answer.asked import read
from service.answer.scope import scope


def sides(index: HybridIndex, question: str) -> list[set[str] | None]:
    ids = index.snapshot.columns.documents
    meant = scope(read(question, 2026), index.snapshot)
    return [None if side is None else {ids[number] for number in side} for side in meant.sides]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("用水报装要几天", [None], id="nothing-named"),
        pytest.param("沈阳用水报装要几天", [{"other"}], id="a-city"),
        pytest.param("大连用水报装要几天", [{"earlier", "later", "achieved", "before"}], id="all-of-a-city"),
        pytest.param("大连2023年用水报装", [{"earlier", "achieved"}], id="a-year"),
        pytest.param("三年方案里的用水报装", [{"earlier"}], id="a-plan-of-three-years"),
        pytest.param("大连2023年和2026年的用水报装有何不同", [{"earlier"}, {"later"}], id="two-years"),
        pytest.param(
            "沈阳和大连用水报装对比", [{"other"}, {"earlier", "later", "achieved", "before"}], id="two-cities"
        ),
        pytest.param("大连两版方案的用水报装", [{"earlier"}, {"later"}], id="two-editions"),
        pytest.param("鞍山用水报装要几天", [], id="a-city-without-documents"),
    ],
)
def test_documents_that_are_meant(index: HybridIndex, question: str, expected: list[set[str] | None]) -> None:
    assert sides(index, question) == expected


def test_a_year_that_no_document_is_for_has_to_be_mentioned(index: HybridIndex) -> None:
    meant = scope(read("大连2030年用水报装", 2026), index.snapshot)
    assert (meant.must_mention, meant.unmet) == ((2030,), ("2030年",))
