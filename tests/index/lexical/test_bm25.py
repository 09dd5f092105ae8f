import math
import subprocess
import sys

import numpy as np
import pytest

from index.lexical.bm25 import Bm25
from index.lexical.build import build_postings
from index.lexical.fields import Bm25Params, FieldTokens
from index.lexical.rank_bm25 import RankBm25
from index.types import QueryTerm

ROWS = [
    FieldTokens(title=["贷款"], body=["小微", "企业"]),
    FieldTokens(body=["贷款", "小微"]),
    FieldTokens(body=["纳税"]),
]


def scores(query: list[QueryTerm], params: Bm25Params | None = None) -> list[float]:
    return [float(score) for score in Bm25(build_postings(ROWS), params or Bm25Params()).scores(query)]


def test_worked_out() -> None:
    # 3 rows of 3, 2 and 1 tokens, 2 on average; 贷款 once in two of them
    idf = math.log(4 / 2)
    longer = idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 3 / 2))
    average = idf * 2.2 / (1 + 1.2)
    assert scores([QueryTerm("贷款")]) == pytest.approx([longer, average, 0])


def test_a_title_can_count_more() -> None:
    first, second, _ = scores([QueryTerm("贷款")], Bm25Params(title=4))
    assert first > second


def test_a_field_of_weight_0_is_as_if_absent() -> None:
    index = Bm25(build_postings(ROWS), Bm25Params(title=0, b=1))
    assert index.scores([QueryTerm("贷款")])[0] == 0
    assert index.document_frequencies()["贷款"] == 1


def test_weights_of_terms() -> None:
    once = np.array(scores([QueryTerm("贷款")]))
    assert scores([QueryTerm("贷款", 0.3)]) == pytest.approx(0.3 * once)
    assert scores([QueryTerm("贷款"), QueryTerm("贷款", 0.3)]) == pytest.approx(1.3 * once)


@pytest.mark.parametrize("query", [[], [QueryTerm("火星")]], ids=["no term", "unknown term"])
def test_nothing_to_find(query: list[QueryTerm]) -> None:
    assert scores(query) == [0, 0, 0]


@pytest.mark.parametrize(
    "values",
    [{"k1": 0}, {"k1": math.inf}, {"k1": math.nan}, {"b": -0.1}, {"b": 1.1}, {"title": -1}, {"title": math.nan},
     {"title": 0, "section_path": 0, "body": 0, "units": 0}],
    ids=str,
)  # fmt: skip
def test_parameters_out_of_range_are_refused(values: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"k1|b is|field weights"):
        Bm25Params(**values)


def test_rank_bm25_refuses_field_weights() -> None:
    with pytest.raises(ValueError, match="field weights"):
        RankBm25(build_postings(ROWS), Bm25Params(title=2))


def test_rank_bm25_is_imported_by_those_who_choose_it() -> None:
    code = "import sys, index.lexical.backends; sys.exit('rank_bm25' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
