import pytest

from ingest.alignment import from_utf8
from ingest.repair.boilerplate import find_boilerplate

BODY = "各有关单位：\n为优化营商环境，制定本方案。\n1.加强版权保护，严禁转载侵权作品，违者追究责任。\n2.支持自助打印服务，关闭低效窗口。"


def cleaned(text: str) -> str:
    return from_utf8(text).edited(finding.edit for finding in find_boilerplate(text)).text


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("新闻公告> 常委会公告> 浏览文章", id="breadcrumb"),
        pytest.param("首页 > 政务公开 > 政策文件", id="breadcrumb-from-home"),
        pytest.param("首页-政务公开-政策文件", id="breadcrumb-with-dashes"),
        pytest.param("当前位置：首页 - 政策文件", id="location"),
        pytest.param("您现在的位置是:首页 » 政策", id="location-half-width"),
        pytest.param("|", id="table-rule"),
        pytest.param("【打印本页】【关闭窗口】", id="buttons"),
        pytest.param("字号：大 中 小  浏览次数:123  打印", id="font-size-and-counter"),
        pytest.param("分享到: 微信 微博", id="share"),
    ],
)
def test_furniture_lines_go_from_head_and_tail(line: str) -> None:
    assert cleaned(f"{line}\n{BODY}") == BODY
    assert cleaned(f"{BODY}\n{line}") == BODY
    assert cleaned(f"标题\n{line}\n\n{BODY}\n{line}\n大连市人民政府") == f"标题\n\n{BODY}\n大连市人民政府"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("上一篇：关于某事的通知\n下一篇：没有了", id="neighbours"),
        pytest.param("扫一扫在手机打开当前页", id="scan"),
        pytest.param("版权所有：大连市人民政府", id="rights"),
        pytest.param("Copyright © 2023 dl.gov.cn All Rights Reserved", id="copyright"),
        pytest.param("本网版权作品，未经书面授权，严禁转载或镜像，违者将被追究法律责任。", id="no-reprint"),
        pytest.param("网站标识码：2102000001 辽ICP备05023109号-1 辽公网安备 21020302000123号", id="registrations"),
        pytest.param(
            "主办单位:某局 承办单位:某中心\n地址:某路1号\n辽ICP备05023109号\n电话:0411-1", id="operator-and-contact"
        ),
        pytest.param("（责任编辑：张三 审核：李四）", id="editor"),
        pytest.param('{"email":"a@b.cn","name":"张三"}', id="json"),
        pytest.param("//img.a.cn/dp/b.jpg", id="image"),
    ],
)
def test_footer_lines_go_from_the_tail(line: str) -> None:
    assert cleaned(f"{BODY}\n{line}") == BODY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{BODY}（责任编辑：张三）", BODY, id="editor"),
        pytest.param(
            f"{BODY} 1702630705908某网版权作品,未经书面授权,严禁转载或镜像,违者将被追究法律责任。责编:张三某网170263070590812[]"
            '//img.a.cn/dp/b.jpg{"email":"a@b.cn","name":"张三"}',
            BODY,
            id="all-that-a-script-left",
        ),
        pytest.param(f'第一段。{{"email":"a@b.cn"}}\n{BODY}', f"第一段。\n{BODY}", id="json-ends-an-inner-line"),
        pytest.param(
            "4FljKbomd7D china.a.comarticle营商环境做法/e3pmh1nnq/e3pn60p0i近年来，",
            "营商环境做法\n近年来，",
            id="crawler-head-leaves-the-title",
        ),
        pytest.param(
            f"标题\n来源：大连人大　发布时间：2021-09-27　浏览次数：12　【字体：大 中 小】　打印\n{BODY}",
            f"标题\n来源：大连人大　发布时间：2021-09-27\n{BODY}",
            id="buttons-beside-a-byline",
        ),
        pytest.param(
            f"首页>政策>大连市优化营商环境条例实施细则\n{BODY}",
            f"大连市优化营商环境条例实施细则\n{BODY}",
            id="breadcrumb-that-alone-holds-the-title",
        ),
    ],
)
def test_glued_furniture_goes_and_the_text_beside_it_stays(text: str, expected: str) -> None:
    assert cleaned(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BODY, id="body-that-speaks-of-printing-and-copyright"),
        pytest.param("未经著作权人许可，不得转载、摘编。", id="statute-on-reprints"),
        pytest.param("来源:大连人大 编辑:大连人大 2021年09月27日\n" + BODY, id="byline"),
        pytest.param(BODY + "\n咨询电话：0411-12345，邮箱：a@dl.gov.cn", id="contact-of-a-policy"),
        pytest.param(BODY + "\n主办单位：市商务局\n承办单位：会展中心\n联系电话：0411-1", id="organiser-of-an-event"),
        pytest.param(f"{BODY}\n打印本页\n{BODY}\n{BODY}", id="furniture-line-inside-the-body"),
        pytest.param("打印遗嘱应当有两个以上见证人在场见证。", id="sentence-that-begins-like-a-button"),
        pytest.param("附件：1.清单\n大连市人民政府\n2023年5月1日", id="signature"),
        pytest.param("关闭窗口\n|", id="nothing-but-furniture"),
        pytest.param("甲 | 乙\n1 | 2", id="table"),
        pytest.param("人均收入>100元", id="comparison"),
        pytest.param("联系电话13000000000", id="number-without-proof"),
    ],
)
def test_text_stays(text: str) -> None:
    assert find_boilerplate(text) == []


def test_contact_above_a_footer_stays() -> None:
    contact = "联系人：张三\n联系电话：0411-12345"
    assert cleaned(f"{BODY}\n{contact}\n版权所有：某局\n地址：某路") == f"{BODY}\n{contact}"
