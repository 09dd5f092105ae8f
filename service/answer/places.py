"""The places that a question is about, and not those where one only is."""

import re
from functools import cache

from pypinyin import lazy_pinyin

from index.analyzer.fold import fold
from ingest.fields.jurisdiction import NATION, gazetteer
from service.answer.told import is_told

_LATIN = re.compile(r"[a-z]{5,}")
_LEVEL = re.compile(r"(?:市|省|地区|盟|(?:回族|壮族|维吾尔)?自治区|特别行政区)$")
# One is there, or somebody else is, and asks what is to be had here: 在外地住院，回来怎么报销; 我弟在外地也遇过.
_AWAY, _IS_THERE = re.compile(r"[在到去从]$"), re.compile(r"[人身]在$")
_AND_BACK = re.compile(r"回[来去老]|老家|异地|外地|跨省|省外|两地")
_OTHERS = re.compile(
    r"(?:[弟哥姐妹爸妈爹娘爷奶姑舅姨叔婶侄甥孙]|儿子|闺女|女儿|媳妇|老公|爱人|对象|亲戚|朋友|同学|同事|邻居|客户|老家|[他她它]"
    r"|[那这]号)[^,，。；？?]{0,5}$|(?:从|飞|是)(?:[^,，。；？?]{1,6}、)?$"
)
_OF_OTHERS = re.compile(
    r"(?:的[弟哥姐妹爸妈表堂亲朋同客老]|(?:有|一|那)(?:家|个)|来的?[,，。玩]|飞回?|过来|[收产买进发运]的|港|[^,，。；？?]{0,12}[过了])"
)
_THERE, _HERE = re.compile(r"那[边里儿]|当地|[替帮].{0,3}问"), re.compile(r"[咱这]们?[这边儿里]|我们这|本地")


def places(text: str) -> tuple[str, ...]:
    """Codes of the places that a folded text asks about, each once; the nation is none, 国家 being in every mouth."""
    read = _harbours().sub(lambda found: found[0] or " ", text)
    mentions = [*gazetteer().mentions(read)]
    meant = [mention for mention in mentions if not _is_elsewhere(read, mention.start, mention.end)]
    if meant and all(is_told(read, mention.start, mention.end) for mention in meant):
        meant = mentions  # 在深圳上班，被大连一家厂挖来，孩子上学管不管: either may be, the documents tell which
    named = [mention.code for mention in meant]
    spelt = [code for word in _LATIN.findall(text) for code in _spelt_places().get(word, ())]
    return tuple(code for code in dict.fromkeys([*named, *spelt]) if code != NATION)


def _is_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a place is told as where one is, or somebody else, and not as that which is asked about."""
    if (_AWAY if _AND_BACK.search(text) else _IS_THERE).search(text, 0, start):
        return True
    if not is_told(text, start, end) or (_THERE.search(text) and not _HERE.search(text)):
        return False
    return bool(_HERE.search(text) or _OTHERS.search(text, 0, start) or _OF_OTHERS.match(text, end))


@cache
def _harbours() -> re.Pattern[str]:
    """Cities such as 张家港, or the border before another port: to the gazetteer 营口港 is another name than 营口."""
    return re.compile("|".join([*(name for name in gazetteer().known if re.fullmatch(".+港", name)), "(?=港)"]))


@cache
def _spelt_places() -> dict[str, tuple[str, ...]]:
    """Codes of provinces and prefectures by their names in pinyin, such as shenyang."""
    codes: dict[str, tuple[str, ...]] = {}
    for code, name in gazetteer().names.items():
        if code.endswith("00") and code != NATION:
            spelt = "".join(lazy_pinyin(_LEVEL.sub("", name)))
            codes[spelt] = (*codes.get(spelt, ()), code)
    return codes


def without_places(text: str) -> str:
    """A text, folded, without the places that it names."""
    folded = fold(text).text
    for mention in reversed([*gazetteer().mentions(folded)]):
        folded = folded[: mention.start] + folded[mention.end :].removeprefix("的")
    return folded
