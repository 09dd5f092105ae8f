import signal
import subprocess
import sys
from pathlib import Path

from ingest.batch import ingest
from ingest.catalog.store import Catalog
from ingest.catalog.writing import Outcome
from ingest.pipeline import parse
from ingest.readers.base import Limits

KILLED = """
import os, signal, sys
from pathlib import Path
from ingest.batch import ingest
from ingest.catalog import writing
from ingest.catalog.store import Catalog
from ingest.pipeline import parse
from ingest.readers.base import Limits

write_measures = writing._add_measures
def die_after_measures(connection, document, *others):
    write_measures(connection, document, *others)
    if document.doc_id == "b":
        os.kill(os.getpid(), signal.SIGKILL)
writing._add_measures = die_after_measures
ingest([Path(sys.argv[1])], Catalog(sys.argv[2]), parse=parse, limits=Limits())
"""


def test_a_killed_ingest_leaves_the_last_good_state(tmp_path: Path) -> None:
    folder, url = tmp_path / "corpus", f"sqlite:///{tmp_path / 'catalog.db'}"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text("一、旧标题\n旧内容。\n")
    with Catalog(url) as catalog:
        ingest([folder], catalog, parse=parse, limits=Limits())
        old = catalog.document("b")
    for name in "abc":
        (folder / f"{name}.txt").write_text("一、新标题\n新内容。\n")
    done = subprocess.run([sys.executable, "-c", KILLED, folder, url], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    with Catalog(url) as catalog:
        assert [catalog.versions(name) for name in "abc"] == [(1, 2), (1,), (1,)]
        assert catalog.document("b").text == old.text
        assert catalog.document("b").measures == old.measures
        outcomes = ingest([folder], catalog, parse=parse, limits=Limits()).outcomes
        assert outcomes == {Outcome.UNCHANGED: 1, Outcome.NEW_VERSION: 2}
        assert "新内容" in catalog.document("b").text
