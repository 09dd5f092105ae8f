import json
from dataclasses import replace
from pathlib import Path

from eval.bench.comparison import Measured
from eval.bench.latency import Latency
from eval.bench.machine import Circumstances
from eval.bench.results import write_results

FAST = Latency(1, 100, 2, 4, 6, 400)
HERE = Circumstances("2026-11-22", "abc1234+", "a processor", 2, 8.0, "Linux", "3.11.7")
OURS = Measured("zhaoqi", "", 10, 20, 1.0, 2.0, 0.5, 100.0, FAST, FAST, 0.8, 7)
PEER = replace(OURS, contender="Peer", versions="peer 1.2", one=replace(FAST, p95_ms=3), ndcg_at_10=0.9)
ROWS = [OURS, PEER, *(replace(row, documents=100, passages=200, resident_mib=300.0) for row in (OURS, PEER))]


def test_results_are_figures_a_report_and_a_plot(tmp_path: Path) -> None:
    figures, report, plot = write_results(ROWS, "made", HERE, tmp_path / "results")
    assert [path.name for path in (figures, report, plot)] == [
        "peers-made-abc1234.json",
        "peers-made-abc1234.md",
        "peers-made-abc1234.svg",
    ]
    stored = json.loads(figures.read_text())
    assert stored["circumstances"]["commit"] == "abc1234+"
    assert [row["contender"] for row in stored["rows"]] == ["zhaoqi", "Peer"] * 2
    text = report.read_text()
    assert "2026-11-22, commit abc1234+; 2 cores of a processor, 8.0 GiB, Linux, Python 3.11.7" in text
    assert "## 10 documents, 20 passages" in text
    assert "| zhaoqi | 2.0 | 4.0 | 6.0 | 400 | 2.0 | 4.0 | 6.0 | 400 | 0.800 | 7 | 100 | 2 | 1.0 | 0.50 |" in text
    assert "| Peer (peer 1.2) | 2.0 | 3.0 |" in text  # a peer that wins is shown winning
    # 200 / 20 passages, 300 / 100 MiB, all else the same
    assert "| Peer, 10 times the passages | × 1.00 | × 1.00 | × 3.00 | × 1.00 | × 1.00 | × 1.00 |" in text
    assert f"]({plot.name})" in text
    drawn = plot.read_text()
    assert all(name in drawn for name in ("zhaoqi", "Peer", "memory, MiB"))


def test_the_same_rows_give_the_same_files(tmp_path: Path) -> None:
    first, again = (write_results(ROWS, "made", HERE, tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_circumstances_name_machine_and_day() -> None:
    here = Circumstances.now()
    assert here.cores > 0
    assert here.memory_gib > 0
    assert here.processor
    assert here.date.startswith("20")
