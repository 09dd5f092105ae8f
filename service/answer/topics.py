"""The policy terms that a question names, and whether a text is on them.

A text near a question may be on another matter: 出口退税 is not answered by what speeds up exports. Unlike the matters
of `service.answer.matters`, which nothing else may stand for, these only lower the confidence.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from index.analyzer.dictionaries import project_dictionaries
from index.analyzer.fold import fold
from index.analyzer.rewrites import Proposal
from index.analyzer.synonyms import project_synonyms
from ingest.lexicon.automaton import CATEGORIES, TermFile
from ingest.lexicon.table import FOLDER, read_table

# Named by texts of every kind, so that they tell nothing.
_EVERYWHERE = frozenset({"营商环境", "优化营商环境", "政务服务", "经营主体", "市场主体", "行动方案", "专项行动"})
_BROAD = "lifecycle"  # its terms are stages: 贷款 and 担保 are of one, and not the same

Topic = tuple[str, ...]
"""A term, and what else texts call it; folded."""


def topics(question: str) -> tuple[Topic, ...]:
    """The terms that a folded question names, left to right, the longest where they overlap."""
    automaton, terms = _terms()
    lay = list(project_synonyms().find(question))
    found = [(terms[number], start, end) for number, start, end in automaton.find_matches_as_indexes(question)]
    return tuple(
        (term, *_alike().get(term, ()), *_official(lay, start, end))
        for term, start, end in found
        if term not in _EVERYWHERE
    )


def names_all(text: str, named: Iterable[Topic]) -> bool:
    """Whether a text names every topic, or matter, in one of its forms."""
    return all(any(form in text for form in topic) for topic in named)


def _official(lay: Iterable[Proposal], start: int, end: int) -> Iterator[str]:
    """Official wordings of the lay phrases that a term at a place shares a character with."""
    for proposal in lay:
        if proposal.start < end and start < proposal.end:
            yield from (fold(target).text for target in proposal.targets)


@cache
def _terms() -> tuple[AhoCorasick, tuple[str, ...]]:
    terms = tuple(sorted(project_dictionaries().terms))
    return AhoCorasick(terms, matchkind=MatchKind.LeftmostLongest), terms


@cache
def _alike() -> dict[str, Topic]:
    """All forms of a term of a lexicon, by each of them."""
    files = [FOLDER / f"{name}.toml" for name in CATEGORIES if name != _BROAD]
    entries = [entry for file in files for entry in read_table(file, TermFile).term]
    groups = [tuple(fold(form).text for form in entry.forms()) for entry in entries]
    return {form: group for group in groups for form in group}
