"""Memory and disk that a program takes. Linux; needs nothing but the standard library: the peers use it too."""

import os
from pathlib import Path

MIB = 2**20


def resident_mib(pid: int | None = None) -> float:
    """Resident memory of a process and its children, MiB; files that are mapped and read count; default this one."""
    process = Path("/proc") / str(pid or os.getpid())
    pages = int((process / "statm").read_text().split()[1])
    children = (child for task in (process / "task").iterdir() for child in (task / "children").read_text().split())
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB + sum(resident_mib(int(child)) for child in children)


def disk_mib(folder: Path) -> float:
    """What the files below a folder hold, MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MIB
