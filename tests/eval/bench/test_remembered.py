import numpy as np
import pytest

from eval.bench.remembered import RememberedEncoder
from index.encoder.hashed import HashedEncoder


def test_known_texts_are_looked_up_and_others_encoded() -> None:
    real, vector = HashedEncoder(8), np.ones(8, np.float32)
    encoder = RememberedEncoder(real.model_id, 8, lambda: real, queries={"问": vector}, passages={"文": 2 * vector})
    assert encoder.encode_queries(["问"]).tolist() == [vector.tolist()]
    assert encoder.encode_passages(["文"]).tolist() == [(2 * vector).tolist()]
    np.testing.assert_array_equal(encoder.encode_queries(["文"]), real.encode_queries(["文"]))
    np.testing.assert_array_equal(encoder.encode_passages(["文", "问"]), real.encode_passages(["文", "问"]))
    assert encoder.encode_queries([]).shape == (0, 8)


def test_the_encoder_is_not_loaded_for_known_texts() -> None:
    def load() -> HashedEncoder:
        pytest.fail("loaded")

    encoder = RememberedEncoder("m", 1, load, queries={"问": np.ones(1, np.float32)})
    assert encoder.encode_queries(["问", "问"]).shape == (2, 1)
