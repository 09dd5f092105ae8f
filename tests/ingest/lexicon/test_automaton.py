from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import LexiconError
from ingest.lexicon.automaton import CATEGORIES, Lexicon, TermEntry, lexicon, read_category
from ingest.lexicon.table import FOLDER
from ingest.records import Span


def _entry(name: str, *match: str, exceptions: tuple[str, ...] = (), literal: bool = True) -> TermEntry:
    return TermEntry.model_validate({"name": name, "match": match, "except": exceptions, "literal": literal})


def _found(entries: list[TermEntry], text: str) -> list[tuple[str, str]]:
    (terms,) = Lexicon([entries]).find(text, Span(0, len(text)))
    return [(term.name, term.text) for term in terms]


SUBSIDY = _entry("补贴", "补助", exceptions=("交叉补贴",))


@pytest.mark.parametrize(
    ("entries", "text", "expected"),
    [
        pytest.param([SUBSIDY], "给予补贴", [("补贴", "补贴")], id="the-name-matches"),
        pytest.param([SUBSIDY], "项目补助", [("补贴", "补助")], id="a-form-gives-the-name"),
        pytest.param([SUBSIDY], "交叉补贴问题", [], id="not-inside-an-exception"),
        pytest.param([SUBSIDY], "交叉补贴和补贴", [("补贴", "补贴")], id="beside-an-exception"),
        pytest.param(
            [_entry("小微企业"), _entry("中小微企业")], "中小微企业", [("中小微企业", "中小微企业")], id="longest-wins"
        ),
        pytest.param(
            [_entry("许可", "经营许可", "许可证")],
            "经营许可证",
            [("许可", "经营许可")],
            id="one-term-does-not-overlap-itself",
        ),
        pytest.param(
            [_entry("低压用户", "低压居民"), _entry("居民用户")],
            "低压居民用户",
            [("低压用户", "低压居民"), ("居民用户", "居民用户")],
            id="two-terms-may-overlap",
        ),
        pytest.param(
            [_entry("一件事一次办")], "“一件事”一次办", [("一件事一次办", "一件事”一次办")], id="inner-quotes"
        ),
        pytest.param([_entry("免申即享")], "「免申即享」改革", [("免申即享", "免申即享")], id="outer-quotes-stay-out"),
        pytest.param(
            [_entry("注销", "企业注销", literal=False)], "注销抵押、企业注销", [("注销", "企业注销")], id="label-only"
        ),
        pytest.param([SUBSIDY], "😀补贴", [("补贴", "补贴")], id="offsets-are-code-points"),
        pytest.param(
            [_entry("进出口", "出口", exceptions=("促进|出口",))],
            "促进出口、进出口",
            [("进出口", "出口"), ("进出口", "进出口")],
            id="not-across-a-word-border",
        ),
        pytest.param([SUBSIDY], "", [], id="empty"),
    ],
)
def test_find(entries: list[TermEntry], text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(entries, text) == expected


def test_an_exception_of_one_term_leaves_the_others() -> None:
    assert _found([_entry("补贴", exceptions=("电价补贴",)), _entry("电价")], "电价补贴") == [("电价", "电价")]


def test_categories_do_not_disturb_each_other() -> None:
    text = "人才培训"
    first, second = Lexicon([[_entry("人才")], [_entry("人才培训")]]).find(text, Span(0, len(text)))
    assert ([term.name for term in first], [term.name for term in second]) == (["人才"], ["人才培训"])


@given(text=st.text(alphabet="补贴助交叉“”人才 a😀", max_size=40), data=st.data())
def test_spans_quote_the_text_and_lie_in_the_window(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    window = Span(start, data.draw(st.integers(start, len(text))))
    (terms,) = Lexicon([[SUBSIDY, _entry("人才", "补人")]]).find(text, window)
    assert all(term.span.of(text) == term.text and window.holds(term.span) for term in terms)
    assert list(terms) == sorted(terms, key=lambda term: term.span)


@given(text=st.text(alphabet="ab", max_size=30))
def test_what_is_found_equals_brute_force(text: str) -> None:
    forms = ("ab", "aab", "ba")
    hits = {(i, i + len(form)) for form in forms for i in range(len(text)) if text.startswith(form, i)}
    barred = {(i, i + 4) for i in range(len(text)) if text.startswith("babb", i)}
    free = {h for h in hits if h[1] - h[0] != 2 or not any(b[0] <= h[0] and h[1] <= b[1] for b in barred)}
    outer = {h for h in free if not any(o != h and o[0] <= h[0] and h[1] <= o[1] for o in free)}
    entries = [_entry("ab", exceptions=("babb",)), _entry("aab"), _entry("ba", exceptions=("babb",))]
    (terms,) = Lexicon([entries]).find(text, Span(0, len(text)))
    assert {(t.span.start, t.span.end) for t in terms} == outer


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param('[[term]\nname = "a"', "TOML", id="not-toml"),
        pytest.param('[[term]]\nname = "补贴"\nmach = ["补助"]', "term 1 “补贴”, key mach", id="unknown-key"),
        pytest.param('[[trem]]\nname = "补贴"', "key term", id="unknown-table"),
        pytest.param('[[term]]\nmatch = ["补助"]', "term 1, key name", id="no-name"),
        pytest.param('[[term]]\nname = "补贴"\nmatch = "补助"', "key match", id="not-a-list"),
        pytest.param('[[term]]\nname = "补贴"\nmatch = [""]', "key match.0", id="empty-string"),
        pytest.param(
            '[[term]]\nname = "补贴"\n[[term]]\nname = "奖励"\nmatch = ["补贴"]',
            "term “奖励”: “补贴” already stands for “补贴”",
            id="one-string-two-terms",
        ),
        pytest.param(
            '[[term]]\nname = "补贴"\nexcept = ["贷款"]',
            "the exception “贷款” bars none",
            id="exception-without-effect",
        ),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "instruments.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(LexiconError) as caught:
        read_category(path)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError):
        lexicon(tmp_path)


@pytest.mark.parametrize("category", CATEGORIES)
def test_shipped_files_are_sound(category: str) -> None:
    assert read_category(FOLDER / f"{category}.toml")


def test_it_is_compiled_once() -> None:
    assert lexicon() is lexicon()
