import pytest

from ingest.repair.plausibility import plausibility


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        pytest.param("洁净能源", "洁净能在", id="word"),
        pytest.param("公共服务水平", "公共服务水瓶", id="phrase"),
        pytest.param("服务，", "服务！", id="common-mark"),
        pytest.param("服务", "服\ue000", id="private-use"),
        pytest.param("服务", "服ㄒ", id="bopomofo"),
        pytest.param("服务", "服諛", id="rare-character"),
    ],
)
def test_ranks_real_text_above_what_damage_makes_of_it(likelier: str, than: str) -> None:
    assert plausibility(likelier) > plausibility(than)


def test_nothing_is_certain() -> None:
    assert plausibility("") == 0.0


def test_every_word_makes_a_text_less_likely() -> None:
    assert plausibility("服务") > plausibility("服务企业") > plausibility("服务企业发展")
