from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from index.analyzer.query import QueryAnalyzer
from index.analyzer.synonyms import SynonymEntry, Synonyms
from index.analyzer.tokenizer import Analyzer
from index.analyzer.vocabulary import Vocabulary

QueriesTo = Callable[..., QueryAnalyzer]


@pytest.fixture(scope="session")
def analyzer(tmp_path_factory: pytest.TempPathFactory) -> Analyzer:
    return Analyzer(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def vocabulary_of(analyzer: Analyzer) -> Callable[..., Vocabulary]:
    def build(*units: str) -> Vocabulary:
        frequencies = Counter(term for unit in units for term in {token.text for token in analyzer.tokens(unit)})
        return Vocabulary.of(frequencies, len(units), analyzer)

    return build


@pytest.fixture(scope="session")
def queries_to(analyzer: Analyzer, vocabulary_of: Callable[..., Vocabulary]) -> QueriesTo:
    """Analyzes queries to an index of some units; `synonyms` in place of the project's own."""

    def build(*units: str, synonyms: dict[str, tuple[str, ...]] | None = None) -> QueryAnalyzer:
        own = None
        if synonyms is not None:
            own = Synonyms(
                SynonymEntry(lay=(lay,), official=official, source="test") for lay, official in synonyms.items()
            )
        return QueryAnalyzer(analyzer, vocabulary_of(*units), own)

    return build


@pytest.fixture(scope="session")
def any_text() -> st.SearchStrategy[str]:
    return st.text(
        alphabet=st.one_of(st.characters(codec=None), st.sampled_from("營業执照找不能停 zhuxiaoyyz５G.-,10\0\ud800①")),
        max_size=60,
    )
