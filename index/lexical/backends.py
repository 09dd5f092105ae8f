"""The libraries that can score by words."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from index.lexical.bm25 import Bm25
from index.lexical.fields import Bm25Params
from index.lexical.postings import Postings
from index.lexical.rank_bm25 import RankBm25
from index.types import Lexical, QueryTerm, Rows


class LexicalIndex(Lexical, Protocol):
    """A Lexical that can explain itself."""

    def term_scores(self, terms: Sequence[QueryTerm], rows: Rows) -> list[dict[str, float]]:
        """What each matching term gives to each of some rows, so that a row's values add up to its score."""
        ...

    def document_frequencies(self) -> Mapping[str, int]:
        """How many rows hold each term in a field that counts."""
        ...


class LexicalBackend(StrEnum):
    """Who does the arithmetic."""

    IMPACTS = "impacts"
    RANK_BM25 = "rank_bm25"

    def of(self, postings: Postings, params: Bm25Params) -> LexicalIndex:
        """An index that scores these postings with these parameters. Raises ValueError if the library can't."""
        return _MAKERS[self](postings, params)


_MAKERS: Mapping[LexicalBackend, Callable[[Postings, Bm25Params], LexicalIndex]] = {
    LexicalBackend.IMPACTS: Bm25,
    LexicalBackend.RANK_BM25: RankBm25,
}
