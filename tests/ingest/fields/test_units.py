import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.units import find_responsibility, split_areas, split_units
from ingest.records import Span

DALIAN = "大连市"


def _responsibility(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    units, areas = find_responsibility(text, Span(0, len(text)), DALIAN)
    assert all(unit.span.of(text) == unit.name for unit in units)
    assert all(area.span.of(text) == area.name for area in areas)
    return [(unit.name, unit.role) for unit in units], [area.name for area in areas]


@pytest.mark.parametrize(
    ("text", "units", "areas"),
    [
        pytest.param(
            "责任单位：市公安局、市司法局，责任地区：高新区管委会，各区市县政府、先导区管委会",
            [("市公安局", "责任"), ("市司法局", "责任")],
            ["高新区管委会", "各区市县政府", "先导区管委会"],
            id="units-and-areas-with-a-comma",
        ),
        pytest.param(
            "责任单位:市公安局,责任地区:各区政府", [("市公安局", "责任")], ["各区政府"], id="half-width-marks"
        ),
        pytest.param("牵头单位：市公安局；责任地区：各区政府", [("市公安局", "牵头")], ["各区政府"], id="semicolon"),
        pytest.param("责任地区:各先导区管委会", [], ["各先导区管委会"], id="areas-alone"),
        pytest.param(
            "牵头单位：市教育局；责任单位：市公安局、市司法局；配合单位：市财政局",
            [("市教育局", "牵头"), ("市公安局", "责任"), ("市司法局", "责任"), ("市财政局", "配合")],
            [],
            id="three-roles",
        ),
        pytest.param(
            "主办单位：市教育局 协办单位：大连海关",
            [("市教育局", "主办"), ("大连海关", "协办")],
            [],
            id="parted-by-space",
        ),
        pytest.param(
            "牵头单位：市教育局配合单位：市公安局",
            [("市教育局", "牵头"), ("市公安局", "配合")],
            [],
            id="not-parted-at-all",
        ),
        pytest.param("责任部门:市公安局", [("市公安局", "责任")], [], id="another-word-for-unit"),
        pytest.param("实施单位：市公安局", [("市公安局", "实施")], [], id="another-role"),
        pytest.param("牵头（责任）单位：市公安局", [("市公安局", "牵头")], [], id="first-word-of-the-label-counts"),
        pytest.param(
            "牵头单位：市公安局；完成时限：2023年6月，持续推进", [("市公安局", "牵头")], [], id="deadline-is-no-unit"
        ),
        pytest.param(
            "责任单位：市公安局；责任人：张三；联系电话：83657777", [("市公安局", "责任")], [], id="person-is-no-unit"
        ),
        pytest.param(
            "由市教育局牵头，市公安局、市司法局配合",
            [("市教育局", "牵头"), ("市公安局", "配合"), ("市司法局", "配合")],
            [],
            id="spoken",
        ),
        pytest.param(
            "由市教育局会同市公安局负责", [("市教育局", "责任"), ("市公安局", "配合")], [], id="together-with"
        ),
        pytest.param(
            "国家发展改革委牵头，财政部、工业和信息化部等按职责分工负责",
            [("国家发展改革委", "牵头"), ("财政部", "责任"), ("工业和信息化部", "责任")],
            [],
            id="state-council-style",
        ),
        pytest.param("市教育局、市应急局", [("市教育局", "责任"), ("市应急局", "责任")], [], id="bare-list"),
        pytest.param("完成时限：2023年6月", [], [], id="deadline-alone"),
        pytest.param("含设计、施工", [], [], id="an-ordinary-remark"),
        pytest.param("市场监管部门", [], [], id="a-remark-that-ends-like-a-unit"),
        pytest.param("以下简称市税务局", [], [], id="a-definition"),
        pytest.param("省内通办", [], [], id="a-service-that-ends-like-an-office"),
        pytest.param("企业负责", [], [], id="a-party-that-is-no-unit"),
        pytest.param("各有关部门按职责分工负责", [("各有关部门", "责任")], [], id="a-class-of-units"),
        pytest.param("", [], [], id="empty"),
    ],
)
def test_find_responsibility(text: str, units: list[tuple[str, str]], areas: list[str]) -> None:
    assert _responsibility(text) == (units, areas)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("市市场监管局、市城市管理局", ["市市场监管局", "市城市管理局"], id="level-word-inside-a-name"),
        pytest.param(
            "市人力资源和社会保障局，市卫生和健康委", ["市人力资源和社会保障局", "市卫生和健康委"], id="and-in-a-name"
        ),
        pytest.param("市教育局和市公安局", ["市教育局", "市公安局"], id="and-between-names"),
        pytest.param("市公安局及各区县政府", ["市公安局", "各区县政府"], id="as-well-as"),
        pytest.param("市教育局 市公安局　市司法局", ["市教育局", "市公安局", "市司法局"], id="white-space"),
        pytest.param("市住房和城乡 建设局", ["市住房和城乡 建设局"], id="a-name-broken-by-a-space"),
        pytest.param("市财政局（牵头）、市教育局(配合)", ["市财政局", "市教育局"], id="remarks-stay-out"),
        pytest.param("市司法局（市复议局、公证处）、市公安局", ["市司法局", "市公安局"], id="no-break-inside-brackets"),
        pytest.param(
            "中国（辽宁）自由贸易试验区大连片区管委会、市商务局",
            ["中国（辽宁）自由贸易试验区大连片区管委会", "市商务局"],
            id="brackets-inside-a-name",
        ),
        pytest.param("市教育局、市公安局等部门按职责分工负责", ["市教育局", "市公安局"], id="tail"),
        pytest.param("市教育局等有关部门", ["市教育局"], id="and-others"),
        pytest.param("市公安局、各区、县（市）政府", ["市公安局", "各区、县（市）政府"], id="levels-are-one-name"),
        pytest.param("市公安局；市司法局。", ["市公安局", "市司法局"], id="full-stop"),
        pytest.param("、，", [], id="marks-alone"),
        pytest.param("甲" * 61, [], id="too-long-for-a-name"),
    ],
)
def test_split_units(text: str, names: list[str]) -> None:
    units = split_units(text, Span(0, len(text)), "责任", DALIAN)
    assert [unit.name for unit in units] == names
    assert all(unit.span.of(text) == unit.name for unit in units)


def test_a_remark_may_state_the_role() -> None:
    text = "市财政局（牵头）、市教育局"
    assert [unit.role for unit in split_units(text, Span(0, len(text)), "责任", DALIAN)] == ["牵头", "责任"]


def test_units_carry_the_canonical_name() -> None:
    text = "市市场监管局、国家税务总局大连市税务局"
    canonical = [unit.canonical for unit in split_units(text, Span(0, len(text)), "责任", DALIAN)]
    assert canonical == ["市市场监督管理局", "市税务局"]


def test_only_the_span_is_read() -> None:
    text = "甲局。市公安局、市司法局。乙局"
    assert [area.name for area in split_areas(text, Span(3, 12))] == ["市公安局", "市司法局"]


NAMES = ("市公安局", "市市场监管局", "市人力资源和社会保障局", "大连海关", "市委金融办", "国网大连供电公司")


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.sampled_from("、，,；;"))
def test_joined_names_come_apart_again(names: list[str], mark: str) -> None:
    text = mark.join(names)
    assert [unit.name for unit in split_units(text, Span(0, len(text)), "责任", DALIAN)] == names


@given(st.text(alphabet="责任单位牵头：:、，市公安局区县（）()和 等\n由负配合", max_size=60))
def test_whatever_the_note_spans_quote_it(text: str) -> None:
    _responsibility(text)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        pytest.param("责任单位：市商务局，2025年6月底前完成", [("市商务局", "责任")], id="a-date-is-no-unit"),
        pytest.param("责任单位：市数据局，持续推进", [("市数据局", "责任")], id="nor-is-持续推进"),
        pytest.param(
            "责任单位：市商务局、市财政局，排第一位的为牵头单位",
            [("市商务局", "责任"), ("市财政局", "责任")],
            id="nor-a-remark",
        ),
        pytest.param(
            "省级指导单位：省商务厅；市级责任单位：市商务局",
            [("省商务厅", "指导"), ("市商务局", "责任")],
            id="levels-belong-to-labels",
        ),
    ],
)
def test_words_about_when_and_who_are_no_names(text: str, units: list[tuple[str, str]]) -> None:
    assert _responsibility(text)[0] == units
