import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from index.analyzer.tokenizer import Analyzer
from index.encoder.hashed import HashedEncoder
from index.snapshot.build import Recipe, build
from ingest.alignment import Alignment, from_utf8
from ingest.identity import assign
from ingest.records import Clause, Deadline, Document, Fields, Kind, Measure, Metadata, Nature, Span, Term, Unit

MakeDocument = Callable[..., Document]
Build = Callable[..., str]


def make_document(doc_id: str, *lines: str, **meta: object) -> Document:
    """A measure of every line, `title：text|deadline|unit|service mode`; all but the title may be missing."""
    parts = [line.split("|") for line in lines]
    text = "\n".join(part[0] for part in parts)
    measures, at = [], 0
    for body, *rest in parts:
        deadline, unit, mode = (*rest, "", "", "")[:3]
        whole = Span(at, at + len(body))
        title = Span(at, at + body.index("：")) if "：" in body else Span(at, at)
        span = Span(title.end + ("：" in body), whole.end)
        fields = Fields(
            deadlines=(Deadline(whole, deadline, deadline),) if deadline else (),
            units=(Unit(whole, unit, unit, "责任"),) if unit else (),
            service_modes=(Term(whole, mode, mode),) if mode else (),
        )
        clause = Clause(span, Nature.COMMITMENT, Fields(deadlines=fields.deadlines))
        measures.append(
            Measure("", None, ("一",), title.of(text), title, whole, span, Nature.COMMITMENT, (clause,), fields)
        )
        at = whole.end + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = Metadata(**{"title": doc_id, "kind": Kind.PLAN, **meta})  # type: ignore[arg-type]  # any of its fields
    aligned = Alignment.of(from_utf8(text))
    return assign(
        Document(doc_id, digest, text, digest, aligned, "utf-8", "text/plain", known, measures=tuple(measures))
    )


@pytest.fixture
def document() -> MakeDocument:
    return make_document


@pytest.fixture(scope="session")
def analyzer_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("analyzer")


@pytest.fixture(scope="session")
def analyzer(analyzer_cache: Path) -> Analyzer:
    return Analyzer(analyzer_cache)


@pytest.fixture
def recipe(tmp_path: Path, analyzer: Analyzer) -> Recipe:
    return Recipe(analyzer, HashedEncoder(), tmp_path / "cache", encoder_name="hashed")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def build_index(root: Path, recipe: Recipe) -> Build:
    def run(*documents: Document, **others: object) -> str:
        return build(documents, root, recipe, **others).generation  # type: ignore[arg-type]  # as build has them

    return run
