import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.alignment import Alignment, from_utf8
from ingest.identity import Known, assign, safe
from ingest.records import Document, Measure, Metadata, Nature, Span

Content = tuple[str, str]  # title, text


def document(contents: Sequence[Content], doc_id: str = "d") -> Document:
    text, measures = "", []
    for title, body in contents:
        start = len(text)
        text += title + body
        titled, whole = Span(start, start + len(title)), Span(start, len(text))
        bodied = Span(titled.end, whole.end)
        measures.append(Measure("", None, (), title, titled, whole, bodied, Nature.RULE))
    alignment = Alignment.of(from_utf8(text))
    return Document(doc_id, "", text, "", alignment, "utf-8", "", Metadata(), measures=tuple(measures))


def ids(contents: Sequence[Content], previous: Sequence[Known] = (), doc_id: str = "d") -> list[str]:
    return [measure.measure_id for measure in assign(document(contents, doc_id), previous).measures]


def known(contents: Sequence[Content]) -> list[Known]:
    return [(name, *content) for name, content in zip(ids(contents), contents, strict=True)]


A = ("企业开办", "推行企业开办一网通办，压缩办理时间至1个工作日以内。")
B = ("获得电力", "低压小微企业用电报装零投资，全过程办电时间不超过15天。")
C = ("纳税服务", "推广电子发票，年纳税时间压缩至80小时以内。")
NEW = ("知识产权", "建立知识产权快速维权机制，推进质押融资。")


def test_an_id_is_the_document_and_a_hash_of_what_is_said() -> None:
    (name,) = ids([A])
    assert re.fullmatch(r"d\.[a-z2-7]{8}", name)
    assert ids([A]) == [name]
    assert ids([B, A])[1] == name


def test_equal_measures_get_different_ids_in_order() -> None:
    first, second, third = ids([A, A, A])
    assert len({first, second, third}) == 3
    assert ids([A, A])[:2] == [first, second]


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        pytest.param([A, B, C], [0, 1, 2], id="the-same"),
        pytest.param([NEW, A, B, C], [None, 0, 1, 2], id="a-sibling-in-front"),
        pytest.param([A, NEW, B, C], [0, None, 1, 2], id="a-sibling-between"),
        pytest.param([C, A], [2, 0], id="moved-and-removed"),
        pytest.param([A, ("获得电力", "停电要补偿。"), C], [0, 1, 2], id="rewritten-under-its-title"),
        pytest.param([A, ("用电报装", B[1]), C], [0, 1, 2], id="renamed"),
        pytest.param([A, ("", B[1].replace("15天", "12天")), C], [0, 1, 2], id="edited-and-without-title"),
        pytest.param([A, ("获得用电", "完全不同的另外一句话。"), C], [0, None, 2], id="neither-title-nor-text"),
        pytest.param([B, B], [1, None], id="doubled"),
    ],
)
def test_ids_are_carried_over(after: list[Content], kept: list[int | None]) -> None:
    before = known([A, B, C])
    names = ids(after, before)
    old = {name for name, _, _ in before}
    assert [name if name in old else None for name in names] == [
        None if number is None else before[number][0] for number in kept
    ]
    assert len(set(names)) == len(names)


def test_a_new_measure_never_takes_an_id_that_was_used() -> None:
    (name,) = ids([NEW])
    earlier: list[Known] = [(name, "其他", "以前这个编号写的是别的什么内容。")]
    assert ids([NEW], earlier)[0] not in ("", name)


def test_of_two_similar_ones_the_more_similar_is_continued() -> None:
    one, other = ("", "对小微企业给予贷款贴息支持政策。"), ("", "对中型企业给予贷款贴息支持政策。")
    before = known([one, other])
    assert ids([("", "对中型企业给予贷款贴息支持办法。")], before) == [before[1][0]]


TEXTS = st.text(alphabet="甲乙丙丁戊一二三", max_size=12)
CONTENTS = st.lists(st.tuples(st.sampled_from(["", "标题", "题"]), TEXTS), max_size=8)


@given(before=CONTENTS, after=CONTENTS)
def test_ids_are_unique_and_the_same_each_time(before: list[Content], after: list[Content]) -> None:
    previous = known(before)
    names = ids(after, previous)
    assert len(set(names)) == len(names)
    assert names == ids(after, previous)
    assert ids(before, previous) == [name for name, _, _ in previous]


@given(before=CONTENTS, where=st.integers(0, 8))
def test_insertion_keeps_every_id(before: list[Content], where: int) -> None:
    previous = known(before)
    after = [*before[:where], ("新的", "全新的一条措施，与旧的没有相同之处"), *before[where:]]
    names = ids(after, previous)
    assert [*names[:where], *names[where + 1 :]][: len(before)] == [name for name, _, _ in previous]


@pytest.mark.parametrize("doc_id", ["dalian-plan-2026", "A.b_c-9"])
def test_a_safe_document_id_stays(doc_id: str) -> None:
    assert safe(doc_id) == doc_id


@given(st.text(), st.text())
def test_escaped_ids_are_url_safe_and_different(one: str, other: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._~-]+", safe(one))
    assert (safe(one) == safe(other)) == (one == other)
