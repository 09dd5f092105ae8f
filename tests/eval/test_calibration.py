import numpy as np
import pytest

from eval.calibration import Judged, reliability
from index.confidence import Calibration, Features, Logistic

HALF = Calibration({"dense": Logistic(0.0, (1.0,))})  # a cosine of 0 has confidence 0.5, of 3 some 0.95


def test_reliability_counts_by_band() -> None:
    sample = Judged(
        Features(dense=np.array([0, 0, 0, 3], np.float32)),
        relevant=np.array([True, False, False, True]),
    )
    found = reliability(HALF, "dense", sample)
    assert [band.hits for band in found] == [0, 0, 3, 0, 1]
    assert (found[2].low, found[2].high) == (0.4, 0.6)
    assert found[2].answered == pytest.approx(1 / 3)
    assert found[4].answered == 1
    assert found[0].answered is None
