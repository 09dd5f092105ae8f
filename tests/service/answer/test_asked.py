import pytest

from service.answer.asked import Kind, read


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("休眠制度谁牵头", Kind.WHO, id="who"),
        pytest.param("个体户扶持归哪个局管", Kind.WHO, id="which-bureau"),
        pytest.param("拖欠货款政府里哪几家管", Kind.WHO, id="which-ones"),
        pytest.param("劳动纠纷工会管还是人社管", Kind.WHO, id="one-or-the-other-is-in-charge"),
        pytest.param("压减停电时间，责任在供电公司还是政府", Kind.WHO, id="whose-duty"),
        pytest.param("通自来水我该找哪家去说", Kind.WHO, id="whom-to-ask"),
        pytest.param("码头上的集卡是哪家公司负责改的", Kind.WHO, id="which-company"),
        pytest.param("破产这摊子是法院还是司法局主抓", Kind.WHO, id="one-body-or-the-other"),
        pytest.param("夜间消费归口单位是？", Kind.WHO, id="unit-in-charge"),
        pytest.param("自动化作业线哪个月完工", Kind.WHEN, id="which-month"),
        pytest.param("补贴哪两个月能申请", Kind.WHEN, id="which-of-the-months"),
        pytest.param("网上申报是哪几天", Kind.WHEN, id="which-days"),
        pytest.param("集中整治是哪段时间", Kind.WHEN, id="which-stretch"),
        pytest.param("什麼時候上線", Kind.WHEN, id="when-traditional"),
        pytest.param("用水报装要几天", Kind.HOW_LONG, id="how-many-days"),
        pytest.param("审批最快多久", Kind.HOW_LONG, id="how-long"),
        pytest.param("研发最多补多少钱", Kind.HOW_MUCH, id="how-much-money"),
        pytest.param("保费能补几成", Kind.HOW_MUCH, id="what-share"),
        pytest.param("有哪些扶持措施", Kind.WHICH, id="which"),
        pytest.param("能不能先停业", Kind.WHETHER, id="whether"),
        pytest.param("中试基地建设", Kind.WHAT, id="no-question-word"),
        pytest.param("厂房租金补贴申报时间", Kind.WHEN, id="time-of-applications"),
        pytest.param("Who is responsible for water supply?", Kind.WHO, id="english-who"),
    ],
)
def test_the_fact_that_is_asked_for_comes_first(question: str, kind: Kind) -> None:
    assert read(question, 2026).kinds[0] is kind


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        pytest.param("停电损失好几万怎么办", (), id="several-ten-thousand"),
        pytest.param("耽误好几天买卖，能不能凑一块儿来查", (), id="several-days"),
        pytest.param("停业好几个月了，能恢复吗", (), id="several-months"),
        pytest.param("贷款找哪家银行划算", (), id="which-bank-is-best"),
        pytest.param("水管漏了还是表坏了，能先看看不", (), id="a-pipe"),
        pytest.param("去税务局办还是网上办", (), id="where-or-online"),
        pytest.param("明年办还是不办", (), id="whether-or-not"),
        pytest.param("几个部门能不能一起批", (), id="several-departments"),
        pytest.param("复评费谁出", (), id="who-pays"),
        pytest.param("办卫生许可的窗口在几楼几号", (), id="number-of-a-window"),
        pytest.param("这笔钱谁来掏？", (), id="who-is-to-pay"),
        pytest.param("这个办法谁出台的", (Kind.WHO,), id="who-issues"),
        pytest.param("补几成、最多补几年", (Kind.HOW_MUCH, Kind.HOW_LONG), id="two-facts"),
    ],
)
def test_a_number_that_is_told_is_not_asked_for(question: str, facts: tuple[Kind, ...]) -> None:
    assert read(question, 2026).facts == facts


@pytest.mark.parametrize(
    ("question", "places"),
    [
        pytest.param("那沈阳呢", ("210100",), id="short-name"),
        pytest.param("瀋陽的口袋公園", ("210100",), id="traditional"),
        pytest.param("parks in Shenyang", ("210100",), id="pinyin"),
        pytest.param("营口港收费标准", ("210800",), id="port-of-a-city"),
        pytest.param("上海港收费标准", ("310000",), id="port-of-a-municipality"),
        pytest.param("香港公司注册", ("810000",), id="hong-kong"),
        pytest.param("张家港的港口收费", ("320582",), id="city-named-for-a-port"),
        pytest.param("德清县过年哪里不让放烟花", ("330521",), id="county"),
        pytest.param("安吉过年哪里不让放烟花", ("330523",), id="county-by-its-short-name"),
        pytest.param("南京鼓楼区怎么办", ("320106",), id="district-of-a-city"),
        pytest.param("鼓楼区怎么办", (), id="district-of-several-cities"),
        pytest.param("和平年代退伍的，安定下来能领什么", (), id="words-that-are-names-of-counties"),
        pytest.param("铁路桥梁和公路桥梁谁来养护", (), id="name-across-words"),
        pytest.param("国家给不给补贴", (), id="the-nation-is-none"),
        pytest.param("在北京看病垫的钱，回来怎么报", (), id="where-one-is-for-now"),
        pytest.param("我人在上海，手机上能替我妈交水费吗", (), id="where-one-is"),
        pytest.param("我弟在营口也遇过，今年第三回了，公安能管吗", (), id="where-a-brother-is"),
        pytest.param("从哈尔滨、青岛轮着请假陪床，医院不能自己管人吗", (), id="where-others-come-from"),
        pytest.param("闺女在苏州说楼下就有，咱这儿会设不", (), id="what-is-to-be-had-here"),
        pytest.param("佳木斯收的稻子，从大连港走能快点吗", ("210200",), id="where-goods-are-from"),
        pytest.param("深圳一家厂照着做卖了两万台，有没有快点的路子", (), id="where-another-firm-is"),
        pytest.param(
            "在深圳年薪六十万，被大连一家厂挖来，孩子上学管不管", ("440300", "210200"), id="two-that-are-told"
        ),
        pytest.param("我在鞍山上班，想直接卖房行不行", ("210300",), id="where-one-may-want-to-do-it"),
        pytest.param("在北京开公司要几天", ("110000",), id="where-it-is-to-be-done"),
        pytest.param("同事去了鞍山，那边热线几号", ("210300",), id="what-is-to-be-had-there"),
    ],
)
def test_places(question: str, places: tuple[str, ...]) -> None:
    assert read(question, 2026).places == places


@pytest.mark.parametrize(
    ("question", "years"),
    [
        pytest.param("2022—2024版和2026版", ((2022, 2024), (2026, 2026)), id="range-and-year"),
        pytest.param("明年有什么补贴", ((2027, 2027),), id="next-year"),
        pytest.param("先停几个月，明年再开，执照要注销吗", (), id="who-asks-means-to-do-it-then"),
        pytest.param("打算明年开家小店，怎么登记", (), id="who-asks-plans-it"),
        pytest.param("招十万人是今年的任务还是明年的", (), id="one-of-two-years"),
        pytest.param("房子是2018年买的，不还清能过户吗", (), id="when-it-was-bought"),
        pytest.param("孩子明年念小学，名额够不够", (), id="when-a-child-goes-to-school"),
        pytest.param("2019年的时候，市里有什么补贴", ((2019, 2019),), id="a-year-that-is-asked-about"),
        pytest.param("按2019年的方案，开店要几天", ((2019, 2019),), id="the-year-of-a-plan"),
        pytest.param("2019年办成了多少件", ((2019, 2019),), id="a-year-in-the-clause-that-asks"),
        pytest.param("一个月还房贷1900，能缓缓吗", (), id="a-sum"),
        pytest.param("头一回就罚2000元，能免吗", (), id="a-sum-with-its-unit"),
        pytest.param("2026营商环境方案有什么", ((2026, 2026),), id="a-number-that-is-a-year"),
        pytest.param("明年再有这样的补贴是什么时候", ((2027, 2027),), id="again-next-year"),
        pytest.param("12345热线", (), id="a-number-is-no-year"),
    ],
)
def test_years(question: str, years: tuple[tuple[int, int], ...]) -> None:
    assert read(question, 2026).years == years
