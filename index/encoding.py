"""The encoder that built a snapshot, which alone may encode the questions put to it."""

from collections.abc import Callable

from index.encoder.base import Encoder
from index.errors import QueryError, SnapshotError
from index.snapshot.reader import Snapshot


def encoder_of(snapshot: Snapshot, load: Callable[[str], Encoder]) -> Encoder:
    """The encoder that built a snapshot.

    Args:
        snapshot: that questions are put to.
        load: gives an encoder by its name; may keep it.

    Raises QueryError where the snapshot has no vectors, SnapshotError where what was loaded is another model, and what
    `load` raises.
    """
    manifest = snapshot.manifest
    if manifest.model is None:
        raise QueryError("mode", "this index was built without vectors; ask for 'lexical'")
    encoder = load(manifest.encoder)
    if encoder.model_id != manifest.model:
        why = f"was built with the encoder {manifest.model}, not with {encoder.model_id}"
        raise SnapshotError(snapshot.path, f"{why}; run `zhaoqi build`, or choose the other encoder")
    return encoder
