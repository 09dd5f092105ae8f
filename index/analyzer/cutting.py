"""The best way to cut letters into pieces that are known: Viterbi's path."""

from collections.abc import Callable

LONGEST_PIECE = 24  # letters of a word in pinyin; zhuang zhuang zhuang zhuang is 24


def best_cut(letters: str, worth: Callable[[str], float | None]) -> tuple[float, tuple[str, ...]] | None:
    """What the best way is worth, and its pieces; None where there is none.

    Args:
        letters: all of which go into pieces.
        worth: of a piece, which add up; None for what is no piece. Of ways of the same worth the one whose last piece
            is longest.
    """
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
    for end in range(1, len(letters) + 1):
        ways = [
            (before[0] + value, (*before[1], letters[start:end]))
            for start in range(max(0, end - LONGEST_PIECE), end)
            if (before := best[start]) is not None and (value := worth(letters[start:end])) is not None
        ]
        best.append(max(ways, key=lambda way: way[0], default=None))
    return best[-1]
