import pytest

from service.answer.sizes import are_apart, sizes, without_sizes


def test_sizes_are_those_of_enterprises_in_text_order() -> None:
    found = sizes("个体户和小微企业，民营企业不论大小，还有大中型企业")
    assert [(size.name, set(size.kinds)) for size in found] == [
        ("个体工商户", {"个体工商户"}),
        ("小微企业", {"小", "微"}),
        ("大型企业", {"大", "中"}),
    ]


def test_a_text_without_its_sizes() -> None:
    assert without_sizes("小微企业、个体户招人补贴多少") == "、招人补贴多少"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("小微企业", "大型企业", True, id="none-is-both"),
        pytest.param("小微企业", "中小企业", False, id="small-is-both"),
        pytest.param("中型企业", "大中型企业", False, id="medium-is-both"),
        pytest.param("中型企业", "小微企业", True, id="medium-is-not-small"),
        pytest.param("科技型中小企业", "大型企业", True, id="a-size-with-a-trade"),
        pytest.param("小微企业和大型企业", "大型企业", False, id="all-named"),
        pytest.param("民营企业", "大型企业", False, id="no-size-is-any"),
    ],
)
def test_sizes_that_no_enterprise_has_both(one: str, other: str, *, expected: bool) -> None:
    assert are_apart(sizes(one), sizes(other)) is expected
    assert are_apart(sizes(other), sizes(one)) is expected
