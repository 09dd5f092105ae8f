import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from index.showing import cite
from index.snapshot.reader import open_current
from ingest.records import Span
from service.cli import app

Citation = dict[str, Any]
Zhaoqi = Callable[..., None]

PLAN = """大连市试验行动方案（2026年）

一、优化政务环境
1.推行歇业备案。暂时没有生意的企业可以办理歇业备案，期限不超过3年。（牵头单位：市市场监管局；完成时限：2026年12月）
2.用电报装。对小微企业用电报装实行零投资，期限不超过3年。（牵头单位：大连供电公司；完成时限：2026年12月）
3.办理注销。企业可以简易注销。\u200b公示期为20日，期限不超过3年。（牵头单位：市市场监管局；完成时限：2026年6月）
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def publish(zhaoqi: Zhaoqi, data: Path, content: bytes) -> None:
    data.mkdir(exist_ok=True)
    (data / "plan.txt").write_bytes(content)
    zhaoqi(data, "ingest", str(data / "plan.txt"))
    zhaoqi(data, "build", "--encoder", "hashed")


def sentences(data: Path) -> Iterator[Citation]:
    """A citation of every sentence and half-sentence."""
    document = open_current(data / "index").contents.document(0)
    start = 0
    for end, char in enumerate(document.text, start=1):
        if char in "，。；\n" and end - start > 1:
            citation = cite(document, Span(start, end))
            yield {name: getattr(citation, name) for name in citation.__slots__}
        start = end if char in "，。；\n" else start


def saved(folder: Path, *values: object) -> Path:
    file = folder / "saved.jsonl"
    file.write_text("\n".join(json.dumps(value, ensure_ascii=False) for value in values))
    return file


def verify(data: Path, *arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), "verify", *arguments], input=stdin)


def verdicts(result: Result) -> list[str]:
    return [json.loads(line)["verdict"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("公示期为20日", "公示期为30日", id="digit"),
        pytest.param("2026年6月", "2026年9月", id="digit-of-a-date"),
        pytest.param("零投资", "零抓资", id="one-byte-of-a-character"),  # E6 8A 95, E6 8A 93
        pytest.param("零投资，期限不超过3年", "零投资，期限不超过5年", id="words-that-stand-elsewhere-too"),
    ],
)
def test_one_changed_byte_fails_exactly_the_citations_it_touches(
    data: Path, zhaoqi: Zhaoqi, before: str, after: str
) -> None:
    old, new = PLAN.encode(), PLAN.replace(before, after).encode()
    (changed,) = (at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
    publish(zhaoqi, data, old)
    citations = [*sentences(data)]
    publish(zhaoqi, data, new)
    result = verify(data, str(saved(data, {"citations": citations})), "--format", "jsonl")
    touched = [citation["source"][0] <= changed < citation["source"][1] for citation in citations]
    assert verdicts(result) == ["altered" if is_touched else "valid" for is_touched in touched]
    assert (result.exit_code, touched.count(True)) == (1, 1)


def test_a_better_repair_moves_the_others_and_breaks_none(
    data: Path, zhaoqi: Zhaoqi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes, first by rules that leave invisible characters in the text, then by those of today."""
    from ingest.repair import pipeline

    with monkeypatch.context() as past:
        steps = tuple(step for step in pipeline._STEPS if step.__name__ != "find_invisible")
        past.setattr(pipeline, "_STEPS", steps)
        past.setattr("ingest.batch.rules_hash", lambda: "older")
        publish(zhaoqi, data, PLAN.encode())
    citations = [*sentences(data)]
    assert any("\u200b" in citation["quote"] for citation in citations)
    publish(zhaoqi, data, PLAN.encode())
    result = verify(data, str(saved(data, {"citations": citations})), "--format", "jsonl")
    found = verdicts(result)
    (removed,) = (number for number, citation in enumerate(citations) if "\u200b" in citation["quote"])
    assert found[:removed] == ["valid"] * removed
    assert found[removed] == "altered"
    assert set(found[removed + 1 :]) == {"moved"}
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    text = open_current(data / "index").contents.document(0).text
    for row, citation in zip(rows[removed + 1 :], citations[removed + 1 :], strict=True):
        right = row["citation"]
        assert text[right["start"] : right["end"]] == citation["quote"]
        assert (right["start"], tuple(right["source"])) == (citation["start"] - 1, citation["source"])


@pytest.fixture(scope="session")
def citation(small: Path) -> Citation:
    return next(sentences(small))


def test_citations_are_found_wherever_they_stand(small: Path, tmp_path: Path, citation: Citation) -> None:
    misquoted = {**citation, "quote": "没有这句话"}
    file = saved(
        tmp_path, {"citations": [citation, misquoted]}, {"hits": [{"citation": citation}]}, [citation], citation
    )
    rows = [json.loads(line) for line in verify(small, str(file), "--format", "jsonl").stdout.splitlines()]
    assert [(row["place"], row["verdict"]) for row in rows] == [
        ("line 1, citations.0", "valid"),
        ("line 1, citations.1", "misquoted"),
        ("line 2, hits.0.citation", "valid"),
        ("line 3, 0", "valid"),
        ("line 4", "valid"),
    ]


def test_the_output_of_search_can_be_verified(small: Path) -> None:
    hits = CliRunner().invoke(app, ["--data", str(small), "search", "用电报装", "--format", "jsonl"]).stdout
    result = verify(small, "-", stdin=hits)
    assert result.exit_code == 0, result.output
    assert (
        result.stdout.splitlines()[-1]
        == f"verified: {len(hits.splitlines())} citations ({len(hits.splitlines())} valid)"
    )


def test_a_file_over_many_lines_is_one_value(small: Path, tmp_path: Path, citation: Citation) -> None:
    file = tmp_path / "answer.json"
    file.write_text("\ufeff" + json.dumps({"citations": [citation]}, indent=2))
    assert verdicts(verify(small, str(file), "--format", "jsonl")) == ["valid"]


def test_a_document_that_is_gone_fails(small: Path, tmp_path: Path, citation: Citation) -> None:
    result = verify(small, str(saved(tmp_path, {**citation, "doc_id": "gone"})))
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines()[-1] == "verified: 1 citations (1 unknown_document)"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(b"", "is empty: there is no text to ingest", id="empty"),
        pytest.param(b"{}", "holds no citation; one has doc_id, sha256, ", id="no-citation"),
        pytest.param(b'{"a": 1}\n{"b": ', "line 2: is not JSON: ", id="cut"),
        pytest.param(b"\xff\xfe{}", "line 1: is not JSON: ", id="no-utf-8"),
        pytest.param(b"[" * 100_000, "line 1: is not JSON: ", id="deep"),
        pytest.param(b'{"doc_id": "x", "quote": "y"}', "line 1: sha256: Field required", id="incomplete"),
        pytest.param(b'[{"quote": 1, "doc_id": "x"}]', "line 1: 0.sha256: Field required", id="place"),
        pytest.param(
            b'{"\\ud800\\u001b": {"doc_id": "x", "quote": "y"}}', r"line 1: '\ud800\x1b'.sha256: Field", id="odd-name"
        ),
        pytest.param(b'{"n": 1' + b"0" * 5_000 + b"}", "line 1: is not JSON: ", id="huge-number"),
    ],
)
def test_what_can_not_be_verified_is_named(small: Path, tmp_path: Path, content: bytes, error: str) -> None:
    file = tmp_path / "saved.json"
    file.write_bytes(content)
    result = verify(small, str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {file}: {error}")
    assert len(result.stderr.splitlines()) == 1


def test_what_is_missing_is_named(small: Path, tmp_path: Path, citation: Citation) -> None:
    result = verify(small, str(tmp_path / "gone.json"))
    assert (result.exit_code, result.stderr) == (
        1,
        f"error: {tmp_path}/gone.json: can't be read: No such file or directory\n",
    )
    file = saved(tmp_path, citation)
    shutil.copytree(small / "index", tmp_path / "index")
    assert verify(tmp_path, str(file)).exit_code == 0
    result = verify(tmp_path / "none", str(file))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {tmp_path}/none/index")
