import pytest

from service.answer.sizes import are_apart, sizes, without_sizes


def test_sizes_are_those_of_enterprises_in_text_order() -> None:
    assert sizes("个体户和小微企业，民营企业不论大小，还有小微企业") == ("个体工商户", "小微企业")


def test_a_text_without_its_sizes() -> None:
    assert without_sizes("小微企业、个体户招人补贴多少") == "、招人补贴多少"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(["小微企业"], ["大型企业"], True, id="none-is-both"),
        pytest.param(["小微企业"], ["中小企业"], False, id="small-is-both"),
        pytest.param(["小微企业", "大型企业"], ["大型企业"], False, id="all-named"),
        pytest.param([], ["大型企业"], False, id="no-size-is-any"),
    ],
)
def test_sizes_that_no_enterprise_has_both(one: list[str], other: list[str], *, expected: bool) -> None:
    assert are_apart(one, other) is expected
    assert are_apart(other, one) is expected
