"""The two plans against gold read by hand: every measure, title, body, section path, deadline, unit and area."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import parse
from ingest.readers.base import Limits, RawDocument
from ingest.readers.text import TextReader
from ingest.records import Kind, Metadata, Nature

PLANS = {"dalian-plan-2022-2024": "2022", "dalian-plan-2026": "2026"}


def read(name: str) -> RawDocument:
    [raw] = TextReader().read(Path(f"docs_corpus/{name}.txt"), Limits())
    assert isinstance(raw, RawDocument)
    return raw


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_read_as_a_person_reads_it(name: str) -> None:
    gold: list[dict[str, Any]] = [
        json.loads(line) for line in Path(f"tests/gold/{name}.jsonl").read_text().splitlines()
    ]
    document = parse(read(name), Metadata(kind=Kind.PLAN, valid_from=PLANS[name], jurisdiction="210200"))
    measures = [
        {
            "number": measure.number,
            "section_path": list(measure.section_path),
            "title": measure.title,
            "text": measure.text_span.of(document.text),
            "deadlines": [[deadline.date, deadline.ongoing] for deadline in measure.fields.deadlines],
            "units": [[unit.name, unit.role] for unit in measure.fields.units],
            "areas": [area.name for area in measure.fields.areas],
        }
        for measure in document.measures
        if measure.nature is not Nature.CONTEXT
    ]
    assert measures == gold


@pytest.mark.parametrize(
    ("name", "measures", "natures"),
    [
        ("dalian-practices-2023", 25, {Nature.RESULT}),
        ("dalian-npc-report-2021", 18, {Nature.RESULT, Nature.COMMITMENT}),
        ("dalian-plan-2026", 50, {Nature.COMMITMENT}),
        ("shenyang-briefing-2022", 14, {Nature.RESULT, Nature.COMMITMENT}),
        ("dalian-plan-2022-2024", 75, {Nature.COMMITMENT}),
    ],
)
def test_each_text_has_its_measures(name: str, measures: int, natures: set[Nature]) -> None:
    kinds = {"practices": Kind.PRESS, "briefing": Kind.PRESS, "npc": Kind.REPORT, "plan": Kind.PLAN}
    document = parse(read(name), Metadata(kind=kinds[name.split("-")[1]], published="2022-08-17"))
    found = [measure.nature for measure in document.measures if measure.nature is not Nature.CONTEXT]
    assert (len(found), set(found)) == (measures, natures)


def test_results_and_goals_of_the_briefing_are_told_apart() -> None:
    document = parse(read("shenyang-briefing-2022"), Metadata(kind=Kind.PRESS, published="2022-08-17"))
    natures = [measure.nature for measure in document.measures if measure.nature is not Nature.CONTEXT]
    assert natures == [Nature.RESULT] * 6 + [Nature.COMMITMENT] * 8
