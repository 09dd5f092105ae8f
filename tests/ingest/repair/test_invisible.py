import pytest

from ingest.alignment import from_utf8
from ingest.repair.invisible import find_invisible


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        pytest.param("营\u200b商\ufeff环境", "营商环境", "zero-width", id="zero-width"),
        pytest.param("营\x00商\x1b", "营商", "control-character", id="c0"),
    ],
)
def test_characters_without_text_are_removed(text: str, expected: str, kind: str) -> None:
    findings = find_invisible(text)
    assert from_utf8(text).edited(finding.edit for finding in findings).text == expected
    assert {finding.kind for finding in findings} == {kind}


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        pytest.param("\u202e", "control-character", id="direction-override"),
        pytest.param("\u2066", "control-character", id="direction-isolate"),
        pytest.param("\x90", "control-character", id="c1"),
        pytest.param("\ue004", "private-use-character", id="private-use"),
        pytest.param("\ufffd", "replacement-character", id="replacement"),
    ],
)
def test_what_cannot_be_undone_is_kept_and_reported(character: str, kind: str) -> None:
    [finding] = find_invisible(f"营{character}商")
    assert (finding.edit.start, finding.edit.end, finding.edit.replacement) == (1, 2, character)
    assert finding.kind == kind


@pytest.mark.parametrize("text", ["营商　环境\n\t“好”——①㎡ 👍", "a\u200db"])
def test_sound_characters_are_no_findings(text: str) -> None:
    assert find_invisible(text) == []
