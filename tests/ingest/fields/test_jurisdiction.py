from pathlib import Path

import pytest

from ingest.errors import LexiconError
from ingest.fields.jurisdiction import (
    JurisdictionFile,
    find_jurisdiction,
    gazetteer,
    is_within,
    jurisdiction_of,
    name_of,
    parent,
)
from ingest.lexicon.table import FOLDER, read_table


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("大连市", "210200", id="city"),
        pytest.param("大连", "210200", id="bare"),
        pytest.param("辽宁省大连市", "210200", id="with-its-province"),
        pytest.param("辽宁省", "210000", id="province"),
        pytest.param("吉林市", "220200", id="city-named-like-its-province"),
        pytest.param("吉林", "220000", id="bare-name-is-the-province"),
        pytest.param("内蒙古自治区", "150000", id="autonomous-region"),
        pytest.param("大连市中山区", "210202", id="district-behind-its-city"),
        pytest.param("中国", "000000", id="nation"),
        pytest.param("安吉县", "330523", id="county"),
        pytest.param("安吉", "330523", id="county-bare"),
        pytest.param("浙江安吉县", "330523", id="county-with-its-province"),
        pytest.param("湖州市安吉", "330523", id="county-bare-with-its-city"),
        pytest.param("瓦房店", "210281", id="county-level-city-bare"),
        pytest.param("岫岩", "210323", id="autonomous-county-bare"),
        pytest.param("浦东新区", "310115", id="district-without-a-city"),
        pytest.param("准格尔旗", "150622", id="banner"),
        pytest.param("仙桃市", "429004", id="city-directly-under-a-province"),
        pytest.param("鼓楼区", None, id="district-of-several-cities"),
        pytest.param("南京市鼓楼区", "320106", id="district-of-several-cities-behind-its-own"),
        pytest.param("福建鼓楼区", "350102", id="the-only-one-of-a-province"),
        pytest.param("江苏省鼓楼区", None, id="one-of-two-in-a-province"),
        pytest.param("北京市朝阳区", "110105", id="district-of-a-municipality"),
        pytest.param("宝鸡市 > 渭滨区", "610302", id="path-on-a-page"),
        pytest.param("南京市·鼓楼区", "320106", id="linked-by-a-point"),
        pytest.param("马鞍山市和县", "340523", id="name-that-is-a-word-behind-its-city"),
        pytest.param("中山区", None, id="district-alone"),
        pytest.param("朝阳", None, id="bare-name-of-several-places"),
        pytest.param("大连市财政局", None, id="more-than-a-name"),
        pytest.param("市政府", None, id="no-name"),
        pytest.param("", None, id="empty"),
    ],
)
def test_jurisdiction_of(name: str, code: str | None) -> None:
    assert jurisdiction_of(name) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("大连市2026年营商环境质量提升行动方案", "210200", id="title"),
        pytest.param("辽宁省沈阳市政府召开新闻发布会", "210100", id="innermost-of-a-chain"),
        pytest.param("辽宁省人民政府办公厅", "210000", id="issuer"),
        pytest.param("沈阳市铁西区人民政府", "210106", id="district"),
        pytest.param("国务院办公厅关于优化营商环境的通知", "000000", id="state-council"),
        pytest.param("国家税务总局大连市税务局", "210200", id="a-place-before-the-nation"),
        pytest.param("国务院关于支持大连市发展的意见", "000000", id="the-nation-on-a-place"),
        pytest.param("关于实施国务院条例的大连市方案", "210200", id="a-place-on-the-nation"),
        pytest.param("关于修改国务院条例的决定", "000000", id="the-nation-alone"),
        pytest.param("关于大连区域性金融中心建设的措施", "210200", id="bare-name-in-a-title"),
        pytest.param("长春路街道办事处", None, id="a-street-is-no-city"),
        pytest.param("安吉县人民政府关于禁止燃放烟花爆竹的通告", "330523", id="county-as-issuer"),
        pytest.param("浙江省人民政府关于安吉县国土空间规划的批复", "330000", id="the-first-of-two"),
        pytest.param("国家税务总局安吉县税务局", "330523", id="office-of-the-nation-in-a-county"),
        pytest.param("和县人民政府办公室", "340523", id="word-in-front-of-a-government"),
        pytest.param("海城市教育局", "210381", id="word-in-front-of-a-bureau"),
        pytest.param("辽宁省和县级人民政府", "210000", id="and-the-counties"),
        pytest.param("中央财政和县级财政分担办法", None, id="name-across-words"),
        pytest.param("沿海城市教育局", None, id="name-behind-a-word"),
        pytest.param("劳务合作市场秩序规定", None, id="word-and-more"),
        pytest.param("解放区政权建设", None, id="word"),
        pytest.param("马鞍山市和县级统筹办法", "340500", id="level-behind-a-city"),
        pytest.param("云南政务服务网 昆明市·五华区", "530102", id="page-of-a-portal"),
        pytest.param("云南政务服务网", "530000", id="portal-alone"),
        pytest.param("昆山路街道办事处", None, id="a-street-is-no-county"),
        pytest.param("市财政部门", None, id="a-department-is-no-ministry"),
        pytest.param("优化营商环境若干措施", None, id="none"),
    ],
)
def test_find_jurisdiction(text: str, code: str | None) -> None:
    assert find_jurisdiction(text) == code


@pytest.mark.parametrize(
    ("code", "name", "outer"),
    [
        pytest.param("210202", "中山区", "210200", id="district"),
        pytest.param("210200", "大连市", "210000", id="prefecture"),
        pytest.param("210000", "辽宁省", "000000", id="province"),
        pytest.param("000000", "中华人民共和国", None, id="nation"),
    ],
)
def test_name_and_parent(code: str, name: str, outer: str | None) -> None:
    assert (name_of(code), parent(code)) == (name, outer)


def test_an_unknown_code_has_no_name() -> None:
    assert name_of("999999") is None


@pytest.mark.parametrize(
    ("code", "outer", "expected"),
    [("210200", "210000", True), ("210200", "210200", True), ("210200", "000000", True), ("210200", "210100", False)],
)
def test_is_within(code: str, outer: str, expected: bool) -> None:
    assert is_within(code, outer) is expected


def test_every_place_has_its_province() -> None:
    names = gazetteer().names
    assert all(f"{code[:2]}0000" in names for code in names)
    assert sum(code.endswith("0000") for code in names) == 34 + 1  # provinces and the nation


@pytest.mark.parametrize(
    "word",
    [
        "和平",
        "长安",
        "永安",
        "太平",
        "新城",
        "城区",
        "民权",
        "兴安",
        "安定",
        "合作",
        "公安",
        "惠民",
        "路桥",
        "资金安全",
        "开垦利用",
        "福利津贴",
    ],
)
def test_a_word_is_no_place(word: str) -> None:
    assert [*gazetteer().mentions(f"{word}的规定")] == []


def test_a_county_has_the_form_and_the_one_name_of_both_files() -> None:
    counties = {code: name for code, name in gazetteer().names.items() if not code.endswith("00")}
    assert len(counties) == 2842
    assert {name[-1] for name in counties.values()} == set("县市区旗")
    listed = read_table(FOLDER / "jurisdictions.toml", JurisdictionFile).jurisdiction
    assert all(counties[place.code] == place.name for place in listed if place.code in counties)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param('words = ["和县"]\ncounties = ["330523 安吉县"]', "“和县” is no name", id="word"),
        pytest.param('words = []\ncounties = ["330523"]', "counties", id="no-name"),
        pytest.param('words = []\ncounties = ["330523 安吉县", "330523 德清县"]', "330523 stands twice", id="code"),
    ],
)
def test_counties_that_are_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "counties.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(LexiconError, match=message):
        gazetteer(counties=path)


def test_a_code_of_two_places_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "jurisdictions.toml"
    path.write_text(
        '[[jurisdiction]]\ncode = "210200"\nname = "大连市"\n[[jurisdiction]]\ncode = "210200"\nname = "沈阳市"',
        "utf-8",
    )
    with pytest.raises(LexiconError, match="210200 stands twice"):
        gazetteer(path)
