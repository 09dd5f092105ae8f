"""Figures that a question tells, against limits that texts set."""

import pytest

from ingest.fields.conditions import find_conditions
from ingest.records import Nature, Span
from service.answer.figures import holds_for, told_figures


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("出口额6000万美元的企业补多少", "对年出口额5000万美元以下的企业，全额补贴。", False),
        ("出口额6000万美元的企业补多少", "对年出口额5000万美元及以上的企业，补贴50%。", True),
        ("刚成立两年的公司补多少", "对成立不超过3年的企业，补贴60%。", True),
        ("成立5年的公司补多少", "对成立不超过3年的企业，补贴60%。", False),
        ("出口额6000万元的企业补多少", "对年出口额5000万美元以下的企业，全额补贴。", None),  # another unit
        ("投资6000万美元的企业补多少", "对年出口额5000万美元以下的企业，全额补贴。", None),  # another matter
        ("设备投资3000万能补多少", "设备投资额2000万元以上的项目，补贴15%。", True),
        ("设备投资1000万，补几成", "设备投资额2000万元以上的项目，补贴15%。", False),
        ("项目投资6个亿能补多少", "对项目投资5亿元以上的企业，补贴10%。", True),
        ("招了3000万人次的平台能补多少", "对年招商3000万元以上的企业，补贴10%。", None),  # no sum
        ("出口企业补多少", "对年出口额5000万美元以下的企业，全额补贴。", None),  # nothing is told
        ("出口额6000万美元的企业补多少", "对出口企业补贴50%。", None),  # no limit
    ],
)
def test_whether_a_limit_holds_for_what_is_told(question: str, text: str, expected: bool | None) -> None:
    conditions = find_conditions(text, Span(0, len(text)), Nature.RULE, qualifies=False)
    assert holds_for(told_figures(question), conditions) is expected
