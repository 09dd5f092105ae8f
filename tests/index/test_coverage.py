from math import log

import numpy as np
import pytest

from index.analyzer.vocabulary import Vocabulary
from index.coverage import coverage
from index.types import QueryTerm

VOCABULARY = Vocabulary("any", 100, {"歇业": 1, "公司": 50}, {})
RARE = log(1 + (100 - 1 + 0.5) / (1 + 0.5))
COMMON = log(1 + (100 - 50 + 0.5) / (50 + 0.5))
OWN = (QueryTerm("歇业"), QueryTerm("公司"))
LIGHT = (QueryTerm("歇业", 0.7), QueryTerm("公司", 0.7))


BOTH = {"歇业", "公司"}


@pytest.mark.parametrize(
    ("terms", "own", "held", "expected"),
    [
        pytest.param(OWN, BOTH, BOTH, 1.0, id="all"),
        pytest.param(OWN, BOTH, {"歇业"}, RARE / (RARE + COMMON), id="the-rare-word"),
        pytest.param(OWN, BOTH, set(), 0.0, id="none"),
        pytest.param(LIGHT, BOTH, {"歇业"}, RARE / (RARE + COMMON), id="own-terms-may-be-light"),
        pytest.param((), set(), set(), 0.0, id="no-terms"),
        pytest.param((*OWN, QueryTerm("休眠", 0.5)), BOTH, {*BOTH, "休眠"}, 1.0, id="never-above-1"),
        pytest.param(
            (OWN[1], QueryTerm("歇业", 0.5)), {"公司"}, {"歇业"}, min(1, 0.5 * RARE / COMMON), id="a-rewrite-makes-up"
        ),
    ],
)
def test_coverage(terms: tuple[QueryTerm, ...], own: set[str], held: set[str], expected: float) -> None:
    np.testing.assert_allclose(coverage(VOCABULARY, terms, own, [held]), [expected], rtol=1e-6)
