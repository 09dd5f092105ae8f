"""Run files as TREC has them: `question Q0 id rank score system`, one line a hit."""

import math
from collections import defaultdict
from pathlib import Path

import numpy as np

from eval.dataset import Dataset
from eval.errors import UnusableFile
from eval.lines import decoded, numbered_lines
from eval.runs import Ranking, Run, ranking

_FIELDS = 6
_LARGEST = float(np.finfo(np.float32).max)  # trec_eval reads scores in single precision


def write_run(run: Run, path: Path) -> None:
    """Write a run; `read_run` gives it back, but for questions without hits, which the form can't hold.

    Raises UnusableFile when an id holds white space or the file can't be written.
    """
    lines = []
    for question, hits in run.rankings.items():
        for rank, (name, score) in enumerate(hits, start=1):
            for part in (question, name, run.name):
                if len(part.encode().split()) != 1:
                    raise UnusableFile(path, f"can't hold {part!r}: a run file has no place for white space in ids")
            lines.append(f"{question} Q0 {name} {rank} {score!r} {run.name}\n")
    try:
        path.write_text("".join(lines), "utf-8")
    except OSError as error:
        raise UnusableFile(path, f"can't be written: {error.strerror}") from error


def read_run(path: Path, dataset: Dataset) -> Run:
    """The run of a file, named for the file; scores rank, and equal ones descend by id, as trec_eval has it.

    Raises UnusableFile, naming the line, for one that is no hit, repeats one or names what is not in the corpus, and
    for a file that answers none of the dataset's questions.
    """
    found = defaultdict[str, dict[str, float]](dict)
    for line_no, line in numbered_lines(path):
        # Fields are parted by ASCII white space; wider spaces may belong to an id.
        fields = [decoded(path, line_no, field) for field in line.split()]
        if len(fields) != _FIELDS:
            why = f"has {len(fields)} fields, a run file has {_FIELDS}: question Q0 id rank score system"
            raise UnusableFile(path, why, line_no=line_no)
        question, _, name, _, score, _ = fields
        if name not in dataset.ids:
            raise UnusableFile(path, f"names {name!r}, which is not in the corpus of {dataset.name}", line_no=line_no)
        if name in found[question]:
            raise UnusableFile(path, f"repeats {name!r} for question {question!r}", line_no=line_no)
        found[question][name] = _score(path, line_no, score)
    if not found:
        raise UnusableFile(path, "is empty: there is no hit to score")
    if found.keys().isdisjoint(dataset.qrels):
        raise UnusableFile(path, f"answers no question of {dataset.name}; is it a run over another dataset?")
    return Run(str(path), {question: _ordered(scores) for question, scores in found.items()})


def _score(path: Path, line_no: int, written: str) -> float:
    try:
        score = float(written)
    except ValueError:
        score = math.nan
    if not abs(score) <= _LARGEST:
        raise UnusableFile(path, f"has the score {written!r}, which is no number", line_no=line_no)
    return score


def _ordered(scores: dict[str, float]) -> Ranking:
    """By score in single precision, then by id, both descending."""
    return ranking(sorted(scores.items(), key=lambda hit: (np.float32(hit[1]), hit[0]), reverse=True), len(scores))
