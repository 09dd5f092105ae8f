"""The gate: what the project's own questions may not lose, with the encoder that is served."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.dataset import Dataset
from eval.errors import UnusableFile
from eval.gate import GATE, Expected, Gate, check, read_gate
from eval.opening import Source, open_source
from eval.retrieve import Retriever
from index.cli import Mode
from index.encoder.load import DEFAULT
from service.cli import app as zhaoqi
from service.settings import load_settings

Command = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of docs_corpus by the embedded encoder, which is imported if it was not yet."""
    data = tmp_path_factory.mktemp("gate")
    imported = load_settings().models_dir.resolve()
    if (imported / DEFAULT).is_dir():
        (data / "models").symlink_to(imported)
    for command in (["model", "import"], ["ingest", str(ROOT / "docs_corpus")], ["build", "--encoder", DEFAULT]):
        result = CliRunner().invoke(zhaoqi, ["--data", str(data), *command])
        assert result.exit_code == 0, result.output
    return data


def test_nothing_is_lost(zhaoqi_eval: Command, data: Path) -> None:
    assert zhaoqi_eval("--data", data, "gate") == (0, "nothing lost\n", "")


def test_a_worse_encoder_does_not_pass(zhaoqi_eval: Command, corpus_data: Path) -> None:
    code, out, err = zhaoqi_eval("--data", corpus_data, "gate")
    assert code == 1
    assert out == f"{len(err.splitlines())} lost\n"
    assert "dense: ndcg@10 is 0." in err
    assert "see `zhaoqi-eval run --mode dense`" in err
    assert "hybrid: lay/ndcg@10 is" in err
    assert "comes first instead of a full answer" in err


@pytest.fixture(scope="module")
def opened(corpus_data: Path) -> tuple[Dataset, Retriever]:
    return open_source(Source(index=corpus_data / "index"), load_settings(data_dir=corpus_data))


@pytest.fixture(scope="module")
def few(opened: tuple[Dataset, Retriever]) -> tuple[Dataset, Retriever]:
    """Every tenth question."""
    dataset, retriever = opened
    return replace(dataset, queries=dataset.queries[::10]), retriever


def lexical(tolerance: float, **scores: float) -> Gate:
    return Gate(expect={Mode.LEXICAL: Expected(command="run", scores=scores, tolerance=tolerance)}, first=())


def test_a_score_may_fall_by_its_tolerance(few: tuple[Dataset, Retriever]) -> None:
    [all_lost] = check(lexical(0.0, map=1.0), *few)
    assert all_lost.startswith("lexical: map is 0.")
    score = float(all_lost.split()[3].rstrip(","))
    assert check(lexical(0.01, map=score + 0.009), *few) == []
    assert len(check(lexical(0.01, map=score + 0.011), *few)) == 1


def test_the_gate_names_scores_and_questions_that_there_are(few: tuple[Dataset, Retriever]) -> None:
    with pytest.raises(UnusableFile, match="'ndcg' of lexical, which nothing measures"):
        check(lexical(0.0, ndcg=1.0), *few)
    with pytest.raises(UnusableFile, match="'q9999', which is not in zhaoqi"):
        check(Gate(expect={}, first=("q9999",)), *few)


def test_every_first_hit_that_is_held_has_a_full_answer(opened: tuple[Dataset, Retriever]) -> None:
    dataset, _ = opened
    assert len(read_gate().first) > 100
    assert all(2 in dataset.qrels[name].values() for name in read_gate().first)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param("expect: [", "can't be read", id="no-yaml"),
        pytest.param("[]", "Input should be", id="no-mapping"),
        pytest.param("expect: {}", "first: Field required", id="nothing-first"),
        pytest.param("expect: {sparse: {}}\nfirst: []", "expect.sparse", id="no-mode"),
        pytest.param(
            "expect: {dense: {command: x, tolerance: -1, scores: {}}}\nfirst: []",
            "expect.dense.tolerance",
            id="below-0",
        ),
    ],
)
def test_a_gate_file_that_can_not_be_used_is_an_error(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / GATE.name
    path.write_text(content)
    with pytest.raises(UnusableFile, match=why) as caught:
        read_gate(path)
    assert str(caught.value).startswith(f"{path}: ")
