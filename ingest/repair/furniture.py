"""Which whole lines are furniture of a web page."""

import re
from typing import Final

from ingest.repair.residue import EDITOR, IMAGE, RECORD, RIGHTS, tail_start

_LONGEST: Final = 300
_CRUMB: Final = r"[^\s>＞›»|。；，,;]{1,30}+"
_HOME: Final = "(?:网站)?首页|本?站首页|主页"
_NUMBER_OF_VIEWS: Final = r"(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)?[:：]\s?\d{0,9}\s?[次人]?"
_FONT_SIZE: Final = r"字[号体](?:大小)?[:：]?\s?[\[【(（]?\s?[小默认中大特超 \u3000|/]{1,12}+[\]】)）]?"
_PRINT_CLOSE: Final = "(?:打印|关闭|收藏|保存)(?:本页|此页|本文|页面|窗口)?|分享到?[:：]?"
_OTHER_BUTTON: Final = (
    "返回(?:顶部|列表|首页)|回到顶部|加入收藏|设为首页|我要纠错|纠错|新浪微博|微信|微博|QQ空间|QQ好友|朋友圈|手机版|无障碍(?:浏览|阅读)|语音播报"
    r"|扫一扫[^\s。]{0,24}+"
)
_GAP: Final = r"[\s\[\]【】()（）|｜/·:：、]*+"
BUTTON: Final = rf"{_FONT_SIZE}|{_NUMBER_OF_VIEWS}|{_PRINT_CLOSE}"

_ANYWHERE: Final = {
    "navigation": re.compile(
        r"(?:您|当前|现在|目前)(?:您|当前|现在|目前|所在|的)*+位置(?:是|为)?\s?[:：][^。]{0,200}"
        rf"|(?:{_HOME})(?:\s?[-/\\|>＞›»]++\s?(?:{_CRUMB})?)*+"
        rf"|[一-鿿]{_CRUMB}(?:\s?[>＞›»]++\s?{_CRUMB}){{2,8}}+\s?[>＞›»]?"
        r"|(?:[上下]一[篇条页]|相关(?:文章|链接|阅读|新闻))\s?[:：][^。]{0,120}"
    ),
    "page-control": re.compile(rf"{_GAP}(?>(?>{BUTTON}|{_OTHER_BUTTON}){_GAP})++"),
    "table-rule": re.compile(r"[|｜][|｜\s]*"),
    "image-path": re.compile(IMAGE),
}
_EDITOR = re.compile(EDITOR)
_RIGHTS = re.compile(RIGHTS)
_RECORD = re.compile(RECORD)
_ORGANISER = re.compile(r"(?:主办|承办|协办|技术支持|运维|网站地图|联系我们|关于我们|隐私)[^。]*")
_CONTACT = re.compile(r"(?:地址|联系电话|电话|邮编|邮政编码|传真|邮箱|E-?mail)\s?[:：][^。]{0,100}", re.IGNORECASE)

_WHY: Final = {
    "navigation": "a line of site navigation is no part of the document",
    "page-control": "buttons and counters of a web page are no part of the document",
    "table-rule": "a line of table rules at an end of the text holds nothing",
    "image-path": "the address of an image at an end of the text is page layout",
    "editor-credit": "the web editor is no part of the document",
    "machine-residue": "a rights notice, editor, ids or JSON of the page are no part of the document",
    "site-footer": "the footer of a web site (rights, registration, operator) is no part of the document",
}


def why(kind: str) -> str:
    """The reason to give for removing a line of that kind."""
    return _WHY[kind]


def head_kind(line: str) -> str | None:
    """Which furniture a stripped line at the head of a text is; None for text."""
    if len(line) > _LONGEST:
        return None
    return next((kind for kind, pattern in _ANYWHERE.items() if pattern.fullmatch(line)), None)


def tail_kind(line: str) -> str | None:
    """Which furniture a stripped line at the tail of a text is; None for text, operators and contacts."""
    if len(line) <= _LONGEST:
        if _EDITOR.fullmatch(line):
            return "editor-credit"
        if _RIGHTS.fullmatch(line) or ("。" not in line and _RECORD.search(line)):
            return "site-footer"
    return "machine-residue" if tail_start(line) == 0 else head_kind(line)


def is_operator(line: str) -> bool:
    """Whether a stripped line names who runs a site; only a footer above or below shows that it is not the event's."""
    return len(line) <= _LONGEST and bool(_ORGANISER.fullmatch(line))


def is_contact(line: str) -> bool:
    """Whether a stripped line is an address or a number; only a footer above it shows that it is not the policy's."""
    return len(line) <= _LONGEST and bool(_CONTACT.fullmatch(line))
