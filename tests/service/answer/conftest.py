from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.search import HybridIndex
from service.answer.ask import Answerer

EARLIER = """大连市营商环境升级行动方案（2022—2024）

一、优化公用事业服务
1.提升用水业务办理便利度。将用水报装办理时限压缩至5个工作日。（完成时限：2023年12月）推进用水业务全程网办。（完成时限：2024年6月）（牵头单位：市水务局、大连水务集团）
2.降低用气成本。用气报装实行零收费。（完成时限：2022年12月）（牵头单位：市住房城乡建设局）
"""
LATER = """大连市2026年营商环境质量提升行动方案

一、优化公用事业服务
1.提升用水业务办理便利度。将用水报装办理时限压缩至2个工作日。丰富水费查缴渠道和功能。（责任单位：市水务局，责任地区：各区市县政府）
2.推进中试基地建设。2026年底，建设中试基地5个以上。（责任单位：市科技局）
3.支持科技研发。对重点领域研发项目给予最高1000万元的补助。支持企业与高校、科研院所共建重点实验室、技术创新中心和中试平台，鼓励开放共享大型科学仪器设备，推动更多科技成果在本地转化应用，培育一批领军企业。完善科技创新券兑付流程。（责任单位：市科技局、市财政局）
4.推行歇业备案。企业歇业期限最长不超过3年。（责任单位：市市场监管局）
5.发放稳岗补贴。对招用毕业生的小微企业，每人补贴1500元。对招用毕业生的个体工商户，每人补贴2000元。对招用毕业生的大型企业，每人补贴500元。（责任单位：市人力资源社会保障局）
"""
OTHER_CITY = """沈阳市优化营商环境行动方案（2025—2026）

一、优化公用事业服务
1.提升用水业务办理便利度。将用水报装办理时限压缩至1个工作日。（牵头单位：市水务局；完成时限：2026年12月）
2.推行歇业备案。企业歇业期限最长不超过3年。（责任单位：市市场监管局）
"""
ACHIEVED = """大连市优化营商环境典型做法

一、降低经营成本
1.推进水电气联办。目前已累计为企业办理水电气联合报装3200件，办理时间较上年压缩70%。
2.培育经营主体。全年新设经营主体11万户。
"""
ACHIEVED_BEFORE = """大连市优化营商环境典型做法

一、降低经营成本
1.培育经营主体。全年新设经营主体9万户。
"""
MANIFEST = """
[[document]]
id = "before"
file = "before.txt"
kind = "press"
published = "2021-12-15"
jurisdiction = "210200"

[[document]]
id = "achieved"
file = "achieved.txt"
kind = "press"
published = "2023-12-15"
jurisdiction = "210200"
"""

DAY = date(2026, 7, 1)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Catalog and index of two editions of a plan, the plan of another city, and reports of two years on what was achieved."""
    from typer.testing import CliRunner

    from service.cli import app

    folder = tmp_path_factory.mktemp("answers")
    texts = folder / "texts"
    texts.mkdir()
    named = {
        "earlier": EARLIER,
        "later": LATER,
        "other": OTHER_CITY,
        "achieved": ACHIEVED,
        "before": ACHIEVED_BEFORE,
    }
    for name, text in named.items():
        (texts / f"{name}.txt").write_text(text)
    (texts / "manifest.toml").write_text(MANIFEST)
    for arguments in (["ingest", str(texts)], ["build", "--encoder", "hashed"]):
        result = CliRunner().invoke(app, ["--data", str(folder), *arguments])
        assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="session")
def index(folder: Path) -> Iterator[HybridIndex]:
    with HybridIndex.open(folder / "index", cache_dir=folder / "cache", follow=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def answerer(index: HybridIndex) -> Answerer:
    """Answers at any confidence: confidence is calibrated for another encoder than that of the tests."""
    return Answerer(index, threshold=0.0)
