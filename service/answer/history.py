"""Follow-ups made whole by what was said before: 那沈阳呢？ after 大连的通关时间是多少 asks for 沈阳的通关时间.

A conversation has a topic, the last question of its own, and a fact asked of it. Turns after that change its place,
year or size (那沈阳呢), put another thing in its place (用气呢), ask for another fact (谁牵头), take something back
(不是沈阳，我问的是大连), or change nothing (谢谢). What a short turn means is not always told by its words (停电多久),
so that there can be several readings; the first that the texts answer is taken.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.analyzer.fold import fold
from index.query import MAX_QUERY
from ingest.fields.jurisdiction import gazetteer
from service.answer.asked import Kind, kinds_of
from service.answer.content import content_of, pairs_in, things_in
from service.answer.places import places, without_places
from service.answer.records import Turn
from service.answer.said import LEAST, LONGEST, SHORT, WHEN, Said, is_elliptic, leans, refers, said
from service.answer.sizes import without_sizes
from service.answer.turns import is_courtesy, is_hearsay, stripped

_OF_WHO_ASKS = re.compile(r"(?:我|咱|俺)(?!(?:想|要)?(?:问|要|说|指|看|查|知道))|(?:其实|实际)")
_COMPARES = re.compile(
    r"(?:所以|结果)?(?:哪[个家边里儿]|谁)(?:的|城市|市)?[更最比]?较?[快慢好多少高低长短]?(?:便宜|划算|方便|优惠)?[些呢啊呀]?[?？。]*"
)
_SERVICES = re.compile(r"[用供]?([水电气暖热网])")
_PHRASES = {
    Kind.WHO: "由哪个部门负责",
    Kind.WHEN: "什么时候完成",
    Kind.HOW_LONG: "要多久",
    Kind.HOW_MUCH: "多少",
    Kind.WHICH: "有哪些",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a turn may ask.

    Attributes:
        whole: the question by itself.
        asks: the part of it that tells the kind of fact.
        names: what an answer has to name, so that it is on what the turn added, each in one of several words.
    """

    whole: str
    asks: str
    names: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Topic:
    """Attributes: `text` is the question that is talked of, empty for none yet; `fact` what was asked of it last."""

    text: str = ""
    fact: str = ""

    def read(self) -> Reading:
        if not self.fact:
            return Reading(self.text, self.text)
        whole = f"{self.text[: MAX_QUERY - len(self.fact) - 1]} {self.fact}".strip()
        return Reading(whole, self.fact)


def readings(question: str, history: Sequence[Turn], heard: Callable[[str], str] = str) -> list[Reading]:
    """What a question may ask, likeliest first: itself, unless it leans on earlier ones of the user's.

    Args:
        question: as it is typed.
        history: turns before it, oldest first; what was answered is not read, nor what is before a question of its own.
        heard: reads a turn as words where it is in pinyin.
    """
    earlier = (heard(turn.text[:MAX_QUERY]) for turn in reversed(history) if turn.role == "user")
    if leans(question):
        topic = _topic(earlier)
        begun = topic.text or topic.fact
        return [step.read() for step in _steps(topic, question)] if begun else [Reading(question, question)]
    if len(question.strip()) > LONGEST:
        return [Reading(question, question)]
    topic = _topic(earlier)
    alone = [*_in_the_same_place(question, topic), Reading(question, question)]
    return [*alone, *_beside(question, topic)]


def _topic(earlier: Iterator[str]) -> _Topic:
    """What is talked of after some turns, newest first; no more of them is read than the newest leans on."""
    leaning: list[str] = []
    topic = _Topic()
    for text in earlier:
        if not leans(text):
            topic = _Topic(text)
            break
        leaning.append(text)
    for text in reversed(leaning):
        topic = next(iter(_steps(topic, text))).topic
    return topic


@dataclass(frozen=True, slots=True)
class _Step:
    """What may be talked of after a turn, and what an answer then has to name."""

    topic: _Topic
    names: tuple[tuple[str, ...], ...] = ()

    def read(self) -> Reading:
        return replace(self.topic.read(), names=self.names)


def _steps(topic: _Topic, text: str) -> list[_Step]:
    """What a turn that leans may make of a topic, likeliest first."""
    if is_courtesy(text) or is_hearsay(text) or _COMPARES.fullmatch(stripped(text)):
        return [_Step(topic)]
    turn = said(text)
    kept = _Topic(_moved(topic.text, turn), topic.fact)
    if not topic.text or is_elliptic(topic.text):
        return [_Step(_begun(kept, turn))]
    if turn.denied and turn.rest and turn.denied in kept.text:
        return [_Step(replace(kept, text=kept.text.replace(turn.denied, turn.rest)))]
    is_moved = bool(turn.places or turn.years) and len(turn.content) < 2 and not turn.is_asking
    if is_moved or not (turn.content or turn.is_asking or refers(text)):
        return [_Step(kept)]
    alone = _Step(_Topic(f"{''.join(_places_of(kept.text) if not turn.places else ())}{stripped(text)}"))
    asked = _Topic(kept.text, turn.rest)
    if turn.is_asking or refers(text) or not turn.content:
        if refers(text) or not turn.content:
            return [_Step(asked)]
        things = things_in(turn.rest)
        names = tuple(_called(thing, kept.text) for thing in things)
        is_its_own = bool(turn.places or turn.years) or all(thing in kept.text for thing in things)
        if names and is_its_own:
            return [alone, _Step(asked, names)]
        return [_Step(asked, names), alone]
    if _OF_WHO_ASKS.match(fold(text).text.strip()):
        return [_Step(_Topic(f"{kept.text} {turn.rest}")), alone]
    return [*_instead(kept, turn), alone]


def _begun(kept: _Topic, turn: Said) -> _Topic:
    """A topic that a turn begins, or goes on to begin: 什么时候完成, and then 用水报装."""
    if not turn.content:
        return _Topic(kept.text, turn.rest or kept.fact)
    return _Topic(f"{kept.text}{turn.rest}", "" if turn.is_asking else kept.fact)


def _instead(kept: _Topic, turn: Said) -> list[_Step]:
    """Another thing in place of the one before: what was asked of that is asked of it."""
    thing = turn.rest
    service = _SERVICES.fullmatch(thing)
    if service and _SERVICES.search(kept.text):
        return [_Step(_Topic(_SERVICES.sub(lambda found: found[0][:-1] + service[1], kept.text, count=1)))]
    kinds = kinds_of(fold(kept.text).text)
    phrase = next((_PHRASES[kind] for kind in kinds if kind in _PHRASES), "")
    frame = "".join((*_places_of(kept.text), *_years_of(kept.text)))
    names = (_called(thing.replace("的", ""), kept.text),)
    beside, swapped = _Step(_Topic(f"{kept.text} {thing}"), names), _Step(_Topic(f"{frame}{thing}{phrase}"), names)
    return [swapped, beside] if phrase and len(thing) >= LEAST else [beside, swapped]


def _called(thing: str, topic: str) -> tuple[str, ...]:
    """How texts may name a thing: as it is, or a long one by a part that is not the topic's, 快递公司 as 快递企业."""
    parts = tuple(pair for pair in pairs_in(thing) if pair not in topic)
    return parts if len(thing) >= LEAST and parts else (thing,)


def _moved(text: str, turn: Said) -> str:
    """A question of another place, year or size."""
    kept = without_places(text) if turn.places else text
    kept = WHEN.sub("", kept) if turn.years else kept
    kept = without_sizes(kept) if turn.sizes else kept
    return f"{''.join(turn.places)}{''.join(turn.years)}{'、'.join(turn.sizes)}{kept}"


def _in_the_same_place(question: str, topic: _Topic) -> list[Reading]:
    """A question of its own that names no place, asked of the one that is talked of; nothing where that is unclear."""
    named = _places_of(topic.text)
    if len(named) != 1 or places(fold(question).text):
        return []
    return [Reading(f"{named[0]}{question}", question)]


def _beside(question: str, topic: _Topic) -> list[Reading]:
    """A short question of its own as another one on what is talked of, which has to name some of its words."""
    content = content_of(said(question).rest)
    if not topic.text or is_elliptic(topic.text) or len(question.strip()) > SHORT or places(fold(question).text):
        return []
    words = tuple(pair for pair in pairs_in(content) if pair not in topic.text)
    return [replace(_Topic(topic.text, question).read(), names=(words,))] if words else []


def _places_of(text: str) -> tuple[str, ...]:
    return tuple(gazetteer().names[code] for code in places(fold(text).text))


def _years_of(text: str) -> tuple[str, ...]:
    return tuple(found[0] for found in WHEN.finditer(fold(text).text))
