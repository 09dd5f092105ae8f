import sys
from pathlib import Path

import pytest

from eval.bench.comparison import Measured, compare
from eval.bench.contenders import OURS, USUAL, Contender, PeerFailed
from eval.bench.slices import Material, Slice, write_slices
from eval.dataset import Dataset
from eval.opening import Source, open_source
from service.settings import load_settings

_, RANK_BM25, *_ = USUAL


class Installed(Contender):
    """Its packages are those of the tests, so that no venv is made."""

    def python(self, venvs: Path) -> Path:
        return Path(sys.executable)


@pytest.fixture
def dataset_and_slices(beir: Path, tmp_path: Path) -> tuple[Dataset, list[Slice]]:
    settings = load_settings(data_dir=tmp_path / "data")
    dataset, retriever = open_source(Source(beir, encoder="hashed"), settings)
    return dataset, write_slices(Material.of(dataset, retriever, settings), [2, 1], tmp_path / "slices")


def test_contenders_find_the_answers_and_are_measured(dataset_and_slices: tuple[Dataset, list[Slice]]) -> None:
    dataset, slices = dataset_and_slices
    peer = Installed(RANK_BM25.name, RANK_BM25.title, RANK_BM25.shown)
    heard: list[str] = []
    rows = list(compare([OURS, peer], slices, dataset, Path(), lambda what, done, total: heard.append(what)))
    assert [type(row) for row in rows] == [Measured] * 4
    measured = [row for row in rows if isinstance(row, Measured)]
    assert [(row.contender, row.documents) for row in measured] == [
        ("zhaoqi", 2),
        ("rank-bm25 + FAISS by hand", 2),
        ("zhaoqi", 4),
        ("rank-bm25 + FAISS by hand", 4),
    ]
    for row in measured:
        # of the 3 judged questions one client asks the one whose answers are in both slices, and several another
        assert (row.one.searches, row.several.searches, row.judged) == (1, 1, 1)
        assert row.ndcg_at_10 == 1  # words and vectors agree on it
        assert min(row.build_s, row.disk_mib, row.open_s, row.resident_mib, row.one.p50_ms) > 0
    assert "zhaoqi, 4 documents: search" in heard


def test_a_peer_that_breaks_off_is_named_and_the_others_go_on(dataset_and_slices: tuple[Dataset, list[Slice]]) -> None:
    dataset, [_, whole] = dataset_and_slices
    failed, measured = compare([Installed("missing", "Missing", ("x",)), OURS], [whole], dataset, Path())
    assert isinstance(failed, PeerFailed)
    assert str(failed).startswith("missing: build broke off: ModuleNotFoundError: No module named")
    assert isinstance(measured, Measured)
