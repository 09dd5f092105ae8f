"""What an answer to a search takes in memory, closely enough to bound a cache by it."""

from index.hits import Hit, SearchResult

_ANSWER = 16_384  # facets and all that comes once
_HIT = 4_096  # objects around the texts of a hit: units, deadlines, marks, numbers
_CHARACTER = 2  # of Chinese


def weight(result: SearchResult) -> int:
    """Bytes of an answer, from the lengths of its texts; within a factor of two of what measuring each object gives."""
    return _ANSWER + sum(_HIT + _CHARACTER * _characters(hit) for hit in result.hits)


def _characters(hit: Hit) -> int:
    return len(hit.text) + len(hit.title) + len(hit.citation.quote) + (len(hit.why.passage) if hit.why else 0)
