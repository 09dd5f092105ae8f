"""An encoder by the name that the operator gave."""

import re
from pathlib import Path

from index.encoder.base import Encoder
from index.encoder.card import NAME as CARD
from index.encoder.errors import UnknownModel
from index.encoder.hashed import NAME as HASHED
from index.encoder.hashed import HashedEncoder

DEFAULT = "zhaoqi-e5-small-4"  # with another adapter, reader or other exemplars it takes the next number
PLAIN = "multilingual-e5-small"  # what the default was adapted from
_HUB_NAME = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")


def load_encoder(name: str, models_dir: Path, *, threads: int = 1) -> Encoder:
    """The encoder of a name.

    Args:
        name: `hashed`, a model in `models_dir`, the path of a sentence-transformers folder, or an owner/name on the
            hub, which is the only case in which the hub is contacted.
        models_dir: where `zhaoqi model import` puts models.
        threads: texts that are encoded at the same time, where the encoder can.

    Raises UnknownModel, DamagedModel, MissingExtra.
    """
    if name == HASHED:
        return HashedEncoder()
    folder = next((path for path in (models_dir / name, Path(name)) if name and path.is_dir()), None)
    if folder and (folder / CARD).exists():
        from index.encoder.onnx import OnnxEncoder  # noqa: PLC0415 -- the runtimes are loaded by those who need them
        from index.encoder.taught import taught  # noqa: PLC0415

        return taught(OnnxEncoder(folder, threads), folder)
    if folder is None and not _HUB_NAME.fullmatch(name):
        raise UnknownModel(name, _why(name, models_dir), known=known_encoders(models_dir))
    from index.encoder.sentence_transformers import SentenceTransformerEncoder  # noqa: PLC0415 -- as above

    return SentenceTransformerEncoder(str(folder or name), hub=folder is None)


def known_encoders(models_dir: Path) -> list[str]:
    """Names that need no hub: imported models, and the encoder without a model."""
    return [HASHED, *sorted(card.parent.name for card in models_dir.glob(f"*/{CARD}") if card.parent.name[0] != ".")]


def _why(name: str, models_dir: Path) -> str:
    if name in (DEFAULT, PLAIN):
        command = "zhaoqi model import" if name == DEFAULT else "zhaoqi model import --plain"
        return f"it was not imported into {models_dir} yet; run `{command}`"
    return f"it is no model in {models_dir}, no folder, and no owner/name on the hub"
