"""zhaoqi-eval from its command line: what it prints, writes, builds and refuses."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

Command = Callable[..., tuple[int, str, str]]

KEYS = ["metrics", "per_type", "n_queries", "n_unanswerable", "refused", "config", "corpus_sha256", "generation"]


@pytest.fixture
def data(tmp_path: Path, corpus_data: Path) -> Path:
    """An empty data folder, but for the segmenter's dictionary, which takes time to make."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "cache").symlink_to(corpus_data / "cache")
    return folder


def test_a_beir_folder_is_indexed_once_and_measured_alike_each_time(
    zhaoqi_eval: Command, beir: Path, data: Path
) -> None:
    command = ("--data", data, "run", "--dataset", beir, "--encoder", "hashed", "--format", "json")
    results, pointers = [], []
    for _ in range(2):
        code, out, _ = zhaoqi_eval(*command)
        assert code == 0
        results.append(json.loads(out))
        [pointer] = data.glob("eval/*-hashed-512-*/CURRENT")
        pointers.append((pointer.read_text(), pointer.stat().st_mtime_ns))
    first, second = ({**result, "took_s": 0} for result in results)
    assert first == second
    assert pointers[0] == pointers[1]
    assert [*first] == [*KEYS, "took_s"]
    assert first["n_queries"] == 3
    assert first["config"]["unit"] == "document"
    assert first["metrics"]["hit@1"] == 1.0  # each question repeats words of its answer


def test_another_corpus_and_another_way_to_search_get_another_index(
    zhaoqi_eval: Command, beir: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("--data", data, "run", "--dataset", beir, "--encoder", "hashed")
    zhaoqi_eval(*command)
    with (beir / "corpus.jsonl").open("a") as corpus:
        corpus.write('\n{"_id": "d9", "text": "又一条"}\n')
    assert zhaoqi_eval(*command)[0] == 0
    assert len([*data.glob("eval/*")]) == 2
    monkeypatch.setattr("index.parameters.Parameters.to_json", lambda parameters: {**asdict(parameters), "depth": 50})
    assert '"depth": 50' in zhaoqi_eval(*command, "--format", "json")[1]
    assert len([*data.glob("eval/*")]) == 3


def test_documents_of_several_measures_come_once(zhaoqi_eval: Command, beir: Path, data: Path, tmp_path: Path) -> None:
    articles = "".join(
        f"第{number}条 小微企业贷款最高{amount}万元。\\n" for number, amount in zip("一二三", "123", strict=True)
    )
    (beir / "corpus.jsonl").write_text(
        f'{{"_id": "d1", "text": "{articles}"}}\n{{"_id": "d2", "text": "注册登记"}}\n{{"_id": "d4", "text": "退税"}}\n'
    )
    code, _, _ = zhaoqi_eval(
        "--data", data, "run", "--dataset", beir, "--encoder", "hashed", "--run-out", tmp_path / "a.trec"
    )
    assert code == 0
    named = [tuple(line.split()[:4:2]) for line in (tmp_path / "a.trec").read_text().splitlines()]
    assert ("q1", "d1") in named
    assert len(named) == len(set(named))


def test_the_projects_questions_are_measured_by_type_with_what_confidence_is_worth(
    zhaoqi_eval: Command, corpus_data: Path
) -> None:
    code, out, _ = zhaoqi_eval("--data", corpus_data, "run", "--split", "test", "--format", "json")
    assert code == 0
    result = json.loads(out)
    assert [*result] == [*KEYS, "took_s", "abstention"]
    assert (result["config"]["dataset"], result["config"]["unit"]) == ("zhaoqi/test", "measure")
    assert sum(row["n_queries"] for row in result["per_type"].values()) == result["n_queries"]
    assert result["n_unanswerable"] > 0
    assert set(result["per_type"]) >= {"lay", "keyword", "several"}
    assert not any(name.startswith("unanswerable") for name in result["per_type"])
    assert {"threshold", "answered", "refused", "wrong"} == set(result["abstention"]["thresholds"][0])


def test_runs_are_compared_with_the_first(zhaoqi_eval: Command, corpus_data: Path, tmp_path: Path) -> None:
    for mode in ("lexical", "dense"):
        zhaoqi_eval("--data", corpus_data, "run", "--mode", mode, "--run-out", tmp_path / f"{mode}.trec")
    lexical, dense = tmp_path / "lexical.trec", tmp_path / "dense.trec"
    code, out, _ = zhaoqi_eval("--data", corpus_data, "compare", lexical, dense, lexical, "--format", "json")
    assert code == 0
    result = json.loads(out)
    worse, same = result["systems"]
    assert result["baseline"]["system"] == str(lexical)
    assert worse["gain"] == pytest.approx(worse["mean"] - result["baseline"]["mean"], abs=2e-6)
    assert worse["interval"][0] <= worse["gain"] <= worse["interval"][1]
    assert worse["p_holm"] == pytest.approx(2 * worse["p"])
    assert (same["gain"], same["p"], same["wins"], same["losses"]) == (0, 1, 0, 0)


def test_tables_print(zhaoqi_eval: Command, corpus_data: Path, tmp_path: Path) -> None:
    run = tmp_path / "a.trec"
    code, out, _ = zhaoqi_eval("--data", corpus_data, "run", "--mode", "lexical", "--run-out", run)
    assert code == 0
    assert "several" in out
    assert "unanswerable, refused" in out
    code, out, _ = zhaoqi_eval("--data", corpus_data, "compare", run, run)
    assert code == 0
    assert "p (Holm)" in out


def test_parameters_are_tuned_on_dev_and_written_with_their_evidence(
    zhaoqi_eval: Command, beir: Path, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tuned.toml"
    code, printed, news = zhaoqi_eval("--data", data, "tune", "--dataset", beir, "--encoder", "hashed", "--out", out)
    assert code == 0
    assert "# dataset tiny: 3 questions" in out.read_text()
    assert "held-out gain: +0.0000" in printed
    assert "no gain on questions held out" in news


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param(["run", "--dataset", "{beir}/.."], "is no dataset: it holds neither", id="no-dataset"),
        pytest.param(["run", "--dataset", "{beir}", "--split", "dev"], "has no split 'dev'", id="split-of-beir"),
        pytest.param(["run", "--dataset", "{beir}", "--index", "{beir}"], "holds no index", id="no-index"),
        pytest.param(["run", "--dataset", "{beir}", "--encoder", "nothing"], "no model", id="no-encoder"),
        pytest.param(
            ["run", "--dataset", "{beir}", "--index", "{index}"], "lacks 3 judged documents of", id="index-of-others"
        ),
        pytest.param(["compare", "{beir}/no.trec", "--dataset", "{beir}"], "no.trec: can't be read", id="no-run"),
        pytest.param(
            ["compare", "{beir}/qrels.tsv", "--dataset", "{beir}"], "qrels.tsv: line 1: has 3 fields", id="no-run-file"
        ),
        pytest.param(
            ["tune", "--out", "x", "--dataset", "{beir}", "--measure", "ndgc"],
            "no measure 'ndgc'; known: ndcg@10",
            id="tune",
        ),
        pytest.param(
            ["compare", "{beir}/no.trec", "--dataset", "{beir}", "--measure", "map@5"],
            "no measure 'map@5'",
            id="compare",
        ),
    ],
)
def test_what_can_not_be_measured_is_one_line_and_exit_code_1(
    zhaoqi_eval: Command, beir: Path, data: Path, corpus_data: Path, arguments: list[str], why: str
) -> None:
    places = {"beir": beir, "index": corpus_data / "index"}
    code, out, err = zhaoqi_eval("--data", data, *(argument.format_map(places) for argument in arguments))
    assert (code, out) == (1, "")
    assert err.startswith("error: ")
    assert why in err
    assert err.count("\n") == 1
