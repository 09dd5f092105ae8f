from pathlib import Path

import pytest

from ingest.catalog.rules import folder_hash, rules_hash


@pytest.mark.parametrize(
    ("name", "content", "changes"),
    [
        pytest.param("a.py", "x = 2", True, id="code"),
        pytest.param("lexicon/b.toml", "x = 1", True, id="new-lexicon"),
        pytest.param("a.txt", "x", False, id="something-else"),
    ],
)
def test_rules_change_with_code_and_lexicons(tmp_path: Path, name: str, content: str, changes: bool) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "a.py").write_text("x = 1")
    before = folder_hash(tmp_path)
    (tmp_path / name).write_text(content)
    assert (folder_hash(tmp_path) != before) == changes


def test_rules_are_those_of_ingest() -> None:
    assert len(rules_hash()) == 64
