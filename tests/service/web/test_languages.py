import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from service.viewer.words import DOCUMENT_STATUSES
from service.web.languages import accepted, named
from service.web.words import EN, HANS, HANT, LANGUAGES, Words

LIFECYCLE = Path("ingest/lexicon/lifecycle.toml")
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Of a service whose index is not built."""
    with TestClient(create_app(Settings(data_dir=tmp_path_factory.mktemp("data")))) as client:
        yield client


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("zh", HANS),
        ("zh-CN", HANS),
        ("zh-Hans-SG", HANS),
        ("zh-TW", HANT),
        ("zh-Hant", HANT),
        ("zh-hant-hk", HANT),
        ("zh-MO", HANT),
        ("en", EN),
        ("EN-gb", EN),
        ("fr", None),
        ("english", None),
        ("", None),
    ],
)
def test_tag_names_a_language(tag: str, words: Words | None) -> None:
    assert named(tag) is words


@pytest.mark.parametrize(
    ("header", "words"),
    [
        pytest.param("en-GB,en;q=0.9,zh-CN;q=0.8", EN, id="first"),
        pytest.param("zh-CN;q=0.5, zh-TW;q=0.9, en;q=0.7", HANT, id="heaviest"),
        pytest.param("fr, de;q=0.9, en;q=0.1", EN, id="the only one that is there"),
        pytest.param("en;q=0, zh-TW;q=0.1", HANT, id="weight 0 is a no"),
        pytest.param("fr", HANS, id="none"),
        pytest.param("*", HANS, id="any"),
        pytest.param("", HANS, id="nothing said"),
        pytest.param("en;q=high, ;;, q=1, zh-TW;q=0.2", HANT, id="malformed parts"),
        pytest.param("x" * 100_000, HANS, id="long"),
    ],
)
def test_browser_gets_what_it_likes_best(header: str, words: Words) -> None:
    assert accepted(header) is words


@pytest.mark.parametrize(
    ("partial", "told"),
    [
        ("2026-01-05", ["2026年1月5日", "2026年1月5日", "5 January 2026"]),
        ("2026-12", ["2026年12月", "2026年12月", "December 2026"]),
        ("2026", ["2026年", "2026年", "2026"]),
    ],
)
def test_dates_are_written_as_readers_write_them(partial: str, told: list[str]) -> None:
    assert [words.day(partial) for words in LANGUAGES] == told


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_every_language_says_everything(words: Words) -> None:
    assert all(getattr(words, field.name) for field in fields(Words) if field.name != "stages")
    assert words.document_statuses.keys() == DOCUMENT_STATUSES.keys()
    assert len(words.steps) == len(HANS.steps)
    for name in ("all_documents", "measures_of", "stage_measures", "stage_note"):
        assert getattr(words, name).count("{}") == getattr(HANS, name).count("{}")


def test_english_names_every_stage() -> None:
    names = {term["name"] for term in tomllib.loads(LIFECYCLE.read_text())["term"]}
    assert EN.stages.keys() == names
    assert HANT.stages.keys() <= names


@pytest.mark.parametrize("path", ["service/web/templates/portal.html", "service/web/portal/portal.js"])
def test_no_text_stands_outside_the_words(path: str) -> None:
    assert not HAN.search(Path(path).read_text())


@pytest.mark.parametrize(
    ("address", "header", "words"),
    [
        pytest.param("/", "en", EN, id="the browser's"),
        pytest.param("/?lang=zh-Hant", "en", HANT, id="the address before the browser"),
        pytest.param("/?lang=fr", "en", EN, id="an address without one of the three"),
    ],
)
def test_portal_is_in_the_language_that_was_asked_for(
    client: TestClient, address: str, header: str, words: Words
) -> None:
    answer = client.get(address, headers={"Accept-Language": header})
    assert f'<html lang="{words.tag}">' in answer.text
    assert words.slogan in answer.text
    assert words.loading in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_change_of_language_keeps_question_and_filters(client: TestClient) -> None:
    page = client.get("/", params=[("q", '"><b>'), ("status", "due"), ("status", "open"), ("lang", "en")]).text
    link = re.search(r'<a href="([^"]*)" lang="zh-TW"', page)
    assert link
    assert link[1] == "/?q=%22%3E%3Cb%3E&amp;status=due&amp;status=open&amp;lang=zh-TW"
    assert "<b>" not in page


def test_links_keep_a_language_that_was_chosen(client: TestClient) -> None:
    chosen, plain = (client.get(address).text for address in ("/?lang=en", "/"))
    assert re.findall(r'href="/\?q=[^"]*&amp;lang=en"', chosen)
    assert not re.findall(r'href="/\?q=[^"]*lang=', plain)
