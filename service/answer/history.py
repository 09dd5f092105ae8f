"""Follow-ups made whole by what was said before: 那沈阳呢？ after 大连的通关时间是多少 asks for 沈阳的通关时间."""

import re
from collections.abc import Sequence

from index.analyzer.fold import fold
from ingest.fields.jurisdiction import gazetteer
from service.answer.asked import places
from service.answer.records import Turn

MAX_TURNS = 50  # beyond which earlier ones are left out

_OPENS = re.compile(r"^(?:那么|那|还有|另外|并且|and|what about|how about)[,，、\s]*", re.IGNORECASE)
_ENDS = re.compile(r"(?:呢|的呢|怎么样|如何|又如何)?[?？。！!\s]*$")
_YEAR = re.compile(r"(?:(?:19|20)\d\d\s*(?:[—–~～至-]+\s*(?:19|20)\d\d)?年?版?|今年|明年|去年|后年)")
_REFERS = re.compile(r"它|这[个项条件事些]|该[项政措补]|上[面述]|前面|刚才|其中|\b(?:it|that|this)\b", re.IGNORECASE)
_FACT_ALONE = re.compile(
    r"^(?:由|归|是)?(?:谁|哪个(?:部门|单位|局))(?:来)?(?:牵头|负责|管|办|主管)?|^(?:什么时候|啥时候|何时|哪年|几月)"
    r"|^(?:要|需要|得)?(?:多久|几天|多长时间)|^(?:有)?多少|^(?:怎么|如何)(?:办|申请|弄)|^(?:有)?(?:什么|哪些)(?:条件|材料|要求)"
    r"|^(?:who|when|how long|how much)\b",
    re.IGNORECASE,
)
_LEAST = 2  # characters of a question of its own that names a place or year besides


def resolve(question: str, history: Sequence[Turn]) -> str:
    """The question by itself: as it is, unless it leans on an earlier one of the user's.

    Args:
        question: as it is typed.
        history: turns before it, oldest first; what was answered is not read.
    """
    asked = [turn.text for turn in history[-MAX_TURNS:] if turn.role == "user"]
    whole = ""
    for text in [*asked, question]:
        whole = _joined(whole, text) if whole else text
    return whole


def is_elliptic(question: str) -> bool:
    """Whether a question names nothing but a place, a year or a kind of fact."""
    text = fold(question).text.strip()
    rest = _bare(text)
    has_frame = bool(places(text) or _YEAR.search(text) or _OPENS.match(text))
    return (has_frame and len(rest) < _LEAST) or bool(_FACT_ALONE.match(_OPENS.sub("", text)) and len(rest) <= 10)


def _joined(before: str, question: str) -> str:
    text = fold(question).text.strip()
    if _REFERS.search(text) or (_FACT_ALONE.match(_OPENS.sub("", text)) and is_elliptic(question)):
        return f"{before} {question}"
    if not is_elliptic(question):
        return question
    new_places, years = places(text), _YEAR.findall(text)
    kept = without_places(before) if new_places else before
    kept = _YEAR.sub("", kept) if years else kept
    names = [gazetteer().names[code] for code in new_places]
    return f"{''.join(names)}{''.join(years)}{kept}"


def _bare(text: str) -> str:
    """What is left without opening words, places, years and the closing 呢."""
    return without_places(_YEAR.sub("", _ENDS.sub("", _OPENS.sub("", text)))).strip(" 的，,、?？")


def without_places(text: str) -> str:
    """A text, folded, without the places that it names."""
    folded = fold(text).text
    for mention in reversed([*gazetteer().mentions(folded)]):
        folded = folded[: mention.start] + folded[mention.end :].removeprefix("的")
    return folded
