"""A question as weighted terms: the user's own, and few and light rewrites of them."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.analyzer.fold import Folded, fold
from index.analyzer.repair import Repair
from index.analyzer.rewrites import Proposal, Rewrite, weight
from index.analyzer.synonyms import Synonyms, project_synonyms
from index.analyzer.tokenizer import Analyzer, Run
from index.analyzer.vocabulary import Vocabulary, parts_of
from index.errors import AnalyzerMismatch
from index.types import QueryTerm, Token

# What a bigram counts that two words meet in, and a word of one character that is also part of bigrams. On STARD
# 0.6 to 0.8 are alike; against 1 Recall@100 goes from 0.675 to 0.683, on the questions that it was chosen on.
PART = 0.7


@dataclass(frozen=True, slots=True)
class AnalyzedQuery:
    """What is looked for.

    Attributes:
        text: the query, as given.
        heard: the same, pinyin in it read as words; the query itself where there is none.
        tokens: its terms with their offsets in `text`.
        terms: what is looked for, each once: the user's own terms with weight 1, or PART if they are no words, then
            those of rewrites. Empty for a query of marks and stop words.
        rewrites: what gave the terms that are not the user's own, in order of place.
        coverage: how much of the query the index knows, 0 to 1: the share of its words whose terms all occur, each
            word by its mean idf; of a word that does not, what a rewrite that stands in for it counts. 0 for a query
            without words.
        marked: the terms that are worth highlighting: those inside of a word, not those that two words meet in.
    """

    text: str
    heard: str
    tokens: tuple[Token, ...]
    terms: tuple[QueryTerm, ...]
    rewrites: tuple[Rewrite, ...]
    coverage: float
    marked: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Question:
    """A query on its way: `own` is what each of the user's own terms counts."""

    text: str
    folded: Folded
    runs: Sequence[Run]
    tokens: tuple[Token, ...]
    own: Mapping[str, float]

    def terms_within(self, span: tuple[int, int]) -> dict[str, float]:
        within = (token.text for token in self.tokens if span[0] <= token.start and token.end <= span[1])
        return {term: self.own[term] for term in within}

    def is_within_run(self, start: int, end: int) -> bool:
        return any(run.start <= start and end <= run.start + len(run.text) for run in self.runs)


class QueryAnalyzer:
    """Analyzes the queries to one index. Made once for it; usable from several threads."""

    def __init__(self, analyzer: Analyzer, vocabulary: Vocabulary, synonyms: Synonyms | None = None) -> None:
        """Prepare the fallbacks.

        Args:
            analyzer: the one that built the index.
            vocabulary: of the index.
            synonyms: in place of the project's own.

        Raises AnalyzerMismatch when another analyzer built the index.
        """
        if vocabulary.analyzer_id != analyzer.analyzer_id:
            raise AnalyzerMismatch(index_analyzer=vocabulary.analyzer_id, analyzer=analyzer.analyzer_id)
        self._analyzer, self._vocabulary = analyzer, vocabulary
        self._synonyms = synonyms or project_synonyms()
        self._repair = Repair(vocabulary, analyzer)

    def warm(self) -> None:
        """Load now what would else be loaded by the first query that needs it."""
        self._repair.warm()

    def heard(self, query: str) -> str:
        """A query with its pinyin read as words; as it is where it has none."""
        folded = fold(query)
        return self._heard(folded, list(self._analyzer.runs(folded.text)), query)

    def analyze(self, query: str) -> AnalyzedQuery:
        """The terms of a query and their weights. Takes any string."""
        folded = fold(query)
        runs = list(self._analyzer.runs(folded.text))
        tokens = tuple(self._analyzer.tokens_of(folded, runs))
        marked = set(_within_words(runs)) | {token.text for token in tokens if len(token.text) != 2}
        alone = {run.text for run in runs}
        own = {token.text: _own_weight(token.text, marked, alone) for token in tokens}
        question = _Question(query, folded, runs, tokens, own)
        weights = dict(own)
        rewrites: dict[tuple[str, str, str], Rewrite] = {}  # of a phrase that is said twice, once
        standing_in: list[tuple[Proposal, float]] = []
        for proposal in self._proposals(question):
            terms, counts = self._weighed(proposal, question)
            if terms:
                standing_in.append((proposal, counts))
                marked.update(*terms.values())
            for target, its_terms in terms.items():
                rewrite = _rewrite(proposal, target, counts, question)
                rewrites.setdefault((rewrite.kind, rewrite.source, target), rewrite)
                for term in its_terms:
                    weights[term] = max(counts, weights.get(term, 0.0))
        return AnalyzedQuery(
            query,
            self._heard(folded, runs, query),
            tokens,
            tuple(QueryTerm(term, value) for term, value in weights.items()),
            tuple(sorted(rewrites.values(), key=lambda rewrite: rewrite.span)),
            self._coverage(runs, standing_in),
            frozenset(marked),
        )

    def _heard(self, folded: Folded, runs: Sequence[Run], query: str) -> str:
        heard = self._repair.heard(folded.text, runs)
        return query if heard == folded.text else heard

    def _proposals(self, question: _Question) -> Iterator[Proposal]:
        lay = list(self._synonyms.find(question.folded.text))
        yield from lay
        left = [run for run in question.runs if not _is_within(run, lay)]
        yield from self._repair.proposals(question.folded.text, left)

    def _weighed(self, proposal: Proposal, question: _Question) -> tuple[dict[str, set[str]], float]:
        """The terms that each target of a proposal adds, those that add none left out, and what a term counts."""
        terms = {target: self._known_terms(target) - question.own.keys() for target in proposal.targets}
        terms = {target: added for target, added in terms.items() if added}
        if not terms:
            return {}, 0.0
        source = question.terms_within(question.folded.source(proposal.start, proposal.end))
        is_term = question.is_within_run(proposal.start, proposal.end)
        return terms, weight(proposal.kind, source, set().union(*terms.values()), self._vocabulary, is_term=is_term)

    def _known_terms(self, target: str) -> set[str]:
        terms = {token.text for token in self._analyzer.tokens(target)}
        return terms & self._vocabulary.frequencies.keys()

    def _coverage(self, runs: Sequence[Run], standing_in: Sequence[tuple[Proposal, float]]) -> float:
        known = self._vocabulary
        total = held = 0.0
        for word, start in _placed_words(runs):
            value, end = known.weight(word), start + len(word)
            found = [counts for rewrite, counts in standing_in if rewrite.start < end and start < rewrite.end]
            total += value
            held += value * (1.0 if known.knows(word) else max(found, default=0.0))
        return held / total if total else 0.0


def _rewrite(proposal: Proposal, target: str, counts: float, question: _Question) -> Rewrite:
    span = question.folded.source(proposal.start, proposal.end)
    return Rewrite(proposal.kind, question.text[slice(*span)], target, counts, span)


def _own_weight(term: str, marked: Container[str], alone: Container[str]) -> float:
    is_inner = len(term) == 1 and term not in alone
    return PART if is_inner or term not in marked else 1.0


def _within_words(runs: Iterable[Run]) -> Iterator[str]:
    """The bigrams of runs, those left out that two longer words meet in."""
    for run in runs:
        yield from (part for word in run.words for part in parts_of(word))
        yield from (one[-1] + other[0] for one, other in pairwise(run.words) if 1 in (len(one), len(other)))


def _placed_words(runs: Iterable[Run]) -> Iterator[tuple[str, int]]:
    """Words and where they start. Those of one character side by side are one: cut that fine, it is not known."""
    for run in runs:
        at = run.start
        for is_single, group in groupby(run.words, key=lambda word: len(word) == 1):
            together = tuple(group)
            for word in ("".join(together),) if is_single else together:
                yield word, at
                at += len(word)


def _is_within(run: Run, proposals: Sequence[Proposal]) -> bool:
    end = run.start + len(run.text)
    return any(proposal.start <= run.start and end <= proposal.end for proposal in proposals)
