"""What answers are worth: their citations against labelled quotes, what is refused, and the fact that is asked for."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from eval.abstention import Judged as Abstention
from eval.questions import Label, Question, Type, resolve
from index.filters.compile import Filters
from index.hits import SearchResult
from index.query import MAX_K
from index.search import HybridIndex
from index.snapshot.reader import Snapshot
from index.types import Floats
from ingest.records import Document
from service.answer.ask import Answerer
from service.answer.records import Answer, Cited, Status
from service.answer.support import THRESHOLD

FULL = 2  # the grade of a quote that answers fully
FAR, NEAR = Type.UNANSWERABLE_FAR, Type.UNANSWERABLE_NEAR
FACTS = (Type.DEADLINE, Type.UNIT, Type.HOW_MUCH)

_REFUSED = (Status.NO_ANSWER, Status.CLARIFY)
_NAMED = re.compile(r"(?:单位|地区)[:：](?P<names>[^）)，；;]+)")
_DATE = re.compile(r"(?:20\d\d年)?(?:\d{1,2}月)?(?:年?底)?前?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Without:
    """An index without some measures: what they answered is unanswerable in it, and all around them is still there."""

    def __init__(self, index: HybridIndex, measures: Collection[str]) -> None:
        self._index, self._measures = index, measures

    @property
    def snapshot(self) -> Snapshot:
        """Of the whole index."""
        return self._index.snapshot

    def search(self, query: str, *, k: int, filters: Filters | None, as_of: date | None, explain: bool) -> SearchResult:
        """As the index, and what it finds besides."""
        more = min(MAX_K, k + len(self._measures))
        result = self._index.search(query, k=more, filters=filters, as_of=as_of, explain=explain)
        return replace(result, hits=tuple(hit for hit in result.hits if hit.measure_id not in self._measures)[:k])

    def heard(self, query: str) -> str:
        """As the index."""
        return self._index.heard(query)

    def odds(self, query: str) -> float:
        """As the index: of questions of that kind."""
        return self._index.odds(query)

    def likely(self, query: str, passages: Sequence[str]) -> Floats | None:
        """As the index."""
        return self._index.likely(query, passages)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something held."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        """0 of none."""
        return self.hits / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer beside its labels.

    Attributes:
        whole: of its citations, those whose quote is what the document says there.
        right: of its citations, those in a measure that a label is in.
        overlapping: of its citations, those that share a character with a labelled quote.
        found: whether it cites a measure that answers fully.
        fact: whether it states the fact that was asked for; None for a question of no such.
    """

    question: Question
    answer: Answer
    whole: int
    right: int
    overlapping: int
    found: bool
    fact: bool | None

    @property
    def is_given(self) -> bool:
        """Whether it is an answer at all."""
        return self.answer.status not in _REFUSED


@dataclass(frozen=True, slots=True)
class Answers:
    """What came out of a set of questions.

    Attributes:
        judged: every question, answered from all measures.
        bereft: the answers to the answerable ones without the measures that answer them.
    """

    judged: tuple[Judged, ...] = field(repr=False)
    bereft: tuple[Answer, ...] = field(repr=False)

    def tallies(self) -> dict[str, Tally]:
        """Every figure, by name."""
        asked = [one for one in self.judged if one.question.labels]
        given = [one for one in asked if one.is_given]
        citations = sum(len(one.answer.citations) for one in self.judged)
        of_given = sum(len(one.answer.citations) for one in given)
        facts = [one for one in asked if one.fact is not None]
        return {
            "quotes equal to their source": Tally(sum(one.whole for one in self.judged), citations),
            "sentences with citations": _sentences(self.judged),
            "citations in a labelled measure": Tally(sum(one.right for one in given), of_given),
            "citations that overlap a labelled quote": Tally(sum(one.overlapping for one in given), of_given),
            "answerable, a full answer cited": Tally(sum(one.found for one in asked), len(asked)),
            "answerable, refused": Tally(sum(not one.is_given for one in asked), len(asked)),
            "unanswerable near, answered": self._answered(NEAR),
            "unanswerable far, answered": self._answered(FAR),
            "answering measures removed, answered": Tally(
                sum(answer.status not in _REFUSED for answer in self.bereft), len(self.bereft)
            ),
            "fact asked for, right": Tally(sum(one.fact is True for one in facts), len(facts)),
            **{f"fact asked for, right: {kind}": _facts(facts, kind) for kind in FACTS},
        }

    def p95_ms(self) -> float:
        """Time of an answer, 95th percentile."""
        return float(np.percentile([one.answer.took_ms for one in self.judged], 95))

    def abstention(self) -> Abstention:
        """What the confidence of answers is worth; a question that the checks decline has none.

        Questions whose answering measures were removed are among the unanswerable ones.
        """
        own = [(one.answer, one.found, bool(one.question.labels)) for one in self.judged]
        rows = [*own, *((answer, False, False) for answer in self.bereft)]
        confidences, right, answerable = zip(*((one.confidence, *rest) for one, *rest in rows), strict=True)
        return Abstention(np.array(confidences), np.array(right, np.bool_), np.array(answerable, np.bool_))

    def _answered(self, kind: Type) -> Tally:
        of_kind = [one for one in self.judged if one.question.type is kind]
        return Tally(sum(one.is_given for one in of_kind), len(of_kind))


def judge(
    index: HybridIndex,
    questions: Sequence[Question],
    documents: Sequence[Document],
    *,
    threshold: float = THRESHOLD,
    as_of: date | None = None,
) -> Answers:
    """Ask every question, and hold the answers against the labels.

    Args:
        index: answered from.
        questions: of the project's own form.
        documents: that the labels quote.
        threshold: the least confidence that is answered.
        as_of: the day that is answered for, by default today; what has ended by then counts as ended.

    Raises QuestionError for a label that no one measure holds.
    """
    grades, texts = resolve(questions, documents), {document.doc_id: document.text for document in documents}
    answerer = Answerer(index, threshold=threshold)
    answerer.ask(questions[0].text)  # what is loaded by the first question is not its answer's time
    judged = tuple(
        _judged(question, answerer.ask(question.text, as_of=as_of), grades[question.id], texts)
        for question in questions
    )
    bereft = tuple(
        Answerer(Without(index, grades[question.id]), threshold=threshold).ask(question.text, as_of=as_of)
        for question in questions
        if question.labels
    )
    return Answers(judged, bereft)


def _judged(question: Question, answer: Answer, grades: Mapping[str, int], texts: Mapping[str, str]) -> Judged:
    cited = answer.citations
    return Judged(
        question,
        answer,
        whole=sum(texts[one.doc_id][one.start : one.end] == one.quote for one in cited),
        right=sum(one.measure_id in grades for one in cited),
        overlapping=sum(any(_overlaps(one, label, texts) for label in question.labels) for one in cited),
        found=any(grades.get(one.measure_id) == FULL for one in cited),
        fact=_states_fact(question, answer, texts) if question.type in FACTS else None,
    )


def _overlaps(cited: Cited, label: Label, texts: Mapping[str, str]) -> bool:
    if cited.doc_id != label.doc:
        return False
    starts = (found.start() for found in re.finditer(re.escape(label.quote), texts[label.doc]))
    return any(start < cited.end and cited.start < start + len(label.quote) for start in starts)


def _states_fact(question: Question, answer: Answer, texts: Mapping[str, str]) -> bool:
    """Whether an answer states what a full label states: its units, its dates, or one of its numbers.

    A label may say it otherwise, as 零收费 or 书记市长双挂帅 do: then its quote has to be cited.
    """
    said = "".join(sentence.text for sentence in answer.sentences)
    full = [label for label in question.labels if label.grade == FULL]
    cited = [any(_overlaps(one, label, texts) for one in answer.citations) for label in full]
    return any(
        _states(question.type, said, label.quote, is_cited=shown) for label, shown in zip(full, cited, strict=True)
    )


def _states(kind: Type, said: str, quote: str, *, is_cited: bool) -> bool:
    match kind:
        case Type.UNIT:
            names = [*_units(quote)]
            return all(name in said for name in names) if names else is_cited
        case Type.DEADLINE:
            dates = [*_dates(quote)]
            return any(date in said for date in dates) if dates else is_cited
        case _:
            numbers = set(_NUMBER.findall(quote))
            return is_cited and (not numbers or not numbers.isdisjoint(_NUMBER.findall(said)))


def _units(quote: str) -> Iterator[str]:
    for found in _NAMED.finditer(quote):
        yield from found["names"].split("、")


def _dates(quote: str) -> Iterator[str]:
    """Dates with a month, a year or an end of year; the deadline note alone where there is one."""
    note = quote.rpartition("时限：")[2] if "时限：" in quote else quote
    yield from (found[0] for found in _DATE.finditer(note) if len(found[0]) > 2)


def _sentences(judged: Sequence[Judged]) -> Tally:
    sentences = [sentence for one in judged for sentence in one.answer.sentences]
    return Tally(sum(bool(sentence.citations) for sentence in sentences), len(sentences))


def _facts(judged: Sequence[Judged], kind: Type) -> Tally:
    of_kind = [one for one in judged if one.question.type is kind]
    return Tally(sum(one.fact is True for one in of_kind), len(of_kind))
