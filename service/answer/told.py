"""What a question tells of who asks, rather than asks about: 房子是2018年买的，能直接卖吗 is not about 2018.

What stands in a clause that asks nothing, beside one that does, is told, unless it only names what the question is
about: 按2022年的方案，开店要几天.
"""

import re

_BORDER = re.compile(r"[，,。；;！!？?：:\s]")
_ASKS = re.compile(
    r"多少|多[久长快大高]|几(?!百|千|万|十)|哪|什么|甚么|啥|谁|怎|咋|如何|是否|吗|呢|有没有|能不能|([\u4e00-\u9fff])不\1|[就还]不能"
    r"|[不没么嘛吧]$|\b(?:what|when|who|how|which|can|does?|is|are|may)\b",
    re.IGNORECASE,
)
_IS_TOPIC = re.compile(
    r"方案|计划|政策|文件|规定|报告|条例|办法|目标|任务|通知|意见|规划|行动|清单|规则|措施|要求|版本?|按|根据|依"
)
_FRAME = re.compile(r"[的度里底初末前后这那年会儿时候以期间上下半全在到从自月份\d]*")  # 2019年的时候 only says when


def is_told(text: str, start: int, end: int) -> bool:
    """Whether a part of a folded question is told.

    Args:
        text: of the question.
        start: of the part.
        end: of the part.
    """
    first = max((found.end() for found in _BORDER.finditer(text, 0, start)), default=0)
    after = _BORDER.search(text, end)
    last = after.start() if after else len(text)
    clause, around = text[first:last], text[first:start] + text[end:last]
    if _ASKS.search(clause) or _IS_TOPIC.search(clause) or _FRAME.fullmatch(around):
        return False
    others = (part for piece in (text[:first], text[last:]) for part in _BORDER.split(piece))
    return any(_ASKS.search(part) for part in others)
