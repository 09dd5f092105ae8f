"""What a running service holds open: the index, the catalog, answers that were given, and the query log."""

import gc
import logging

from index.browse.suggest import suggester
from index.hits import SearchResult
from index.rerank import CrossEncoderReranker
from index.search import HybridIndex
from index.snapshot.reader import Snapshot
from ingest.catalog.store import Catalog
from ingest.errors import CatalogError
from service.answer.generative.writer import ChatWriter
from service.errors import NotReady
from service.opening import Opening
from service.querylog.store import QueryLogStore
from service.querylog.writer import QueryLog
from service.serving.cache import AnswerCache
from service.serving.weight import weight
from service.settings import Settings

Answers = AnswerCache[SearchResult]

logger = logging.getLogger(__name__)


class Holdings:
    """Index and catalog are opened by threads, so that the service answers from its first moment on."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.answers = Answers(settings.cached_answers, settings.cached_bytes, weight)
        self.query_log = QueryLog(
            QueryLogStore(settings.query_log_path),
            keep_questions=settings.query_log,
            keep_days=settings.query_log_days,
        )
        self.writer = ChatWriter.of(settings)
        self._index = Opening("index", self._open_index)
        self._catalog = Opening("catalog", lambda: Catalog(settings.catalog_url))

    def start(self) -> None:
        """Begin to open what takes time."""
        for part in (self._index, self._catalog, self.query_log):
            part.start()

    def close(self) -> None:
        """Let go of everything; what waits to be written is."""
        for part in (self.query_log, self._index, self._catalog):
            part.close()

    @property
    def is_ready(self) -> bool:
        """Whether a search can be answered."""
        return self._index.thing is not None

    @property
    def index(self) -> HybridIndex:
        """The index, warm. Raises NotReady."""
        if self._index.thing is None:
            raise NotReady("the index is being opened, or was not built yet; try again in a second")
        return self._index.thing

    @property
    def catalog(self) -> Catalog:
        """The catalog. Raises CatalogError."""
        if self._catalog.thing is None:
            raise CatalogError("the catalog is not open yet")
        return self._catalog.thing

    def _open_index(self) -> HybridIndex:
        """With everything loaded that the first question needs."""
        settings = self.settings
        index = HybridIndex.open(
            settings.index_dir,
            reranker=CrossEncoderReranker(settings.reranker) if settings.reranker else None,
            models_dir=settings.models_dir,
            cache_dir=settings.cache_dir,
        )
        index.warm(suggester, _settled)
        logger.info("serving generation %s", index.snapshot.generation)
        return index


def _settled(snapshot: Snapshot) -> None:
    """Keep what was loaded out of the garbage collector's sight, which else stops all requests to look through it.

    Words alone are 270,000 objects, 50 ms for a full collection. What a later generation replaces is freed all the
    same, as it holds no cycles.
    """
    gc.freeze()
