"""Limits whose content the text leaves to other texts: 符合条件的, 按规定, 在…前提下."""

import re
from collections.abc import Iterator

from ingest.records import Restriction, Span

_PATTERN = re.compile(
    r"(?<!不)符合[^，。；、的,;]{0,14}(?:条件|规定|要求|标准|情形)的"
    r"|(?<!下列)(?<!以下)(?:有|具备)条件的|条件成熟的|确有需要的|确有困难的"
    r"|(?<!不符合)规定(?:的)?(?:层次|范围|条件|标准|期限|程序|限额|比例|种类|情形)内?的"
    r"|(?<![未违])(?:按照?|依照?)(?:国家|省|市|本市|有关|相关|法律|现行)?(?:的)?(?:规定|程序)(?![的之^])"
    r"|在[^，。；,;]{2,30}?(?:的)?前提下"
    r"|原则上(?!不)|视情(?:况)?|酌情"
)


def find_restrictions(text: str) -> Iterator[Restriction]:
    """Every such limit of a text, in text order."""
    for match in _PATTERN.finditer(text):
        yield Restriction(Span(*match.span()), match[0])
