import pytest

from ingest.alignment import from_utf8
from ingest.repair.markup import find_markup


def cleaned(text: str) -> str:
    return from_utf8(text).edited(finding.edit for finding in find_markup(text)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("第一条</p>", "第一条", id="closing-tag-at-the-end"),
        pytest.param("<p>甲</p><p>乙</p>", "甲\n乙", id="paragraphs-become-lines"),
        pytest.param("甲<br/>乙", "甲\n乙", id="line-break"),
        pytest.param("甲</p>\n<p class='x'>乙", "甲\n乙", id="one-line-break-not-three"),
        pytest.param('甲<span style="a">乙</span>丙', "甲乙丙", id="inline"),
        pytest.param("甲<b>乙</b>丙", "甲乙丙", id="letter-tag-that-is-closed"),
        pytest.param("甲&nbsp;乙&ldquo;丙&rdquo;", "甲\u00a0乙“丙”", id="references"),
        pytest.param("&#20013;&#x6587;", "中文", id="numeric-references"),
    ],
)
def test_remnants_of_html_go(text: str, expected: str) -> None:
    assert cleaned(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("《贯彻<办法>细则》", id="title-inside-title"),
        pytest.param("<投诉处理办法>", id="chinese-in-angle-brackets"),
        pytest.param("x<3且y>5", id="comparison"),
        pytest.param("a<b>c", id="letter-that-is-a-variable"),
        pytest.param("AT&T; R&D中心", id="ampersand"),
        pytest.param("http://a.cn/?a=1&lt=2", id="query-of-an-address"),
        pytest.param("&#0;&#xD800;", id="references-to-no-character"),
    ],
)
def test_other_angle_brackets_and_ampersands_stay(text: str) -> None:
    assert cleaned(text) == text
