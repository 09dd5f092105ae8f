"""The ways to fuse, by name."""

from enum import StrEnum

import numpy as np

from index.fusion.convex import convex
from index.fusion.floors import Floors
from index.fusion.minmax import minmax
from index.fusion.rrf import reciprocal_ranks
from index.fusion.tmm import tmm
from index.fusion.zscore import zscore
from index.types import Floats

FLOORS = Floors()


class Fusion(StrEnum):
    """How scores of both legs become one; all but RRF are convex combinations, named for how they scale."""

    TMM = "tmm"
    MINMAX = "minmax"
    ZSCORE = "zscore"
    RRF = "rrf"


def fuse(
    lexical: Floats, dense: Floats, *, method: Fusion = Fusion.TMM, weight: float = 0.7, floors: Floors = FLOORS
) -> Floats:
    """(n,) what ranks candidates; from 0 to 1 for TMM and MINMAX.

    A row that is at least as good as another one in both legs is so in the result.

    Args:
        lexical: (n,) finite scores of the candidates of both legs by the lexical one.
        dense: (n,) of the same candidates by the dense one.
        method: how.
        weight: of the dense leg, from 0 to 1; RRF has none.
        floors: of both legs, for TMM and RRF.
    """
    words, meaning = lexical.astype(np.float64), dense.astype(np.float64)
    match method:
        case Fusion.RRF:
            fused = reciprocal_ranks(words, floors.lexical) + reciprocal_ranks(meaning, floors.dense)
        case Fusion.TMM:
            fused = convex(tmm(words, floors.lexical), tmm(meaning, floors.dense), weight)
        case Fusion.MINMAX:
            fused = convex(minmax(words), minmax(meaning), weight)
        case Fusion.ZSCORE:
            fused = convex(zscore(words), zscore(meaning), weight)
    return fused.astype(np.float32)
