import re
import venv
from pathlib import Path

import pytest

from eval.bench.contenders import OTHERS, OURS, PEERS, REQUIREMENTS, USUAL, Contender, PeerFailed, chosen

PINNED = re.compile(r"[\w.-]+==[\w.]+")
ALL = pytest.mark.parametrize("contender", USUAL + OTHERS, ids=lambda contender: contender.name)


@ALL
def test_every_contender_is_a_module_and_every_package_is_pinned(contender: Contender) -> None:
    assert (PEERS / contender.name / "peer.py").is_file()
    if not contender.is_ours:
        lines = (PEERS / contender.name / REQUIREMENTS).read_text().splitlines()
        assert [line for line in lines if not PINNED.fullmatch(line)] == []


@ALL
def test_versions_are_those_of_the_requirements(contender: Contender) -> None:
    assert contender.versions.count(",") + bool(contender.versions) == len(contender.shown)


def test_the_peers_of_the_design_take_part() -> None:
    names = [contender.name for contender in USUAL + OTHERS]
    assert names == ["zhaoqi", "rank_bm25_faiss", "txtai", "lancedb", "haystack", "llama_index", "milvus_lite"]
    assert OURS.is_ours


@pytest.mark.parametrize(
    ("names", "everyone", "expected"),
    [
        pytest.param([], False, USUAL, id="usual"),
        pytest.param([], True, USUAL + OTHERS, id="everyone"),
        pytest.param(["milvus_lite"], False, (OURS, OTHERS[2]), id="one-and-zhaoqi"),
    ],
)
def test_who_takes_part(names: list[str], everyone: bool, expected: tuple[Contender, ...]) -> None:
    assert chosen(names, everyone=everyone) == expected


def test_a_peer_that_there_is_not_is_named() -> None:
    with pytest.raises(PeerFailed, match=r"^elastic: is no peer; there are zhaoqi, rank_bm25_faiss"):
        chosen(["elastic"], everyone=False)


def test_packages_that_cannot_be_installed_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = venv.create
    monkeypatch.setattr("venv.create", lambda folder, **given: make(folder))  # without pip, which takes long
    monkeypatch.setattr("eval.bench.contenders.PEERS", tmp_path)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / REQUIREMENTS).write_text("anything==1\n")
    with pytest.raises(PeerFailed, match=r"^broken: pip can't install its requirements\.txt: .*No module named pip"):
        Contender("broken", "Broken", ("anything",)).python(tmp_path / "venvs")
