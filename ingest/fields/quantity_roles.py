"""What a quantity is to its clause: target, condition, result, benefit, time limit or fee."""

import re

from ingest.fields.quantity_subjects import noun_ahead
from ingest.fields.quantity_units import load_units
from ingest.fields.target_classes import CLASSES
from ingest.records import Comparator, Nature, Role, Span

_SEGMENT_END = re.compile(r"[，。；！？,;!?\n]")
_SENTENCE_END = re.compile(r"[。；！？;!?\n]")
_SIGHT_CHARS, _LIST_CHARS = 300, 1_500  # clauses are shorter; a text without punctuation must not cost its square
BOUNDS = frozenset((Comparator.GE, Comparator.LE, Comparator.GT, Comparator.LT))

_CLASS_BEHIND = re.compile(rf"(?:[^，。；、,;]{{0,16}}?的)?[^，。；、的,;]{{0,10}}?(?:{CLASSES})")
_CLASS_WITH_DE = re.compile(rf"[^，。；,;]{{0,24}}?的[^，。；、,;]{{0,14}}?(?:{CLASSES})")
_HEADLESS = re.compile(r"的(?:[，,]|给予|予以|减免|减按|免征|免收|奖励|补助|补贴|可(?![行能])|应当|不予|不得)")
_COUNTED_CLASS = re.compile(rf"的[^，。；、的,;]{{0,10}}?(?:{CLASSES})")
_RATIO_AHEAD = re.compile(r"率|占比|比例|比重|强度|增速|收入|投资|金额|面积|时间|年限|余额|税额")

_FEE_NOUN = r"(?:费率|税率|利率|手续费|服务费|收费标准|费用标准|价格|电价|气价|水价|罚款|罚金|滞纳金|保证金|押金|收费)"
_FEE_AHEAD = re.compile(rf"{_FEE_NOUN}[^，。；,;]{{0,10}}$")
_FEE_BEHIND = re.compile(r"[^，。；,;]{0,14}(?:罚款|罚金|滞纳金|的(?:费率|税率|手续费|违约金))")
_CHANGE_BY = re.compile(
    r"(?:减少|降低|下降|压缩|压减|压降|缩短|缩减|下调|提高|提升|增长|增加|上升|提前|上涨)(?:了|约|近)?$"
)
_CHANGED_TO = re.compile(r"(?:压缩|压减|缩短|缩减|减少|降低|下降|缩)[^，。；,;]{0,4}(?:至|到|为)?[^，。；,;]{0,8}$")

_BENEFIT = re.compile(
    r"给予(?![^，。；]{0,24}(?:处罚|处分|警告|批评|整顿))|享受|奖励|补助|补贴|资助|扶持|贴息|返还|补偿|奖补|减征|减免|减半|减按|优惠|降费|额度|租金|房租|资金支持|费用支持|发放|报销|提取额"
)
_GRANTED = re.compile(r"(?:给予|给与|奖励|奖补|补助|补贴|资助|发放|享受)(?:一次性)?$")
_GRANTS = re.compile(r"给予(?![^，。；]{0,24}(?:处罚|处分|警告))|奖励|奖补|补助|补贴|贴息|资助|扶持")
_FREE = re.compile(r"免费(?:为[^，。；,;]{0,16})?(?:发放|提供|赠送|刻制|配备|领取)[^，。；,;]{0,6}$")
_LEVEL = re.compile(
    r"(?:率|占比|(?<!返还)(?<![补贴助励持资])比例|比重|覆盖面|度)(?:均|分别|力争|已|要|应)?(?:达到|达|提高到|提升至|提高至|提升到|为|不低于|超过|在)?$"
)
_TERM = re.compile(r"(?<!办理)(?<!审批)(?<!审查)(?:期限|有效期)(?:为|可达)?$")
_BENEFIT_KINDS = frozenset(("money", "share", "time"))

_HANDLING = re.compile(
    r"时限|时间|用时|时长|审限|限时|办理|办结|审批|审核|审查|受理|通关|接入|报装|办电|开办|登记|备案|许可|注册|注销|退税|申报|验收|查验|拨付|"
    r"答复|反馈|响应|公示|放行|全流程|全过程|评审|转办|送达|决定|通知|告知|报告|取证|出证|领取|交房|通电|通气|通水|兑现|实现|当日|用工备案|结案|审结"
)
_HANDLED_BEHIND = re.compile(
    r"[^，。；,;]{0,3}(?:可)?[^，。；,;]{0,4}(?:办结|办理|办完|完成|作出|做出|出具|获得|取得|取证|通电|通水|通气|接入|送达|答复|反馈|回复|响应|到场|退税|转办|做到|实现|出证|领|受理|审核|审批|"
    r"拨付|到账|开通|报送|提交|告知|通知|公布|审结|申请|提出|备案)"
)
_COUNTED_FROM = re.compile(r"(?:之日起?|起|后|届满|应当?[在于]?)$")
_PROLONGED = re.compile(r"延长(?!缴|参保|补贴|贷款|还款)")
_NOT_HANDLING = re.compile(
    r"停电|故障|运行|续航|提前|培训|值守|停留|居留|居住|参保|有效|工作时间|学习|实习|见习|服务期|生活圈|健身|社保|缴费满|经营满"
)
_SHORT = frozenset(("秒", "分钟", "小时", "天", "日", "工作日", "自然日", "日历日", "个月", "周", "星期"))

_DONE = re.compile(r"已(?!有)|累计|目前|截[至止]|今年以来|年以来")
_LISTED = re.compile(r"(?:下列|以下|如下)[^，。；：,;:]{0,8}(?:条件|情形|要求|标准)[^：:]{0,20}[：:]")
_LIVED = re.compile(
    r"(?:离校|毕业|成立|注册|登记|设立|退役|退伍|落户|认定|投产|上市|失业)(?:时间|年限|之日起)?(?:在|不|未|满)*$"
)
_GATE = re.compile(r"[^，。；,;]{0,6}(?:的)?[，,](?:方可|可以|才能|方能|才可|可(?!能|行|持)|不予|应当|予以|给予)")


def quantity_role(clause: str, span: Span, unit: str | None, comparator: Comparator, nature: Nature) -> Role:
    """The role of the quantity at `span`.

    A condition limits who or what the clause speaks of (年出口500万美元以下的企业); a benefit is what they get
    (给予60%补贴); a fee what they have to pay, fines included; a time limit how long handling takes, promised or
    achieved, but the cut of a time that was already made is a result. What remains is a result in reports, a target
    in plans; in rules a bound is a condition and any other number a target.
    """
    place = _Place(clause, span, unit, comparator)
    if comparator is Comparator.NE:
        return Role.CONDITION
    if place.is_fee():
        return Role.FEE
    if place.is_condition():
        return Role.CONDITION
    if nature is not Nature.RESULT and place.is_benefit():
        return Role.BENEFIT
    if place.is_time_limit(achieved=nature is Nature.RESULT):
        return Role.TIME_LIMIT
    return _remaining(clause, span, comparator, nature)


def _remaining(clause: str, span: Span, comparator: Comparator, nature: Nature) -> Role:
    if nature is Nature.RESULT:
        return Role.RESULT
    if nature is Nature.RULE:
        limits = comparator in BOUNDS or clause[: span.start].endswith("连续")
        return Role.CONDITION if limits else Role.TARGET
    done = _DONE.search(_ahead(clause, span.start, _SENTENCE_END))
    return Role.RESULT if done else Role.TARGET


def _ahead(clause: str, start: int, border: re.Pattern[str]) -> str:
    """What stands before `start` in its segment or sentence."""
    begin = max(0, start - _SIGHT_CHARS)
    for match in border.finditer(clause, begin, start):
        begin = match.end()
    return clause[begin:start]


class _Place:
    """The surroundings of one quantity."""

    __slots__ = ("ahead", "behind", "comparator", "kind", "listed", "sentence", "unit")

    def __init__(self, clause: str, span: Span, unit: str | None, comparator: Comparator) -> None:
        self.ahead = _ahead(clause, span.start, _SEGMENT_END)
        self.sentence = _ahead(clause, span.start, _SENTENCE_END)
        self.behind = clause[span.end : span.end + 48]
        self.listed = _LISTED.search(clause, max(0, span.start - _LIST_CHARS), span.start) is not None
        self.unit, self.comparator = unit, comparator
        self.kind = load_units().kinds.get(unit, "counter") if unit else None
        if unit is None and clause[span.start : span.end].startswith("零"):
            self.kind = "money"

    @property
    def segment_behind(self) -> str:
        return _SEGMENT_END.split(self.behind, 1)[0]

    def is_fee(self) -> bool:
        if self.kind == "money" and self.unit is None:
            return True
        if self.kind not in ("money", "share") or _GRANTED.search(self.ahead) or _GRANTS.search(self.segment_behind):
            return False
        ahead = _FEE_AHEAD.search(self.ahead) and not _CHANGE_BY.search(self.ahead)
        return bool(ahead or _FEE_BEHIND.match(self.behind))

    def is_condition(self) -> bool:
        if self.listed:
            return True
        if self.kind in ("money", "share") and _GRANTED.search(self.ahead):
            return False
        if self.kind in (None, "counter"):
            return self._sizes_class()
        if self.kind == "age" or (self.unit in ("年", "个月") and _LIVED.search(self.ahead)):
            return True
        reached = self.kind in ("share", "score") and self.ahead.endswith("达到")  # 占比达到5%的企业
        bounded = self.comparator in BOUNDS or self.behind.startswith("之间") or reached
        if not bounded:
            return (
                self.kind == "size"
                and bool(_CLASS_BEHIND.match(self.segment_behind))
                and not _CHANGE_BY.search(self.ahead)
            )
        return self._modifies_class() or (self.kind != "time" and bool(_GATE.match(self.behind)))

    def _sizes_class(self) -> bool:
        """从业人员20人以上的企业."""
        return (
            self.comparator in BOUNDS
            and bool(_COUNTED_CLASS.match(self.segment_behind))
            and (
                self.comparator in (Comparator.LE, Comparator.LT) or noun_ahead(self.ahead, len(self.ahead)) is not None
            )
        )

    def _modifies_class(self) -> bool:
        """Whether a bounded measure stands in the modifier of a class noun."""
        if self.kind == "time" and (self.comparator in (Comparator.LE, Comparator.LT) or self.unit == "工作日"):
            return False
        if _HEADLESS.match(self.behind):
            return True
        if self.kind == "share":
            return bool(_RATIO_AHEAD.search(self.ahead) and _CLASS_WITH_DE.match(self.segment_behind))
        return bool(_CLASS_BEHIND.match(self.segment_behind) or _CLASS_WITH_DE.match(self.behind))

    def is_benefit(self) -> bool:
        if _FREE.search(self.ahead):
            return True
        if self.kind not in _BENEFIT_KINDS or _LEVEL.search(self.ahead):
            return self._caps_benefit()
        if self.prolongs:
            return False
        granted = _BENEFIT.search(self.ahead) or _BENEFIT.search(self.segment_behind)
        return bool(granted) or self._lasts() or self._caps_benefit()

    def _lasts(self) -> bool:
        """期限最长3年, 备案一年有效: how long one may enjoy it."""
        return self.unit in ("年", "个月") and bool(_TERM.search(self.ahead) or self.behind.startswith("有效"))

    def _caps_benefit(self) -> bool:
        """单个项目最高500万元 after a sentence part that grants something."""
        return (
            self.comparator is Comparator.LE
            and (self.kind in ("money", "share", "size") or self.unit in ("年", "个月"))
            and _BENEFIT.search(self.sentence) is not None
        )

    def is_time_limit(self, *, achieved: bool) -> bool:
        if self.unit not in _SHORT or _NOT_HANDLING.search(self.ahead):
            return False
        if achieved and (_CHANGED_TO.search(self.ahead) or "平均" in self.ahead):
            return False
        if self.unit == "工作日":
            return True
        bound_from = self.comparator is Comparator.LE and _COUNTED_FROM.search(self.ahead)
        return bool(bound_from or _HANDLING.search(self.ahead) or _HANDLED_BEHIND.match(self.behind) or self.prolongs)

    @property
    def prolongs(self) -> bool:
        return self.unit in _SHORT and _PROLONGED.search(self.sentence) is not None
