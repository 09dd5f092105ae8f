"""A weighted mean of two legs.

    fused = (1 - weight) · lexical + weight · dense        weight from 0 to 1

of scores that were brought to one scale before; "convex combination" in Bruch, Gai & Ingber (2023), 3.
"""

from index.fusion.doubles import Doubles


def convex(lexical: Doubles, dense: Doubles, weight: float) -> Doubles:
    """(n,) between the two scores of each row. `weight` is the dense leg's."""
    return (1 - weight) * lexical + weight * dense
