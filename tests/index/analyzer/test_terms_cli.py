import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from typer.testing import CliRunner

from index.terms_cli import app
from ingest.catalog import store
from ingest.cli import Place


class FakeCatalog:
    """Documents that speak of one thing, in different surroundings."""

    def __init__(self, url: str) -> None:
        assert url == "sqlite:///catalog.db"

    def __enter__(self) -> "FakeCatalog":
        return self

    def __exit__(self, *_: object) -> None: ...

    def documents(self) -> Iterator[tuple[SimpleNamespace, int]]:
        for left, right in zip("甲乙丙丁戊", "己庚辛壬癸", strict=True):
            yield SimpleNamespace(text=f"{left}驗登速辦制{right}"), 1
        yield SimpleNamespace(text="".join(map(chr, range(0x7000, 0x7200)))), 1  # other characters, once each


def test_mine_prints_toml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "Catalog", FakeCatalog)
    root = typer.Typer()
    root.add_typer(app, name="terms")

    @root.callback()
    def place(ctx: typer.Context) -> None:
        ctx.obj = Place("sqlite:///catalog.db", Path(), 1)

    result = CliRunner().invoke(root, ["terms", "mine", "--min-count", "5"])
    assert result.exit_code == 0, result.output
    assert tomllib.loads(result.stdout) == {"terms": ["验登速办制"]}
    assert "# 5 times, " in result.stdout
