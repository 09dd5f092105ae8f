import pytest

from service.answer.asking import without_asking


@pytest.mark.parametrize(
    ("question", "left"),
    [
        pytest.param("个体户扶持归哪个局管", "个体户扶持", id="unit"),
        pytest.param("网约车上客点由谁负责建", "网约车上客点 建", id="unit-within"),
        pytest.param("休眠制度最晚哪年要落地", "休眠制度", id="day"),
        pytest.param("热线升级改造哪天前做完", "热线升级改造", id="day-and-what-happens-on-it"),
        pytest.param("谁都能申请补贴吗", "谁都能申请补贴吗", id="everybody"),
        pytest.param("归谁管", "归谁管", id="nothing-would-be-left"),
        pytest.param("企业怎么注销", "企业怎么注销", id="nothing-of-the-kind"),
    ],
)
def test_what_is_left_is_the_matter(question: str, left: str) -> None:
    assert without_asking(question) == left
