"""Who is compared, and the Python that each runs with."""

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import ZhaoqiError

PEERS = Path(__file__).parent / "peers"
REQUIREMENTS, STAMP = "requirements.txt", ".installed"
CHECKOUT = PEERS.parents[2]

# Beside the checkout, from which each runs this package's child; nothing that runs here calls home.
ENVIRONMENT: Mapping[str, str] = {
    "PYTHONPATH": str(CHECKOUT),
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "LANCE_LOG": "error",
}


class PeerFailed(ZhaoqiError):
    """A peer could not be installed, or broke off.

    Attributes:
        peer: its name.
    """

    def __init__(self, peer: str, why: str) -> None:
        super().__init__(f"{peer}: {why}")
        self.peer = peer


@dataclass(frozen=True, slots=True)
class Contender:
    """One system.

    Attributes:
        name: of its folder in `eval.bench.peers`.
        title: for readers.
        shown: packages whose versions say what was measured; none for zhaoqi itself, which needs no venv.
    """

    name: str
    title: str
    shown: tuple[str, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether it is zhaoqi itself."""
        return not self.shown

    @property
    def versions(self) -> str:
        """What was measured."""
        if self.is_ours:
            return ""
        pinned = dict(line.split("==") for line in self._requirements().split())
        return ", ".join(f"{package} {pinned[package]}" for package in self.shown)

    def python(self, venvs: Path) -> Path:
        """The interpreter of its venv, which is made where it is missing or other versions are wanted.

        Args:
            venvs: folder that holds a venv for each contender.

        Raises PeerFailed.
        """
        if self.is_ours:
            return Path(sys.executable)
        folder = (venvs / self.name).resolve()
        python, stamp = folder / "bin" / "python", folder / STAMP
        digest = hashlib.sha256(self._requirements().encode()).hexdigest()
        if not stamp.exists() or stamp.read_text() != digest:
            try:
                venv.create(folder, with_pip=True, clear=True)
            except (OSError, subprocess.CalledProcessError) as error:
                raise PeerFailed(self.name, f"its venv can't be made: {error}") from error
            command = (python, "-m", "pip", "install", "--quiet", "-r", PEERS / self.name / REQUIREMENTS)
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise PeerFailed(self.name, f"pip can't install its {REQUIREMENTS}: {last_line(done.stderr)}")
            stamp.write_text(digest)
        return python

    def _requirements(self) -> str:
        return (PEERS / self.name / REQUIREMENTS).read_text("utf-8")


def environment() -> dict[str, str]:
    """What the process of a contender gets."""
    return {**os.environ, **ENVIRONMENT}


def last_line(text: str) -> str:
    """The line that says what was wrong."""
    return next((line for line in reversed(text.splitlines()) if line.strip()), "no message")


OURS = Contender("zhaoqi", "zhaoqi")
USUAL = (
    OURS,
    Contender("rank_bm25_faiss", "rank-bm25 + FAISS by hand", ("rank-bm25", "faiss-cpu")),
    Contender("txtai", "txtai", ("txtai",)),
    Contender("lancedb", "LanceDB", ("lancedb",)),
)
OTHERS = (
    Contender("haystack", "Haystack in memory", ("haystack-ai",)),
    Contender("llama_index", "LlamaIndex", ("llama-index-core", "llama-index-retrievers-bm25")),
    Contender("milvus_lite", "Milvus Lite", ("pymilvus", "milvus-lite")),
)


def chosen(names: Collection[str], *, everyone: bool) -> tuple[Contender, ...]:
    """Who takes part: zhaoqi and those named; without names the usual ones, or everyone.

    Raises PeerFailed for a name that is none.
    """
    known = {contender.name: contender for contender in USUAL + OTHERS}
    for name in names:
        if name not in known:
            raise PeerFailed(name, f"is no peer; there are {', '.join(known)}")
    if names:
        return tuple(contender for contender in known.values() if contender.is_ours or contender.name in names)
    return USUAL + OTHERS if everyone else USUAL
