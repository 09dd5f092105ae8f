from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Measure, Nature, Section, Span
from service.viewer.layout import Block, Part, layout

TEXT = "前言\n一、便利\n\n1.歇业。可以备案。\n不收费。（责任单位：市局）\n  后记"


def section(text: str, quote: str) -> Section:
    return Section(span(text, quote), None, quote, 1)


def span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def measure(whole: Span, body: Span, title: str = "") -> Measure:
    return Measure("m", None, (), title, Span(whole.start, whole.start), whole, body, Nature.COMMITMENT)


def joined(text: str, blocks: tuple[Block, ...]) -> str:
    return "".join(line.span.of(text) for block in blocks for line in block.lines)


def test_a_measure_has_title_body_and_tail_in_lines_of_their_own() -> None:
    one = measure(
        span(TEXT, "1.歇业。可以备案。\n不收费。（责任单位：市局）"), span(TEXT, "可以备案。\n不收费。"), "歇业"
    )
    blocks = layout(TEXT, [section(TEXT, "一、便利")], [one])
    shown = [[(line.part, line.span.of(TEXT)) for line in block.lines] for block in blocks]
    assert shown == [
        [(Part.BODY, "前言\n")],
        [(Part.HEADING, "一、便利\n\n")],
        [
            (Part.TITLE, "1.歇业。"),
            (Part.BODY, "可以备案。\n"),
            (Part.BODY, "不收费。"),
            (Part.TAIL, "（责任单位：市局）\n  "),
        ],
        [(Part.BODY, "后记")],
    ]


def test_a_number_without_title_stands_before_the_body() -> None:
    text = "一是扩大开放。"
    [block] = layout(text, [], [measure(Span(0, 7), Span(2, 7))])
    assert [(line.part, line.span.of(text)) for line in block.lines] == [(Part.BODY, "一是扩大开放。")]


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start, end = sorted(draw(st.tuples(st.integers(0, length), st.integers(0, length))))
    return Span(start, end)


@given(st.data(), st.text(st.sampled_from("一。\n 　\t<")))
def test_lines_are_the_text_whatever_stands_where(data: st.DataObject, text: str) -> None:
    sections = [Section(found, None, "", 1) for found in data.draw(st.lists(spans(len(text)), max_size=3))]
    both = data.draw(st.lists(st.tuples(spans(len(text)), spans(len(text)), st.sampled_from(["", "题"])), max_size=3))
    blocks = layout(text, sections, [measure(*one) for one in both])
    lines = [line for block in blocks for line in block.lines]
    assert joined(text, blocks) == text
    assert all(before.span.end == after.span.start for before, after in pairwise(lines))
    assert all(block.lines for block in blocks)
    assert all("\n" not in line.span.of(text).strip() for line in lines)
