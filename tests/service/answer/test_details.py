import pytest

from index.analyzer.fold import fold
from service.answer.asked import read
from service.answer.details import details
from service.answer.matters import matters, named_in


@pytest.mark.parametrize(
    ("question", "stated", "other"),
    [
        pytest.param("研发补多少钱", "给予最高1000万元的补助", "建设中试基地5个以上", id="a-sum"),
        pytest.param("装电表要花多少钱", "实行“三零”服务", "2个环节", id="a-sum-of-nothing"),
        pytest.param("最高能贷多少万", "最高贷款400万元", "最高额度上浮20%", id="a-sum-whose-unit-is-told"),
        pytest.param("用水报装要几天", "压缩至2个工作日", "减少2个环节", id="a-span-of-time"),
        pytest.param("试用期最长多久", "不得超过六个月", "自2024年6月1日起施行", id="a-date-is-no-span"),
        pytest.param("基地要建几个", "建设5个以上", "建设一批", id="a-count"),
        pytest.param("热线电话是多少", "咨询电话：0411-12345678", "办理12件", id="a-telephone-number"),
        pytest.param("要带哪些材料", "提交申请材料", "提交申请", id="papers"),
        pytest.param("受理费先收多少", "每件收取50元", "受理2件", id="a-fee"),
        pytest.param("买房给补几万", "一次性补贴3万元", "补贴2次", id="a-sum-in-short"),
        pytest.param(
            "去年热线接了多少个电话", "12345热线全年受理30万件", "拓展12345热线功能", id="a-hotline-is-no-count"
        ),
        pytest.param("理论要考几门", "考试科目为2门", "开展考试", id="a-count-of-subjects"),
        pytest.param("我家够评星的条件不", "经营满3年的可以申报", "开展星级评定", id="criteria"),
        pytest.param("费率是千分之几", "按0.5‰收取", "承担60%", id="a-rate-of-a-thousand"),
        pytest.param("最长能停几年", "不超过3年", "在2024年6月前恢复", id="some-years"),
        pytest.param("条例从几月几号生效", "自2024年6月1日起施行", "条例已经通过", id="a-date"),
        pytest.param("举报发到哪个邮箱", "邮箱：a@b.cn", "开通举报渠道", id="an-address-of-mail"),
        pytest.param("落户要攒够几分", "积分达到100分", "5分钟办结", id="points"),
        pytest.param("新局长叫什么名字", "（市营商局局长王某某）", "由市营商局局长审批", id="a-name"),
        pytest.param("门面超过多少平要报消防", "面积300平方米以上", "办理300件", id="an-area"),
        pytest.param("办这个打哪个电话", "咨询电话：0411-12345678", "开通电话预约", id="which-number-to-call"),
        pytest.param("中心在哪条路上", "地址：人民路12号", "打造服务中心", id="in-which-road"),
        pytest.param("移出异常名录都要交啥", "提交证明", "按时移出", id="what-to-hand-in"),
        pytest.param("企业营收要多少才够格", "营业收入5000万元以上", "企业达到150家", id="a-threshold"),
        pytest.param("拉根电线自己得掏多少", "实行“三零”服务", "2个环节", id="what-one-pays"),
        pytest.param("公证一份得几百块", "每件收取200元", "办理200件", id="some-hundreds"),
        pytest.param("多少天必须回话", "3个工作日内答复", "提供7×24小时人工服务", id="a-service-round-the-clock"),
        pytest.param("无牌上路罚多少钱", "按照每辆车五百元的标准处以罚款", "推动多元化解", id="a-sum-in-words"),
        pytest.param("要罚多少钱", "处二千元以上五千元以下罚款", "破除二元结构", id="what-only-sounds-like-a-sum"),
        pytest.param("每度电几毛钱", "每度电0.5元", "给予5万元", id="a-price"),
    ],
)
def test_a_detail_is_stated_or_not(question: str, stated: str, other: str) -> None:
    wanted = list(details(read(question, 2026), fold(question).text))
    assert wanted
    assert all(detail.is_in(stated) for detail in wanted)
    assert not all(detail.is_in(other) for detail in wanted)


@pytest.mark.parametrize(
    "question",
    [
        "企业怎么注销",
        "补贴附带什么条件",
        "不用填申请表就能领钱吗",
        "法院文书能用电子邮件送达吗",
        "有年龄限制吗",
        "企业负责人改了姓名要变更登记吗",
        "那个融资服务平台叫什么名字",
        "公司开了几年没生意想注销怎么弄",
        "想先停几个月，执照要不要注销",
        "上哪能查到收费到底是多少",
        "两家罚得不一样，罚多少有没有统一尺度",
        "我们几个人合伙开公司怎么注册",
        "垫了十几万，怎么报销",
        "外卖单价说降就降，谁替我们谈",
        "想用官方数据做产品，正路怎么走",
        "我们这片哪天停电在哪看",
        "欠款两年不给，政府里哪几家管",
    ],
)
def test_a_question_of_no_detail_wants_none(question: str) -> None:
    assert list(details(read(question, 2026), fold(question).text)) == []


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("要引进多少年轻人", ["数量"]),
        ("取消了多少项收费", ["数量"]),
        ("给几百家企业放了贷", []),
        ("全市有多少万户经营主体", ["数量"]),
        ("有多少缴费网点", ["数量"]),
        ("沈阳有多少个应用平台", ["数量"]),
        ("施工许可审批时限是几天", ["时长"]),
        ("贷款期限是多久", ["时长"]),
        ("什么时候能批下来", ["期限"]),
        ("一审判多久能下来", ["时长"]),
    ],
)
def test_the_detail_that_is_asked_for(question: str, names: list[str]) -> None:
    assert [detail.name for detail in details(read(question, 2026), fold(question).text)] == names


@pytest.mark.parametrize(
    "text", ["3个工作日内办结", "自公布之日起施行", "每月15日前发放", "2026年底前建成", "持续推进"]
)
def test_how_a_time_is_stated(text: str) -> None:
    (detail,) = details(read("什么时候发", 2026), "什么时候发")
    assert detail.is_in(text)
    assert not detail.is_in("每人补贴2000元，支持可持续发展")


def test_a_matter_is_known_by_each_of_its_names() -> None:
    ((used, matter),) = named_in("残保金怎么交")
    assert used == "残保金"
    assert matter.is_in("落实残疾人就业保障金政策")
    assert not matter.is_in("落实失业保险政策")


def test_no_name_stands_for_two_matters() -> None:
    names = [name for matter in matters() for name in matter.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("船票一回八十，办证有没有省事的法子", []),
        ("来回机票2400，不到场行不行", []),
        ("机票能报销吗", ["机票"]),
        ("工人为加班费跟我闹，谁给调停", []),
        ("加班费怎么算", ["加班费"]),
        ("买化妆品花了五千，能退税吗", []),
        ("卖化妆品要办什么证", ["化妆品"]),
        ("机票3000元能报吗", []),
        ("学费一万二，能分期吗", []),
        ("注册资本5亿元的企业来落户给什么", ["落户"]),
        ("地铁要30，能便宜点吗", []),
        ("最低工资2026年标准是多少", ["最低工资"]),
        ("公积金2025年缴存比例", ["公积金"]),
        ("产假98天怎么算", ["产假"]),
        ("产假要98天吗", ["产假"]),
        ("工伤十级赔多少钱", ["工伤"]),
        ("地铁2号线什么时候通", ["地铁"]),
        ("公积金5万户怎么贷", ["公积金"]),
    ],
)
def test_what_was_paid_bought_or_quarrelled_about_is_not_the_matter(question: str, names: list[str]) -> None:
    assert [used for used, _ in named_in(fold(question).text)] == names
