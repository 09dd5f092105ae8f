"""One turn taken apart: the place, year and size that it names, what is left, and whether it leans on others."""

import re
from dataclasses import dataclass

from index.analyzer.fold import fold
from ingest.fields.jurisdiction import gazetteer
from service.answer.asked import YEAR, YEARS
from service.answer.content import asks, content_of
from service.answer.places import places, without_places
from service.answer.sizes import sizes, without_sizes
from service.answer.turns import is_courtesy, is_hearsay, stripped, taken_back

WHEN = re.compile(rf"{YEARS.pattern}(?:\s*年版?|版)?|{YEAR.pattern}|[今明去后]年")
_REFERS = re.compile(r"它|这[个项条件事些]|该[项政措补]|上[面述]|前面|刚才|其中|\b(?:it|that|this)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"呢[?？。！!\s]*$|(?:也[可行能]以?|(?:也|都|是)?一样|怎么样|如何|比)[呢吗么]?[?？。！!\s]*$|的[?？。！!\s]*$"
)
_TAIL = re.compile(
    r"(?:的)?(?:情况|话)?(?:(?:也|都|是)*(?:一样|[可行能]以?)|怎么样|如何|比)?(?:[呢吗]|(?<![什怎多那这要])么)?[的?？。！!\s]*$"
)
LEAST = 4  # characters of a topic; fewer may be all that is asked of the one before
SHORT = 25  # characters; a longer question says itself what its 这项 is
LONGEST = 60  # characters; a longer turn is a question of its own
_LONGEST_ELLIPTIC = 100
_THING_CHARS, _BARE_CHARS = 14, 8  # of another thing in place of the one before, with 呢 and the like, and without


@dataclass(frozen=True, slots=True)
class Said:
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


def said(text: str) -> Said:
    """Take a turn apart."""
    denied, meant = taken_back(text)
    body = stripped(meant)
    goes_on = _GOES_ON.search(body) is not None or body != fold(meant).text.strip()
    named = tuple(gazetteer().names[code] for code in places(body))
    years = tuple(found[0] for found in WHEN.finditer(body))
    rest = without_places(WHEN.sub("", body)) if named else WHEN.sub("", body)
    tail = _TAIL.search(rest)
    if goes_on and tail and not asks(rest[: tail.start()]):
        rest = rest[: tail.start()]
    known = tuple(dict.fromkeys(size.name for size in sizes(body))) if goes_on else ()
    rest = (without_sizes(rest) if known else rest).strip(" ,，。.?？!！、的")
    return Said(named, years, known, rest, content_of(rest), fold(denied).text, asks(rest), goes_on)


def is_elliptic(question: str) -> bool:
    """Whether a question names nothing but a place, a year, a size (小微企业呢？) or a kind of fact."""
    if len(question.strip()) > _LONGEST_ELLIPTIC:
        return False
    turn = said(question)
    return not turn.content and (turn.is_asking or bool(turn.places or turn.years or turn.sizes))


def leans(question: str) -> bool:
    """Whether a turn says less than it asks for."""
    if len(question.strip()) > LONGEST:
        return False
    if is_courtesy(question) or is_hearsay(question) or refers(question):
        return True
    turn = said(question)
    is_thing = not turn.is_asking and len(turn.rest) <= (_THING_CHARS if turn.goes_on else _BARE_CHARS)
    return is_thing or bool(turn.denied) or len(turn.content) < LEAST


def refers(question: str) -> bool:
    """Whether a question names what was said before, as 它要收费吗 does."""
    return len(question.strip()) <= SHORT and _REFERS.search(fold(question).text) is not None
