"""Character classes of Chinese text, as the inside of a regular-expression class."""

from typing import Final

IDEOGRAPH: Final = "〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U000323af"
CJK_MARK: Final = "、-〃《-】〔-〟！-～“”‘’—…"  # full-width and paired marks; not U+3000, which is a space
CJK: Final = IDEOGRAPH + CJK_MARK
