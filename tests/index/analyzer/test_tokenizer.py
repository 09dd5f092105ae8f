import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyzer.dictionaries import project_dictionaries
from index.analyzer.fold import fold
from index.analyzer.tokenizer import Analyzer

ANY_TEXT = st.text(
    alphabet=st.one_of(st.characters(codec=None), st.sampled_from("營業执照的和不能停 ５Gpm.-,10\0\ud800①")),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("企业注销", ["企业", "企业注销", "业注", "注销"], id="bigrams-and-the-policy-term"),
        pytest.param("報退合一", ["报退", "报退合一", "退合", "合一"], id="traditional"),
        pytest.param("注销的条件", ["注销", "条件"], id="no-bigram-over-a-stop-word"),
        pytest.param("目的地", ["目的", "的地"], id="a-stop-word-inside-of-a-word-is-none"),
        pytest.param("不予受理", ["不予", "予受", "受理"], id="negation-inside-of-a-word"),
        pytest.param("未缴税", ["未", "未缴", "缴税"], id="negation-alone"),
        pytest.param("税怎么交", ["税", "交"], id="a-single-character-alone"),
        pytest.param("5G和PM2.5、12345", ["5g", "pm2.5", "12345"], id="letters-and-digits-whole"),
        pytest.param("e企连心", ["e", "e企连心", "企", "企连", "连", "连心", "心"], id="mixed-policy-term"),
        pytest.param("拨打112345热线", ["拨打", "112345", "热线"], id="no-policy-term-inside-of-a-number"),
        pytest.param("10,000元", ["10000", "元"], id="grouped-digits"),
        pytest.param("2022-2024年e-mail", ["2022", "2024", "e-mail"], id="hyphens-join-letters-only"),
        pytest.param("怎么办？", [], id="stop-words-only"),
        pytest.param("！？…—  \n", [], id="marks-only"),
        pytest.param("", [], id="empty"),
    ],
)
def test_terms(analyzer: Analyzer, text: str, terms: list[str]) -> None:
    assert [token.text for token in analyzer.tokens(text)] == terms


def test_offsets_index_the_unfolded_text(analyzer: Analyzer) -> None:
    text = "㈱的\u200b營業執照,１０,０００"
    places = {token.text: text[token.start : token.end] for token in analyzer.tokens(text)}
    assert (places["营业执照"], places["执照"], places["10000"]) == ("營業執照", "執照", "１０,０００")


@given(text=ANY_TEXT)
def test_every_token_is_its_source_folded_and_tokens_are_in_order(analyzer: Analyzer, text: str) -> None:
    tokens = analyzer.tokens(text)
    assert tokens == sorted(tokens, key=lambda token: (token.start, token.end))
    assert len(set(tokens)) == len(tokens)
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        source = fold(text[token.start : token.end]).text.replace(",", "")
        assert token.text in source or any(char >= "\u4e00" for char in token.text)  # 乾 alone folds otherwise


@given(text=ANY_TEXT)
def test_runs_quote_the_folded_text_and_their_words(analyzer: Analyzer, text: str) -> None:
    folded = fold(text).text
    for run in analyzer.runs(folded):
        assert folded[run.start : run.start + len(run.text)] == run.text
        assert run.text.replace(",", "") == "".join(run.words)


def test_negations_are_no_stop_words() -> None:
    assert not project_dictionaries().stop_words & {"不", "未", "无", "非", "不得", "不予"}


@pytest.mark.parametrize("part", ["terms", "names", "stop_words"])
def test_another_dictionary_makes_another_analyzer(analyzer: Analyzer, tmp_path: Path, part: str) -> None:
    known = project_dictionaries()
    changed = replace(known, **{part: getattr(known, part) | {"此词不存在"}})
    assert Analyzer(tmp_path, changed).analyzer_id != analyzer.analyzer_id == Analyzer(tmp_path, known).analyzer_id


def test_only_the_cache_folder_is_written_and_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    Analyzer(tmp_path / "cache").tokens("企业注销")
    assert os.listdir(elsewhere) == []  # noqa: PTH208 -- names only
    assert len(list((tmp_path / "cache").iterdir())) == 1
    assert capfd.readouterr() == ("", "")


def test_without_a_cache_folder_there_is_no_cache(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert len(Analyzer(tmp_path / "file" / "cache").tokens("企业注销")) == 4
    assert capfd.readouterr() == ("", "")


def test_a_damaged_cache_is_made_again(tmp_path: Path, analyzer: Analyzer) -> None:
    Analyzer(tmp_path)
    (cache,) = tmp_path.iterdir()
    cache.write_bytes(cache.read_bytes()[:1000])
    assert Analyzer(tmp_path).tokens("企业注销的条件") == analyzer.tokens("企业注销的条件")
