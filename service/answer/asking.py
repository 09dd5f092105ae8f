"""The words that ask for a unit or a day: they say nothing of the matter, and any text on offices is near them."""

import re

from service.answer.asked import WHICH_UNIT, WHO

_LEAST = 4  # letters and digits that have to be left to look for
_ASKS = re.compile(
    r"(?:应该|到底|具体)?[由归是该让找跟向]*"
    rf"(?:{WHO}|{WHICH_UNIT})"
    r"(?:来|去|在|负责|牵头|主管|管|办|受理|的|是|呢)*"
    r"|的?(?:牵头|责任|主管|负责)(?:单位|部门)(?:是|有|呢|[?？]|$)(?:谁|哪.{0,3})?"
    r"|(?:[在到是于要得]|最[晚迟])*(?:(?:什么|啥|甚么)时候|何时|几时|哪(?:一)?[年天月]|哪个月|什么时间)"
    r"(?:之前|前|底|能|要|会|才|可以|落地|完成|出台|建成|上线|实现|做完|搞完|结束|开始|办好|到位|截止|为止)*"
)


def without_asking(question: str) -> str:
    """A folded question without them; as it is where too little would be left."""
    left = _ASKS.sub(" ", question).strip()
    return left if sum(map(str.isalnum, left)) >= _LEAST else question
