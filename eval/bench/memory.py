"""Memory and disk that a program takes. Linux; needs nothing but the standard library: the peers use it too."""

import os
from contextlib import suppress
from pathlib import Path

MIB = 2**20


def resident_mib(pid: int | None = None) -> float:
    """Resident memory of a process and its children, MiB; files that are mapped and read count; default this one."""
    process = Path("/proc") / str(pid or os.getpid())
    pages = int((process / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB + sum(map(resident_mib, _children(process)))


def _children(process: Path) -> list[int]:
    found: list[int] = []
    for thread in (process / "task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            found += map(int, (thread / "children").read_text().split())
    return found


def disk_mib(folder: Path) -> float:
    """What the files below a folder hold, MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MIB
