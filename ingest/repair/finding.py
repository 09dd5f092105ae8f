"""What a search for damage hands to the repair pipeline."""

from dataclasses import dataclass

from ingest.alignment import Edit


@dataclass(frozen=True, slots=True)
class Finding:
    """One repair to make, or damage to report: `edit` in the text that was searched.

    A finding whose edit replaces text by itself is damage that is kept and reported.

    Attributes:
        edit: where, and what is to stand there.
        kind: stable kebab-case name of the class of damage, such as `pinyin-annotation`.
        why: the evidence, for a reader, in English.
        confidence: 0 to 1.
    """

    edit: Edit
    kind: str
    why: str
    confidence: float
