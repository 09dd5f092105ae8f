"""What a person sees of an evaluation in the terminal."""

from rich.table import Table

from eval.abstention import Judged, Share, area, rows
from eval.compare import Comparisons
from eval.evaluate import Evaluation
from ingest.terminal import console


def print_evaluation(found: Evaluation) -> None:
    """A row for all questions and for each type of them, a column a measure."""
    result = found.to_json()
    table = Table(title=f"{found.dataset.name}, {found.run.name}, generation {found.generation}")
    table.add_column("questions")
    for heading in ("n", *result["metrics"]):
        table.add_column(heading, justify="right")
    everything = {"n_queries": result["n_queries"], **result["metrics"]}
    for name, values in {"all": everything, **result["per_type"]}.items():
        table.add_row(name, str(values["n_queries"]), *(f"{values[measure]:.3f}" for measure in result["metrics"]))
    console().print(table)
    if found.has_unanswerable:
        console().print(_abstention(found.judged))


def print_comparisons(found: Comparisons) -> None:
    """A row a system, the baseline first."""
    table = Table(title=f"{found.dataset.name}, {found.measure}, {len(found.dataset.answerable):,} questions")
    table.add_column("system")
    for heading in ("mean", "gain", "95 % interval", "p", "p (Holm)", "wins", "losses"):
        table.add_column(heading, justify="right")
    table.add_row(found.baseline, f"{found.mean:.4f}", "", _interval(found.interval, ""))
    for system in found.systems:
        table.add_row(
            system.system,
            f"{system.mean:.4f}",
            f"{system.gain:+.4f}",
            _interval(system.interval, "+"),
            f"{system.p:.4f}",
            f"{system.p_holm:.4f}",
            str(system.wins),
            str(system.losses),
        )
    console().print(table)


def _abstention(questions: Judged) -> Table:
    table = Table(title=f"answered from a confidence up; area under risk and coverage {area(questions):.3f}")
    for heading in ("confidence", "answerable, answered", "unanswerable, refused", "answered, wrong"):
        table.add_column(heading, justify="right")
    for row in rows(questions):
        table.add_row(f"{row.threshold:.1f}", *map(_share, (row.answered, row.refused, row.wrong)))
    return table


def _interval(ends: tuple[float, float], sign: str) -> str:
    return " to ".join(f"{end:{sign}.4f}" for end in ends)


def _share(share: Share) -> str:
    return f"{share.value:.3f} ({share.low:.3f} to {share.high:.3f})"
