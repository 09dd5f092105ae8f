"""What a result was measured on: without it a time says nothing."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Machine, date and code of a run.

    Attributes:
        commit: of the code, with `+` where files differ from it; empty outside of a checkout.
        memory_gib: of the machine.
    """

    date: str
    commit: str
    processor: str
    cores: int
    memory_gib: float
    system: str
    python: str

    @classmethod
    def now(cls) -> "Circumstances":
        """Of this process."""
        return cls(
            date=datetime.now(UTC).date().isoformat(),
            commit=_git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain", "-uno") else ""),
            processor=_processor(),
            cores=len(os.sched_getaffinity(0)),
            memory_gib=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
            system=platform.platform(terse=True),
            python=platform.python_version(),
        )

    def __str__(self) -> str:
        machine = f"{self.cores} cores of {self.processor}, {self.memory_gib} GiB, {self.system}, Python {self.python}"
        return f"{self.date}, commit {self.commit or 'unknown'}; {machine}"


def _git(*arguments: str) -> str:
    command = ("git", "-C", str(Path(__file__).parent), *arguments)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:  # no git
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
