"""Tiers of one scale, and the one that a figure falls into."""

import re

import pytest

from ingest.records import Span
from service.answer.figures import told_figures
from service.answer.tiers import falls_into, tiers

SOLD = (
    "单场售票人数5000人（含）至1万人的，奖励20万元；1万人（含）至3万人的，奖励50万元；3万人（含）以上的，奖励100万元。"
)
STORED = "收贮量500吨至2000吨的，每吨补贴50元；2000吨以上的，每吨补贴60元；500吨以下的由区县自行确定。"
BUILT = "新建棚圈面积300平方米以上、1000平方米以下的，每平方米补贴120元；1000平方米（含）以上、3000平方米以下的，补贴150元。"
LENT = "对投资额200万元至2000万元的，资助10%；2000万元以上的，资助15%。"


def sentences(text: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(r"[^；。]+[；。]", text)]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        pytest.param("演唱会售票2.5万人能拿多少", SOLD, [False, True, False], id="within"),
        pytest.param("演唱会售票3万人能拿多少", SOLD, [False, False, True], id="a-bound-is-in-the-tier-that-marks-it"),
        pytest.param("演唱会售票4000人能拿多少", SOLD, [False, False, False], id="below-all"),
        pytest.param("收贮300吨青贮给多少", STORED, [False, False, True], id="a-tier-below-that-comes-last"),
        pytest.param("新建1200平方米牛棚能补多少", BUILT, [False, True], id="both-bounds-by-their-sides"),
        pytest.param("投资额3000万元能补多少", LENT, [False, True], id="of-money"),
        pytest.param("招了600人能拿多少", SOLD, [None, None, None], id="another-matter"),
        pytest.param("收贮300亩青贮给多少", STORED, [None, None, None], id="another-unit"),
        pytest.param("收贮青贮给多少", STORED, [None, None, None], id="nothing-is-told"),
    ],
)
def test_the_tier_that_a_figure_falls_into(question: str, text: str, expected: list[bool | None]) -> None:
    spans = sentences(text)
    found = tiers(text, spans)
    assert [falls_into(told_figures(question), found, span) for span in spans] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("售票人数5000人以上的，奖励20万元。", id="one-limit"),
        pytest.param("招工100人以上的，奖励2万元；面积300平方米以上的，奖励3万元。", id="limits-of-two-units"),
        pytest.param("新增就业5000人，其中高校毕业生1万人。", id="figures-without-bounds"),
    ],
)
def test_what_is_no_scale(text: str) -> None:
    assert tiers(text, sentences(text)) == []
