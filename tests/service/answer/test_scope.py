from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.search import HybridIndex
from service.answer.asked import read
from service.answer.scope import scope
from service.cli import app

ISSUERS = {
    "nation": "国务院",
    "zhejiang": "浙江省人民政府",
    "huzhou": "湖州市人民政府",
    "anji": "安吉县人民政府",
    "hangzhou": "杭州市人民政府",
    "nowhere": "本局",
}


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


def built(folder: Path, names: list[str]) -> Iterator[HybridIndex]:
    """An index of a short text of each of some issuers."""
    texts = folder / "texts"
    texts.mkdir()
    for name in names:
        text = f"{ISSUERS[name]}关于燃放烟花爆竹的通告\n\n一、燃放时间\n1.除夕可以燃放烟花爆竹。\n"
        (texts / f"{name}.txt").write_text(text, "utf-8")
    for arguments in (["ingest", str(texts)], ["build", "--encoder", "hashed"]):
        result = CliRunner().invoke(app, ["--data", str(folder), *arguments])
        assert result.exit_code == 0, result.output
    with HybridIndex.open(folder / "index", cache_dir=folder / "cache", follow=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HybridIndex]:
    """Texts of the nation, a province, two of its cities and a county, and one of no known place."""
    yield from built(tmp_path_factory.mktemp("places"), [*ISSUERS])


@pytest.fixture(scope="module")
def of_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HybridIndex]:
    """Texts of the nation, a county, and one of no known place."""
    yield from built(tmp_path_factory.mktemp("place"), ["nation", "anji", "nowhere"])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("安吉县哪天能放烟花", [{"nation", "zhejiang", "huzhou", "anji"}], id="county-and-above"),
        pytest.param("湖州哪天能放烟花", [{"nation", "zhejiang", "huzhou", "anji"}], id="city-and-its-counties"),
        pytest.param("德清县哪天能放烟花", [{"nation", "zhejiang", "huzhou"}], id="not-of-another-county"),
        pytest.param("杭州哪天能放烟花", [{"nation", "zhejiang", "hangzhou"}], id="not-of-another-city"),
        pytest.param("浙江这边，安吉哪天能放烟花", [{"nation", "zhejiang", "huzhou", "anji"}], id="the-inner-place"),
        pytest.param("安吉和杭州哪天能放烟花有何不同", [{"huzhou", "anji"}, {"hangzhou"}], id="each-its-own"),
        pytest.param(
            "绍兴和杭州哪天能放烟花有何不同", [{"nation", "zhejiang"}, {"hangzhou"}], id="one-has-none-of-its-own"
        ),
        pytest.param(
            "户口安吉，住在杭州，哪天能放烟花",
            [{"nation", "zhejiang", "huzhou", "anji", "hangzhou"}],
            id="several-without-a-contrast",
        ),
    ],
)
def test_what_holds_in_places_within_each_other(
    of_all: HybridIndex, question: str, expected: list[set[str] | None]
) -> None:
    assert sides(of_all, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("安吉哪天能放烟花", [{"nation", "anji"}], id="never-beside-that-of-the-place"),
        pytest.param("武汉哪天能放烟花", [{"nation", "nowhere"}], id="where-no-other-is-for-the-place"),
        pytest.param("安吉和武汉哪天能放烟花有何不同", [{"anji"}, {"nation"}], id="no-side-of-a-contrast"),
        pytest.param("哪天能放烟花", [None], id="no-place-named"),
    ],
)
def test_what_a_text_of_no_known_place_is_for(
    of_one: HybridIndex, question: str, expected: list[set[str] | None]
) -> None:
    assert sides(of_one, question) == expected
