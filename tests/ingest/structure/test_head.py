from textwrap import dedent

import pytest

from ingest.records import Kind, Metadata
from ingest.structure.blocks import split_blocks
from ingest.structure.head import kind_of, read_head

NOTICE = dedent("""\
    沈阳市人民政府办公室
    关于印发沈阳市2023年优化营商环境行动方案的通知
    沈政办发〔2023〕12号
    各区、县（市）人民政府：
    现将方案印发给你们，请认真贯彻执行。
    沈阳市人民政府办公室
    2023年3月5日
    一、总体要求
    以企业需求为导向。
    """)


def head(text: str, known: Metadata | None = None) -> Metadata:
    return read_head(text, split_blocks(text), known or Metadata())


def test_a_notice_states_its_title_issuer_number_and_date() -> None:
    meta = head(NOTICE)
    assert (meta.title, meta.issuer, meta.doc_no, meta.written) == (
        "沈阳市人民政府办公室关于印发沈阳市2023年优化营商环境行动方案的通知",
        "沈阳市人民政府办公室",
        "沈政办发〔2023〕12号",
        "2023-03-05",
    )
    assert {name: NOTICE[span.start : span.end] for name, span in meta.spans.items()} == {
        "title": "沈阳市人民政府办公室\n关于印发沈阳市2023年优化营商环境行动方案的通知",
        "issuer": "沈阳市人民政府办公室",
        "doc_no": "沈政办发〔2023〕12号",
        "written": "2023年3月5日",
    }
    assert (meta.kind, meta.jurisdiction, meta.valid_from, meta.valid_until) == (Kind.PLAN, "210100", "2023", "2023")
    assert meta.inferred == {"kind", "jurisdiction", "valid_from", "valid_until"}


def test_a_byline_states_source_and_day() -> None:
    meta = head("关于审议意见情况的报告\n来源：大连人大 编辑：大连人大 2021年09月27日\n市人大常委会：\n现报告如下。\n")
    assert (meta.title, meta.source, meta.published, meta.kind) == (
        "关于审议意见情况的报告",
        "大连人大",
        "2021-09-27",
        Kind.REPORT,
    )


@pytest.mark.parametrize(
    "title",
    [
        "杭州市稳岗扩岗政策问答",
        "稳岗返还热点问答二",
        "个体工商户年报30问",
        "《关于稳岗扩岗的通知》政策解读",
        "《行动方案》一图读懂",
        "一图读懂杭州市稳岗扩岗新政",
        "政策解读｜稳岗扩岗这样办",
        "2026年企业技术改造扶持计划申报指南",
        "电子营业执照操作指南",
        "2026年优化营商环境重点任务清单",
        "长沙市2026年惠企政策清单（第一批）",
        "“稳就业促发展”新闻发布会图文实录",
        "全市促消费工作新闻发布会（第三场）",
        "市人社局负责人就《稳岗办法》答记者问",
        "【一图读懂】灵活就业人员也能缴公积金啦！",
        "[政策解读]稳岗扩岗这样办",
        "2026年度稳岗返还企业名单（第一批）公示",
    ],
)
def test_what_explains_or_lists_policies_has_a_title(title: str) -> None:
    assert head(f"首页 > 政务公开 > 政策解读\n{title}\n来源：某报\n近日印发了通知。\n").title == title


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 政策问答",
        "您当前的位置：首页 > 政策解读",
        "欢迎大家都来提问",
        "【一图读懂】",
        "发布会将直播！",
    ],
)
def test_a_path_through_a_site_is_no_title(line: str) -> None:
    assert head(f"{line}\n近日印发了通知。\n").title is None


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("🏠 《某市公积金管理办法（试行）》", "《某市公积金管理办法（试行）》"),
        ("📢关于申报补贴的通知👏", "关于申报补贴的通知"),
        ("【一图读懂】公积金新政来啦！👏", "【一图读懂】公积金新政来啦！"),
        ("①关于申报补贴的通知", None),
        ("标　　题:\t关于申报补贴的通知\t文号：1", "关于申报补贴的通知"),
        ("名称：关于申报补贴的通知", "关于申报补贴的通知"),
    ],
)
def test_pictures_around_a_title_and_its_label_are_no_part_of_it(line: str, title: str | None) -> None:
    meta = head(f"{line}\n近日印发了通知。\n")
    assert meta.title == title
    assert title is None or meta.spans["title"].of(line) == title


GUIDE = dedent("""\
    某省政务服务网 | 首页 | 法人服务
    基本信息
    {line}
    事项类型：行政许可
    实施主体：某区行政审批服务局
    受理条件
    1.取得营业执照；
    """)


def test_a_guide_to_a_service_states_its_name_and_its_office() -> None:
    meta = head(GUIDE.format(line="事项名称：公共场所卫生许可（新办）"))
    assert (meta.title, meta.issuer, meta.kind) == ("公共场所卫生许可（新办）", "某区行政审批服务局", Kind.NOTICE)
    assert "kind" in meta.inferred


@pytest.mark.parametrize("line", ["事项名称：", "本次公布的事项名称：公共场所卫生许可", "公共场所卫生许可"])
def test_without_the_name_of_a_service_an_office_serves_nothing(line: str) -> None:
    meta = head(GUIDE.format(line=line))
    assert (meta.title, meta.issuer, meta.kind) == (None, None, None)


def test_the_title_of_a_guide_goes_before_the_name_of_its_service() -> None:
    meta = head("公共场所卫生许可办事指南\n" + GUIDE.format(line="事项名称：公共场所卫生许可"))
    assert (meta.title, meta.kind) == ("公共场所卫生许可办事指南", Kind.NOTICE)


@pytest.mark.parametrize(
    ("line", "source", "published"),
    [
        ("大连发布  2026-01-20 09:15  辽宁", "大连发布", "2026-01-20"),
        ("某市住房公积金管理中心 2026年1月20日 17:05", "某市住房公积金管理中心", "2026-01-20"),
        ("大连发布  2026-01-20", None, None),
        ("申报截止  2026-01-20 09:15  请尽快登录系统提交", None, None),
    ],
)
def test_the_line_of_an_account_tells_who_posted_and_when(line: str, source: str | None, published: str | None) -> None:
    meta = head(f"关于申报的通知\n{line}\n各单位：\n请申报。\n")
    assert (meta.source, meta.published) == (source, published)


@pytest.mark.parametrize(
    ("label", "written"),
    [("成文日期", "2025-12-10"), ("生效日期", None)],
)
def test_the_index_of_a_page_tells_when_a_text_was_written(label: str, written: str | None) -> None:
    assert head(f"索引号：11330/2025-1 {label}：2025-12-10\n关于申报的通知\n请申报。\n").written == written


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("某县人民政府（盖章）", "某县人民政府"),
        ("某县人民政府 (印章)", "某县人民政府"),
        ("某市农牧局　　某市财政局", "某市农牧局、某市财政局"),
        (
            "某市商务局 某市财政局\n某市公安局　某市住房和城乡建设局",
            "某市商务局、某市财政局、某市公安局、某市住房和城乡建设局",
        ),
        ("某市商务局（经办）", None),
        ("某市商务局　王某", None),
    ],
)
def test_those_who_sign_above_a_date_have_issued_it_on_that_day(signed: str, issuer: str | None) -> None:
    meta = head(f"关于申报的通知\n各单位：\n请申报。\n{signed}\n2026年3月9日\n")
    assert (meta.issuer, meta.written) == (issuer, "2026-03-09" if issuer else None)


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        (
            "（2025年6月26日某市第六届人民代表大会常务委员会第三十三次会议通过　2025年7月31日某省第十四届人民代表大会"
            "常务委员会第十七次会议批准）",
            "某市人民代表大会常务委员会",
        ),
        ("(2020年5月28日第十三届全国人民代表大会第三次会议通过)", "全国人民代表大会"),
        ("（2019年10月8日国务院第66次常务会议通过）", "国务院"),
        ("（2024年1月18日某市人民政府第十七届四十九次常务会议讨论通过）", "某市人民政府"),
        ("（2019年7月30日某省第十三届人民代表大会常务委员会第十二次会议修订）", "某省人民代表大会常务委员会"),
        ("（2025年6月26日某省人民代表大会常务委员会召开会议）", None),
        ("（2025年6月26日某公司第三次会议通过）", None),
        ("2025年6月26日某市人民代表大会常务委员会第三次会议通过了该草案。", None),
    ],
)
def test_a_law_is_issued_by_the_assembly_or_government_that_adopted_it(line: str, issuer: str | None) -> None:
    meta = head(f"某市电动自行车管理条例\n{line}\n第一条 为了加强管理，制定本条例。\n")
    assert (meta.issuer, meta.written) == (issuer, None)


def test_what_was_known_is_not_replaced() -> None:
    meta = head(NOTICE, Metadata(title="已知标题", written="2020-01-01"))
    assert (meta.title, meta.written, meta.doc_no) == ("已知标题", "2020-01-01", "沈政办发〔2023〕12号")


def test_what_nothing_states_stays_empty() -> None:
    meta = head("第一段讲述情况。\n第二段继续讲述。")
    assert (meta.title, meta.issuer, meta.doc_no, meta.written, meta.published, meta.kind) == (None,) * 6
    assert (meta.valid_from, meta.valid_until) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "valid_from", "valid_until"),
    [
        ("本办法自2023年1月1日起施行。", "2023-01-01", None),
        ("本办法自2023年1月1日起施行，有效期5年。", "2023-01-01", "2027-12-31"),
        ("本通知自2024年2月29日起实施，有效期两年。", "2024-02-29", "2026-02-28"),
        ("本措施有效期至2025年12月31日。", None, "2025-12-31"),
        ("《民法典》自2021年1月1日起施行。", None, None),
        ("本办法自2023年2月31日起施行。", None, None),
        ("本实施细则自2026年4月1日起正式施行，有效期为六年。", "2026-04-01", "2032-03-31"),
        ("本清单自2026年1月1日起实施，至2026年12月31日止。", "2026-01-01", "2026-12-31"),
        ("本公告执行期限为2023年1月1日至2027年12月31日。", "2023-01-01", "2027-12-31"),
        ("本若干措施有效期自2026年1月1日至2028年12月31日。", "2026-01-01", "2028-12-31"),
        ("本通知执行至2026年12月31日。", None, "2026-12-31"),
        ("本计划支持项目为2025年1月1日至2025年12月31日期间完成的投资。", None, None),
        ("本方案提出，到2026年12月31日，企业达到100家。", None, None),
        ("本办法所称企业，是指自2020年1月1日起成立的企业。", None, None),
        ("《办法》自2026年6月1日起施行。", None, None),
    ],
)
def test_validity_is_read_where_the_text_speaks_of_itself(
    sentence: str, valid_from: str | None, valid_until: str | None
) -> None:
    meta = head(f"一、附则\n{sentence}\n")
    assert (meta.valid_from, meta.valid_until) == (valid_from, valid_until)


@pytest.mark.parametrize(
    ("title", "sentence", "valid_from"),
    [
        ("《关于稳岗扩岗的通知》政策解读", "《通知》自2026年6月1日起施行。", "2026-06-01"),
        ("一图读懂《某市若干措施》", "《措施》自2026年6月1日起施行。", "2026-06-01"),
        ("关于印发《某市补贴办法（试行）》的通知", "《办法》自2026年6月1日起施行。", "2026-06-01"),
        (
            "某市新闻发布会实录",
            "市政府印发了《某市护理保险实施办法》。《实施办法》将于2026年1月1日起施行。",
            "2026-01-01",
        ),
        ("【一图读懂】公积金新政来啦！", "📖《某市公积金管理办法（试行）》\n📅 2026年2月1日起施行", "2026-02-01"),
        ("《关于稳岗扩岗的通知》政策解读", "《条例》自2026年6月1日起施行。", None),
        ("某市新闻发布会实录", "为落实《某省条例》，市里很重视。《条例》自2026年1月1日起施行。", None),
        ("某市新闻发布会实录", "市政府印发了《某市实施办法》。《管理办法》自2026年1月1日起施行。", None),
        ("关于申报补贴的通知", "近日省里印发了《某省实施办法》。《办法》自2026年1月1日起施行。", None),
        ("【一图读懂】公积金新政来啦！", "《某市公积金管理办法》解读如下。2026年2月1日起施行", None),
        ("关于贯彻落实《优化营商环境条例》的通知", "《条例》自2020年1月1日起施行。", None),
    ],
)
def test_a_short_name_means_what_the_title_explains_or_puts_into_force(
    title: str, sentence: str, valid_from: str | None
) -> None:
    assert head(f"{title}\n各单位：\n{sentence}\n").valid_from == valid_from


@pytest.mark.parametrize(
    ("sentence", "known", "valid_from", "valid_until"),
    [
        ("本办法自印发之日起施行，有效期3年。", Metadata(written="2026-02-06"), "2026-02-06", "2029-02-05"),
        ("本清单自印发之日起实施，至2026年12月31日止。", Metadata(written="2026-02-06"), "2026-02-06", "2026-12-31"),
        (
            "本办法自公布之日起施行。",
            Metadata(written="2026-02-06", published="2026-02-10"),
            "2026-02-10",
            None,
        ),
        ("本办法自公布之日起30日后施行。", Metadata(published="2026-02-10"), None, None),
        ("本办法自印发之日起施行，有效期3年。", Metadata(written="2026-02"), None, None),
        ("本办法自印发之日起施行，有效期3年。", Metadata(), None, None),
        ("《条例》自公布之日起施行。", Metadata(published="2026-02-10"), None, None),
    ],
)
def test_what_is_in_force_since_its_issue_is_so_since_the_day_that_is_known(
    sentence: str, known: Metadata, valid_from: str | None, valid_until: str | None
) -> None:
    meta = head(f"一、附则\n{sentence}\n", known)
    assert (meta.valid_from, meta.valid_until) == (valid_from, valid_until)
    assert ("valid_from" in meta.inferred) == (valid_from is not None)


@pytest.mark.parametrize(
    ("byline", "published"),
    [
        ("时间：2026年01月23日 来源：市优化营商环境协调事务中心", "2026-01-23"),
        ("来源：某市政府网站 时间：2026-01-23", "2026-01-23"),
        ("时间：2026年3月5日 地点：市政府会议室", None),
        ("时间：2026年3月5日", None),
    ],
)
def test_a_plain_day_is_one_of_publishing_on_a_line_of_a_web_page(byline: str, published: str | None) -> None:
    assert head(f"关于申报的通知\n{byline}\n各单位：\n请申报。\n").published == published


@pytest.mark.parametrize(
    ("byline", "doc_no"),
    [
        ("发布日期：2026-04-20　来源：深圳市工业和信息化局　深工信规字〔2026〕12号", "深工信规字〔2026〕12号"),
        ("发布日期：2026-04-20 文号：深工信规字〔2026〕12号", "深工信规字〔2026〕12号"),
        ("来源：某局 原文见深工信规字〔2026〕12号文件", None),
    ],
)
def test_a_byline_states_the_number(byline: str, doc_no: str | None) -> None:
    meta = head(f"关于申报的通知\n{byline}\n各单位：\n请申报。\n")
    assert meta.doc_no == doc_no


@pytest.mark.parametrize(
    ("title", "source", "jurisdiction"),
    [
        ("关于稳岗的通知", "杭州市人力资源和社会保障局", "330100"),
        ("关于稳岗的通知", "国家税务总局杭州市税务局", "330100"),
        ("关于稳岗的通知", "大连市人民政府网站", "210200"),
        ("《湖南省条例》解读", "长沙市司法局", "430000"),
        ("关于稳岗的通知", "新华网", None),
        ("关于稳岗的通知", "大连日报社", None),
        ("关于稳岗的通知", "大连新闻传媒集团", None),
    ],
)
def test_the_office_that_a_page_is_from_tells_the_place(title: str, source: str, jurisdiction: str | None) -> None:
    meta = head(f"{title}\n来源：{source} 2026-05-18\n各单位：\n请执行。\n")
    assert (meta.jurisdiction, meta.issuer) == (jurisdiction, None)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("大连市2026年营商环境质量提升行动方案", Kind.PLAN),
        ("大连市营商环境升级行动方案（2022—2024）", Kind.PLAN),
        ("某市办公室关于印发《某市“十四五”规划》的通知", Kind.PLAN),
        ("关于开展申报工作的通知", Kind.NOTICE),
        ("优化营商环境条例", Kind.REGULATION),
        ("中华人民共和国民法典 第五十四条", Kind.REGULATION),
        ("办法（试行）", Kind.REGULATION),
        ("关于审议意见情况的报告", Kind.REPORT),
        ("优化营商环境典型做法", Kind.PRESS),
        ("某局2025年工作总结及2026年工作计划", Kind.REPORT),
        ("关于报送2025年工作总结及2026年工作计划的通知", Kind.NOTICE),
        ("《关于稳岗扩岗的通知》政策解读", Kind.NOTICE),
        ("稳岗返还热点问答（一）", Kind.NOTICE),
        ("企业开办百问百答", Kind.NOTICE),
        ("一图读懂大连市2026年行动方案", Kind.NOTICE),
        ("企业技术改造扶持计划申报指南", Kind.NOTICE),
        ("“稳就业促发展”新闻发布会图文实录", Kind.PRESS),
        ("【一图读懂】灵活就业人员也能缴公积金啦！", Kind.NOTICE),
        ("市人社局负责人就《稳岗办法》答记者问", Kind.NOTICE),
        ("某市突发事件应急预案", Kind.PLAN),
        ("企业负责人访问", None),
        ("无题", None),
    ],
)
def test_kind_follows_from_the_title(title: str, kind: Kind | None) -> None:
    assert kind_of(title) is kind
