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
from service.answer.asked import YEAR, YEARS, Kind, read
from service.answer.places import places
from service.answer.records import Turn
from service.answer.sizes import sizes, without_sizes
from service.answer.turns import is_courtesy, is_hearsay, stripped, taken_back

_WHEN = re.compile(rf"{YEARS.pattern}(?:\s*年版?|版)?|{YEAR.pattern}|[今明去后]年")
_REFERS = re.compile(r"它|这[个项条件事些]|该[项政措补]|上[面述]|前面|刚才|其中|\b(?:it|that|this)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"呢[?？。！!\s]*$|(?:也[可行能]以?|(?:也|都|是)?一样|怎么样|如何|比)[呢吗么]?[?？。！!\s]*$|的[?？。！!\s]*$"
)
_TAIL = re.compile(r"(?:的)?(?:情况|话)?(?:(?:也|都|是)*(?:一样|[可行能]以?)|怎么样|如何|比)?[呢吗么]?[的?？。！!\s]*$")
# What may be asked of anything, and so tells of no topic.
_OF_ANY = re.compile(
    r"什么|哪[些个里儿家项种几一]?|怎[么样]?|如何|多[少久长大快高]|(?<!开)办(?=[吗呢啊\W]|$)|请问|一下|具体|大概|一共|总共|分别|到底|究竟|现在|目前|已经|以前|之前|以后|之后|后来|必须|需要"
    r"|时间|日期|期限|时限|时长|截止|开始|结束|完成|实现|达到|落实|实施|负责|牵头|主管|部门|单位|机构|联系|电话|方式|地[址方点]|窗口|网上|线上|办理|申请|申报|提交|材料|资料|证明|手续"
    r"|符合|满足|具备|条件|要求|标准|流程|程序|步骤|费用|收费|免费|补贴|补助|奖励|罚款|报销|领取|享受|资格|规定|政策|文件|依据|办法|措施|内容|情况|业务|环节|名称"
    r"|目标|涉及|包括|一样|其[他它]|另外|最[长短多少高低快慢晚迟早]|who|when|how|much|long|many|which|what|is|are|does|do|it|the|responsible"
    r"|时候|小时|分钟|(?:几|(?<!\d)\d{1,2}(?!\d))[个项条家次种件处款份位人趟回遍天日月年]*"
    r"|[吗呢吧嘛么啊呀了的啥谁咋是有没不要得能会可以该应让给也都还又再就才只最更很太这那它此其在到去来被把对向跟和与或由从按为需交钱元奖退领拿够叫算找问管补别]"
    r"|\W"
)
_OF_WHO_ASKS = re.compile(r"(?:我|咱|俺)(?!(?:想|要)?(?:问|要|说|指|看|查|知道))|(?:其实|实际)")
_COMPARES = re.compile(
    r"(?:所以|结果)?(?:哪[个家边里儿]|谁)(?:的|城市|市)?[更最比]?较?[快慢好多少高低长短]?(?:便宜|划算|方便|优惠)?[些呢啊呀]?[?？。]*"
)
_ASKING = re.compile(r"怎[么样]|如何|咋|什么|啥|谁|哪|几|多少")
_LEAST = 4  # characters of a topic; fewer may be all that is asked of the one before
_SHORT = 25  # characters; a longer question says itself what its 这项 is
_LONGEST = 60  # characters; a longer turn is a question of its own
_LONGEST_ELLIPTIC = 100
_THING_CHARS, _BARE_CHARS = 14, 8  # of another thing in place of the one before, with 呢 and the like, and without
_SERVICES = re.compile(r"[用供]?([水电气暖热网])")
_PHRASES = {
    Kind.WHO: "由哪个部门负责",
    Kind.WHEN: "什么时候完成",
    Kind.HOW_LONG: "要多久",
    Kind.HOW_MUCH: "多少",
    Kind.WHICH: "有哪些",
}
_THIS_YEAR = 2000  # what 明年 is doesn't matter for the kind of fact


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
    if _leans(question):
        topic = _topic(earlier)
        return (
            [step.read() for step in _steps(topic, question)]
            if topic.text or topic.fact
            else [Reading(question, question)]
        )
    if len(question.strip()) > _LONGEST:
        return [Reading(question, question)]
    topic = _topic(earlier)
    alone = [*_in_the_same_place(question, topic), Reading(question, question)]
    return [*alone, *_beside(question, topic)]


def is_elliptic(question: str) -> bool:
    """Whether a question names nothing but a place, a year, a size (小微企业呢？) or a kind of fact."""
    if len(question.strip()) > _LONGEST_ELLIPTIC:
        return False
    said = _said(question)
    return not said.content and (said.is_asking or bool(said.places or said.years or said.sizes))


@dataclass(frozen=True, slots=True)
class _Said:
    """A turn taken apart.

    Attributes:
        places: names of the places that it names, in full.
        years: as it names them.
        sizes: of enterprises, where it only goes on with them.
        rest: what is left.
        content: what of that names a thing, without what may be asked of anything.
        denied: what it takes back.
        is_asking: whether the rest asks for something.
        goes_on: whether it says itself that it goes on, as 那 and 呢 do.
    """

    places: tuple[str, ...]
    years: tuple[str, ...]
    sizes: tuple[str, ...]
    rest: str
    content: str
    denied: str
    is_asking: bool
    goes_on: bool


def _said(text: str) -> _Said:
    denied, meant = taken_back(text)
    body = stripped(meant)
    goes_on = _GOES_ON.search(body) is not None or body != fold(meant).text.strip()
    named = tuple(gazetteer().names[code] for code in places(body))
    years = tuple(found[0] for found in _WHEN.finditer(body))
    rest = without_places(_WHEN.sub("", body)) if named else _WHEN.sub("", body)
    tail = _TAIL.search(rest)
    if goes_on and tail and not asks(rest[: tail.start()]):
        rest = rest[: tail.start()]
    known = tuple(dict.fromkeys(size.name for size in sizes(body))) if goes_on else ()
    rest = (without_sizes(rest) if known else rest).strip(" ,，。.?？!！、的")
    return _Said(named, years, known, rest, content_of(rest), fold(denied).text, asks(rest), goes_on)


def asks(text: str) -> bool:
    """Whether a part of a question asks for something."""
    return read(text, _THIS_YEAR).kinds != (Kind.WHAT,) or _ASKING.search(text) is not None


def content_of(text: str) -> str:
    """What of a folded text names a thing, without what may be asked of anything."""
    return _OF_ANY.sub("", text)


def _leans(question: str) -> bool:
    """Whether a turn says less than it asks for."""
    if len(question.strip()) > _LONGEST:
        return False
    if is_courtesy(question) or is_hearsay(question) or _refers(question):
        return True
    said = _said(question)
    is_thing = not said.is_asking and len(said.rest) <= (_THING_CHARS if said.goes_on else _BARE_CHARS)
    return is_thing or bool(said.denied) or len(said.content) < _LEAST


def _refers(question: str) -> bool:
    """Whether a question names what was said before, as 它要收费吗 does."""
    return len(question.strip()) <= _SHORT and _REFERS.search(fold(question).text) is not None


def _topic(earlier: Iterator[str]) -> _Topic:
    """What is talked of after some turns, newest first; no more of them is read than the newest leans on."""
    leaning: list[str] = []
    topic = _Topic()
    for text in earlier:
        if not _leans(text):
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
    said = _said(text)
    kept = _Topic(_moved(topic.text, said), topic.fact)
    if not topic.text or is_elliptic(topic.text):
        return [_Step(_begun(kept, said))]
    if said.denied and said.rest and said.denied in kept.text:
        return [_Step(replace(kept, text=kept.text.replace(said.denied, said.rest)))]
    is_moved = bool(said.places or said.years) and len(said.content) < 2 and not said.is_asking
    if is_moved or not (said.content or said.is_asking or _refers(text)):
        return [_Step(kept)]
    alone = _Step(_Topic(f"{''.join(_places_of(kept.text) if not said.places else ())}{stripped(text)}"))
    asked = _Topic(kept.text, said.rest)
    if said.is_asking or _refers(text) or not said.content:
        if _refers(text) or not said.content:
            return [_Step(asked)]
        names = tuple((run,) for run in _OF_ANY.split(said.rest) if run and len(run) > 1)
        is_its_own = bool(said.places or said.years) or all(run in kept.text for (run,) in names)
        if names and is_its_own:
            return [alone, _Step(asked, names), _Step(asked)]
        return [_Step(asked, names), alone, _Step(asked)]
    if _OF_WHO_ASKS.match(fold(text).text.strip()):
        return [_Step(_Topic(f"{kept.text} {said.rest}")), alone]
    return [*_instead(kept, said), alone]


def _begun(kept: _Topic, said: _Said) -> _Topic:
    """A topic that a turn begins, or goes on to begin: 什么时候完成, and then 用水报装."""
    if not said.content:
        return _Topic(kept.text, said.rest or kept.fact)
    return _Topic(f"{kept.text}{said.rest}", "" if said.is_asking else kept.fact)


def _instead(kept: _Topic, said: _Said) -> list[_Step]:
    """Another thing in place of the one before: what was asked of that is asked of it."""
    thing = said.rest
    service = _SERVICES.fullmatch(thing)
    if service and _SERVICES.search(kept.text):
        return [_Step(_Topic(_SERVICES.sub(lambda found: found[0][:-1] + service[1], kept.text, count=1)))]
    kinds = read(kept.text, _THIS_YEAR).kinds
    phrase = next((_PHRASES[kind] for kind in kinds if kind in _PHRASES), "")
    frame = "".join((*_places_of(kept.text), *_years_of(kept.text)))
    names = ((thing.replace("的", ""),),)
    beside, swapped = _Step(_Topic(f"{kept.text} {thing}"), names), _Step(_Topic(f"{frame}{thing}{phrase}"), names)
    return [swapped, beside] if phrase and len(thing) >= _LEAST else [beside, swapped]


def _moved(text: str, said: _Said) -> str:
    """A question of another place, year or size."""
    kept = without_places(text) if said.places else text
    kept = _WHEN.sub("", kept) if said.years else kept
    kept = without_sizes(kept) if said.sizes else kept
    return f"{''.join(said.places)}{''.join(said.years)}{'、'.join(said.sizes)}{kept}"


def _in_the_same_place(question: str, topic: _Topic) -> list[Reading]:
    """A question of its own that names no place, asked of the one that is talked of; nothing where that is unclear."""
    named = _places_of(topic.text)
    if len(named) != 1 or places(fold(question).text):
        return []
    return [Reading(f"{named[0]}{question}", question)]


def _beside(question: str, topic: _Topic) -> list[Reading]:
    """A short question of its own as another one on what is talked of, which has to name some of its words."""
    content = content_of(_said(question).rest)
    if not topic.text or is_elliptic(topic.text) or len(question.strip()) > _SHORT or places(fold(question).text):
        return []
    pairs = (content[at : at + 2] for at in range(len(content) - 1))
    words = tuple(pair for pair in pairs if pair not in topic.text)
    return [replace(_Topic(topic.text, question).read(), names=(words,))] if words else []


def _places_of(text: str) -> tuple[str, ...]:
    return tuple(gazetteer().names[code] for code in places(fold(text).text))


def _years_of(text: str) -> tuple[str, ...]:
    return tuple(found[0] for found in _WHEN.finditer(fold(text).text))


def without_places(text: str) -> str:
    """A text, folded, without the places that it names."""
    folded = fold(text).text
    for mention in reversed([*gazetteer().mentions(folded)]):
        folded = folded[: mention.start] + folded[mention.end :].removeprefix("的")
    return folded
