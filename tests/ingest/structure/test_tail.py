import pytest

from ingest.records import Span
from ingest.structure.tail import find_tail


@pytest.mark.parametrize(
    ("text", "body", "notes"),
    [
        ("办好。（责任单位：市法院、市贸促会）", "办好。", ["责任单位：市法院、市贸促会"]),
        ("办好。(牵头单位:市营商局)", "办好。", ["牵头单位:市营商局"]),
        ("办好（牵头单位：甲局；责任地区：各区县）。", "办好", ["牵头单位：甲局；责任地区：各区县"]),
        ("办好。（牵头单位：甲局）（责任地区：各区）", "办好。", ["牵头单位：甲局", "责任地区：各区"]),
        ("办好。（完成时限：2022年6月）（牵头单位：甲局）", "办好。（完成时限：2022年6月）", ["牵头单位：甲局"]),
        ("办好。（牵头单位：市政府办公室（市口岸办）、甲局）", "办好。", ["牵头单位：市政府办公室（市口岸办）、甲局"]),
        ("办好。（市商务局牵头，市财政局配合）", "办好。", ["市商务局牵头，市财政局配合"]),
        ("办好。（各有关部门按职责分工负责）", "办好。", ["各有关部门按职责分工负责"]),
        ("办好。\n责任单位：市商务局、市财政局", "办好。", ["责任单位：市商务局、市财政局"]),
        ("办好。牵头单位：市商务局；责任地区：各区。", "办好。", ["牵头单位：市商务局；责任地区：各区。"]),
    ],
)
def test_the_tail_is_parted_from_the_body(text: str, body: str, notes: list[str]) -> None:
    tail = find_tail(text, Span(0, len(text)))
    assert text[: tail.start] == body
    assert [note.of(text) for note in tail.notes] == notes


@pytest.mark.parametrize(
    "text",
    [
        "涉及公用事业（水电气）。",
        "办好。（完成时限：2022年6月）",
        "实行（告知承诺）办理",
        "（",
        "）",
        "压实责任单位：各方都要落实",
        "",
    ],
)
def test_other_brackets_stay_in_the_body(text: str) -> None:
    assert find_tail(text, Span(0, len(text))).notes == ()
