"""Whether a clause promises, reports, rules or frames: told by its verbs, its heading and the kind of its document."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.records import Kind, Nature

# 截至 and 截止 tell up to when was counted, unless they stand by what people can use until then: 申报截止时间, 活动截至
_OPEN_UNTIL = "".join(
    f"(?<!{word})"
    for word in ("申报", "申请", "报名", "受理", "征集", "填报", "活动", "时间", "日期", "期限", "有效期")
)
_SO_FAR = rf"{_OPEN_UNTIL}(?<![日月底末时])截[至止](?!时间|日期|日|前|后)"
_DONE = re.compile(
    rf"已(?!有|经济|知|纳入.{{0,6}}的|享受)|累计(?!最高|不超过|享受|缴|满)|[今去]年以来|近[年来]|[一二三四五六七八九十\d]年来|{_SO_FAR}|目前|同比|较.{{0,6}}(?:压缩|增长|下降|提高)"
    r"|取得(?!用|建).{0,12}(?:成效|成果|进展)|获评|入选|荣获|位居|名列|率先(?:出台|推出|实现|成立)|首次(?![^，。；]{0,20}的)|报道"
)
# 将 looks ahead before a verb or a circumstance; before a noun it only marks the object (将营商环境纳入考核).
_AHEAD = re.compile(
    r"下一步|最[迟晚](?=[于在到\d])|拟(?!定)|力争|年底前|月底前|到20\d\d年|今后|接下来|“?十[三四五六]五”?时期"
    r"|将(?=会|以|在|于|从|继续|持续|进一步|加[快强大]|推[进动出行]|全[面力]|确保|实现|完成|开展|出台|探索|深化|坚持|围绕|努力"
    r"|重点|陆续|逐步|启动|组织|不断|积极)"
)
# A notice that reports names both the time up to now and what was done in it.
_REPORTED = re.compile(
    rf"(?:[今去]年以来|近(?:几|[一二三四五])?年来|[一二三四五六七八九十\d]年来|{_SO_FAR}(?=[到至]?\s?(?:目前|\d|今|[本去上][年月])))[^。！]{{0,60}}?"
    r"(?:累计|已(?!有|经济|知)|共(?!同|享|计划|建|治|有)|同比|达到?|(?:发放|办理|惠及|取得|完成|实现|获评)了?)(?![^，。；]{0,20}的(?:企业|单位|人员|[，,]))"
)
_ONWARD = re.compile(
    r"加快|推进|推动|持续|进一步|不断|积极|探索|完善|健全|强化|加强|深化|落实|优化|坚持|充分|大力|定期|严格|注重|深入|全面"
)
# A press text that presents a policy tells what holds for whom: 由家属照护的，按每人每天20元给予补助
_RULES = re.compile(
    r"的，[^。；]{0,30}(?:按|给予|予以|支付|承担|不予)|每[人户][每次][年月天日次]|可以(?:享受|申请|领取|直接|同时)"
    r"|(?:比例|标准|限额|费率)为\d|(?:个人|单位|企业)(?:缴费|承担)"
)
# What a clause without a kind tells people to do is no report: 已整合进…许可，不再单独核发，请向…办理
_DIRECTS = re.compile(r"(?<!已)(?<!已经)不再|请[向到在于通登]|应当|必须|不得|不予")
_HEADING_AHEAD = re.compile(
    r"“?十[三四五六]五”?时期|年内|下一步|未来|今后|目标任务|展望|将|到20\d\d年|工作(?:计划|打算|安排|思路|任务|目标)"
)
FRAME_TITLES = re.compile(
    r"^(?:总体要求|指导思想|基本原则|总体思路|工作要求|有关要求|背景|起草说明|前言|引言"
    r"|(?:政策|文件|有关|主要)?(?:出台|制定|修订|起草|政策|文件)?的?背景(?:情况|介绍)?(?:[和与及]?(?:主要)?(?:依据|目的|意义|过程))?(?:是什么)?"
    r"|为(?:什么|何)要?(?:出台|制定|修订|印发).{0,30}|.{0,30}(?:出台|制定|修订)的?(?:背景|目的|意义|必要性)(?:是什么|有哪些)?)$"
)
_DEFAULT = {Kind.PLAN: Nature.COMMITMENT, Kind.REGULATION: Nature.RULE, Kind.NOTICE: Nature.COMMITMENT}


def clause_nature(text: str, kind: Kind | None, headings: Sequence[str]) -> Nature:
    """The nature of a clause that belongs to a numbered or titled measure.

    Plans promise and regulations rule throughout; notices and explanations promise too, but for what they report as
    done so far. Reports and press texts tell what was done, unless a clause looks ahead or stands under a heading that
    does; a report that goes on with a task (持续推进, 加快) promises it, and so does a press text that says what holds
    for whom.
    """
    if kind is Kind.NOTICE and _REPORTED.search(text) and not _AHEAD.search(text):
        return Nature.RESULT
    if kind in _DEFAULT:
        return _DEFAULT[kind]
    if kind is None:
        return Nature.RESULT if _DONE.search(text) and not _DIRECTS.search(text) else Nature.COMMITMENT
    ahead = any(_HEADING_AHEAD.search(heading) for heading in headings)
    if _DONE.search(text) and not _AHEAD.search(text):
        return Nature.RESULT
    promises = ahead or _AHEAD.search(text) or (_ONWARD if kind is Kind.REPORT else _RULES).search(text)
    return Nature.COMMITMENT if promises else Nature.RESULT


def measure_nature(clauses: Sequence[Nature]) -> Nature:
    """The nature most of its clauses have; a promise wins a tie."""
    if not clauses:
        return Nature.CONTEXT
    counts = Counter(clauses)
    order = (Nature.COMMITMENT, Nature.RULE, Nature.RESULT, Nature.CONTEXT)
    return max(order, key=lambda nature: counts[nature])
