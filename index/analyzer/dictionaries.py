"""What the analyzer knows of words: reviewed policy terms, names that hold together, and stop words."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.analyzer.fold import fold
from ingest.fields.jurisdiction import JurisdictionFile
from ingest.lexicon.automaton import CATEGORIES, TermFile
from ingest.lexicon.names import UnitFile
from ingest.lexicon.table import FOLDER as LEXICON
from ingest.lexicon.table import Table, Word, read_table

HERE = Path(__file__).parent


class PolicyTermFile(Table):
    """policy_terms.toml: `terms` is what editors took over from `zhaoqi terms mine` or added."""

    terms: tuple[Word, ...]


class StopWordFile(Table):
    """stopwords.toml: words by group; the groups are for the editor."""

    groups: dict[str, tuple[Word, ...]]


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """Folded words.

    Attributes:
        terms: policy terms; the longer ones are search terms as a whole.
        names: of units and places; they only keep segmentation from cutting them.
        stop_words: dropped where they stand alone.
    """

    terms: frozenset[str]
    names: frozenset[str]
    stop_words: frozenset[str]


@cache
def project_dictionaries() -> Dictionaries:
    """The dictionaries of this version, read once. Raises LexiconError naming the file and entry at fault."""
    entries = [entry for name in CATEGORIES for entry in read_table(LEXICON / f"{name}.toml", TermFile).term]
    terms = [form for entry in entries for form in (entry.name, *entry.match)]
    mined = read_table(HERE / "policy_terms.toml", PolicyTermFile).terms
    groups = read_table(HERE / "stopwords.toml", StopWordFile).groups
    stop_words = [word for group in groups.values() for word in group]
    return Dictionaries(_folded([*terms, *mined]), _folded(_unit_names() + _place_names()), _folded(stop_words))


def _unit_names() -> list[str]:
    units = read_table(LEXICON / "units.toml", UnitFile).unit
    return [name for unit in units for name in (unit.name, *unit.aliases) if "{" not in name]


def _place_names() -> list[str]:
    places = read_table(LEXICON / "jurisdictions.toml", JurisdictionFile).jurisdiction
    return [name for place in places for name in (place.name, *place.short)]


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word).text for word in words)
