from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.browse.neighbours import Neighbours, neighbours
from index.browse.outline import outline
from index.browse.related import related
from index.snapshot.build import Recipe, build
from index.snapshot.reader import Snapshot, open_current
from ingest.records import Document, Section, Span

MakeDocument = Callable[..., Document]


@pytest.fixture
def documents(document: MakeDocument) -> list[Document]:
    plan = document("a", "序言：总则。", "注销：企业简易注销登记。", "贷款：小微企业贷款贴息。")
    sections = (Section(plan.measures[1].span, "一", "退出", 1), Section(plan.measures[2].span, "二", "融资", 1))
    return [
        replace(plan, sections=sections),
        document("b", "注销：企业简易注销登记公示。", "河流：水库管理。"),
        document("c", "贴息：企业贷款贴息。"),
    ]


@pytest.fixture
def snapshot(documents: list[Document], root: Path, recipe: Recipe) -> Snapshot:
    build(documents, root, recipe)
    return open_current(root)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(0, Neighbours(None, 1), id="first"),
        pytest.param(2, Neighbours(1, None), id="last-of-its-document"),
        pytest.param(3, Neighbours(None, 4), id="first-of-its-document"),
        pytest.param(5, Neighbours(None, None), id="alone"),
    ],
)
def test_neighbours_are_of_the_same_document(snapshot: Snapshot, row: int, expected: Neighbours) -> None:
    assert neighbours(snapshot, row) == expected


def test_the_outline_begins_with_what_stands_before_the_first_heading(snapshot: Snapshot) -> None:
    headings = [(heading.section and heading.section.title, heading.rows) for heading in outline(snapshot, 0)]
    assert headings == [(None, (0,)), ("退出", (1,)), ("融资", (2,))]


def test_a_heading_without_measures_stays(document: MakeDocument, root: Path, recipe: Recipe) -> None:
    plan = document("a", "注销：企业简易注销登记。")
    build(
        [replace(plan, sections=(Section(Span(0, 0), "一", "空", 1), Section(Span(0, 1), "二", "满", 1)))], root, recipe
    )
    assert [heading.rows for heading in outline(open_current(root), 0)] == [(), (0,)]


@pytest.mark.parametrize(
    ("row", "nearest"),
    [pytest.param(1, 3, id="注销"), pytest.param(2, 5, id="贷款"), pytest.param(3, 1, id="and-back")],
)
def test_what_speaks_of_the_same_is_related_across_documents(snapshot: Snapshot, row: int, nearest: int) -> None:
    found = related(snapshot, row)
    own = snapshot.contents.document_of[row]
    assert found[0].row == nearest
    assert all(snapshot.contents.document_of[other.row] != own for other in found)
    assert [other.similarity for other in found] == sorted((other.similarity for other in found), reverse=True)
    assert all(other.similarity > snapshot.floors.dense for other in found)


def test_without_vectors_nothing_is_related(documents: list[Document], root: Path, recipe: Recipe) -> None:
    build(documents, root, replace(recipe, encoder=None))
    assert related(open_current(root), 1) == ()
