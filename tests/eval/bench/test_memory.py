import subprocess
import sys
from pathlib import Path

from eval.bench.memory import disk_mib, resident_mib

HELD_MIB = 100
HOLDER = f"held = b'x' * ({HELD_MIB} * 2**20); print(); input()"


def test_memory_of_a_child_counts() -> None:
    before = resident_mib()
    with subprocess.Popen([sys.executable, "-c", HOLDER], stdin=-1, stdout=-1) as child:
        assert child.stdout
        child.stdout.readline()
        assert resident_mib(child.pid) > HELD_MIB
        assert resident_mib() > before + HELD_MIB
        child.communicate(b"\n")


def test_disk_is_that_of_all_files_below(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a", "sub/b"):
        (tmp_path / name).write_bytes(bytes(2**20))
    assert disk_mib(tmp_path) == 2
