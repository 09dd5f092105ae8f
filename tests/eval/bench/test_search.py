from collections.abc import Callable
from pathlib import Path

import pytest

from eval.bench.publishing import publish_while_searching
from eval.bench.search import Place, encoded_per_s, serve, time_rank_bm25
from index.snapshot.generations import current, generations

QUERIES = ["小微企业贷款", "注册登记几个小时办结", "出口退税几个工作日", "公司暂时没生意能不能先停着"]


@pytest.fixture
def place(corpus_data: Path) -> Place:
    return Place(corpus_data / "index", corpus_data / "models", corpus_data / "cache")


def test_searches_are_timed_with_and_without_encoding(place: Place) -> None:
    served = serve(place, QUERIES)
    assert (served.encoding.searches, served.encoded.searches) == (4, 4)
    assert min(served.open_s, served.warm_s, served.resident_mib) > 0


def test_rank_bm25_is_timed_over_the_same_rows(place: Place) -> None:
    assert time_rank_bm25(place, QUERIES).searches == 4


def test_passages_are_encoded(place: Place) -> None:
    assert encoded_per_s(place) > 0


def test_a_document_is_published_into_a_copy(place: Place) -> None:
    before = current(place.index), generations(place.index)
    publication = publish_while_searching(place, QUERIES)
    assert (current(place.index), generations(place.index)) == before
    assert publication.searchable_s > 0
    assert publication.before.searches == 4
    assert publication.p95_ratio == publication.meanwhile.p95_ms / publication.before.p95_ms


def test_a_document_that_is_never_found_is_an_error(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.bench.publishing.TIMEOUT_S", 0)
    with pytest.raises(TimeoutError, match="not found within 0 seconds"):
        publish_while_searching(place, QUERIES)


def test_the_command_prints_every_figure(corpus_data: Path, zhaoqi_eval: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = zhaoqi_eval("--data", corpus_data, "bench", "search", "--searches", 20, "--rank-bm25", 2)
    assert (code, err) == (0, "")
    for figure in ("encoding excluded", "rank-bm25 / search", "open, s", "memory", "passages of 200", "searchable"):
        assert figure in out
