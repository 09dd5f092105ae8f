"""Search terms of a text, the same for documents and questions.

Stop words and everything that is no letter or digit part a text into runs. A run of Han characters gives its bigrams,
whether they are words or not, its words of one character, and the longer policy terms in it; a run of letters and
digits is one term (5g, pm2.5, 12345, e-mail). Bigrams find what no dictionary holds, and no segmentation can part a
question from its document. BM25 (k1 1.2, b 0.75) with every term counting 1, on STARD (1,235 questions, 58,713
articles), nDCG@10 and Recall@100: this 0.378 and 0.672; without policy terms and single characters 0.381 and 0.676.
With a shorter stop list and without the policy dictionary: bigrams 0.382 and 0.676, jieba's search mode 0.368 and
0.665, its plain words 0.365 and 0.661, bigrams and all longer words 0.374 and 0.667. Chosen on these same questions.
Source of the idea: Nie, Gao, Zhang and Zhou, On the use of words and n-grams for Chinese information retrieval, 2000.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from index.analyzer.dictionaries import Dictionaries, project_dictionaries
from index.analyzer.fold import Folded, fold
from index.analyzer.han import HAN, is_han
from index.analyzer.segmenter import Segmenter
from index.analyzer.spelling import VERSION as VERSION_OF_SPELLING
from index.analyzer.spelling import Spelling
from index.types import Token

VERSION = 1  # raise it when the code below, or folding, gives other tokens
WHOLE = 3  # characters from which a policy term is a search term as a whole; a shorter one is a bigram

_RUN = re.compile(
    rf"(?P<han>[{HAN}]+)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?![\d,]))"
    rf"|(?P<word>[^\W_{HAN}]+(?:(?:(?<=\d)\.(?=\d)|[-&](?=[a-z]))[^\W_{HAN}]+)*)"
)
_LETTER_OR_DIGIT = re.compile(rf"[^\W_{HAN}]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a folded text between stop words and marks.

    Attributes:
        text: its characters.
        start: where it stands in the folded text.
        words: the words it is made of; if it is not Han, itself, a number without the marks that group its digits.
    """

    text: str
    start: int
    words: tuple[str, ...]

    def terms(self) -> Iterator[tuple[int, int]]:
        """Where its terms stand in the folded text: bigrams and single words, or all of it."""
        at, end = self.start, self.start + len(self.text)
        if len(self.text) == 1 or not is_han(self.text[0]):
            yield at, end
            return
        yield from ((start, start + 2) for start in range(at, end - 1))
        for word in self.words:
            if len(word) == 1:
                yield at, at + 1
            at += len(word)


class Analyzer:
    """Cuts texts into search terms. Immutable once made; usable from several threads."""

    def __init__(self, cache_dir: Path = Path("var/cache"), dictionaries: Dictionaries | None = None) -> None:
        """Load the dictionaries, in 0.3 to 1.5 s.

        Args:
            cache_dir: for the cache files of segmenter and spelling; nothing is written elsewhere.
            dictionaries: in place of the project's own.
        """
        known = dictionaries or project_dictionaries()
        self._known = known
        self._cache_dir = cache_dir
        self._segmenter = Segmenter(known.terms | known.names | known.stop_words, cache_dir)
        self._whole = AhoCorasick(sorted(term for term in known.terms if len(term) >= WHOLE))

    @cached_property
    def analyzer_id(self) -> str:
        """Names the tokens that this analyzer gives: an index built under another id can't be searched with it."""
        known = self._known
        made_of = {
            "code": VERSION,
            "tables": [version("jieba"), version("OpenCC"), unicodedata.unidata_version],
            "words": [sorted(words) for words in (known.terms, known.names, known.stop_words)],
        }
        return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:16]

    @cached_property
    def spelling(self) -> Spelling:
        """Reads pinyin as words of the dictionary; takes 3 s the first time, and a tenth of it with its cache file."""
        cache = self._cache_dir / f"spelling-{VERSION_OF_SPELLING}-{version('pypinyin')}-{self.analyzer_id}.json"
        return Spelling.of(self.dictionary(), self.word_likelihood, cache)

    def tokens(self, text: str) -> list[Token]:
        """The search terms of `text` with their offsets in it, by start, then end; they may overlap."""
        folded = fold(text)
        return self.tokens_of(folded, self.runs(folded.text))

    def tokens_of(self, folded: Folded, runs: Iterable[Run]) -> list[Token]:
        """The search terms of a text that was folded and cut into runs before."""
        places = {place for run in runs for place in run.terms()}
        places.update(self._policy_terms(folded.text))
        return [_token(folded, start, end) for start, end in sorted(places)]

    def runs(self, folded: str) -> Iterator[Run]:
        """The runs of a folded text, in order."""
        for match in _RUN.finditer(folded):
            if match.lastgroup == "han":
                yield from self._han_runs(match[0], match.start())
            elif match[0] not in self._known.stop_words:
                yield Run(match[0], match.start(), (_ungrouped(match[0]),))

    def likelihood(self, run: str) -> float:
        """log10 of the probability of a run of folded Han characters, see `Segmenter.likelihood`."""
        return self._segmenter.likelihood(run)

    def word_likelihood(self, word: str) -> float:
        """The same of a word of the dictionary or an index, see `Segmenter.word_likelihood`."""
        return self._segmenter.word_likelihood(word)

    def dictionary(self) -> Iterator[str]:
        """Every word that segmentation knows."""
        return self._segmenter.vocabulary()

    def _han_runs(self, text: str, at: int) -> Iterator[Run]:
        for stops, group in groupby(self._segmenter.words(text), key=self._known.stop_words.__contains__):
            words = tuple(group)
            run = "".join(words)
            if not stops:
                yield Run(run, at, words)
            at += len(run)

    def _policy_terms(self, folded: str) -> Iterator[tuple[int, int]]:
        for _, start, end in self._whole.find_matches_as_indexes(folded, overlapping=True):
            if not (_cuts_word(folded, start) or _cuts_word(folded, end)):
                yield start, end


def _token(folded: Folded, start: int, end: int) -> Token:
    return Token(_ungrouped(folded.text[start:end]), *folded.source(start, end))


def _ungrouped(term: str) -> str:
    """A number without the marks that group its digits: 10,000 is 10000. No other term holds a comma."""
    return term.replace(",", "")


def _cuts_word(folded: str, at: int) -> bool:
    """Whether letters or digits stand on both sides: 5g inside of 15g is no term."""
    return (
        0 < at < len(folded)
        and _LETTER_OR_DIGIT.match(folded, at - 1, at) is not None
        and (_LETTER_OR_DIGIT.match(folded, at, at + 1) is not None)
    )
