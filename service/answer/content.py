"""What of a question names a thing, and whether it asks for something."""

import re

from index.analyzer.fold import fold
from service.answer.asked import Kind, kinds_of

# What may be asked of anything, and so tells of no topic.
_OF_ANY = re.compile(
    r"什么|哪[些个里儿家项种几一]?|怎[么样]?|如何|多[少久长大快高]|(?<!开)办(?=[吗呢啊\W]|$)|请问|一下|具体|大概|一共|总共|分别|到底|究竟|现在|目前|已经|以前|之前|以后|之后|后来|必须|需要"
    r"|时间|日期|期限|时限|时长|截止|开始|结束|完成|实现|达到|落实|实施|负责|牵头|主管|部门|单位|机构|联系|电话|方式|地[址方点]|窗口|网上|线上|办理|申请|申报|提交|材料|资料|证明|手续"
    r"|符合|满足|具备|条件|要求|标准|流程|程序|步骤|费用|收费|免费|补贴|补助|奖励|罚款|报销|领取|享受|资格|规定|政策|文件|依据|办法|措施|内容|情况|业务|环节|名称"
    r"|目标|剩[下余]|其余|原[来先]|[上下]限|封顶|总[数量额]|合计|平均|年[底初末]|效果|作用|涉及|包括|一样|其[他它]|另外|最[长短多少高低快慢晚迟早]|who|when|how|much|long|many|which|what|is|are|does|do|it|the|responsible"
    r"|时候|小时|分钟|(?:几|(?<!\d)\d{1,2}(?!\d))[个项条家次种件处款份位人趟回遍天日月年]*"
    r"|[吗呢吧嘛么啊呀了的啥谁咋是有没不要得能会可以该应让给也都还又再就才只最更很太这那它此其在到去来被把对向跟和与或由从按为需交钱元奖退领拿够叫算找问管补别]"
    r"|\W"
)
BORDER = re.compile(r"[，,；;。？?！!\s]+")  # between the parts of a question
_ASKING = re.compile(r"怎[么样]|如何|咋|什么|啥|谁|哪|几|多少")


def asks(text: str) -> bool:
    """Whether a part of a question asks for something."""
    return kinds_of(fold(text).text) != (Kind.WHAT,) or _ASKING.search(text) is not None


def content_of(text: str) -> str:
    """What of a folded text names a thing, without what may be asked of anything."""
    return _OF_ANY.sub("", text)


def things_in(text: str) -> tuple[str, ...]:
    """The words of a folded text that name things, each of two characters at least."""
    return tuple(run for run in _OF_ANY.split(text) if run and len(run) > 1)


def pairs_in(text: str) -> tuple[str, ...]:
    """The pairs of neighbouring characters of a word."""
    return tuple(text[at : at + 2] for at in range(len(text) - 1))
