"""Rankings that are measured are those of a search."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eval.answering import Answer
from eval.dataset import Dataset, Query, Unit
from eval.evaluate import evaluate
from eval.own import read_own
from eval.pool import Pool
from eval.questions import ZHAOQI, Split
from eval.retrieve import Retriever
from index.analyzer.tokenizer import Analyzer
from index.encoder.hashed import HashedEncoder
from index.errors import SnapshotError
from index.fusion.fuse import Fusion
from index.lexical.fields import Bm25Params
from index.lexical.postings import Postings
from index.parameters import Parameters
from index.search import HybridIndex
from index.snapshot.reader import LEXICAL

ODD = ["公司暂时没生意能不能先停着", "dalian", "零材料 零跑动", "停业停业停业", "䶮䶮䶮", "企業登記"]


@pytest.fixture
def retriever(corpus_data: Path) -> Retriever:
    return Retriever.open(corpus_data / "index", corpus_data / "models", corpus_data / "cache")


@pytest.fixture
def index(corpus_data: Path) -> Iterator[HybridIndex]:
    folder, cache = corpus_data / "index", corpus_data / "cache"
    with HybridIndex.open(folder, encoder=HashedEncoder(), cache_dir=cache, follow=False) as opened:
        yield opened


@pytest.fixture
def dev(retriever: Retriever) -> Dataset:
    dataset = read_own(ZHAOQI, retriever.snapshot, Split.DEV)
    return replace(dataset, queries=dataset.queries[::8])


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_rankings_and_confidences_are_those_of_a_search(
    retriever: Retriever, index: HybridIndex, dev: Dataset, mode: str
) -> None:
    queries = [*dev.queries, *(Query(text, text) for text in ODD)]
    for query, answer in zip(queries, retriever.answers(queries, mode, Unit.MEASURE, 100), strict=True):
        assert isinstance(answer, Answer)
        hits = index.search(query.text, k=100, mode=mode).hits
        assert [name for name, _ in answer.ranking] == [hit.measure_id for hit in hits]
        assert answer.confidence == pytest.approx(hits[0].confidence if hits else 0.0, abs=1e-6)


def test_documents_are_ranked_by_their_best_measure_and_counted_after_that(
    retriever: Retriever, index: HybridIndex
) -> None:
    text = "企业开办要多久"
    [answer] = retriever.answers([Query("q", text)], "hybrid", Unit.DOCUMENT, 3)
    assert isinstance(answer, Answer)
    hits = index.search(text, k=100).hits
    best = {hit.doc_id: hit.score for hit in reversed(hits)}
    assert [name for name, _ in answer.ranking] == [*dict.fromkeys(hit.doc_id for hit in hits)][:3]
    assert [score for _, score in answer.ranking] == pytest.approx([best[name] for name, _ in answer.ranking])


def test_what_a_search_refuses_counts_as_not_found(retriever: Retriever, dev: Dataset) -> None:
    long = replace(dev.answerable[0], text="长" * 1001)
    found = evaluate(replace(dev, queries=(long, dev.answerable[1])), retriever, "lexical")
    assert found.refused == {long.id: "query: has 1,001 characters, the limit is 1,000"}
    assert found.values["recall@100"].shape == (2,)
    assert found.values["recall@100"][0] == 0


def test_another_encoder_than_the_index_was_built_with_is_refused(retriever: Retriever, corpus_data: Path) -> None:
    other = Retriever(retriever.snapshot, Analyzer(corpus_data / "cache"), lambda name: HashedEncoder(64))
    with pytest.raises(SnapshotError, match="built with the encoder hashed-512, not with hashed-64"):
        list(other.questions([Query("q", "停业")], "hybrid"))


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param(Parameters(), id="in-use"),
        pytest.param(Parameters(fusion=Fusion.RRF), id="other-fusion"),
        pytest.param(
            Parameters(bm25=Bm25Params(k1=2.0, b=0.3, title=3.0), fusion=Fusion.TMM, dense_weight=0.3, depth=20),
            id="other-words-few-candidates",
        ),
    ],
)
def test_a_pool_scores_parameters_as_an_index_that_has_them_does(
    retriever: Retriever, dev: Dataset, parameters: Parameters
) -> None:
    snapshot = retriever.snapshot
    postings = Postings.open(snapshot.path / LEXICAL)
    snapshot.parameters = replace(snapshot.parameters, depth=parameters.depth)
    values = Pool(dev, retriever, "ndcg@10").values(parameters)
    snapshot.parameters = parameters
    snapshot.lexical = parameters.backend.of(postings, parameters.bm25)
    assert values == pytest.approx(evaluate(dev, retriever, "hybrid").values["ndcg@10"])
