"""The same searches by zhaoqi and its peers, each in processes of its own: one that builds, one that searches."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from eval.bench.contenders import Contender, PeerFailed, environment, last_line
from eval.bench.latency import Latency
from eval.bench.memory import disk_mib
from eval.bench.peers.child import PROGRESS
from eval.bench.progress import Progress, silent
from eval.bench.slices import Slice
from eval.dataset import Dataset
from eval.metrics import score
from eval.runs import Run, ranking

CHILD = "eval.bench.peers.child"
NDCG = "ndcg@10"


@dataclass(frozen=True, slots=True)
class Measured:
    """One contender on one slice.

    Attributes:
        contender: its title.
        versions: of its packages.
        build_s: from passages with vectors to an index on disk, segmenting included.
        disk_mib: of the index.
        open_s: from the index on disk to the first search.
        resident_mib: of the process that searched, after it.
        one, several: times of searches by one client and by several at once.
        ndcg_at_10: mean over `judged` queries.
    """

    contender: str
    versions: str
    documents: int
    passages: int
    build_s: float
    disk_mib: float
    open_s: float
    resident_mib: float
    one: Latency
    several: Latency
    ndcg_at_10: float
    judged: int


def compare(
    contenders: Iterable[Contender],
    slices: Iterable[Slice],
    dataset: Dataset,
    venvs: Path,
    progress: Progress = silent,
) -> Iterator[Measured | PeerFailed]:
    """Measure each contender on each slice, or say why that failed.

    Args:
        contenders: in order.
        slices: of the dataset's corpus.
        dataset: whose judgements are used.
        venvs: see `Contender.python`.
        progress: called with what is going on, and how much of it is done, as far as that is known.
    """
    for cut in slices:
        for contender in contenders:
            try:
                progress(f"installing {contender.title}", 0, None)
                yield _measure(contender, contender.python(venvs), cut, dataset, progress)
            except PeerFailed as failure:
                yield failure


def _measure(contender: Contender, python: Path, cut: Slice, dataset: Dataset, progress: Progress) -> Measured:
    with TemporaryDirectory(prefix=f"{contender.name}-") as folder:
        child = _Child(contender, python, cut, Path(folder))
        built = child.run("build", progress)
        found = child.run("search", progress)
        return Measured(
            contender.title,
            contender.versions,
            cut.documents,
            cut.passages,
            built["build_s"] + (0 if contender.is_ours else cut.words_s),
            disk_mib(child.index),
            found["open_s"],
            found["resident_mib"],
            Latency(**found["one"]),
            Latency(**found["several"]),
            *_quality(contender, found["run"], cut, dataset),
        )


def _quality(
    contender: Contender, found: dict[str, dict[str, float]], cut: Slice, dataset: Dataset
) -> tuple[float, int]:
    """nDCG@10 over the queries that were asked and whose answers the slice holds, and their number."""
    queries = tuple(query for query in dataset.queries if query.id in cut.answered & found.keys())
    if not queries:
        return 0.0, 0
    run = Run(contender.name, {query.id: ranking(found[query.id].items(), 10) for query in queries})
    values = score(replace(dataset, queries=queries), run, [NDCG])[NDCG]
    return float(np.mean(values)), len(values)


class _Child:
    """The processes of one contender on one slice, which find each other's files in a folder."""

    def __init__(self, contender: Contender, python: Path, cut: Slice, folder: Path) -> None:
        self._contender, self._python, self._slice, self._folder = contender, python, cut, folder
        self.index = folder / "index"
        self.index.mkdir()

    def run(self, step: str, progress: Progress) -> dict[str, Any]:
        """Build, or search; what `eval.bench.peers.child` measured. Raises PeerFailed."""
        what = f"{self._contender.title}, {self._slice.documents:,} documents: {step}"
        progress(what, 0, None)
        result, log = self._folder / f"{step}.json", self._folder / f"{step}.log"
        command = (self._python, "-P", "-m", CHILD, step, self._contender.name, self._slice.folder, self.index, result)
        with (
            log.open("w") as errors,
            subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=self._folder, env=environment()
            ) as process,
        ):
            assert process.stdout
            for line in process.stdout:
                match line.split():
                    case [word, done, total] if word == PROGRESS:
                        progress(what, int(done), int(total))
        if process.returncode:
            raise PeerFailed(self._contender.name, f"{step} broke off: {last_line(log.read_text(errors='replace'))}")
        measured: dict[str, Any] = json.loads(result.read_text("utf-8"))
        return measured
