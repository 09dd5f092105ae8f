"""The documents say what is true of the code."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from eval.cli import app as eval_app
from service.cli import app
from service.settings import PREFIX, Settings

README = Path("README.md").read_text()


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(rf"`({PREFIX}[A-Z_]+)`", README))
    assert documented == {f"{PREFIX}{name}".upper() for name in Settings.model_fields}


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_every_command_of_the_documents_exists(document: str) -> None:
    lines = re.findall(r"^(zhaoqi(?:-eval)?) (\w+)", Path(document).read_text(), re.M)
    assert lines
    for program, command in lines:
        root = get_command(eval_app if program == "zhaoqi-eval" else app)
        assert command in getattr(root, "commands", {})


def test_the_changelog_names_the_version() -> None:
    version = tomllib.loads(Path("pyproject.toml").read_text())["project"]["version"]
    assert f"## {version}" in Path("CHANGELOG.md").read_text()


def test_help_of_both_programs_prints() -> None:
    assert CliRunner().invoke(app, ["--help"]).exit_code == 0
    assert CliRunner().invoke(eval_app, ["--help"]).exit_code == 0
