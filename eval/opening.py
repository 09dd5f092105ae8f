"""From what a user names on the command line to a dataset and the index that it is measured on."""

import os
from dataclasses import dataclass
from pathlib import Path

from eval.beir import QUERIES, read_beir
from eval.dataset import Dataset
from eval.errors import UnusableFile
from eval.indexes import beir_index
from eval.own import read_own
from eval.questions import FILE, ZHAOQI, Split
from eval.retrieve import Retriever
from index.encoder.load import load_encoder
from index.snapshot.reader import Snapshot
from index.terminal import progress_bar
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Source:
    """What to measure on what.

    Attributes:
        folder: a BEIR folder, or one of the project's own form; None for the project's own questions.
        index: folder of an index; None for the one of the data folder, or one that is built for a BEIR corpus.
        encoder: of an index that has to be built; None for the one in use.
        split: of questions in the project's own form; None for all.
    """

    folder: Path | None = None
    index: Path | None = None
    encoder: str | None = None
    split: Split | None = None

    @property
    def place(self) -> Path:
        """The folder of the dataset."""
        return self.folder or ZHAOQI

    @property
    def is_own(self) -> bool:
        """Whether the dataset has the project's own form. Raises UnusableFile when it has none that is known."""
        if (self.place / FILE).is_file():
            return True
        if (self.place / QUERIES).is_file():
            return False
        raise UnusableFile(self.place, f"is no dataset: it holds neither {QUERIES} (BEIR) nor {FILE}")


def open_source(source: Source, settings: Settings) -> tuple[Dataset, Retriever]:
    """The dataset and its index.

    Raises UnusableFile and QuestionError for what is wrong with a dataset, SnapshotError and others for the index.
    """
    if source.is_own:
        retriever = _retriever(source.index or settings.index_dir, settings)
        return read_own(source.place, retriever.snapshot, source.split), retriever
    dataset = _read_beir(source)
    retriever = _retriever(source.index or _built(source, dataset, settings), settings)
    _check_documents(source, dataset, retriever.snapshot)
    return dataset, retriever


def open_dataset(source: Source, settings: Settings) -> Dataset:
    """The dataset alone; labels of the project's own form are bound to measures by an index."""
    return open_source(source, settings)[0] if source.is_own else _read_beir(source)


def _read_beir(source: Source) -> Dataset:
    if source.split:
        raise UnusableFile(source.place, f"has no split {source.split.value!r}: only {FILE} has splits")
    return read_beir(source.place)


def _built(source: Source, dataset: Dataset, settings: Settings) -> Path:
    name = source.encoder or settings.encoder
    return beir_index(
        source.place,
        dataset.corpus_sha256,
        home=settings.data_dir / "eval",
        cache_dir=settings.cache_dir,
        encoder=load_encoder(name, settings.models_dir, threads=os.cpu_count() or 1),
        encoder_name=name,
        max_document_bytes=settings.max_document_bytes,
        watch=progress_bar,
    )


def _retriever(index: Path, settings: Settings) -> Retriever:
    return Retriever.open(index, settings.models_dir, settings.cache_dir, threads=os.cpu_count() or 1)


def _check_documents(source: Source, dataset: Dataset, snapshot: Snapshot) -> None:
    """Judged documents that the index does not hold could never be found, and would pass for bad ranking."""
    judged = {name for grades in dataset.qrels.values() for name in grades}
    missing = sorted(judged.difference(snapshot.columns.documents))
    if missing:
        why = f"lacks {len(missing):,} judged documents of {source.place}, such as {missing[0]!r}"
        raise UnusableFile(snapshot.path, why)
