"""How fast the HTTP service answers at a rate of arrivals, and the highest rate that it holds."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import numpy as np

from eval.errors import UnusableFile
from eval.lines import json_object, numbered_lines, string_field
from ingest.errors import ZhaoqiError

SEARCH = "/v1/search"
_STEP = 1.25  # between rates that are tried
_READY_S = 60.0
_TAIL_LINES = 5


class LoadError(ZhaoqiError):
    """A service can't be put under load."""


@dataclass(frozen=True, slots=True)
class Load:
    """What happened at a rate.

    Attributes:
        rate: requests a second that were intended.
        requests: that were sent.
        errors: those without an answer, or with one that is not 200.
        p50_ms: half of them took no longer, counted from when each was intended; the others likewise.
    """

    rate: float
    requests: int
    errors: int
    p50_ms: float
    p95_ms: float
    p99_ms: float

    def holds(self, limit_ms: float) -> bool:
        """Whether there was no error, and 95 % of the answers came within a limit."""
        return not self.errors and self.p95_ms <= limit_ms


def questions_of(path: Path) -> list[str]:
    """The `text` of every line of a JSON Lines file, of which there is one at least. Raises UnusableFile."""
    found = [
        string_field(path, line_no, json_object(path, line_no, line), "text") for line_no, line in numbered_lines(path)
    ]
    if not found:
        raise UnusableFile(path, "is empty: there is no question to ask")
    return found


def unseen(questions: Sequence[str], number: int, *, start: int = 0) -> list[dict[str, Any]]:
    """Searches of which no two are alike: the questions in turn, each with a running number that begins at `start`."""
    return [{"query": f"{questions[n % len(questions)]} {start + n}"} for n in range(number)]


def seen(questions: Sequence[str]) -> list[dict[str, Any]]:
    """Searches that are repeated."""
    return [{"query": question} for question in questions]


def load(url: str, bodies: Sequence[dict[str, Any]], *, rate: float, seconds: float) -> Load:
    """Send searches at a rate, in turn, from the first again after the last.

    Raises LoadError when the tool that sends them fails.
    """
    plan = {"url": url, "path": SEARCH, "bodies": [*bodies], "rate": rate, "seconds": seconds}
    command = [sys.executable, "-W", "ignore", "-m", "eval.bench.http_load"]
    done = subprocess.run(command, input=json.dumps(plan), capture_output=True, text=True, check=False)
    if done.returncode:
        raise LoadError(f"the load test failed: {_tail(done.stderr)}; `make setup` installs locust, which it needs")
    return _summed(rate, json.loads(done.stdout))


def highest_rate(
    url: str, questions: Sequence[str], *, first: float, limit_ms: float, seconds: float, start: int = 0
) -> Iterator[Load]:
    """Unseen questions at rising rates, up to the first that does not hold.

    Args:
        url: root of the service.
        questions: that are varied.
        first: rate that is tried first.
        limit_ms: of the 95th percentile.
        seconds: of each rate.
        start: number of the first question, see `unseen`.
    """
    rate = first
    while True:
        bodies = unseen(questions, round(rate * seconds), start=start)
        start += len(bodies)
        measured = load(url, bodies, rate=rate, seconds=seconds)
        yield measured
        if not measured.holds(limit_ms):
            return
        rate = round(rate * _STEP, 1)


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of a service over a data folder, started for as long as it is needed; it keeps no questions.

    Raises LoadError when it does not get ready.
    """
    command = [str(Path(sys.executable).with_name("zhaoqi")), "--data", str(data), "serve", "--port", "0"]
    quiet = {**os.environ, "ZHAOQI_QUERY_LOG": "false"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=quiet) as process:
        try:
            assert process.stdout
            url = re.search(r"http://\S+", process.stdout.readline())
            if url is None:
                raise LoadError(f"`{' '.join(command)}` does not start")
            _await_ready(url[0])
            yield url[0]
        finally:
            process.terminate()


def _await_ready(url: str) -> None:
    until = time.monotonic() + _READY_S
    while time.monotonic() < until:
        try:
            with urlopen(f"{url}/readyz") as answer:
                if answer.status == 200:
                    return
        except OSError:  # not there yet, or a 503
            time.sleep(0.1)
    raise LoadError(f"{url}/readyz was not ready within {_READY_S:g} s; is there an index? `zhaoqi build` makes one")


def _summed(rate: float, outcomes: Sequence[tuple[float, int]]) -> Load:
    times = [ms for ms, _ in outcomes]
    p50, p95, p99 = np.percentile(times, [50, 95, 99]).tolist()
    return Load(rate, len(outcomes), sum(status != 200 for _, status in outcomes), p50, p95, p99)


def _tail(text: str) -> str:
    return " ".join(text.strip().splitlines()[-_TAIL_LINES:])
