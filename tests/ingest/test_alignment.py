"""Laws of offsets: whatever is edited, every character knows the bytes it came from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.alignment import AlignedText, Alignment, Edit, concat, from_utf8, from_widths

texts = st.text(alphabet="中é👍ab \n", max_size=40)


@st.composite
def edits(draw: st.DrawFn, size: int) -> list[Edit]:
    """Edits of a text of `size` characters that do not overlap, in any order."""
    cuts = sorted(draw(st.lists(st.integers(0, size), max_size=10)))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False))
    return draw(st.permutations([Edit(start, end, draw(st.text("文xy", max_size=4))) for start, end in ranges]))


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[AlignedText, AlignedText, list[Edit]]:
    source = from_utf8(draw(texts), offset=draw(st.integers(0, 3)))
    made = draw(edits(len(source.text)))
    return source, source.edited(made), made


@given(texts)
def test_a_text_in_utf8_maps_each_character_to_its_encoding(text: str) -> None:
    aligned = from_utf8(text)
    raw = text.encode()
    assert [raw[start:end].decode() for start, end in zip(aligned.starts, aligned.ends, strict=True)] == list(text)


@given(texts)
def test_widths_say_the_same_as_the_encoding(text: str) -> None:
    widths = np.array([len(character.encode()) for character in text], np.int64)
    by_width, by_encoding = from_widths(text, widths, offset=3), from_utf8(text, offset=3)
    assert by_width.starts.tolist() == by_encoding.starts.tolist()
    assert by_width.ends.tolist() == by_encoding.ends.tolist()


@given(edited_texts())
def test_an_edit_replaces_its_range_and_nothing_else(case: tuple[AlignedText, AlignedText, list[Edit]]) -> None:
    source, result, made = case
    expected = source.text
    in_order = sorted(made, key=lambda edit: (edit.start, edit.end))
    for edit in in_order[::-1]:  # from the end on, so that offsets stay true
        expected = expected[: edit.start] + edit.replacement + expected[edit.end :]
    assert result.text == expected


@given(edited_texts())
def test_offsets_stay_in_source_order_and_inside_the_source(
    case: tuple[AlignedText, AlignedText, list[Edit]],
) -> None:
    source, result, _ = case
    first, last = (source.starts[0], source.ends[-1]) if source.text else (0, 0)
    assert len(result.starts) == len(result.ends) == len(result.text)
    assert (np.diff(result.starts) >= 0).all()
    assert (np.diff(result.ends) >= 0).all()
    assert ((first <= result.starts) & (result.starts <= result.ends) & (result.ends <= last)).all()


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(Edit(1, 3, "大连"), [(0, 1), (1, 4), (4, 7), (7, 8)], id="same-length-traces-each-character"),
        pytest.param(Edit(1, 3, "市"), [(0, 1), (1, 7), (7, 8)], id="other-length-traces-the-whole-stretch"),
        pytest.param(Edit(1, 3, ""), [(0, 1), (7, 8)], id="deletion"),
        pytest.param(Edit(1, 1, "x"), [(0, 1), (1, 1), (1, 4), (4, 7), (7, 8)], id="insertion-has-no-bytes"),
        pytest.param(Edit(4, 4, "x"), [(0, 1), (1, 4), (4, 7), (7, 8), (8, 8)], id="insertion-at-the-end"),
    ],
)
def test_an_edit_traces_to_the_source(edit: Edit, expected: list[tuple[int, int]]) -> None:
    result = from_utf8("a中文b").edited([edit])  # bytes: a 0-1, 中 1-4, 文 4-7, b 7-8
    assert list(zip(result.starts.tolist(), result.ends.tolist(), strict=True)) == expected


@pytest.mark.parametrize(
    "made", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(2, 4, "")], [Edit(-1, 1, "")], [Edit(2, 1, "")]]
)
def test_edits_that_overlap_or_leave_the_text_are_refused(made: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps its predecessor or leaves"):
        from_utf8("abc").edited(made)


def test_no_edit_gives_the_same_object() -> None:
    text = from_utf8("中文")
    assert text.edited([]) is text


@given(edited_texts(), st.data())
def test_packed_offsets_agree_for_every_range(
    case: tuple[AlignedText, AlignedText, list[Edit]], data: st.DataObject
) -> None:
    _, result, _ = case
    packed = Alignment.of(result)
    end = data.draw(st.integers(0, len(result.text)))
    start = data.draw(st.integers(0, end))
    assert packed.source(start, end) == result.source(start, end)
    singles = [packed.source(at, at + 1) for at in range(len(result.text))]
    assert singles == list(zip(result.starts.tolist(), result.ends.tolist(), strict=True))


@given(edited_texts())
def test_bytes_round_trip(case: tuple[AlignedText, AlignedText, list[Edit]]) -> None:
    packed = Alignment.of(case[1])
    again = Alignment.from_bytes(packed.to_bytes())
    assert (again.runs.tolist(), again.length) == (packed.runs.tolist(), packed.length)


@given(texts, texts)
def test_parts_join_to_the_whole(left: str, right: str) -> None:
    whole = from_utf8(left + right)
    joined = concat([whole[: len(left)], whole[len(left) :]])
    assert (joined.text, joined.starts.tolist()) == (whole.text, whole.starts.tolist())


@pytest.mark.parametrize("where", [(-1, 0), (0, 3), (2, 1)])
def test_a_range_outside_the_text_is_an_error(where: tuple[int, int]) -> None:
    with pytest.raises(IndexError, match="leaves the text of 2 characters"):
        Alignment.of(from_utf8("中文")).source(*where)


def test_plain_text_packs_into_one_run() -> None:
    assert Alignment.of(from_utf8("中" * 1000)).runs.tolist() == [[0, 0, 3, 3]]
