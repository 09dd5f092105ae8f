from pathlib import Path

import pytest

from index.encoder.load import DEFAULT
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


def test_the_encoder_is_the_embedded_default() -> None:
    assert Settings.model_fields["encoder"].default == DEFAULT


def test_environment_and_what_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHAOQI_DATA_DIR", "/a")
    monkeypatch.setenv("ZHAOQI_MAX_DOCUMENT_BYTES", "5")
    assert load_settings(data_dir=None).catalog_url == "sqlite:////a/catalog.db"
    assert load_settings(data_dir=Path("/b")).catalog_url == "sqlite:////b/catalog.db"
    assert load_settings().max_document_bytes == 5
    monkeypatch.setenv("ZHAOQI_DATABASE_URL", "postgresql://h/x")
    assert load_settings(data_dir=Path("/b")).catalog_url == "postgresql://h/x"


def test_a_file_counts_less_than_the_environment_and_more_than_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "own.toml"
    file.write_text('data_dir = "/a"\nport = 9000\nworkers = 2\ncors_origins = ["https://a.example"]\n')
    monkeypatch.setenv("ZHAOQI_CONFIG", str(file))
    monkeypatch.setenv("ZHAOQI_PORT", "9001")
    settings = load_settings(workers=3)
    assert (settings.data_dir, settings.port, settings.workers) == (Path("/a"), 9001, 3)
    assert (settings.threads, settings.cors_origins) == (4, ("https://a.example",))


def test_origins_of_the_environment_stand_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHAOQI_CORS_ORIGINS", "https://a.example, http://b.example:8080")
    assert load_settings().cors_origins == ("https://a.example", "http://b.example:8080")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("port = ", "own.toml: can't be read as TOML: ", id="no-toml"),
        pytest.param("prot = 1\nhots = 2", "own.toml: there is no setting hots, prot", id="unknown"),
        pytest.param('cors_origins = ["*"]', r"ZHAOQI_CORS_ORIGINS: .*'\*' is no origin", id="origin"),
        pytest.param(None, "own.toml: can't be read as TOML: .*No such file", id="missing"),
    ],
)
def test_a_file_that_would_not_be_read_as_meant_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, fault: str
) -> None:
    file = tmp_path / "own.toml"
    if text is not None:
        file.write_text(text)
    monkeypatch.setenv("ZHAOQI_CONFIG", str(file))
    with pytest.raises(SettingsError, match=fault):
        load_settings()


@pytest.mark.parametrize("value", ["many", "0", ""])
def test_what_can_not_be_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ZHAOQI_MAX_DOCUMENT_BYTES", value)
    with pytest.raises(SettingsError, match="ZHAOQI_MAX_DOCUMENT_BYTES: Input should be"):
        load_settings()


def test_the_name_that_messages_give_is_the_one_that_is_read() -> None:
    assert SETTING.removeprefix(PREFIX).lower() in Settings.model_fields


CHAT = {"chat_url": "https://model.example/v1", "chat_model": "qwen"}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        pytest.param({"chat_url": "model.example/v1", "chat_model": "m"}, "CHAT_URL: .*is no address", id="no-scheme"),
        pytest.param({"chat_url": "http://", "chat_model": "m"}, "CHAT_URL: .*is no address", id="no-host"),
        pytest.param({"chat_url": "http://h:99999", "chat_model": "m"}, "CHAT_URL: .*is no address", id="no-port"),
        pytest.param({"chat_url": "https://model.example/v1"}, "CHAT_URL: .*needs ZHAOQI_CHAT_MODEL", id="no-model"),
        pytest.param({**CHAT, "chat_key": "密钥"}, "CHAT_KEY: .*printable ASCII", id="no-header"),
        pytest.param({**CHAT, "chat_key": "a\nb"}, "CHAT_KEY: .*printable ASCII", id="two-headers"),
        pytest.param({**CHAT, "chat_timeout_s": 0}, "CHAT_TIMEOUT_S: Input should be greater than 0", id="no-time"),
        pytest.param({**CHAT, "request_timeout_s": 6}, "CHAT_TIMEOUT_S: .*REQUEST_TIMEOUT_S, which is 6", id="late"),
    ],
)
def test_an_endpoint_that_can_not_draft_answers_is_refused(given: dict[str, object], fault: str) -> None:
    with pytest.raises(SettingsError, match=f"ZHAOQI_{fault}"):
        load_settings(**given)


def test_the_key_of_an_endpoint_is_not_shown() -> None:
    assert "secret-key" not in str(load_settings(**CHAT, chat_key="secret-key"))


def test_without_an_endpoint_its_time_is_no_matter() -> None:
    assert load_settings(request_timeout_s=1).chat_url == ""
