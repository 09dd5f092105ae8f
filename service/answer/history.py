"""Follow-ups made whole by what was said before: 那沈阳呢？ after 大连的通关时间是多少 asks for 沈阳的通关时间."""

import re
from collections.abc import Callable, Sequence

from index.analyzer.fold import fold
from index.query import MAX_QUERY
from ingest.fields.jurisdiction import gazetteer
from service.answer.asked import YEAR, YEARS
from service.answer.places import places
from service.answer.records import Turn
from service.answer.sizes import sizes, without_sizes

_OPENS = re.compile(r"^(?:那么|那|还有|另外|并且|and|what about|how about)[,，、\s]*", re.IGNORECASE)
_MORE = r"(?:呢|的呢|怎么样|如何|又如何)"
_MARKS = r"[?？。！!\s]*$"
_ENDS, _GOES_ON = re.compile(rf"{_MORE}?{_MARKS}"), re.compile(_MORE + _MARKS)
_WHEN = re.compile(rf"{YEARS.pattern}(?:\s*年版?|版)?|{YEAR.pattern}|[今明去后]年")
_REFERS = re.compile(r"它|这[个项条件事些]|该[项政措补]|上[面述]|前面|刚才|其中|\b(?:it|that|this)\b", re.IGNORECASE)
_FACT = re.compile(
    r"^(?:由|归|是|该)?(?:谁|(?:哪个|什么|哪些)(?:部门|单位|局))|^(?:什么|啥)时候|^何时|^哪[年天]|^哪个月|^几月"
    r"|^(?:要|需要|得)?(?:多久|几天|多长时间)|^(?:有|要)?多少(?:钱)?|^(?:怎么|如何|在哪里?)|^(?:有|要)?(?:什么|哪些)(?:条件|材料|要求)"
    r"|^(?:who|when|how long|how much)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:来|去|可以|能|会|要|是|的|了|呢|吗|负责|牵头|主管|管|受理|完成|办理?|申请|弄|落实|实施|上线|建成|到位|结束|截止"
    r"|(?:is|it|responsible|does|take)\b|[\s,，。.?？!！])*",
    re.IGNORECASE,
)
_LONGEST = 100  # characters; a longer question is one of its own
_SHORT = 25  # characters; a longer question says itself what its 这项 is
_LEAST = 2  # characters of a question of its own that names a place or year besides


def resolve(question: str, history: Sequence[Turn], heard: Callable[[str], str] = str) -> str:
    """The question by itself: as it is, unless it leans on an earlier one of the user's.

    Args:
        question: as it is typed.
        history: turns before it, oldest first; what was answered is not read, nor what is before a question of its own.
        heard: reads a turn as words where it is in pinyin.
    """
    earlier = (turn.text for turn in reversed(history) if turn.role == "user")
    leaning: list[str] = []
    whole = question
    while _leans(whole) and (before := next(earlier, None)) is not None:
        leaning.append(whole)
        whole = heard(before[:MAX_QUERY])
    for text in reversed(leaning):
        whole = _joined(whole, text)
    return whole


def is_elliptic(question: str) -> bool:
    """Whether a question names nothing but a place, a year, a size (小微企业呢？) or a kind of fact."""
    if len(question.strip()) > _LONGEST:
        return False
    text = fold(question).text.strip()
    rest = [char for char in _bare(text) if char.isalnum()]
    has_frame = bool(places(text) or _WHEN.search(text) or _OPENS.match(text) or _sizes_of(text))
    return (has_frame and len(rest) < _LEAST) or _is_fact_alone(text)


def _leans(question: str) -> bool:
    """Whether a question says less than it asks for."""
    return is_elliptic(question) or _refers(question)


def _refers(question: str) -> bool:
    """Whether a question names what was said before, as 它要收费吗 does."""
    return len(question.strip()) <= _SHORT and _REFERS.search(fold(question).text) is not None


def _joined(before: str, question: str) -> str:
    """A question that leans on the one before, made whole."""
    question = question.strip()
    text = fold(question).text.strip()
    if _is_fact_alone(text) or _refers(question):
        return f"{before[: MAX_QUERY - len(question) - 1]} {question}"
    new_places, years = places(text), [found[0] for found in _WHEN.finditer(text)]
    kept = without_places(before) if new_places else before
    kept = _WHEN.sub("", kept) if years else kept
    names = [gazetteer().names[code] for code in new_places]
    new_sizes = _sizes_of(text)
    kept = without_sizes(kept) if new_sizes else kept
    return f"{''.join(names)}{''.join(years)}{'、'.join(new_sizes)}{kept}"


def _is_fact_alone(text: str) -> bool:
    """Whether nothing but a kind of fact is asked for: 谁牵头, and not 谁牵头歇业备案."""
    rest = _OPENS.sub("", text)
    fact = _FACT.match(rest)
    return fact is not None and _DOES.fullmatch(rest, fact.end()) is not None


def _bare(text: str) -> str:
    """What is left without opening words, places, years and the closing 呢."""
    bare = without_places(_WHEN.sub("", _ENDS.sub("", _OPENS.sub("", text)))).strip(" 的")
    return without_sizes(bare) if _sizes_of(text) else bare


def _sizes_of(text: str) -> list[str]:
    """Names of the sizes that a text goes on with; 小微企业 by itself is a question of its own."""
    goes_on = _OPENS.match(text) or _GOES_ON.search(text)
    return list(dict.fromkeys(size.name for size in sizes(text))) if goes_on else []


def without_places(text: str) -> str:
    """A text, folded, without the places that it names."""
    folded = fold(text).text
    for mention in reversed([*gazetteer().mentions(folded)]):
        folded = folded[: mention.start] + folded[mention.end :].removeprefix("的")
    return folded
