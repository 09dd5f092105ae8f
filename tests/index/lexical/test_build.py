from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical.build import build_postings, join, take
from index.lexical.fields import FieldTokens
from index.lexical.postings import Postings
from index.lexical.vocabulary import Vocabulary

WORDS = st.lists(st.sampled_from(["补贴", "贷款", "纳税", "\ud800"]), max_size=4)
ROWS = st.lists(st.builds(FieldTokens, WORDS, WORDS, WORDS, WORDS), max_size=6)


def shown(postings: Postings) -> dict[str, dict[int, list[int]]]:
    """{term: {row: counts by field}}"""
    index: dict[str, dict[int, list[int]]] = {term: {} for term in postings.vocabulary.terms}
    for term, row, counts in zip(postings.terms, postings.rows, postings.counts, strict=True):
        index[postings.vocabulary.terms[term]][int(row)] = counts.tolist()
    return index


def same(one: Postings, other: Postings) -> bool:
    return shown(one) == shown(other) and one.lengths.tolist() == other.lengths.tolist()


def test_counts_by_field() -> None:
    rows = [
        FieldTokens(title=["贷款"], section_path=["融资"], body=["贷款", "贴息", "贷款"], units=["银行"]),
        FieldTokens(),
        FieldTokens(body=["贴息"]),
    ]
    postings = build_postings(rows)
    assert shown(postings) == {
        "融资": {0: [0, 1, 0, 0]},
        "贴息": {0: [0, 0, 1, 0], 2: [0, 0, 1, 0]},
        "贷款": {0: [1, 0, 2, 0]},
        "银行": {0: [0, 0, 0, 1]},
    }
    assert list(postings.vocabulary.terms) == sorted(postings.vocabulary.terms)
    assert postings.lengths.tolist() == [[1, 1, 3, 1], [0, 0, 0, 0], [0, 0, 1, 0]]


def test_a_count_too_large_for_its_type_is_the_largest() -> None:
    assert build_postings([FieldTokens(body=["税"] * 70_000)]).counts.max() == 65_535


@given(rows=ROWS)
def test_opened_is_what_was_saved(rows: list[FieldTokens], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("lexical")
    postings = build_postings(rows)
    postings.save(folder)
    assert same(Postings.open(folder), postings)


def test_arrays_are_mapped(tmp_path: Path) -> None:
    build_postings([FieldTokens(body=["税"])]).save(tmp_path)
    assert isinstance(Postings.open(tmp_path).rows.base, np.memmap)


def test_a_term_with_a_line_break_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line break"):
        Vocabulary(["纳税", "补\n贴"]).save(tmp_path / "vocabulary.txt")


@given(rows=ROWS, data=st.data())
def test_taken_rows_are_as_if_indexed_alone(rows: list[FieldTokens], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.sampled_from(range(len(rows))), unique=True)) if rows else []
    taken = take(build_postings(rows), np.array(wanted, np.int64))
    assert same(taken, build_postings(rows[row] for row in wanted))


@given(first=ROWS, second=ROWS)
def test_joined_is_as_if_indexed_together(first: list[FieldTokens], second: list[FieldTokens]) -> None:
    assert same(join(build_postings(first), build_postings(second)), build_postings(first + second))
