from pathlib import Path

import pytest

from ingest.errors import LexiconError
from ingest.lexicon.names import canonical_unit, successors, unit_names

DALIAN = "大连市"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("市市场监督管理局", "市市场监管局", id="short-form"),
        pytest.param("市住房和城乡建设局", "市住房城乡建设局", id="without-and"),
        pytest.param("市住建局", "市住房城乡建设局", id="abbreviation"),
        pytest.param("市人力资源和社会保障局", "市人力资源社会保障局", id="labour"),
        pytest.param("市卫生和健康委", "市卫生健康委", id="health-and"),
        pytest.param("市卫健委", "市卫生健康委员会", id="health-short"),
        pytest.param("市发改委", "市发展和改革委员会", id="reform"),
        pytest.param("国家税务总局大连市税务局", "市税务局", id="tax-of-the-city"),
        pytest.param("大连市水务集团", "市水务集团", id="own-city-folds"),
        pytest.param("大连市市场监督管理局", "市市场监管局", id="own-city-and-alias"),
        pytest.param("辽港集团", "辽宁港口集团", id="without-prefix"),
        pytest.param("国家金融监督管理总局大连监管局", "大连金融监管局", id="local-branch-of-a-commission"),
        pytest.param("中国人民银行大连市分行", "人民银行大连市分行", id="central-bank"),
        pytest.param("共青团大连市委", "团市委", id="prefix-inside"),
        pytest.param("大连市中级人民法院", "市法院", id="court"),
        pytest.param("市人民检察院", "市检察院", id="procuratorate"),
        pytest.param("市政府口岸办", "市口岸办", id="port-office"),
        pytest.param("市政府外办", "市外事办公室", id="foreign-affairs"),
        pytest.param("中共大连市委组织部", "市委组织部", id="party"),
        pytest.param("市委金融办", "市委金融委员会办公室", id="finance-office-of-the-party"),
        pytest.param("市住房和城乡 建设局", "市住建局", id="white-space"),
        pytest.param("区发展和改革局", "区发改局", id="district"),
        pytest.param("省人力资源和社会保障厅", "省人社厅", id="province"),
        pytest.param("工业和信息化部", "工信部", id="ministry"),
    ],
)
def test_spellings_of_one_unit_are_equal(one: str, other: str) -> None:
    assert canonical_unit(one, DALIAN) == canonical_unit(other, DALIAN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("沈阳市市场监管局", "市市场监管局", id="another-city"),
        pytest.param("国家税务总局沈阳市税务局", "市税务局", id="tax-of-another-city"),
        pytest.param("省市场监管局", "市市场监管局", id="another-level"),
        pytest.param("市水务局", "市水务集团", id="bureau-and-company"),
        pytest.param("市营商局", "市数据局", id="predecessor-and-successor"),
        pytest.param("市营商局", "市营商办", id="bureau-and-office"),
        pytest.param("大连海事局", "大连海事法院", id="administration-and-court"),
        pytest.param("市自然资源局", "市自然资源和规划局", id="two-kinds-of-bureau"),
        pytest.param("大连银保监局", "大连金融监管局", id="renamed-unit"),
    ],
)
def test_different_units_stay_apart(one: str, other: str) -> None:
    assert canonical_unit(one, DALIAN) != canonical_unit(other, DALIAN)


@pytest.mark.parametrize(
    ("name", "own", "canonical"),
    [
        pytest.param("市市场监管局", DALIAN, "市市场监督管理局", id="canonical-is-the-full-name"),
        pytest.param("大连市市场监管局", None, "大连市市场监督管理局", id="city-stays-without-jurisdiction"),
        pytest.param("大连 华润燃气有限公司", DALIAN, "大连华润燃气有限公司", id="unknown-is-not-guessed"),
        pytest.param("各政策制定部门", DALIAN, "各政策制定部门", id="a-class-of-units"),
        pytest.param("内蒙古自治区人社厅", "内蒙古自治区", "自治区人力资源和社会保障厅", id="autonomous-region"),
        pytest.param("浑南区住建局", "沈阳市", "浑南区住房和城乡建设局", id="district-of-the-city"),
    ],
)
def test_canonical_unit(name: str, own: str | None, canonical: str) -> None:
    assert canonical_unit(name, own) == canonical
    assert canonical_unit(canonical, own) == canonical


@pytest.mark.parametrize(
    ("name", "jurisdiction", "expected"),
    [
        pytest.param("市营商局", "210200", ("市数据局",), id="business-environment"),
        pytest.param("市金融发展局", "210200", ("市委金融委员会办公室",), id="finance"),
        pytest.param("市营商局", "210100", (), id="only-where-it-happened"),
        pytest.param("市公安局", "210200", (), id="still-there"),
    ],
)
def test_successors(name: str, jurisdiction: str, expected: tuple[str, ...]) -> None:
    assert successors(canonical_unit(name, DALIAN), jurisdiction) == expected


def test_a_spelling_of_two_units_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "units.toml"
    path.write_text('[[unit]]\nname = "水务局"\n[[unit]]\nname = "水利局"\naliases = ["水务局"]', "utf-8")
    with pytest.raises(LexiconError, match="“水务局” already is “水务局”"):
        unit_names(path)
