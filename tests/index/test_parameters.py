from pathlib import Path

import pytest

from index.errors import IndexBuildError
from index.fusion.fuse import Fusion
from index.lexical.fields import Bm25Params
from index.parameters import Parameters


def test_a_file_states_some_and_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('fusion = "rrf"\n[bm25]\nk1 = 0.9\n')
    assert Parameters.read(tmp_path / "p.toml") == Parameters(fusion=Fusion.RRF, bm25=Bm25Params(k1=0.9))


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param("fusion = ", "can't be read", id="no-toml"),
        pytest.param('fusion = "best"', "'best'", id="unknown-fusion"),
        pytest.param("depht = 3", "depht", id="unknown-key"),
        pytest.param("dense_weight = 1.5", "between 0 and 1", id="weight-out-of-range"),
        pytest.param("handicap = -1", "at least 0", id="negative-handicap"),
        pytest.param("depth = 0", "at least 1", id="no-depth"),
        pytest.param("depth = 1.5", "whole number", id="fraction-of-a-candidate"),
        pytest.param("[bm25]\nk1 = 0", "above 0", id="k1-of-0"),
        pytest.param("bm25 = 3", "bm25|mapping", id="no-table"),
        pytest.param('backend = "rank_bm25"\n[bm25]\ntitle = 2', "no field weights", id="weights-rank-bm25-lacks"),
        pytest.param('dense_weight = "much"', "dense_weight|<=", id="no-number"),
    ],
)
def test_what_is_wrong_is_named(content: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(content)
    with pytest.raises(IndexBuildError, match=f"(?s){path}.*({named})"):
        Parameters.read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IndexBuildError, match="can't be read"):
        Parameters.read(tmp_path / "none.toml")
