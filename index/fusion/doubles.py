"""The precision in which scores are fused, so that rounding does not reorder candidates."""

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
