"""A corpus and smaller slices of it, as files that all peers read: the same passages, words, vectors and queries."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np

from eval.bench.peers.exchange import PASSAGES, QUERIES, QUERY_VECTORS, VECTORS, Passage, Query, write_jsonl
from eval.bench.progress import Progress, silent
from eval.dataset import Dataset, Qrels, Unit
from eval.errors import UnusableFile
from eval.retrieve import Retriever
from index.analyzer.tokenizer import Analyzer
from index.dense.vectors import PassageVectors
from index.errors import SnapshotError
from index.ranking import Question
from index.snapshot.reader import DENSE, Snapshot
from index.types import Floats, Rows
from service.settings import Settings

SOURCE, DOCUMENTS = "source.json", "documents.npy"  # for zhaoqi, which builds of documents
SEED = 0
JUDGED_SHARE = 0.5  # of a slice at most; the rest is drawn from all documents


@dataclass(frozen=True, slots=True)
class Source:
    """The index that a slice was cut out of.

    Attributes:
        generation: its folder.
        model, encoder, dim: of its vectors, see `index.snapshot.manifest.Manifest`.
        models_dir, cache_dir: where the encoder and the analyzer find their files.
    """

    generation: str
    model: str
    encoder: str
    dim: int
    models_dir: str
    cache_dir: str


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a corpus, written to a folder.

    Attributes:
        documents, passages: how many it has.
        words_s: what segmenting the passages took; part of the build of each peer that is given the words.
        answered: ids of the queries all of whose answers are in it.
    """

    folder: Path
    documents: int
    passages: int
    words_s: float
    answered: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What slices are cut out of: an index of the whole corpus, and judged queries.

    Attributes:
        texts: of the queries that a search takes, by id.
        vectors: theirs.
    """

    source: Source
    snapshot: Snapshot
    analyzer: Analyzer
    texts: Mapping[str, str]
    vectors: Mapping[str, Floats]
    qrels: Qrels

    @classmethod
    def of(cls, dataset: Dataset, retriever: Retriever, settings: Settings, progress: Progress = silent) -> "Material":
        """Encode the queries.

        Args:
            dataset: whose queries.
            retriever: with the index.
            settings: where things are.
            progress: as `write_slices` calls it.

        Raises SnapshotError for an index without vectors, UnusableFile for labels that name measures, which peers
        don't have, and for less than two queries that can be asked.
        """
        if dataset.unit is not Unit.DOCUMENT:
            raise UnusableFile(Path(dataset.name), "has labels that name measures; peers are compared on a BEIR folder")
        snapshot, manifest = retriever.snapshot, retriever.snapshot.manifest
        if manifest.model is None:
            raise SnapshotError(snapshot.path, "has no vectors to compare with; run `zhaoqi build`")
        folders = str(snapshot.path.resolve()), str(settings.models_dir.resolve()), str(settings.cache_dir.resolve())
        taken: dict[str, Question] = {}
        asked = zip(dataset.queries, retriever.questions(dataset.queries, "hybrid"), strict=True)
        for done, (query, question) in enumerate(asked, 1):
            progress("encoding questions", done, len(dataset.queries))
            if isinstance(question, Question):
                taken[query.id] = question
        if len(taken) < 2:
            raise UnusableFile(Path(dataset.name), "has fewer than 2 questions that can be asked")
        return cls(
            Source(folders[0], manifest.model, manifest.encoder, manifest.dim, *folders[1:]),
            snapshot,
            Analyzer(settings.cache_dir),
            {name: question.text for name, question in taken.items()},
            {name: question.vector for name, question in taken.items() if question.vector is not None},
            dataset.qrels,
        )


def write_slices(
    material: Material,
    parts: Iterable[int],
    folder: Path,
    progress: Progress = silent,
) -> list[Slice]:
    """Cut a slice of one in so many documents for each part, 1 for the whole corpus, each into a folder of its own.

    Args:
        material: what they are cut out of.
        parts: in the order in which slices are wanted.
        folder: holds their folders.
        progress: called with what is going on, how much of it is done, and of how much.
    """
    total = len(material.snapshot.columns.documents)
    return [_write_slice(material, max(1, total // part), folder / str(part), progress) for part in parts]


def _write_slice(material: Material, documents: int, folder: Path, progress: Progress) -> Slice:
    folder.mkdir(parents=True)
    doc_ids = material.snapshot.columns.documents
    chosen = choose(doc_ids, material.qrels, documents)
    numbers = _passages_of(material.snapshot, chosen)
    started = time.perf_counter()
    passages = []
    for number in numbers.tolist():
        passages.append(_passage(material, number))
        progress(f"segmenting {documents:,} documents", len(passages), len(numbers))
    words_s = time.perf_counter() - started
    write_jsonl(folder / PASSAGES, passages)
    np.save(folder / VECTORS, PassageVectors.open(material.snapshot.path / DENSE).vectors[numbers])
    np.save(folder / DOCUMENTS, chosen)
    (folder / SOURCE).write_text(json.dumps(asdict(material.source)), "utf-8")
    answered = _answered(material.qrels, {doc_ids[number] for number in chosen})
    _write_queries(material, answered, folder)
    return Slice(folder, len(chosen), len(passages), words_s, frozenset(answered))


def choose(doc_ids: Sequence[str], qrels: Qrels, wanted: int) -> Rows:
    """Numbers of documents, ascending: the answers to some queries, the rest at random; the same every time.

    Args:
        doc_ids: of the corpus.
        qrels: whose answers come first, query by query in random order, those that fit into JUDGED_SHARE.
        wanted: how many documents; all where there are no more.
    """
    if wanted >= len(doc_ids):
        return np.arange(len(doc_ids))
    random, numbers = Random(SEED), {doc_id: number for number, doc_id in enumerate(doc_ids)}
    chosen: set[int] = set()
    for query in random.sample(sorted(qrels), len(qrels)):
        answers = {numbers[doc_id] for doc_id in _answers(qrels, query)}
        if len(chosen | answers) <= JUDGED_SHARE * wanted:
            chosen |= answers
    others = sorted(set(range(len(doc_ids))) - chosen)
    return np.array(sorted([*chosen, *random.sample(others, wanted - len(chosen))]))


def _answers(qrels: Qrels, query: str) -> Iterable[str]:
    return (doc_id for doc_id, grade in qrels[query].items() if grade > 0)


def _answered(qrels: Qrels, held: set[str]) -> list[str]:
    return [query for query in qrels if held.issuperset(_answers(qrels, query))]


def _passages_of(snapshot: Snapshot, documents: Rows) -> Rows:
    documents_of = snapshot.contents.document_of[snapshot.contents.passage_rows]
    return np.flatnonzero(np.isin(documents_of, documents))


def _passage(material: Material, number: int) -> Passage:
    contents = material.snapshot.contents
    document = contents.document_of[contents.passage_rows[number]]
    text = contents.passage_text(number)
    return Passage(material.snapshot.columns.documents[int(document)], text, _words(material.analyzer, text))


def _words(analyzer: Analyzer, text: str) -> str:
    return " ".join(token.text for token in analyzer.tokens(text))


def _write_queries(material: Material, answered: Sequence[str], folder: Path) -> None:
    """Those first that are answered, both parts in random order."""
    random, known = Random(SEED), set(answered)
    queries = random.sample(sorted(material.texts), len(material.texts))
    queries.sort(key=lambda query: query not in known)
    texts = [material.texts[query] for query in queries]
    words = [_words(material.analyzer, text) for text in texts]
    write_jsonl(folder / QUERIES, map(Query, queries, texts, words))
    np.save(folder / QUERY_VECTORS, np.stack([material.vectors[query] for query in queries]))
