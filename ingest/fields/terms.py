"""Audiences, instruments, service modes and lifecycle stages named in a text."""

from dataclasses import dataclass

from ingest.lexicon.automaton import lexicon
from ingest.records import Span, Term


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of each category, in text order, with absolute spans."""

    audiences: tuple[Term, ...] = ()
    instruments: tuple[Term, ...] = ()
    service_modes: tuple[Term, ...] = ()
    lifecycle: tuple[Term, ...] = ()

    def within(self, span: Span) -> "Terms":
        """The terms that lie in `span`."""
        return Terms(
            _within(self.audiences, span),
            _within(self.instruments, span),
            _within(self.service_modes, span),
            _within(self.lifecycle, span),
        )


def find_terms(text: str, span: Span) -> Terms:
    """The terms in `text[span]`, found in one pass."""
    return Terms(*lexicon().find(text, span))


def _within(terms: tuple[Term, ...], span: Span) -> tuple[Term, ...]:
    return tuple(term for term in terms if span.holds(term.span))
