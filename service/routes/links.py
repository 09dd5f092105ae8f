"""What one resource shows of another."""

from datetime import date

from index.snapshot.reader import Snapshot
from service.wire.measures import MeasureLink
from service.wire.search import HitDocument


def measure_link(snapshot: Snapshot, row: int) -> MeasureLink:
    """A measure by its name."""
    packed = snapshot.contents.packed_measure(row)
    return MeasureLink.model_validate(packed)


def document_of(snapshot: Snapshot, row: int, as_of: date) -> HitDocument:
    """The document of a measure, as a hit shows it."""
    number = int(snapshot.contents.document_of[row])
    meta = snapshot.contents.document(number).meta
    status = snapshot.day(as_of).document(number)
    return HitDocument.model_validate(
        {"title": meta.title, "issuer": meta.issuer, "published": meta.published, "status": status}
    )
