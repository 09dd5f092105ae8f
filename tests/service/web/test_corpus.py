from collections.abc import Callable
from datetime import date

import pytest

from index.snapshot.reader import Snapshot, open_current
from service.web.corpus import Corpus, corpus

PLAN = """示例市优化营商环境行动方案（2026年）

一、打造便利的市场环境

1.推进企业简易注销。公示期为20日。（责任单位：市税务局；完成时限：2026年6月）

2.降低贷款利率。开展融资对接，扩大贷款规模。（责任单位：市财政局；完成时限：2026年12月）

3.推进融资担保。发展融资担保，扩大贷款规模。（责任单位：市财政局）
"""
MANIFEST = """
[[document]]
id = "plan"
file = "plan.txt"
published = "2026-01-05"

[[document]]
id = "older"
file = "older.txt"
published = "2020-03-01"
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, zhaoqi: Callable[..., None]) -> Snapshot:
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in {"plan.txt": PLAN, "older.txt": "旧闻一则。\n", "manifest.toml": MANIFEST}.items():
        (folder / name).write_text(text)
    zhaoqi(folder, "ingest", str(folder))
    zhaoqi(folder, "build", "--encoder", "hashed")
    return open_current(folder / "index")


@pytest.fixture(scope="module")
def held(snapshot: Snapshot) -> Corpus:
    return corpus(snapshot, date(2026, 7, 1))


def test_latest_documents_come_first(held: Corpus) -> None:
    assert [document["doc_id"] for document in held.documents] == ["plan", "older"]
    assert held.total == 2


def test_measures_past_their_deadline_are_not_alive(held: Corpus) -> None:
    assert (held.measures, held.alive) == (4, 3)  # three and the older text; the first was due in June


def test_bars_are_shares_of_the_longest(held: Corpus) -> None:
    bars = {bar.name: (bar.measures, bar.percent) for bar in held.stages}
    assert bars["融资"] == (2, 100.0)
    assert bars["注销"] == (1, 50.0)
