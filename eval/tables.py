"""What a person sees of an evaluation in the terminal."""

from rich.table import Table

from eval.evaluate import Evaluation
from ingest.terminal import console


def print_evaluation(found: Evaluation) -> None:
    """A row for all questions and for each type of them, a column a measure."""
    result = found.to_json()
    table = Table(title=f"{found.dataset.name}, {found.run.name}, generation {found.generation}")
    table.add_column("questions")
    for heading in ("n", *result["metrics"]):
        table.add_column(heading, justify="right")
    rows = {"all": {"n_queries": result["n_queries"], **result["metrics"]}, **result["per_type"]}
    for name, row in rows.items():
        table.add_row(name, str(row["n_queries"]), *(f"{row[measure]:.3f}" for measure in result["metrics"]))
    console().print(table)
