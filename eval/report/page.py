"""The page: tables, bars by type, curves, and the questions on which systems differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

import numpy as np

from eval.abstention import Judged, area, risk_coverage
from eval.compare import Comparisons
from eval.dataset import Dataset, Query
from eval.metrics import Values, by_type
from eval.report.charts import Points, bars, curves
from eval.report.differences import differences
from eval.report.records import Report
from eval.runs import Run

CURVE_HITS = 20

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid #8884; text-align: right; vertical-align: top; }
th:first-child, td:first-child { text-align: left; }
.scroll { overflow-x: auto; }
figure { margin: 1rem 0 2rem; overflow-x: auto; }
figcaption { font-weight: 600; }
svg text { fill: currentColor; font-size: 12px; }
svg .grid { stroke: #8886; }
.legend span { margin-right: 1rem; }
.legend i { display: inline-block; width: .8em; height: .8em; margin-right: .3em; }
details { border-bottom: 1px solid #8884; padding: .3rem 0; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
li.answer { font-weight: 600; }
small { opacity: .75; }
"""


def page(report: Report) -> str:
    """The page as HTML that needs nothing else; all texts are escaped and nothing runs."""
    title = escape(f"{report.dataset.name}: retrieval")
    parts = [
        f"<h1>{title}</h1>",
        _table(("", ""), report.facts.items()),
        "<h2>Systems</h2>",
        _measures(report),
        _comparisons(report.comparisons),
        *_charts(report),
        *differences(report),
    ]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _measures(report: Report) -> str:
    names = [*report.systems[0].values]
    rows = ((system.run.name, *(f"{system.values[name].mean():.3f}" for name in names)) for system in report.systems)
    return _table(("system", *names), rows)


def _comparisons(found: Comparisons) -> str:
    low, high = found.interval
    rows = [(found.baseline, f"{found.mean:.4f}", f"{low:.4f} to {high:.4f}", "", "", "", "", "")]
    rows += [
        (
            system.system,
            f"{system.mean:.4f}",
            "",
            f"{system.gain:+.4f}",
            f"{system.interval[0]:+.4f} to {system.interval[1]:+.4f}",
            f"{system.p:.4f}",
            f"{system.p_holm:.4f}",
            f"{system.wins} / {system.losses}",
        )
        for system in found.systems
    ]
    headings = ("system", found.measure, "95 % interval", "gain", "95 % of the gain", "p", "p (Holm)", "wins / losses")
    return _table(headings, rows)


def _charts(report: Report) -> Iterator[str]:
    systems, measure = report.systems, report.comparisons.measure
    types = by_type(report.dataset.answerable)
    if len(types) > 1:
        series = {system.run.name: _type_means(system.values[measure], types) for system in systems}
        yield bars(f"{measure} by type of question", [f"{name} ({len(held)})" for name, held in types.items()], series)
    found = {system.run.name: _found_by(report.dataset, system.run) for system in systems}
    yield curves("Questions with an answer among the first hits", "hits", "share", CURVE_HITS, found)
    judged = {system.run.name: system.judged for system in systems if system.judged}
    if judged:
        risks = {f"{name} (area {area(held):.3f})": _risk(held) for name, held in judged.items()}
        yield curves("Risk of answering, the most confident first", "coverage", "risk", 1.0, risks)


def _type_means(values: Values, types: Mapping[str, np.ndarray]) -> list[float]:
    return [float(values[places].mean()) for places in types.values()]


def _found_by(dataset: Dataset, run: Run) -> Points:
    """Share of the answerable questions with an answer among the first 1, 2, ... hits."""
    firsts = np.array(
        [_first_answer(run, query, names) for query, names in zip(dataset.answerable, dataset.answers, strict=True)]
    )
    return [(hits, float(np.mean(firsts <= hits))) for hits in range(1, CURVE_HITS + 1)]


def _first_answer(run: Run, query: Query, answers: frozenset[str]) -> float:
    ranks = (rank for rank, (name, _) in enumerate(run.rankings.get(query.id, ()), start=1) if name in answers)
    return next(ranks, float("inf"))


def _risk(questions: Judged) -> Points:
    coverage, risk = risk_coverage(questions)
    return [*zip(coverage.tolist(), risk.tolist(), strict=True)]


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table><tr>{head}</tr>{body}</table></div>'
