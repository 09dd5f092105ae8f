from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from eval.bench.latency import Latency
from eval.bench.publishing import Publication, publish_while_searching
from eval.bench.search import Place, Served, encoded_per_s, serve, time_rank_bm25
from eval.bench.search_report import SearchReport
from eval.opening import Source, open_source
from index.snapshot.generations import current, generations
from service.settings import load_settings

QUERIES = ["小微企业贷款", "注册登记几个小时办结", "出口退税几个工作日", "公司暂时没生意能不能先停着"]


@pytest.fixture
def place(beir: Path, corpus_data: Path) -> Place:
    settings = load_settings(data_dir=corpus_data)
    _, retriever = open_source(Source(beir, encoder="hashed"), settings)
    return Place(retriever.snapshot.path.parent, settings.models_dir, settings.cache_dir)


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


def test_the_command_prints_every_figure(
    corpus_data: Path, zhaoqi_eval: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    fast, slow = Latency(1, 100, 2, 4, 6, 400), Latency(1, 100, 200, 600, 700, 4)
    report = SearchReport(Served(0.5, 0.25, 300.0, slow, fast), slow, 28.0, Publication(12.5, fast, slow))
    asked: list[int] = []

    def measure_search(place: Place, queries: Sequence[str], rank_bm25: int, progress: object) -> SearchReport:
        asked.extend([len(queries), rank_bm25])
        return report

    monkeypatch.setattr("eval.bench.search_report.measure_search", measure_search)
    code, out, _ = zhaoqi_eval("--data", corpus_data, "bench", "search", "--searches", 20, "--rank-bm25", 2)
    assert (code, asked) == (0, [20, 2])
    rows = {
        name.strip(): value.strip() for _, name, value, _ in (row.split("│") for row in out.splitlines() if "│" in row)
    }
    assert rows["search, encoding excluded: p50 / p95 / p99 ms"] == "2.0 / 4.0 / 6.0"
    assert rows["rank-bm25 / search, encoding excluded: p50 / p95"] == "100.0 / 150.0"
    assert rows["publish 100 measures, searchable after s"] == "12.5"
    assert rows["the same, times p95 before"] == "150.00"
