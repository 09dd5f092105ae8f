"""Chinese and Arabic numerals and their values: 1.5万 is 15000, 两万亿 is 2000000000000, 三分之一 is 1/3."""

import re
from decimal import Decimal

ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?![,\d]\d)(?:[.．]\d{1,15})?"
CHINESE = r"[一二两三四五六七八九十百千万亿][零〇一二两三四五六七八九十百千万亿]{0,14}"  # a run longer is no number
MAGNITUDES = "十百千万亿"

_DIGITS = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SCALED = re.compile(rf"({ARABIC})([{MAGNITUDES}]*)")
_FRACTION = re.compile(r"(.+)分之(.+)")


def number_value(text: str) -> float:
    """The value of one numeral: Arabic with magnitudes, Chinese, or a fraction (百分之六十 is 0.6).

    Raises ValueError when the text is no numeral.
    """
    if fraction := _FRACTION.fullmatch(text):
        return float(_value(fraction[2]) / _value(fraction[1]))
    return float(_value(text))


def scale(magnitudes: str) -> int:
    """What a run of magnitudes multiplies by: 万亿 is 10**12, the empty run 1."""
    product = 1
    for char in magnitudes:
        product *= (_TENS | _MYRIADS)[char]
    return product


def _value(text: str) -> Decimal:
    if scaled := _SCALED.fullmatch(text):
        return Decimal(scaled[1].replace(",", "").replace("．", ".")) * scale(scaled[2])
    return Decimal(_chinese_value(text))


def _chinese_value(text: str) -> int:
    if not re.fullmatch(rf"零|{CHINESE}", text):
        raise ValueError(f"{text!r} is not a numeral")
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))  # 二〇二六
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section, digit = section + (digit or 1) * _TENS[char], 0
        else:
            total, section, digit = _raised(total, section + digit, _MYRIADS[char]), 0, 0
    return total + section + digit


def _raised(total: int, section: int, myriad: int) -> int:
    if 0 < total < myriad:  # 两万亿: what stands before is multiplied as a whole
        return (total + section) * myriad
    return total + (section or 1) * myriad
