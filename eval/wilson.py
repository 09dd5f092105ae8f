"""How sure a share is that was counted."""

import math

Z_95 = 1.959963984540054


def wilson(hits: int, count: int, z: float = Z_95) -> tuple[float, float]:
    """The interval of a share (Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927).

    Args:
        hits: of them.
        count: of all; nothing is known where it is 0: (0, 1).
        z: quantile of the normal distribution; by default that of 95 %.

    Returns:
        both ends, in [0, 1]; never a point, not even for 0 or all.
    """
    if not count:
        return 0.0, 1.0
    share, square = hits / count, z * z
    middle = share + square / (2 * count)
    reach = z * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    scale = 1 + square / count
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
