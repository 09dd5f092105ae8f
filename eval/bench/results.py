"""A comparison as files: figures for programs, a table for readers, a plot of how everything grows."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from eval.bench.comparison import Measured
from eval.bench.machine import Circumstances
from eval.bench.peers.child import CLIENTS, ONE_LIMIT_S, PASSAGES

NOTES = f"""\
Every system is given the same passages with the same vectors, and the same questions with theirs: no encoding is timed.
Peers are asked for {PASSAGES} passages, of which the first 10 different documents count; their questions come already
segmented by zhaoqi's analyzer, which favours them, while zhaoqi segments each question, looks for rewrites and returns
whole hits with quotes. Building includes segmenting, and for zhaoqi cutting passages and writing what hits show; its
vectors come from the same files. Memory is that of the process that searched, with all that it has loaded. `judged` are
the questions that nDCG@10 is over: those of one client whose answers the slice holds; whoever has fewer than the others
ran out of {ONE_LIMIT_S:.0f} seconds. `{CLIENTS} clients` are threads of one process.
"""
COLUMNS: Mapping[str, Callable[[Measured], str]] = {
    "system": lambda row: f"{row.contender} ({row.versions})" if row.versions else row.contender,
    "p50 ms": lambda row: f"{row.one.p50_ms:,.1f}",
    "p95 ms": lambda row: f"{row.one.p95_ms:,.1f}",
    "p99 ms": lambda row: f"{row.one.p99_ms:,.1f}",
    "searches/s": lambda row: f"{row.one.per_s:,.0f}",
    f"p50 ms, {CLIENTS} clients": lambda row: f"{row.several.p50_ms:,.1f}",
    "p95 ms, same": lambda row: f"{row.several.p95_ms:,.1f}",
    "p99 ms, same": lambda row: f"{row.several.p99_ms:,.1f}",
    "searches/s, same": lambda row: f"{row.several.per_s:,.0f}",
    "nDCG@10": lambda row: f"{row.ndcg_at_10:.3f}",
    "judged": lambda row: f"{row.judged:,}",
    "memory MiB": lambda row: f"{row.resident_mib:,.0f}",
    "disk MiB": lambda row: f"{row.disk_mib:,.0f}",
    "build s": lambda row: f"{row.build_s:,.1f}",
    "open s": lambda row: f"{row.open_s:,.2f}",
}
GROWTH: Mapping[str, Callable[[Measured], float]] = {
    "p95 of one client, ms": lambda row: row.one.p95_ms,
    f"searches/s, {CLIENTS} clients": lambda row: row.several.per_s,
    "memory, MiB": lambda row: row.resident_mib,
    "disk, MiB": lambda row: row.disk_mib,
    "build, s": lambda row: row.build_s,
    "nDCG@10": lambda row: row.ndcg_at_10,
}


def write_results(rows: Sequence[Measured], dataset: str, circumstances: Circumstances, folder: Path) -> list[Path]:
    """Write `peers-DATASET-COMMIT` as .json, .md and .svg.

    Args:
        rows: slice by slice, at least one.
        dataset: its name.
        circumstances: of the run.
        folder: made where it is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    base = folder / f"peers-{dataset}-{circumstances.commit.rstrip('+') or circumstances.date}"
    paths = [base.with_name(f"{base.name}.{kind}") for kind in ("json", "md", "svg")]
    figures = {"dataset": dataset, "circumstances": asdict(circumstances), "rows": [asdict(row) for row in rows]}
    paths[0].write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    paths[1].write_text("\n".join(_report(rows, dataset, circumstances, paths[2].name)), "utf-8")
    draw(rows, paths[2])
    return paths


def _report(rows: Sequence[Measured], dataset: str, circumstances: Circumstances, plot: str) -> Iterator[str]:
    yield f"# zhaoqi and its peers on {dataset}\n\n{circumstances}\n\n{NOTES}"
    for documents, of_slice in groupby(rows, lambda row: row.documents):
        held = list(of_slice)
        yield f"\n## {documents:,} documents, {held[0].passages:,} passages\n"
        yield from markdown(COLUMNS, ([cell(row) for cell in COLUMNS.values()] for row in held))
    yield f"\n## How it grows\n\n![Figures by number of passages]({plot})\n"
    yield from markdown(["system", *GROWTH], _growth(rows))
    yield ""


def _growth(rows: Sequence[Measured]) -> Iterator[list[str]]:
    """For each system what every figure is times on the largest slice, compared with the smallest."""
    for name, own in _by_contender(rows).items():
        small, large = own[0], own[-1]
        yield [
            f"{name}, {large.passages / small.passages:,.0f} times the passages",
            *(f"× {figure(large) / figure(small):,.2f}" if figure(small) else "" for figure in GROWTH.values()),
        ]


def markdown(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of a table whose first column is text and the others are numbers."""
    headings = list(headings)
    yield f"| {' | '.join(headings)} |"
    yield f"|---|{'---:|' * (len(headings) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def draw(rows: Sequence[Measured], path: Path) -> None:
    """Plot each figure of GROWTH by the number of passages, a line a system; both axes are logarithmic but nDCG's."""
    from matplotlib import rc_context  # noqa: PLC0415 -- an extra, for those who benchmark
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import LogLocator, NullFormatter  # noqa: PLC0415

    figure = Figure(figsize=(12, 7), layout="constrained")
    grid = figure.subplots(2, 3)
    for axes, (title, value) in zip(grid.flat, GROWTH.items(), strict=True):
        for name, own in _by_contender(rows).items():
            axes.plot([row.passages for row in own], [value(row) for row in own], marker="o", label=name)
        axes.set(title=title, xlabel="passages", xscale="log", yscale="linear" if "nDCG" in title else "log")
        axes.grid(alpha=0.3)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter("{x:,g}")
            axis.set_minor_formatter(NullFormatter())
            if axis.get_scale() == "log":
                axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    handles, labels = grid.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4)
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": path.stem}):  # text stays text, ids stay the same
        figure.savefig(path, metadata={"Date": None})


def _by_contender(rows: Iterable[Measured]) -> dict[str, list[Measured]]:
    """The rows of each contender, the smallest slice first."""
    grouped: dict[str, list[Measured]] = {}
    for row in sorted(rows, key=lambda row: row.passages):
        grouped.setdefault(row.contender, []).append(row)
    return grouped
