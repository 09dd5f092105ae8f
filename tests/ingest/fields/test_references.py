import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.references import find_references
from ingest.records import Span


def _references(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(found.span.of(text), found.title, found.doc_no) for found in find_references(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("落实《甲办法》要求", [("《甲办法》", "甲办法", None)], id="title"),
        pytest.param(
            "《甲办法》《乙办法》", [("《甲办法》", "甲办法", None), ("《乙办法》", "乙办法", None)], id="two-in-a-row"
        ),
        pytest.param(
            "《贯彻<甲办法>实施细则》",
            [("《贯彻<甲办法>实施细则》", "贯彻<甲办法>实施细则", None)],
            id="angle-brackets-inside",
        ),
        pytest.param(
            "《关于〈甲〉和〈乙〉的报告》",
            [("《关于〈甲〉和〈乙〉的报告》", "关于〈甲〉和〈乙〉的报告", None)],
            id="single-marks-inside",
        ),
        pytest.param(
            "《关于印发《甲》的通知》",
            [("《关于印发《甲》的通知》", "关于印发《甲》的通知", None)],
            id="double-marks-inside",
        ),
        pytest.param(
            "《甲措施》（大发改法规字〔2021〕374号），",
            [("《甲措施》（大发改法规字〔2021〕374号）", "甲措施", "大发改法规字〔2021〕374号")],
            id="title-and-number",
        ),
        pytest.param(
            "《甲措施》(国办发[2024] 12 号)",
            [("《甲措施》(国办发[2024] 12 号)", "甲措施", "国办发〔2024〕12号")],
            id="half-width-and-spaces",
        ),
        pytest.param(
            "《甲条例》（国务院令第722号，以下简称《条例》）",
            [("《甲条例》（国务院令第722号", "甲条例", "国务院令第722号"), ("《条例》", "条例", None)],
            id="order-and-short-title",
        ),
        pytest.param("《方案》（以下简称方案）", [("《方案》", "方案", None)], id="a-remark-is-no-number"),
        pytest.param(
            "根据国办发〔2024〕12号和财税（2019）13号执行",
            [("国办发〔2024〕12号", None, "国办发〔2024〕12号"), ("财税（2019）13号", None, "财税〔2019〕13号")],
            id="numbers-alone",
        ),
        pytest.param(
            "大政办发［2022］3号", [("大政办发［2022］3号", None, "大政办发〔2022〕3号")], id="full-width-square"
        ),
        pytest.param("在2023年（第3号）", [], id="no-issuer"),
        pytest.param("《甲 精神《乙》", [("《乙》", "乙", None)], id="a-mark-never-closed"),
        pytest.param("甲》和《》", [], id="nothing-between"),
    ],
)
def test_find_references(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert _references(text) == expected


def test_only_the_span_is_read() -> None:
    text = "《甲》《乙》（国发〔2020〕1号）"
    assert [found.title for found in find_references(text, Span(3, 6))] == ["乙"]
    assert find_references(text, Span(3, 6))[0].doc_no is None


@given(st.text(alphabet="《》〈甲乙（）(国发〔2024〕)12号 、", max_size=60))
def test_references_are_apart_and_in_order(text: str) -> None:
    spans = [found.span for found in find_references(text, Span(0, len(text)))]
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
