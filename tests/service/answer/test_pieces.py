from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Clause, Measure, Nature, Span
from service.answer.pieces import LONGEST, pieces

NOTE = "（完成时限：2022年12月）"


def measure_of(text: str, *clauses: Span) -> Measure:
    whole = Span(0, len(text))
    read = tuple(Clause(span, Nature.COMMITMENT) for span in clauses)
    return Measure("m", None, (), "", Span(0, 0), whole, whole, Nature.COMMITMENT, read)


def test_a_note_governs_all_sentences_of_its_clause_and_is_none() -> None:
    text = f"推行甲。推行乙。{NOTE}推行丙。"
    end = text.index("推行丙")
    found = pieces(text, measure_of(text, Span(0, end), Span(end, len(text))))
    assert [piece.span.of(text) for piece in found] == ["推行甲。", "推行乙。", "推行丙。"]
    assert [piece.note and piece.note.of(text) for piece in found] == [NOTE, NOTE, None]


def test_a_short_part_of_a_sentence_goes_with_the_next() -> None:
    text = "住宅：80元/件；非住宅：550元/件。车位：80元/件。"
    half, whole = text.index("；") + 1, text.index("。") + 1
    found = pieces(text, measure_of(text, Span(0, half), Span(half, whole), Span(whole, len(text))))
    assert [piece.span.of(text) for piece in found] == [text[:whole], text[whole:]]


def test_neighbours_are_joined_and_others_not() -> None:
    text = "推行甲。推行乙。推行丙。"
    first, second, third = pieces(text, measure_of(text))
    joined = first.joined(second)
    assert joined
    assert joined.span.of(text) == "推行甲。推行乙。"
    assert first.joined(third) is None


def test_rows_of_a_table_are_not_cut() -> None:
    row = "某某旗农牧局\t张三\t0476-1234567\t芳草路农牧综合楼\n"
    text = row * 12
    found = [piece.span.of(text) for piece in pieces(text, measure_of(text))]
    assert len(found) > 1
    assert all(quote.startswith("某某旗") for quote in found)


@given(st.text(alphabet="推行甲乙，、；。“”（）\n", max_size=600))
def test_pieces_stand_in_order_and_are_not_too_long(text: str) -> None:
    spans = [piece.span for piece in pieces(text, measure_of(text))]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.end - span.start <= LONGEST for span in spans)
    assert all(span.of(text) for span in spans)
