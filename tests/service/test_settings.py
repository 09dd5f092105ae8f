from pathlib import Path

import pytest

from ingest.errors import SettingsError
from ingest.readers.base import SETTING
from service.settings import PREFIX, Settings, load_settings


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    settings = load_settings()
    assert settings.catalog_url == "sqlite:///var/catalog.db"
    assert settings.corpus_dir == Path("docs_corpus")
    assert settings.max_document_bytes == 20_000_000


def test_environment_and_what_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHAOQI_DATA_DIR", "/a")
    monkeypatch.setenv("ZHAOQI_MAX_DOCUMENT_BYTES", "5")
    assert load_settings(data_dir=None).catalog_url == "sqlite:////a/catalog.db"
    assert load_settings(data_dir=Path("/b")).catalog_url == "sqlite:////b/catalog.db"
    assert load_settings().max_document_bytes == 5
    monkeypatch.setenv("ZHAOQI_DATABASE_URL", "postgresql://h/x")
    assert load_settings(data_dir=Path("/b")).catalog_url == "postgresql://h/x"


@pytest.mark.parametrize("value", ["many", "0", ""])
def test_what_can_not_be_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ZHAOQI_MAX_DOCUMENT_BYTES", value)
    with pytest.raises(SettingsError, match="ZHAOQI_MAX_DOCUMENT_BYTES: Input should be"):
        load_settings()


def test_the_name_that_messages_give_is_the_one_that_is_read() -> None:
    assert SETTING.removeprefix(PREFIX).lower() in Settings.model_fields
