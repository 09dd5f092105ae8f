"""Parameters of a search as TOML, with the evidence for them as comments, for `zhaoqi build --parameters`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.dataset import Dataset
from eval.errors import UnusableFile
from eval.tuning import Tuned
from index.parameters import Parameters
from index.snapshot.manifest import Manifest


def write_settings(path: Path, parameters: Parameters, evidence: Iterable[str]) -> None:
    """Write the keys of `Parameters.to_json`, and lines of evidence above them. Raises UnusableFile."""
    values = parameters.to_json()
    lines = [f"# {line}" for line in evidence]
    lines += _assignments({name: value for name, value in values.items() if not isinstance(value, dict)})
    for name, table in values.items():
        if isinstance(table, dict):
            lines += ["", f"[{name}]", *_assignments(table)]
    try:
        path.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError as error:
        raise UnusableFile(path, f"can't be written: {error.strerror}") from error


def evidence(tuned: Tuned, dataset: Dataset, manifest: Manifest, measure: str) -> list[str]:
    """What was measured on what, a line each."""
    before, after, held_out = (values.mean() for values in (tuned.before, tuned.after, tuned.held_out))
    low, high = tuned.interval
    return [
        f"dataset {dataset.name}: {len(tuned.before):,} questions, corpus {dataset.corpus_sha256[:12]}",
        f"index: generation {manifest.generation}, encoder {manifest.model}, analyzer {manifest.analyzer}",
        f"{measure} of the parameters in use: {before:.4f}",
        f"{measure} of these on the questions that chose them: {after:.4f}",
        f"{measure} on questions held out, by parameters chosen without them: {held_out:.4f}",
        f"held-out gain: {tuned.gain:+.4f}, 95 % interval {low:+.4f} to {high:+.4f}, p = {tuned.p:.4f}",
        *(f"chosen without fold {number}: {_brief(fold)}" for number, fold in enumerate(tuned.by_fold, start=1)),
    ]


def _brief(parameters: Parameters) -> str:
    bm25 = " ".join(f"{name} {value:g}" for name, value in asdict(parameters.bm25).items())
    return f"{parameters.fusion} dense_weight {parameters.dense_weight:g} {bm25}"


def _assignments(values: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {_literal(value)}" for name, value in values.items()]


def _literal(value: str | float) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
