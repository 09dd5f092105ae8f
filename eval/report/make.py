"""A report out of run files, or of every mode of an index."""

from collections.abc import Callable, Sequence
from pathlib import Path

from eval.compare import compare
from eval.dataset import Dataset
from eval.errors import UnusableFile
from eval.evaluate import evaluate
from eval.metrics import score
from eval.report.page import page
from eval.report.records import Report, System
from eval.retrieve import Retriever
from eval.trec import read_run
from index.query import MODES


def systems_of_index(dataset: Dataset, retriever: Retriever, progress: Callable[[], None]) -> list[System]:
    """Every mode of an index, hybrid first; `progress` is called after each question of each."""
    found = [evaluate(dataset, retriever, mode, progress=progress) for mode in MODES]
    return [System(each.run, each.values, each.judged if each.has_unanswerable else None) for each in found]


def systems_of_files(dataset: Dataset, paths: Sequence[Path]) -> list[System]:
    """What run files hold. Raises UnusableFile."""
    runs = [read_run(path, dataset) for path in paths]
    return [System(run, score(dataset, run)) for run in runs]


def write_report(path: Path, dataset: Dataset, retriever: Retriever, systems: Sequence[System], measure: str) -> None:
    """Write the page about systems, the first of which is the baseline. Raises UnusableFile."""
    manifest = retriever.snapshot.manifest
    report = Report(
        dataset,
        systems,
        compare(dataset, [system.run for system in systems], measure),
        {
            "questions": f"{len(dataset.queries):,}, {len(dataset.answerable):,} of them answerable",
            "corpus": dataset.corpus_sha256,
            "generation": manifest.generation,
            "encoder": manifest.model or "none",
        },
        lambda name: retriever.text(name, dataset.unit),
    )
    try:
        path.write_text(page(report), "utf-8")
    except OSError as error:
        raise UnusableFile(path, f"can't be written: {error.strerror}") from error
