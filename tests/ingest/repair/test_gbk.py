import pytest

from ingest.repair.gbk import LEADS, TRAILS, decode_pair, encode


@pytest.mark.parametrize(
    ("pair", "char"),
    [
        pytest.param("b0a1", "啊", id="first-of-gb2312"),
        pytest.param("ad68", "環", id="traditional"),
        pytest.param("aaa1", "\ue000", id="first-user-area-begins"),
        pytest.param("affe", "\ue233", id="first-user-area-ends"),
        pytest.param("f8a1", "\ue234", id="second-user-area-begins"),
        pytest.param("fefe", "\ue4c5", id="second-user-area-ends"),
        pytest.param("a140", "\ue4c6", id="third-user-area-begins"),
        pytest.param("a7a0", "\ue765", id="third-user-area-ends"),
        pytest.param("a2ab", "\ue766", id="first-gap"),
        pytest.param("a7d0", "\ue7ae", id="gap-behind-cyrillic"),
        pytest.param("d7fa", "\ue810", id="gap-behind-level-one"),
        pytest.param("fe50", "\ue815", id="last-row-begins"),
        pytest.param("fea0", "\ue864", id="last-row-ends"),
    ],
)
def test_pairs_stand_for_the_characters_of_windows(pair: str, char: str) -> None:
    lead, trail = bytes.fromhex(pair)
    assert decode_pair(lead, trail) == char
    assert encode(char) == bytes.fromhex(pair)


def test_every_pair_survives_the_way_there_and_back() -> None:
    pairs = [(lead, trail) for lead in LEADS for trail in TRAILS]
    assert all(encode(decode_pair(*pair) or "") == bytes(pair) for pair in pairs)


def test_agrees_with_python_wherever_python_has_an_answer() -> None:
    for lead in LEADS:
        for trail in TRAILS:
            python = bytes((lead, trail)).decode("gbk", errors="ignore")
            assert python in ("", chr(trail), decode_pair(lead, trail))


@pytest.mark.parametrize("pair", [(0xB0, 0x28), (0xB0, 0x7F), (0x80, 0x40), (0xFF, 0xA1)], ids=str)
def test_other_bytes_are_no_pair(pair: tuple[int, int]) -> None:
    assert decode_pair(*pair) is None


@pytest.mark.parametrize(("char", "data"), [("A", b"A"), ("€", b"\x80"), ("😀", None)])
def test_encodes_single_bytes_and_refuses_the_rest(char: str, data: bytes | None) -> None:
    assert encode(char) == data
