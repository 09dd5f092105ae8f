import pytest

from ingest.fields.terms import Terms, find_terms
from ingest.records import Span, Term


def _names(terms: tuple[Term, ...]) -> list[str]:
    return [term.name for term in terms]


def _find(text: str) -> Terms:
    return find_terms(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        pytest.param(
            "支持年出口500万美元以下且不为零的小微外贸企业", "audiences", ["小微企业", "外贸企业"], id="small-traders"
        ),
        pytest.param(
            "将低压居民用户、低压非居民用户", "audiences", ["低压用户", "居民用户", "低压用户", "非居民用户"], id="grid"
        ),
        pytest.param("中小微企业和个体工商户", "audiences", ["中小微企业", "个体工商户"], id="sizes"),
        pytest.param("雏鹰瞪羚独角兽企业", "audiences", ["雏鹰企业", "瞪羚企业", "独角兽企业"], id="run-together"),
        pytest.param(
            "规范属地平台企业、台资企业", "audiences", ["平台企业", "港澳台企业"], id="platform-is-not-taiwan"
        ),
        pytest.param("通过律师协会加强自律", "audiences", [], id="bar-association"),
        pytest.param("鼓励境外资本、涉外商事纠纷", "audiences", [], id="foreign-inside-other-words"),
        pytest.param("解决电价政策性交叉补贴问题", "instruments", [], id="cross-subsidy"),
        pytest.param("给予最高1000万元的项目补助", "instruments", ["补贴"], id="subsidy"),
        pytest.param(
            "失业保险参保职工", "instruments", ["社会保险", "社会保险"], id="social-insurance-is-not-insurance"
        ),
        pytest.param("降低担保费率", "instruments", ["担保"], id="guarantee-fee-is-no-premium"),
        pytest.param("协调解决企业困难", "instruments", [], id="solving-is-not-mediation"),
        pytest.param("推动更多资金“免申即享”、“直达快享”", "service_modes", ["免申即享", "直达快享"], id="quoted"),
        pytest.param("“免申即享”改革", "service_modes", ["免申即享"], id="with-suffix"),
        pytest.param("材料“零提交”", "service_modes", ["零材料"], id="quotes-inside"),
        pytest.param("开展“政策零距离”活动，年出口不为零", "service_modes", [], id="zero-in-other-words"),
        pytest.param("高效办成“一件事”", "service_modes", ["一件事一次办"], id="one-thing"),
        pytest.param("告知承诺+容缺受理", "service_modes", ["告知承诺", "容缺受理"], id="plus"),
        pytest.param("移动办公、网上办案、就近办学", "service_modes", [], id="offices-at-work"),
        pytest.param(
            "实现“带押过户”“拿地即开工”“验登合一”",
            "service_modes",
            ["带押过户", "拿地即开工", "验登合一"],
            id="property",
        ),
        pytest.param("逐步实现抵押注销登记", "lifecycle", ["经营场所"], id="release-of-a-mortgage"),
        pytest.param("提升企业注销便利度", "lifecycle", ["注销"], id="closing"),
        pytest.param("创业导师培训、融资租赁于一体", "lifecycle", [], id="leasing"),
        pytest.param("医保定点准入政策辅导", "lifecycle", [], id="admission-to-a-scheme"),
        pytest.param("提高应用水平，提供电子证明，使用电子印章", "lifecycle", [], id="utilities-inside-other-words"),
        pytest.param("用水用电用气报装", "lifecycle", ["水电气"] * 4, id="utilities"),
        pytest.param("优化高标准营商环境，争创营商标杆", "lifecycle", [], id="across-word-borders"),
        pytest.param("推进口岸建设", "lifecycle", ["国际贸易"], id="port-is-no-import"),
        pytest.param("可以申请“休眠”，强制清算", "lifecycle", ["休眠", "破产"], id="end-of-life"),
        pytest.param("金融资产管理公司", "lifecycle", [], id="financial-assets"),
    ],
)
def test_find_terms(text: str, category: str, expected: list[str]) -> None:
    assert _names(getattr(_find(text), category)) == expected


def test_spans_are_absolute() -> None:
    text = "　　对小微企业给予补贴"
    terms = find_terms(text, Span(2, len(text)))
    assert (terms.audiences[0].span, terms.instruments[0].span) == (Span(3, 7), Span(9, 11))


def test_within_is_finding_in_the_part() -> None:
    text = "对小微企业给予补贴。对高校毕业生给予贷款。"
    first, second = Span(0, 10), Span(10, len(text))
    assert _find(text).within(first) == find_terms(text, first)
    assert _names(_find(text).within(second).instruments) == ["贷款"]


def test_nothing_is_found_in_nothing() -> None:
    assert _find("") == Terms()
