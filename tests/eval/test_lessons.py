"""What the encoder learns from."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from eval.adaptation.judgements import read_judgements
from eval.adaptation.lessons import Lesson, held_out, read_lessons
from eval.errors import UnusableFile
from eval.questions import load_questions
from index.analyzer.fold import fold

TEXTS = Path(__file__).parents[2] / "docs_corpus"
LONGEST = 16  # characters in a row that a clause may share with the texts, such as the name of a ministry

LIKE = 10  # and a question with one that is measured


def bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text).text))


def stretches(texts: Iterable[str], size: int) -> Iterator[str]:
    for text in map(bare, texts):
        yield from (text[at : at + size] for at in range(len(text) - size + 1))


def test_lessons_teach_neither_the_texts_nor_the_questions_that_are_measured() -> None:
    lessons = read_lessons()
    held = set(stretches((path.read_text() for path in TEXTS.glob("*.txt")), LONGEST))
    assert [lesson.clause for lesson in lessons if held & set(stretches([lesson.clause], LONGEST))] == []
    asked = {text for lesson in lessons for text in (*lesson.questions, *lesson.near)}
    measured = set(stretches((question.text for question in load_questions()), LIKE))
    assert [text for text in asked if measured & set(stretches([text], LIKE))] == []


def test_every_lesson_is_held_out_or_learnt() -> None:
    lessons = read_lessons()
    learnt, measured = held_out(lessons, 0.1, seed=1)
    assert len(measured) == round(len(lessons) * 0.1)
    assert sorted(map(repr, [*learnt, *measured])) == sorted(map(repr, lessons))
    assert held_out(lessons, 0.1, seed=1) == (learnt, measured)


@pytest.mark.parametrize(
    "line",
    ["{", '{"clause": "", "questions": ["a"], "near": ["b"]}', '{"clause": "c", "questions": [], "near": ["b"]}'],
    ids=["no-json", "no-clause", "no-question"],
)
def test_what_is_no_lesson_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "some.jsonl").write_text('{"clause": "c", "questions": ["a"], "near": ["b"]}\n' + line + "\n")
    with pytest.raises(UnusableFile, match=r"some\.jsonl: line 2"):
        read_lessons(tmp_path)


def test_a_folder_without_lessons_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="has no lessons"):
        read_lessons(tmp_path)


def test_every_judgement_is_of_clauses_that_lessons_hold_and_of_questions_that_they_ask() -> None:
    lessons = read_lessons()
    asked = {text for lesson in lessons for text in (*lesson.questions, *lesson.near)}
    judgements = read_judgements(lessons)
    assert {judged.question for judged in judgements} <= asked
    assert all(len(set(judged.clauses)) == len(judged.clauses) == len(judged.grades) for judged in judgements)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", ""),
        ('{"question": "a", "grades": {}}', ""),
        ('{"question": "a", "grades": {"2e7d2c03a9": 3}}', "less than or equal to 2"),
        ('{"question": "a", "grades": {"0000000000": 1}}', "no lesson has the clause 0000000000"),
    ],
    ids=["no-json", "no-clause", "no-grade", "unknown-clause"],
)
def test_what_is_no_judgement_is_named_by_its_line(tmp_path: Path, line: str, why: str) -> None:
    # "2e7d2c03a9…" is the SHA-256 of "c"
    (tmp_path / "pairs.jsonl").write_text('{"question": "a", "grades": {"2e7d2c03a9": 2}}\n' + line + "\n")
    with pytest.raises(UnusableFile, match=rf"pairs\.jsonl: line 2.*{why}"):
        read_judgements([Lesson("c", ("a",), ("b",))], tmp_path / "pairs.jsonl")


def test_a_file_without_judgements_is_named(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text("")
    with pytest.raises(UnusableFile, match="has no judgements"):
        read_judgements([], tmp_path / "pairs.jsonl")
