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


@pytest.mark.parametrize(
    ("question", "years", "unmet"),
    [
        pytest.param("大连2030年用水报装", (2030,), ("2030年",), id="a-year"),
        pytest.param("大连2027到2030年用水报装", (2027, 2028, 2029, 2030), ("2027—2030年",), id="a-range"),
        pytest.param("大连2027年和2030年用水报装", (2027, 2030), ("2027年", "2030年"), id="two-years"),
    ],
)
def test_a_year_that_no_document_is_for_has_to_be_mentioned(
    index: HybridIndex, question: str, years: tuple[int, ...], unmet: tuple[str, ...]
) -> None:
    meant = scope(read(question, 2026), index.snapshot)
    assert (meant.must_mention, meant.unmet) == (years, unmet)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("沈阳和鞍山用水报装有什么区别", ("鞍山市",), id="cities"),
        pytest.param("大连和鞍山2023年的用水报装有什么区别", ("鞍山市",), id="in-a-year"),
        pytest.param("大连和鞍山2030年的用水报装有什么区别", ("鞍山市", "2030年"), id="in-a-year-without-documents"),
        pytest.param("大连和鞍山的三年方案有什么不同", ("鞍山市",), id="by-plans-of-a-span"),
        pytest.param("大连和鞍山的新旧方案对比", ("鞍山市",), id="by-editions"),
        pytest.param("大连的新旧方案对比", (), id="all-are-there"),
        pytest.param("在鞍山上班，被大连一家厂挖来，2023年孩子上学管不管", (), id="nothing-is-compared"),
    ],
)
def test_a_city_without_documents_is_missed_in_a_comparison(
    index: HybridIndex, question: str, expected: tuple[str, ...]
) -> None:
    assert scope(read(question, 2026), index.snapshot).unmet == expected
