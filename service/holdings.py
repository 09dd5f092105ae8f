"""What a running service holds open: the index, once it can answer, the catalog, answers and the query log."""

import logging
from threading import Event, Thread

from index.errors import IndexError_
from index.hits import SearchResult
from index.search import HybridIndex
from ingest.catalog.store import Catalog
from service.errors import NotReady
from service.querylog.store import QueryLogStore
from service.querylog.writer import QueryLog
from service.serving.cache import AnswerCache
from service.settings import Settings

Answers = AnswerCache[SearchResult]

RETRY_S = 1.0  # between looks for an index where there is none that can be served

logger = logging.getLogger(__name__)


class Holdings:
    """Opened by a thread, so that the service answers from its first moment on; closed once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalog = Catalog(settings.catalog_url)
        self.answers = Answers(settings.cached_answers)
        self.query_log = QueryLog(
            QueryLogStore(settings.query_log_path),
            keep_questions=settings.query_log,
            keep_days=settings.query_log_days,
        )
        self._index: HybridIndex | None = None
        self._closing = Event()
        self._thread = Thread(target=self._open, name="opening", daemon=True)

    def start(self) -> None:
        """Begin to open the index."""
        self.query_log.start()
        self._thread.start()

    def close(self) -> None:
        """Let go of everything."""
        self._closing.set()
        if self._index:
            self._index.close()
        self.query_log.close()
        self.catalog.__exit__(None, None, None)

    @property
    def is_ready(self) -> bool:
        """Whether a search can be answered."""
        return self._index is not None

    @property
    def index(self) -> HybridIndex:
        """The index. Raises NotReady."""
        if self._index is None:
            raise NotReady("the index is being opened, or was not built yet; try again in a second")
        return self._index

    def _open(self) -> None:
        told = ""
        while not self._closing.is_set():
            try:
                self._index = self._opened()
                return
            except IndexError_ as fault:
                if str(fault) != told:
                    logger.error("no index can be served: %s", fault)
                told = str(fault)
                self._closing.wait(RETRY_S)

    def _opened(self) -> HybridIndex:
        """With everything loaded that the first question needs."""
        settings = self.settings
        index = HybridIndex.open(settings.index_dir, models_dir=settings.models_dir, cache_dir=settings.cache_dir)
        index.warm()
        logger.info("serving generation %s", index.snapshot.generation)
        return index
