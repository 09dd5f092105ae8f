import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx2
import pytest

from index.snapshot.reader import Snapshot, open_current
from service.client import Client

PLAN = """大连市优化营商环境行动方案（2026年）

一、打造便利的市场环境

1.推行歇业备案制度。因经营困难暂时没有生意的企业，可以办理歇业备案，歇业期限最长不超过3年。（责任单位：市市场监督管理局；完成时限：2026年12月）

2.推进企业简易注销。对未发生债权债务的小微企业，推行简易注销登记，公示期为20日。（责任单位：市市场监督管理局、市税务局；完成时限：2026年6月）

二、打造优惠的政策环境

3.推行惠企政策免申即享。对符合条件的企业免予申报，贷款贴息比例达到50%以上。（责任单位：市财政局、市税务局；完成时限：持续推进）
"""
OTHER_PLAN = """沈阳市优化营商环境实施方案（2026年）

一、便利退出

1.优化企业注销服务。推行企业简易注销登记，方便企业退出市场。（责任单位：市市场监督管理局；完成时限：2026年9月）

2.落实税费优惠。对小型微利企业减征企业所得税。（责任单位：市税务局；完成时限：2026年12月）
"""
LAW = {"_id": "法规/第1条", "title": "某条例 第一条", "text": "经营者应当诚实守信。"}

Zhaoqi = Callable[..., None]
Serve = Callable[[Path], AbstractContextManager[str]]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Schemathesis gives the tests of all operations one id, of which pytest-xdist would run but one."""
    if item.name not in item.nodeid and item.parent:
        item._id = item.parent.id.child(item.name)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, zhaoqi: Zhaoqi) -> Path:
    """A folder with catalog and index of two plans and one article of law."""
    folder = tmp_path_factory.mktemp("service")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "dalian-plan.txt").write_text(PLAN)
    (texts / "shenyang-plan.txt").write_text(OTHER_PLAN)
    (texts / "law.jsonl").write_text(json.dumps(LAW, ensure_ascii=False))
    zhaoqi(folder, "ingest", str(texts))
    zhaoqi(folder, "build", "--encoder", "hashed")
    return folder


@pytest.fixture(scope="session")
def snapshot(data: Path) -> Snapshot:
    return open_current(data / "index")


@pytest.fixture(scope="session")
def url(data: Path, serve: Serve) -> Iterator[str]:
    with serve(data) as address:
        yield address


@pytest.fixture(scope="session")
def http(url: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=f"{url}/v1") as client:
        yield client


@pytest.fixture(scope="session")
def client(url: str) -> Iterator[Client]:
    with Client(url) as opened:
        yield opened
