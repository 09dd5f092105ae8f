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
    ],
)
def test_what_explains_or_lists_policies_has_a_title(title: str) -> None:
    assert head(f"首页 > 政务公开 > 政策解读\n{title}\n来源：某报\n近日印发了通知。\n").title == title


@pytest.mark.parametrize("line", ["首页 > 政务公开 > 政策问答", "您当前的位置：首页 > 政策解读", "欢迎大家都来提问"])
def test_a_path_through_a_site_is_no_title(line: str) -> None:
    assert head(f"{line}\n近日印发了通知。\n").title is None


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
    ],
)
def test_validity_is_read_where_the_text_speaks_of_itself(
    sentence: str, valid_from: str | None, valid_until: str | None
) -> None:
    meta = head(f"一、附则\n{sentence}\n")
    assert (meta.valid_from, meta.valid_until) == (valid_from, valid_until)


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
        ("《关于稳岗扩岗的通知》政策解读", Kind.NOTICE),
        ("稳岗返还热点问答（一）", Kind.NOTICE),
        ("企业开办百问百答", Kind.NOTICE),
        ("一图读懂大连市2026年行动方案", Kind.NOTICE),
        ("企业技术改造扶持计划申报指南", Kind.NOTICE),
        ("企业负责人访问", None),
        ("无题", None),
    ],
)
def test_kind_follows_from_the_title(title: str, kind: Kind | None) -> None:
    assert kind_of(title) is kind
