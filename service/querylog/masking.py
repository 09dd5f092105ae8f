"""Personal data in a text that is about to be kept: replaced before it is written anywhere.

Digits may be grouped; those of cards by less, as two dates with a dash between them are no card. Too much is masked
rather than too little: any 15 to 19 digits are taken for the number of a card, and more of them in a row for several.
"""

import re
import unicodedata

_GAP = r"[\s.\-‐-―−~·_/()\u200b-\u200d\u2060\ufeff]{0,2}"  # marks, and what can't be seen
_CARD_GAP = r"[\s.\-·]?"
_NAME = r"[A-Za-z0-9_.+\-]"
_BIRTH_YEAR = rf"(?:1{_GAP}9|2{_GAP}0)"
_RULES = (
    ("[邮箱]", re.compile(rf"(?<!{_NAME}){_NAME}+@[\w\-]+(?:\.[A-Za-z0-9\-]+)+")),
    # GB 11643: six digits of a place, eight of a day of birth, three of a sequence, a check mark.
    ("[身份证号]", re.compile(rf"(?<!\d)(?:\d{_GAP}){{6}}{_BIRTH_YEAR}{_GAP}(?:\d{_GAP}){{9}}[\dXx](?!\d)")),
    ("[银行卡号]", re.compile(rf"(?<!\d)(?:\d{{20,}}|\d(?:{_CARD_GAP}\d){{14,18}})(?!\d)")),
    ("[手机号]", re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")),
)


def masked(text: str) -> str:
    """The text, its full-width forms narrowed, without e-mail addresses and numbers of mobiles and cards."""
    text = unicodedata.normalize("NFKC", text)
    for label, pattern in _RULES:
        text = pattern.sub(label, text)
    return text
