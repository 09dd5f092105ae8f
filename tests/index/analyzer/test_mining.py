from math import log

import pytest

from index.analyzer.mining import mine

TEXTS = [
    "甲报退合乙",
    "丙报退合丁",
    "戊报退合，报退合",
]  # 17 characters of Han; 报 退 合 4 times each, five others once


def test_a_term_holds_together_and_stands_in_many_places() -> None:
    (found,) = mine(TEXTS, lambda _: False, min_count=3, min_cohesion=0, min_freedom=1)
    # 报 + 退合 and 报退 + 合 are alike; on the left 甲 丙 戊 and one border, on the right 乙 丁 and two borders
    assert (found.text, found.count) == ("报退合", 4)
    assert found.cohesion == pytest.approx(log(4 * 17 / (4 * 4)))
    assert found.freedom == pytest.approx(log(4))


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param({"min_count": 5}, id="too-rare"),
        pytest.param({"min_cohesion": 2.0}, id="parts-that-meet-by-chance"),
        pytest.param({"min_freedom": 1.5}, id="always-in-the-same-place"),
    ],
)
def test_limits(limits: dict[str, float]) -> None:
    loose: dict[str, float] = {"min_count": 3, "min_cohesion": 0, "min_freedom": 0}
    assert mine(TEXTS, lambda _: False, **(loose | limits)) == []  # type: ignore[arg-type]


def test_a_part_of_a_term_is_not_free() -> None:
    texts = [f"{left}告知承诺制{right}" for left, right in zip("甲乙丙丁戊", "己庚辛壬癸", strict=True)]
    assert [candidate.text for candidate in mine(texts, lambda _: False, min_cohesion=1)] == ["告知承诺制"]


def test_known_terms_are_not_proposed() -> None:
    assert mine(TEXTS, {"报退合"}.__contains__, min_count=3, min_cohesion=0, min_freedom=0) == []


@pytest.mark.parametrize("texts", [[], [""], ["abc 123"]])
def test_nothing_to_mine(texts: list[str]) -> None:
    assert mine(texts, lambda _: False) == []
