from errno import ENOSPC
from pathlib import Path

import pytest

from index.analyzer.spelling import Spelling
from index.analyzer.tokenizer import Analyzer

LIKELIHOOD = {"公司": -3.0, "公": -4.0, "司": -5.0, "工": -3.9, "注销": -5.0, "怎么办": -4.5, "西安": -4.0, "先": -2.5}


@pytest.fixture
def spelling(tmp_path: Path) -> Spelling:
    return Spelling.of(LIKELIHOOD, LIKELIHOOD.__getitem__, tmp_path / "spelling.json")


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        # 公司 by -3.0 is likelier than 工 and 司 by -3.9 - 5.0; 先 by -2.5 than 西安 by -4.0
        pytest.param("gongsizhuxiao", ("公司", "注销"), id="the-likeliest"),
        pytest.param("gongsixianzhuxiao", ("公司", "先", "注销"), id="one-way-to-cut"),
        pytest.param("gongsizhuxiaox", (), id="a-letter-too-many"),
        pytest.param("zhuxiao", (), id="too-short"),
        pytest.param("", (), id="nothing"),
        pytest.param("zhuxiao" * 40, (), id="too-long"),
    ],
)
def test_a_sentence_is_read_as_its_likeliest_words(spelling: Spelling, letters: str, words: tuple[str, ...]) -> None:
    assert spelling.read(letters) == words


def test_what_is_unlikely_is_of_another_language() -> None:
    spelling = Spelling({"change": ("嫦娥", -5.9), "licen": ("里涔", -6.4), "se": ("色", -4.2)})
    assert spelling.read("changelicense") == ()


def test_words_come_from_the_cache_when_it_is_there(spelling: Spelling, tmp_path: Path) -> None:
    again = Spelling.of({}, LIKELIHOOD.__getitem__, tmp_path / "spelling.json")
    assert again.read("gongsizhuxiao") == spelling.read("gongsizhuxiao") == ("公司", "注销")


def test_without_a_place_for_the_cache_it_works_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    spelling = Spelling.of(LIKELIHOOD, LIKELIHOOD.__getitem__, tmp_path / "file" / "spelling.json")
    assert spelling.read("gongsizhuxiao") == ("公司", "注销")


def test_a_disk_that_is_full_is_left_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **named: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("index.analyzer.spelling.json.dump", full)
    spelling = Spelling.of(LIKELIHOOD, LIKELIHOOD.__getitem__, tmp_path / "spelling.json")
    assert spelling.read("gongsizhuxiao") == ("公司", "注销")
    assert list(tmp_path.iterdir()) == []


def test_sentences_of_the_dictionary(analyzer: Analyzer, tmp_path: Path) -> None:
    spelling = Spelling.of(analyzer.dictionary(), analyzer.word_likelihood, tmp_path / "spelling.json")
    assert "".join(spelling.read("jintianwanshangchishenme")) == "今天晚上吃什么"
    assert "".join(spelling.read("dalianyoujigeguowaidejiemeichengshi")) == "大连有几个国外的姐妹城市"
    assert spelling.read("changelicense") == ()
