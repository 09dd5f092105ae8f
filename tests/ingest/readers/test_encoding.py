import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UndecodableInput
from ingest.readers.encoding import align, decode

SIMPLIFIED = "二、加大金融支持力度。对符合条件的企业给予贷款贴息，降低融资成本。\r\n"
TRADITIONAL = "二、加大金融支持力度。對符合條件的企業給予貸款貼息，降低融資成本。\n"
MIXED = "Ａ5G 30%—𠀀🙂é\u00a0“环”〔2024〕"
CODECS = ("utf-8", "gb18030", "big5", "cp950", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(SIMPLIFIED.encode(), SIMPLIFIED, "utf-8", id="utf-8"),
        pytest.param(MIXED.encode(), MIXED, "utf-8", id="utf-8-of-all-widths"),
        pytest.param(SIMPLIFIED.encode("utf-8-sig"), SIMPLIFIED, "utf-8", id="utf-8-with-mark"),
        pytest.param(SIMPLIFIED.encode("utf-16"), SIMPLIFIED, "utf-16-le", id="utf-16-with-mark"),
        pytest.param(b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED, "utf-16-be", id="utf-16-be-with-mark"),
        pytest.param(SIMPLIFIED.encode("utf-16-le"), SIMPLIFIED, "utf-16-le", id="utf-16-le"),
        pytest.param(SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED, "utf-16-be", id="utf-16-be"),
        pytest.param("a, b\n".encode("utf-16-le"), "a, b\n", "utf-16-le", id="utf-16-of-ascii"),
        pytest.param(SIMPLIFIED.encode("gb18030"), SIMPLIFIED, "gb18030", id="gb18030"),
        pytest.param((SIMPLIFIED + "𠀀").encode("gb18030"), SIMPLIFIED + "𠀀", "gb18030", id="gb18030-of-four-bytes"),
        pytest.param(TRADITIONAL.encode("gb18030"), TRADITIONAL, "gb18030", id="traditional-in-gb18030"),
        pytest.param(TRADITIONAL.encode("big5"), TRADITIONAL, "big5", id="big5"),
        pytest.param(("裏" + TRADITIONAL).encode("cp950"), "裏" + TRADITIONAL, "cp950", id="big5-of-windows"),
        pytest.param("减免税费".encode("gb18030"), "减免税费", "gb18030", id="gb18030-of-four-characters"),
        pytest.param("減免稅費".encode("big5"), "減免稅費", "big5", id="big5-of-four-characters"),
    ],
)
def test_decode(data: bytes, text: str, encoding: str) -> None:
    aligned, found = decode(data, "x.txt")
    assert (aligned.text, found) == (text, encoding)
    assert data[aligned.starts[0] : aligned.ends[-1]].decode(encoding) == text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_few_lost_bytes_stay_visible(codec: str) -> None:
    whole = (SIMPLIFIED * 10).encode(codec)
    aligned, found = decode(whole + b"\xff" + whole, "x.txt")
    assert found == codec
    assert aligned.text == SIMPLIFIED * 10 + "\ufffd" + SIMPLIFIED * 10
    assert aligned.source(len(SIMPLIFIED) * 10, len(SIMPLIFIED) * 10 + 1) == (len(whole), len(whole) + 1)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(random.Random(1).randbytes(4096), id="random"),
        pytest.param(random.Random(2).randbytes(64), id="random-short"),
        pytest.param(bytes(range(32)) * 4, id="control-characters"),
        pytest.param(
            "Die Größe der Förderung, Gebühren und Überprüfung für alle".encode("latin-1"), id="another-language"
        ),
        pytest.param(b"\x00" * 64, id="zeros"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x03\x20", id="png"),
        pytest.param(b"\xff\xfe" + b"\x00\xd8" * 9, id="utf-16-mark-and-lone-surrogates"),
        pytest.param(SIMPLIFIED.encode() + b"\xff" * 9, id="too-many-lost-bytes"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableInput, match=r"x\.txt: is not text .*utf-8, gb18030, big5") as caught:
        decode(data, "x.txt")
    assert "utf-16-le" in caught.value.tried


@pytest.mark.parametrize("codec", CODECS)
@given(
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("一环：a\n·鑫裏𠀀")),
    mark=st.integers(0, 3),
)
def test_each_character_has_its_bytes(codec: str, text: str, mark: int) -> None:
    text = text.encode(codec, "ignore").decode(codec)
    data = b"\xef" * mark + text.encode(codec)
    aligned = align(text, codec, offset=mark)
    assert aligned.text == text
    pairs = zip(aligned.starts.tolist(), aligned.ends.tolist(), strict=True)
    assert [data[start:end].decode(codec) for start, end in pairs] == list(text)
    assert [*aligned.starts.tolist(), len(data)] == [mark, *aligned.ends.tolist()]
