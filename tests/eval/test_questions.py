"""The project's own questions: every label finds its measure, and the laws under which they were written hold."""

import json
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from eval.errors import QuestionError
from eval.questions import FILE, Label, Question, Split, Type, load_questions, resolve
from ingest.identity import assign
from ingest.manifest import load_manifest
from ingest.pipeline import parse
from ingest.readers.base import Limits, RawDocument
from ingest.readers.text import TextReader
from ingest.records import Document, Nature
from ingest.repair.script import simplified

UNANSWERABLE = {Type.UNANSWERABLE_NEAR, Type.UNANSWERABLE_FAR}
COPIED_CHARS = 8

Qrels = dict[str, dict[str, int]]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    manifest = load_manifest(Path(__file__).parents[2] / "docs_corpus")
    assert manifest is not None
    found = []
    for path, entry in manifest.entries.items():
        [raw] = TextReader().read(path, Limits())
        assert isinstance(raw, RawDocument)
        found.append(assign(parse(replace(raw, doc_id=entry.id), entry.metadata())))
    return found


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return load_questions()


@pytest.fixture(scope="module")
def qrels(questions: tuple[Question, ...], documents: list[Document]) -> Qrels:
    return resolve(questions, documents)


@pytest.fixture(scope="module")
def measure_texts(documents: list[Document]) -> dict[str, str]:
    return {
        measure.measure_id: measure.span.of(document.text) for document in documents for measure in document.measures
    }


def test_every_question_is_resolved_and_only_unanswerable_ones_have_no_measure(
    questions: tuple[Question, ...], qrels: Qrels
) -> None:
    assert list(qrels) == [question.id for question in questions]
    assert {question.id for question in questions if question.type in UNANSWERABLE} == {
        question_id for question_id, grades in qrels.items() if not grades
    }


def test_an_answerable_question_has_a_full_answer(qrels: Qrels) -> None:
    assert [question_id for question_id, grades in qrels.items() if grades and max(grades.values()) < 2] == []


def test_ids_and_texts_are_unique(questions: tuple[Question, ...]) -> None:
    assert (
        len({question.id for question in questions}) == len({question.text for question in questions}) == len(questions)
    )


@pytest.mark.parametrize(
    ("types", "least"),
    [
        ({Type.LAY}, 70),
        ({Type.KEYWORD}, 25),
        ({Type.NUMBER}, 15),
        ({Type.UNIT}, 15),
        ({Type.DEADLINE}, 12),
        ({Type.HOW_MUCH}, 12),
        ({Type.TRADITIONAL}, 8),
        ({Type.ENGLISH}, 8),
        ({Type.TYPO, Type.PINYIN}, 10),
        ({Type.SEVERAL}, 10),
        ({Type.COMPARISON}, 10),
        (UNANSWERABLE, 55),
    ],
    ids=lambda value: "+".join(sorted(value)) if isinstance(value, set) else None,
)
def test_there_are_enough_of_each_type_on_both_sides(
    questions: tuple[Question, ...], types: set[Type], least: int
) -> None:
    count = Counter(question.split for question in questions if question.type in types)
    assert count.total() >= least
    assert min(count[Split.DEV], count[Split.TEST]) >= least * 0.35


def test_every_measure_but_context_is_asked_for(documents: list[Document], qrels: Qrels) -> None:
    asked = {measure_id for grades in qrels.values() for measure_id in grades}
    unasked = [
        measure.measure_id
        for document in documents
        for measure in document.measures
        if measure.nature is not Nature.CONTEXT and measure.measure_id not in asked
    ]
    assert unasked == []


def test_no_measure_is_on_both_sides(questions: tuple[Question, ...], qrels: Qrels) -> None:
    sides = defaultdict[str, set[Split]](set)
    for question in questions:
        for measure_id in qrels[question.id]:
            sides[measure_id].add(question.split)
    assert [measure_id for measure_id, splits in sides.items() if len(splits) > 1] == []


def test_a_question_that_needs_several_measures_is_labelled_so(questions: tuple[Question, ...], qrels: Qrels) -> None:
    several = [question.id for question in questions if question.type in {Type.SEVERAL, Type.COMPARISON}]
    assert [question_id for question_id in several if len(qrels[question_id]) < 2] == []


def test_no_question_copies_its_answer(
    questions: tuple[Question, ...], qrels: Qrels, measure_texts: dict[str, str]
) -> None:
    copies = [
        (question.id, piece)
        for question in questions
        if question.type is not Type.KEYWORD
        for piece in pieces(simplified(question.text).lower())
        if any(piece in measure_texts[measure_id].lower() for measure_id in qrels[question.id])
    ]
    assert copies == []


def pieces(text: str) -> list[str]:
    return [text[at : at + COPIED_CHARS] for at in range(len(text) - COPIED_CHARS + 1)]


def test_traditional_questions_are_traditional_and_english_ones_ascii(questions: tuple[Question, ...]) -> None:
    for question in questions:
        if question.type is Type.TRADITIONAL:
            assert simplified(question.text) != question.text
        if question.type is Type.ENGLISH:
            assert question.text.isascii()


def asking(*labels: Label) -> Question:
    return Question("q1", "谁管破产", Type.UNIT, Split.DEV, labels)


DORMANT = "允许商事主体（非上市公司）根据自身经营实际需要申请“休眠”"


def test_the_best_grade_of_several_quotes_in_one_measure_counts(documents: list[Document]) -> None:
    labels = [Label("dalian-plan-2022-2024", quote, grade) for quote, grade in ((DORMANT, 2), ("载入经营异常名录", 1))]  # type: ignore[arg-type]
    [grades] = resolve([asking(*labels)], documents).values()
    assert [*grades.values()] == [2]


@pytest.mark.parametrize(
    ("doc", "quote", "why"),
    [
        pytest.param("dalian-plan-2026", DORMANT, "is in no measure of dalian-plan-2026", id="other-document"),
        pytest.param(
            "dalian-plan-2026", "责任单位：市法院", "is in 4 measures of dalian-plan-2026", id="four-measures"
        ),
        pytest.param(
            "dalian-plan-2026", "深化惠企政策精准化建设", "is in no measure of dalian-plan-2026", id="heading"
        ),
        pytest.param("dalian-plan-2027", DORMANT, "'dalian-plan-2027', which is not among", id="no-such-document"),
    ],
)
def test_a_label_that_finds_no_one_measure_is_an_error(
    documents: list[Document], doc: str, quote: str, why: str
) -> None:
    with pytest.raises(QuestionError, match=why) as caught:
        resolve([asking(Label(doc, quote, 2))], documents)
    assert (caught.value.question, caught.value.quote) == ("q1", quote)


LINE = {"id": "q1", "text": "谁管", "type": "unit", "split": "dev", "labels": []}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        pytest.param([LINE, LINE], "line 2 repeats the id 'q1' of line 1", id="same-id"),
        pytest.param([LINE, LINE | {"id": "q2", "type": "riddle"}], "line 2 type: ", id="unknown-type"),
        pytest.param(
            [LINE | {"labels": [{"doc": "d", "quote": "x", "grade": 3}]}], "line 1 labels 0 grade: ", id="grade"
        ),
        pytest.param(
            [LINE | {"labels": [{"doc": "d", "quote": "", "grade": 1}]}], "line 1 labels 0 quote: ", id="empty"
        ),
        pytest.param([LINE | {"lables": []}], "line 1 lables: ", id="misspelt-key"),
        pytest.param(["not an object"], "line 1: ", id="no-object"),
    ],
)
def test_a_line_that_is_no_question_is_an_error_with_its_place(tmp_path: Path, lines: list[object], why: str) -> None:
    path = tmp_path / FILE
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    with pytest.raises(QuestionError) as caught:
        load_questions(tmp_path)
    assert str(caught.value).startswith(f"{path}: {why}")


def test_a_folder_without_questions_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"questions\.jsonl: can't be read"):
        load_questions(tmp_path)
