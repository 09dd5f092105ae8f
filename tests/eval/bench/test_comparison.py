import sys
from pathlib import Path

import numpy as np
import pytest

from eval.bench.comparison import Measured, compare
from eval.bench.contenders import OURS, USUAL, Contender, PeerFailed
from eval.bench.peers.exchange import read_corpus, read_queries
from eval.bench.slices import Material, Slice, write_slices
from eval.dataset import Dataset
from eval.opening import Source, open_source
from index.encoder.hashed import HashedEncoder
from service.settings import load_settings

RANK_BM25 = USUAL[1]


class Installed(Contender):
    """Runs with the packages of the tests, so that no venv is made."""

    def python(self, venvs: Path) -> Path:
        return Path(sys.executable)


@pytest.fixture
def dataset_and_slices(beir: Path, corpus_data: Path, tmp_path: Path) -> tuple[Dataset, list[Slice]]:
    settings = load_settings(data_dir=corpus_data)
    dataset, retriever = open_source(Source(beir, encoder="hashed"), settings)
    return dataset, write_slices(Material.of(dataset, retriever, settings), [2, 1], tmp_path / "slices")


def test_slices_hold_passages_with_words_and_vectors(dataset_and_slices: tuple[Dataset, list[Slice]]) -> None:
    _, [half, whole] = dataset_and_slices
    assert (half.documents, whole.documents) == (2, 4)
    assert whole.answered == {"q1", "q2", "q3"}
    corpus = read_corpus(whole.folder)
    assert [passage.doc_id for passage in corpus.passages] == ["d1", "d2", "d3", "d4"]
    assert corpus.passages[1].text == "企业登记注册四小时内办结。"
    assert {"企业", "登记", "注册"} <= set(corpus.passages[1].words.split())
    np.testing.assert_allclose(corpus.vectors, HashedEncoder().encode_passages([p.text for p in corpus.passages]))
    queries = read_queries(half.folder)
    assert {asked.query.query_id for asked in queries} == {"q1", "q2", "q3"}
    assert queries[0].query.query_id in half.answered
    for asked in queries:
        np.testing.assert_allclose(asked.vector, HashedEncoder().encode_queries([asked.query.text])[0])


def test_contenders_find_the_answers_and_are_measured(dataset_and_slices: tuple[Dataset, list[Slice]]) -> None:
    dataset, [_, whole] = dataset_and_slices
    peer = Installed(RANK_BM25.name, RANK_BM25.title, RANK_BM25.shown)
    heard: list[str] = []
    rows = list(compare([OURS, peer], [whole], dataset, Path(), lambda what, done, total: heard.append(what)))
    assert [row.contender for row in rows if isinstance(row, Measured)] == ["zhaoqi", "rank-bm25 + FAISS by hand"]
    for row in rows:
        assert isinstance(row, Measured)
        # of the three questions one client asks one, and several another
        assert (row.one.searches, row.several.searches, row.judged) == (1, 1, 1)
        assert row.ndcg_at_10 >= 0.63  # second at worst, 1 / log2(3)
        assert min(row.build_s, row.disk_mib, row.open_s, row.resident_mib, row.one.p50_ms) > 0
    assert "zhaoqi, 4 documents: search" in heard


def test_a_peer_that_breaks_off_is_named(dataset_and_slices: tuple[Dataset, list[Slice]]) -> None:
    dataset, [_, whole] = dataset_and_slices
    [failed] = compare([Installed("missing", "Missing", ("x",))], [whole], dataset, Path())
    assert isinstance(failed, PeerFailed)
    assert str(failed).startswith("missing: build broke off: ModuleNotFoundError: No module named")
