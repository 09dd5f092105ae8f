"""Limits whose content the text leaves to other texts: 符合条件的, 按规定, 在…前提下."""

import re
from collections.abc import Iterator

from ingest.fields.target_classes import CLASSES
from ingest.records import Restriction, Span

_NOT = "".join(
    f"(?<!{word})" for word in ("不", "未", "无", "非", "不再", "没有", "不能", "未能", "不完全", "未完全", "是否")
)
_PATTERN = re.compile(
    rf"{_NOT}符合[^，。；、的,;]{{0,14}}(?:条件|规定|要求|标准|情形)的"
    r"|(?<!下列)(?<!以下)(?:有|具备)条件的|条件成熟的|确有需要的|确有困难的"
    r"|(?<!不符合)规定(?:的)?(?:层次|范围|条件|标准|期限|程序|限额|比例|种类|情形)内?的"
    r"|(?<![未违])(?:按照?|依照?)(?:国家|省|市|本市|有关|相关|法律|现行)?(?:的)?(?:规定|程序)(?![的之^])"
    r"|在[^，。；,;]{2,30}?(?:的)?前提下"
    r"|原则上(?!不)|视情(?:况)?|酌情"
)


# Attributes that qualify whom a grant is for and that no test evaluates yet: 对注册地在本市、信用等级为A级的企业
_ATTRIBUTES = re.compile(
    r"(?:^|(?<=[，。；,;]))(?:对于?|针对|支持|鼓励)"
    r"(?P<words>[^。；;《》“”]{0,60}?(?:注册|登记在|设立在|具有|拥有|取得|获得|获评|列入|纳入|入选|认定为|等级为|无[^，。；、,;]{1,14}记录)"
    rf"[^。；;《》“”]{{0,40}}?的)(?=[^，。；、的,;]{{0,10}}(?:{CLASSES}))"
)
_PART = re.compile(r"[^、，,]{4,}")


def find_unread_attributes(text: str) -> Iterator[Restriction]:
    """Attributes of those a clause is for, one each; where no test reads them they stay restrictions."""
    for match in _ATTRIBUTES.finditer(text):
        for part in _PART.finditer(text, *match.span("words")):
            yield Restriction(Span(*part.span()), part[0])


def find_restrictions(text: str) -> Iterator[Restriction]:
    """Every such limit of a text, in text order."""
    for match in _PATTERN.finditer(text):
        yield Restriction(Span(*match.span()), match[0])
