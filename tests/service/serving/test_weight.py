import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from index.search import HybridIndex
from service.serving.weight import weight


def measured(thing: object, seen: set[int]) -> int:
    """Bytes of an object and all that it holds, each part once."""
    if id(thing) in seen:
        return 0
    seen.add(id(thing))
    parts: list[object] = []
    if isinstance(thing, Mapping):
        parts = [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple):
        parts = list(thing)
    elif is_dataclass(thing):
        parts = [getattr(thing, field.name) for field in fields(thing)]
    return sys.getsizeof(thing) + sum(measured(part, seen) for part in parts)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, zhaoqi: Callable[..., None]) -> Path:
    """A folder with an index of a hundred articles."""
    folder = tmp_path_factory.mktemp("many")
    articles = ({"_id": f"a{no}", "title": f"第{no}条", "text": f"企业注销第{no}款。" * no} for no in range(1, 101))
    (folder / "law.jsonl").write_text("\n".join(json.dumps(article, ensure_ascii=False) for article in articles))
    zhaoqi(folder, "ingest", str(folder / "law.jsonl"))
    zhaoqi(folder, "build", "--encoder", "hashed")
    return folder


@pytest.mark.parametrize("explain", [False, True])
def test_the_weight_is_about_what_is_held(many: Path, *, explain: bool) -> None:
    with HybridIndex.open(many / "index", follow=False) as index:
        result = index.search("企业注销", k=100, explain=explain)
    assert len(result.hits) == 100
    held = measured(result, set())
    assert held / 2 < weight(result) < held * 2
