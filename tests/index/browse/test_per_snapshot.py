import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from weakref import ref

import pytest

from index.browse.per_snapshot import PerSnapshot
from index.snapshot.reader import Snapshot, open_current
from ingest.records import Document


@pytest.fixture
def snapshot(document: Callable[..., Document], build_index: Callable[..., str], root: Path) -> Snapshot:
    build_index(document("a", "歇业：可以歇业。"))
    return open_current(root)


def test_many_threads_make_it_once(snapshot: Snapshot) -> None:
    made: list[object] = []

    def make(_: Snapshot) -> object:
        made.append(object())
        return made[-1]

    table = PerSnapshot(make)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(table, [snapshot] * 50)) == set(made)
    assert len(made) == 1


def test_what_is_made_is_given_while_another_one_is_being_made(snapshot: Snapshot) -> None:
    begun, go_on, later = Event(), Event(), Snapshot(snapshot.path)

    def make(given: Snapshot) -> str:
        if given is snapshot:
            return "made"
        begun.set()
        assert go_on.wait(30)
        return "made later"

    table = PerSnapshot(make)
    table(snapshot)
    with ThreadPoolExecutor(2) as pool:
        making = pool.submit(table, later)
        assert begun.wait(30)
        assert pool.submit(table, snapshot).result(30) == "made"
        go_on.set()
        assert making.result(30) == "made later"


def test_it_is_forgotten_with_its_snapshot(
    document: Callable[..., Document], build_index: Callable[..., str], root: Path
) -> None:
    build_index(document("a", "歇业：可以歇业。"))
    table = PerSnapshot(lambda snapshot: [snapshot.generation])
    snapshot = open_current(root)
    table(snapshot)
    gone = ref(snapshot)
    del snapshot
    gc.collect()
    assert gone() is None
