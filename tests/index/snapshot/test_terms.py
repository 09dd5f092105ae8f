from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.lexical.postings import ARRAYS, Postings
from index.snapshot.build import Recipe, build
from index.snapshot.reader import LEXICAL
from ingest.records import Document

MakeDocument = Callable[..., Document]
LINES = ["开办：公司暂时没有生意。", "注销：简易注销。", "融资：小微企业贷款贴息。||市税务局", "用电：零投资。"]

corpora = st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=4), min_size=1, max_size=3)


def postings_of(root: Path, name: str) -> Postings:
    return Postings.open(root / name / LEXICAL)


def assert_equal(one: Postings, other: Postings) -> None:
    assert one.vocabulary.terms == other.vocabulary.terms
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=corpora, after=corpora)
def test_an_index_with_rows_taken_over_equals_one_from_nothing(
    before: list[list[str]], after: list[list[str]], document: MakeDocument, recipe: Recipe,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    root, fresh = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("fresh")
    build(
        [document("d", *lines, title="") if not n else document(f"d{n}", *lines) for n, lines in enumerate(before)],
        root,
        recipe,
    )
    documents = [
        document("d", *lines, title="") if not n else document(f"d{n}", *lines) for n, lines in enumerate(after)
    ]
    again = build(documents, root, recipe).generation
    alone = build(documents, fresh, recipe).generation
    assert_equal(postings_of(root, again), postings_of(fresh, alone))


def test_only_new_rows_are_segmented(
    root: Path, recipe: Recipe, document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([document("a", *LINES)], root, recipe)
    seen = list[str]()
    tokens = recipe.analyzer.tokens

    def listen(text: str) -> object:
        seen.append(text)
        return tokens(text)

    monkeypatch.setattr(recipe.analyzer, "tokens", listen)
    build([document("a", *LINES, "新增：告知承诺。")], root, recipe)
    assert seen[:4] == ["新增", "a", "一", "告知承诺。"]
    assert seen[4:] == ["公司暂时没有生意。", "小微企业贷款贴息。", "告知承诺。"]  # the probe of the finished index


def test_a_damaged_generation_is_not_built_upon(root: Path, recipe: Recipe, document: MakeDocument) -> None:
    first = build([document("a", *LINES)], root, recipe).generation
    (root / first / "lexical" / "rows.npy").write_bytes(b"")
    again = build([document("a", *LINES)], root, recipe).generation
    assert postings_of(root, again).n_rows == len(LINES)
