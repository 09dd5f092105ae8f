"""The questions on which systems differ, their hits side by side."""

from collections.abc import Iterator
from html import escape

import numpy as np

from eval.dataset import Query
from eval.report.records import Report
from eval.runs import Run

SHOWN_QUESTIONS, SHOWN_HITS, SHOWN_CHARS = 15, 5, 160


def differences(report: Report) -> Iterator[str]:
    """HTML, for each system but the baseline, of the questions that it wins and loses most on."""
    baseline, measure = report.systems[0], report.comparisons.measure
    for system in report.systems[1:]:
        gains = system.values[measure] - baseline.values[measure]
        for heading, better in (("wins", gains), ("losses", -gains)):
            changed = [place for place in np.argsort(-better, kind="stable") if better[place] > 0]
            yield f"<h2>{escape(system.run.name)}: {heading} against {escape(baseline.run.name)} ({len(changed)})</h2>"
            for place in changed[:SHOWN_QUESTIONS]:
                yield _question(report, report.dataset.answerable[place], gains[place], (baseline.run, system.run))


def _question(report: Report, query: Query, gain: float, runs: tuple[Run, Run]) -> str:
    kind = f"<small>{escape(query.id)} {escape(query.type)}</small>"
    sides = "".join(_side(report, query, run) for run in runs)
    summary = f"<summary>{gain:+.3f} {escape(query.text)} {kind}</summary>"
    return f'<details>{summary}<div class="sides">{sides}</div></details>'


def _side(report: Report, query: Query, run: Run) -> str:
    grades = report.dataset.qrels[query.id]
    hits = []
    for name, _ in run.rankings.get(query.id, ())[:SHOWN_HITS]:
        grade = grades.get(name, 0)
        mark = f' class="answer" title="grade {grade}"' if grade > 0 else ""
        text = report.text(name)
        shown = text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}…"
        hits.append(f"<li{mark}>{'✓ ' if grade > 0 else ''}{escape(shown)} <small>{escape(name)}</small></li>")
    return f"<div>{escape(run.name)}<ol>{''.join(hits)}</ol></div>"
