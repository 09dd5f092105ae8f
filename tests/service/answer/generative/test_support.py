import pytest

from service.answer.generative.support import MIN_SUPPORT, fault, support
from service.answer.records import Excerpt

EXCERPT = Excerpt(
    "暂时没有生意的企业，可以办理歇业备案，歇业期限最长不超过3年，不得收取费用。公示期由45日压缩至20日。"
    "2026年12月底前，贷款贴息比例达到50%以上，惠及企业1.2万户。由市市场监督管理局牵头，市税务局配合，在三个工作日内办结。",
    "推行歇业备案",
    "大连市优化营商环境行动方案（2026年）",
    "in_force",
)
FIGURE, DATE, NAME = (
    "a quantity is not in its excerpts",
    "a date is not in its excerpts",
    "a name, quoted word or result is not",
)
NUMBER, DENIAL = "a number is not in its excerpts", "it denies what is affirmed"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("企业可以办理歇业备案，歇业期限最长不超过3年。", id="verbatim"),
        pytest.param("企业可以办理歇业备案，歇业期限最长不超过三年。", id="in-words"),
        pytest.param("在3个工作日内办结。", id="in-figures"),
        pytest.param("贷款贴息比例达到50％以上。", id="full-width"),
        pytest.param("惠及企业12000户。", id="without-magnitude"),
        pytest.param("2026年贷款贴息比例达到50%以上。", id="a-part-of-the-date"),
        pytest.param("12月底前贷款贴息比例达到50%以上。", id="another-part"),
        pytest.param("公示期压缩至20日。", id="the-later-value"),
        pytest.param("《大连市优化营商环境行动方案（2026年）》推行歇业备案。", id="title"),
        pytest.param("办理歇业备案不得收取费用。", id="denied-there-too"),
        pytest.param("由市市场监督管理局牵头，市税务局配合。", id="offices"),
    ],
)
def test_what_follows_from_an_excerpt(sentence: str) -> None:
    assert fault(sentence, [EXCERPT]) is None


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        pytest.param("歇业期限最长不超过5年。", FIGURE, id="number"),
        pytest.param("歇业期限最长不超过3个月。", FIGURE, id="unit"),
        pytest.param("歇业期限不少于3年。", FIGURE, id="comparator"),
        pytest.param("公示期由20日压缩至45日。", FIGURE, id="change-turned-round"),
        pytest.param("公示期为45日。", FIGURE, id="the-former-value"),
        pytest.param("惠及企业12万户。", FIGURE, id="magnitude"),
        pytest.param("在五个工作日内办结。", FIGURE, id="number-in-words"),
        pytest.param("2026年6月底前贷款贴息比例达到50%以上。", DATE, id="month"),
        pytest.param("2025年12月底前贷款贴息比例达到50%以上。", DATE, id="year"),
        pytest.param("2026-12-15前贷款贴息比例达到50%以上。", DATE, id="more-than-is-known"),
        pytest.param("办理歇业备案，电话12345。", NUMBER, id="telephone"),
        pytest.param("推行歇业备案十条措施，可以办理歇业备案。", FIGURE, id="count-in-words"),
        pytest.param("推行歇业备案四免，可以办理歇业备案。", NUMBER, id="numeral-in-a-word"),
        pytest.param("由市城市管理局牵头，市税务局配合。", NAME, id="office-of-like-name"),
        pytest.param("由市发改委牵头，市税务局配合。", NAME, id="short-office"),
        pytest.param("“休眠”企业可以办理歇业备案。", NAME, id="quoted"),
        pytest.param("企业可以办理歇业备案，见evil.example。", NAME, id="address"),
        pytest.param("已推行歇业备案，企业可以办理歇业备案。", NAME, id="a-commitment-as-a-result"),
        pytest.param("办理歇业备案可以收取费用。", DENIAL, id="a-not-left-out"),
        pytest.param("企业不可以办理歇业备案。", DENIAL, id="a-not-put-in"),
        pytest.param("全市统筹房产开发项目。", "only 0% of it", id="nothing-in-common"),
        pytest.param("！", "only 0% of it", id="no-word"),
    ],
)
def test_what_does_not(sentence: str, why: str) -> None:
    assert (fault(sentence, [EXCERPT]) or "").startswith(why)


def test_support_is_the_share_of_pairs_of_characters() -> None:
    assert support("歇业备案。", "办理歇业，备案") == 2 / 3  # 歇业 and 备案, not 业备
    assert support("歇业备案", "歇业备案") == 1 > MIN_SUPPORT
    assert support("", "歇业备案") == 0
