import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.viewer.characters import named, shown
from service.viewer.page import web_address


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("企业", "企业", id="plain"),
        pytest.param("<b>&\"'", "&lt;b&gt;&amp;&#34;&#39;", id="marks"),
        pytest.param("𠮷\n\t", "𠮷\n\t", id="astral, line feed, tab"),
        pytest.param("a\u202eb", 'a<span class="unseen">[U+202E]</span>b', id="direction"),
        pytest.param("\r\n", '<span class="unseen">[U+000D]</span>\n', id="a parser would drop it"),
        pytest.param("\x00\x00", '<span class="unseen">[U+0000]</span>' * 2, id="two beside each other"),
        pytest.param("\ud800", '<span class="unseen">[U+D800]</span>', id="half a character"),
        pytest.param("\U000e0041", '<span class="unseen">[U+E0041]</span>', id="language tag"),
    ],
)
def test_text_as_html(text: str, html: str) -> None:
    assert shown(text) == html


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cs"])))
def test_what_has_a_shape_is_named_by_itself(text: str) -> None:
    assert named(text) == text


@pytest.mark.parametrize(
    ("stated", "is_web"),
    [
        ("https://city.example/a?b=c#d", True),
        ("http://city.example", True),
        ("HTTPS://city.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("javascript://city.example/%0Aalert(1)", False),
        ("https://city.example/\u202egpj.exe", False),
        ("data:text/html,<script>", False),
        ("//city.example", False),
        ("https:///nowhere", False),
        ("http://[::1", False),
        ("city.example", False),
    ],
)
def test_only_addresses_of_the_web_are_links(stated: str, is_web: bool) -> None:
    assert web_address(stated) == (stated if is_web else None)
