"""Collections of different size in one index: the larger one does not drown the smaller.

Of N cosines that mean nothing the highest lies about deviation · sqrt(2 ln N) above their mean (extreme values of the
normal distribution). So a question about the measures of a city has some nearer sentence among 60,000 articles of law
by chance alone. A collection c of N_c rows is held back by what chance gives it more than the smallest one:

    handicap_c = strength · deviation · (sqrt(2 ln N_c) - sqrt(2 ln N_smallest))

It ranks and fuses; the cosine that is shown, and that confidence rests on, is not changed by it. In an index of one
collection it is 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.types import Floats, Mask, Rows


@dataclass(frozen=True, slots=True, eq=False)
class Handicap:
    """What the rows of each collection are held back by.

    Attributes:
        collection: (rows,) the number of the collection of each row.
        amounts: (collections,) of a cosine, 0 for the smallest; a collection without rows has any.
        masks: (rows,) the rows of each collection that has some.
    """

    collection: NDArray[np.int8]
    amounts: Floats
    masks: tuple[Mask, ...]

    @classmethod
    def of(cls, collection: NDArray[np.int8], deviation: float, strength: float) -> Self:
        """The handicaps of an index.

        Args:
            collection: (rows,) the number of the collection of each row.
            deviation: of cosines of unrelated texts.
            strength: 0 for none; 1 is what normally distributed cosines ask for.
        """
        sizes = np.bincount(collection) if len(collection) else np.zeros(1, np.int64)
        luck = np.sqrt(2 * np.log(np.maximum(sizes, 1)))
        amounts = strength * deviation * (luck - luck[sizes > 0].min(initial=luck.max()))
        masks = tuple(collection == number for number in np.flatnonzero(sizes))
        return cls(collection, np.where(sizes > 0, amounts, 0).astype(np.float32), masks)

    def parts(self, allowed: Mask | None) -> Iterator[Mask | None]:
        """The rows that may be found of each collection, to be searched by themselves; None for all there are."""
        if len(self.masks) < 2:
            yield allowed
            return
        yield from (mask if allowed is None else mask & allowed for mask in self.masks)

    def of_rows(self, rows: Rows) -> Floats:
        """(len(rows),) what each is held back by."""
        held_back: Floats = self.amounts[self.collection[rows]]
        return held_back
