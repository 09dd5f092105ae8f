"""Where a text holds what was looked for."""

from collections.abc import Collection, Iterable

from index.types import Token


def marks(text: str, tokens: Iterable[Token], terms: Collection[str]) -> list[tuple[int, int]]:
    """The stretches of `text` to highlight.

    Args:
        text: unfolded.
        tokens: of `text`.
        terms: to mark, as `AnalyzedQuery.marked` names them.

    Returns:
        ranges of `text` in order; those with nothing but white space between them are one.
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted((token.start, token.end) for token in tokens if token.text in terms):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
