from pathlib import Path

import pytest

from ingest.errors import LexiconError
from ingest.fields.jurisdiction import find_jurisdiction, gazetteer, is_within, jurisdiction_of, name_of, parent


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


def test_a_code_of_two_places_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "jurisdictions.toml"
    path.write_text(
        '[[jurisdiction]]\ncode = "210200"\nname = "大连市"\n[[jurisdiction]]\ncode = "210200"\nname = "沈阳市"',
        "utf-8",
    )
    with pytest.raises(LexiconError, match="210200 stands twice"):
        gazetteer(path)
