from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.hits import Citation
from index.showing import cite
from index.snapshot.build import Recipe, build
from index.snapshot.reader import Snapshot, open_current
from index.verify import verify
from ingest.records import Document, Span

DAY = date(2024, 6, 1)
BODY = "注销：企业可以简易注销。企业也可以歇业。"


@pytest.fixture
def snapshot(document: Callable[..., Document], root: Path, recipe: Recipe) -> Snapshot:
    old = document("old", BODY)
    new = document("new", "新：新的规定。", supersedes=("old",), valid_from="2024-01-01")
    build([document("plan", BODY), old, new], root, recipe)
    return open_current(root)


def cited(snapshot: Snapshot, start: int = 12, end: int = 20, number: int = 0) -> Citation:
    return cite(snapshot.contents.document(number), Span(start, end))


def test_what_is_quoted_by_the_service_is_valid(snapshot: Snapshot) -> None:
    citation = cited(snapshot)
    assert citation.quote == "企业也可以歇业。"
    found = verify(snapshot, citation, snapshot.day(DAY))
    assert (found.verdict, found.citation) == ("valid", citation)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param({"doc_id": "nothing"}, "unknown_document", id="no-such-document"),
        pytest.param({"quote": "企业也必须歇业。"}, "misquoted", id="a-word-changed"),
        pytest.param({"quote": "企业也可以歇业"}, "moved", id="shorter-than-the-range"),
        pytest.param({"start": 0, "end": 8}, "moved", id="other-offsets"),
        pytest.param({"start": 10**9, "end": 0}, "moved", id="impossible-offsets"),
        pytest.param({"source": (0, 3)}, "moved", id="other-bytes"),
        pytest.param({"text_sha256": "0"}, "valid", id="another-text-with-the-same-words"),
        pytest.param({"sha256": "0"}, "valid", id="other-bytes-with-the-same-words"),
        pytest.param({"text_sha256": "0", "start": 3, "end": 11}, "moved", id="another-text-with-the-words-elsewhere"),
        pytest.param({"text_sha256": "0", "quote": "旧的说法"}, "altered", id="another-text-without-the-words"),
    ],
)
def test_what_is_wrong_is_told(snapshot: Snapshot, changes: dict[str, object], verdict: str) -> None:
    stated = replace(cited(snapshot), **changes)  # type: ignore[arg-type]  # some of its fields
    assert verify(snapshot, stated, snapshot.day(DAY)).verdict == verdict


def test_a_quote_that_moved_comes_with_its_nearest_place(snapshot: Snapshot) -> None:
    stated = replace(cited(snapshot, 3, 5), start=11, end=13)  # 企业 stands at 3 and at 12
    found = verify(snapshot, stated, snapshot.day(DAY))
    assert found.citation == cited(snapshot, 12, 14)


@pytest.mark.parametrize(
    ("quote", "start"),
    [
        pytest.param("企业也可以歇业", 11, id="shifted-by-one"),
        pytest.param("企业也可以歇业", 0, id="shifted-by-many"),
        pytest.param("企业", 16, id="one-of-two"),
    ],
)
def test_a_quote_that_was_pushed_along_has_moved(snapshot: Snapshot, quote: str, start: int) -> None:
    stated = replace(cited(snapshot), quote=quote, start=start, end=start + len(quote), sha256="0", text_sha256="0")
    found = verify(snapshot, stated, snapshot.day(DAY))
    assert found.verdict == "moved"
    assert found.citation
    assert found.citation.start == 12


def test_after_a_repair_the_source_tells_which_of_two_is_meant(snapshot: Snapshot) -> None:
    first = cited(snapshot, 3, 5)  # 企业 stands at 3 and at 12
    stated = replace(first, start=11, end=13, text_sha256="0")
    assert verify(snapshot, stated, snapshot.day(DAY)).citation == first


def test_the_same_words_elsewhere_are_not_those_that_were_edited(
    document: Callable[..., Document], root: Path, recipe: Recipe
) -> None:
    twice = "歇业：期限不超过3年。变更：期限不超过3年。"
    build([document("plan", twice)], root, recipe)
    citation = cited(open_current(root), 14, 22)
    assert citation.quote == "期限不超过3年。" == twice[3:11]
    build([document("plan", twice[:-3] + "5年。")], root, recipe)
    snapshot = open_current(root)
    found = verify(snapshot, citation, snapshot.day(DAY))
    assert found.verdict == "altered"
    assert found.citation
    assert (found.citation.start, found.citation.quote) == (3, citation.quote)


def test_a_quote_of_a_document_that_was_replaced_is_superseded_from_then_on(snapshot: Snapshot) -> None:
    citation = cited(snapshot, number=1)
    assert verify(snapshot, citation, snapshot.day(DAY)).verdict == "superseded"
    assert verify(snapshot, citation, snapshot.day(date(2023, 6, 1))).verdict == "valid"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.integers(0, 30),
    end=st.integers(0, 30),
    quote=st.sampled_from([BODY, "企业", "可以歇业。", "x", "注销：企"]),
)
def test_only_the_words_at_their_place_are_valid(snapshot: Snapshot, start: int, end: int, quote: str) -> None:
    source = snapshot.contents.document(0).alignment.source(min(start, 20), max(min(start, 20), min(end, 20)))
    stated = replace(cited(snapshot), start=start, end=end, quote=quote, source=source)
    found = verify(snapshot, stated, snapshot.day(DAY))
    assert (found.verdict == "valid") == (BODY[start:end] == quote and end <= len(BODY))
    if found.citation:
        assert BODY[found.citation.start : found.citation.end] == quote
