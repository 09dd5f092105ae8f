"""A real cross-encoder, tiny and untrained, from a folder."""

from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexBuildError
from index.rerank import CrossEncoderReranker
from index.search import HybridIndex
from index.snapshot.build import Recipe, build
from ingest.records import Document

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"企业公司歇注销登记备案休眠贷款"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    path = tmp_path_factory.mktemp("cross-encoder")
    words = list(dict.fromkeys(WORDS))
    (path / "vocab.txt").write_text("\n".join(words), "utf-8")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        initializer_range=1.0,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(path)
    BertTokenizer(vocab_file=str(path / "vocab.txt")).save_pretrained(path)
    return path


def test_it_scores_passages_for_a_question(folder: Path) -> None:
    passages = ["企业歇业备案", "贷款", "企业注销登记"]
    together = CrossEncoderReranker(str(folder)).scores("公司休眠", passages)
    alone = [CrossEncoderReranker(str(folder)).scores("公司休眠", [passage])[0] for passage in passages]
    np.testing.assert_allclose(together, alone, atol=1e-5)
    assert len(set(together.round(4).tolist())) > 1


def test_it_ranks_the_hits_of_a_search(folder: Path, root: Path, recipe: Recipe, document: object) -> None:
    assert callable(document)
    plans: list[Document] = [document(f"d{n}", text) for n, text in enumerate(["歇业：歇业备案。", "注销：注销登记。"])]
    build(plans, root, recipe)
    reranker = CrossEncoderReranker(str(folder))
    with HybridIndex.open(
        root, analyzer=recipe.analyzer, encoder=recipe.encoder, reranker=reranker, follow=False
    ) as index:
        hits = index.search("企业歇业", explain=True).hits
    given = {hit.doc_id: hit.why.rerank for hit in hits if hit.why}
    expected = {hit.doc_id: reranker.scores("企业歇业", [hit.why.passage])[0] for hit in hits if hit.why}
    assert given == pytest.approx(expected)
    assert [hit.doc_id for hit in hits] == sorted(given, key=lambda name: -(given[name] or 0))


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexBuildError, match=str(tmp_path)):
        CrossEncoderReranker(str(tmp_path)).scores("问", ["答"])
