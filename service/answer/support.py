"""Whether there is enough to answer on: confidence of the best measures, made comparable across scripts."""

import math
import re
from collections.abc import Sequence

from service.answer.evidence import Candidate

FIRST = 3  # measures whose confidence is looked at

THRESHOLD = 0.057
"""The least confidence that is answered.

Of the dev questions that the texts answer it refuses 3 of 155. Of the 32 others 20 are declined by the checks of place,
year, matter and detail at any confidence; the 12 that are left lie below it, the best of them at 0.050. On the test
questions it refuses 9 of 155, and answers 7 of the 33 that the texts don't answer.
"""

WORDS_ALONE = 0.3
"""Confidence by words from which they count by themselves: an encoder that was not calibrated knows a text by its words
then. No unanswerable dev question reaches it that its cosines hold back."""

_UNNAMED = 1.0
"""What a question counts less, in log-odds, whose policy terms none of the best measures names all.

When it was chosen, 83 of 155 dev questions were answered whose answering measures are removed, without it 102; of those
that the texts answer it refused one more.
"""

_LATIN_GAIN = 4.0
"""What a question in Latin script counts more, in log-odds: its cosines with Chinese texts are lower."""

_LATIN = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LEAST = 1e-6


def confidence(question: str, found: Sequence[Candidate]) -> float:
    """That one of the best measures answers a question, 0 to 1; 0 without any."""
    if not found:
        return 0.0
    first = found[:FIRST]
    best = max(candidate.hit.confidence for candidate in first)
    odds = math.log(max(best, _LEAST) / max(1 - best, _LEAST))
    odds += _LATIN_GAIN if is_latin(question) else 0.0
    odds -= 0.0 if any(candidate.on_topic for candidate in first) else _UNNAMED
    both = 1 / (1 + math.exp(-odds))
    words = max(candidate.words for candidate in first)
    return max(both, words) if words >= WORDS_ALONE else both


def is_latin(question: str) -> bool:
    """Whether a question is in Latin script, Chinese words in pinyin included."""
    return len(_CHINESE.findall(question)) < len(_LATIN.findall(question))
