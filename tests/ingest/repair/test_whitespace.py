import pytest

from ingest.alignment import from_utf8
from ingest.repair.whitespace import find_whitespace


def cleaned(text: str) -> str:
    return from_utf8(text).edited(finding.edit for finding in find_whitespace(text)).text


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        pytest.param("\u00a0\u00a0\u00a0 一是", "一是", "no-break-margin", id="indentation"),
        pytest.param("\u3000\u00a0一是", "一是", "no-break-margin", id="indentation-mixed"),
        pytest.param("甲\n\u00a0\u2003乙", "甲\n乙", "no-break-margin", id="indentation-of-a-later-line"),
        pytest.param("甲 \u00a0\n乙", "甲\n乙", "no-break-margin", id="trailing"),
        pytest.param("甲\n\u00a0\n乙", "甲\n\n乙", "no-break-margin", id="empty-line"),
        pytest.param("一、\u00a0总则", "一、 总则", "no-break-space", id="inside"),
        pytest.param("甲\r\n乙\r\n", "甲\n乙\n", "line-break", id="windows"),
        pytest.param("甲\r乙", "甲\n乙", "line-break", id="old-mac"),
        pytest.param("甲\f乙", "甲\n乙", "line-break", id="page-break"),
        pytest.param("甲\u2028乙", "甲\n乙", "line-break", id="line-separator"),
    ],
)
def test_web_layout_goes(text: str, expected: str, kind: str) -> None:
    assert cleaned(text) == expected
    assert {finding.kind for finding in find_whitespace(text)} == {kind}


@pytest.mark.parametrize("text", ["  两格", "\u3000\u3000两格", "\t甲 乙\u3000丙  \n\n丁\n", ""])
def test_sound_white_space_stays(text: str) -> None:
    assert find_whitespace(text) == []


def test_line_feed_of_a_windows_line_end_keeps_its_own_byte() -> None:
    text = from_utf8("甲\r\n乙")
    edited = text.edited(finding.edit for finding in find_whitespace(text.text))
    assert edited.source(1, 2) == (4, 5)  # 甲 is three bytes, CR one
