import numpy as np
import pytest

from index.confidence import DEFAULT, FEATURES, Calibration, Features, Logistic, fit

LEXICAL = Features(
    lexical=np.array([0.0, np.e - 1], np.float32),
    coverage=np.array([0.0, 0.5], np.float32),
    known=np.array([0.0, 1.0], np.float32),
)


def test_a_confidence_is_the_logistic_of_its_features() -> None:
    calibration = Calibration({"lexical": Logistic(-1.0, (0.5, 2.0, 3.0))})
    expected = [1 / (1 + np.exp(1.0)), 1 / (1 + np.exp(1.0 - 0.5 * 1 - 2.0 * 0.5 - 3.0 * 1))]  # log(1 + (e - 1)) is 1
    np.testing.assert_allclose(calibration.confidence("lexical", LEXICAL), expected, rtol=1e-6)


def test_a_fit_finds_the_model_that_made_the_labels() -> None:
    random = np.random.default_rng(1)
    features = Features(dense=random.uniform(0.7, 1.0, 20_000).astype(np.float32))
    truth = Logistic(-34.0, (40.0,))
    relevant = random.random(20_000) < truth(features.matrix("dense"))
    found = fit("dense", features, relevant)
    np.testing.assert_allclose(found(features.matrix("dense")), truth(features.matrix("dense")), atol=0.05)


@pytest.mark.parametrize("mode", FEATURES)
def test_labels_that_can_be_told_apart_leave_weights_finite(mode: str) -> None:
    scores = np.array([0.1, 0.2, 0.8, 0.9], np.float32)
    model = fit(mode, Features(scores, scores, scores, scores), scores > 0.5)
    assert np.isfinite([model.bias, *model.weights]).all()
    low, *_, high = model(Features(scores, scores, scores, scores).matrix(mode))
    assert low < 0.5 < high


def test_it_is_kept_as_json() -> None:
    assert Calibration.from_json(DEFAULT.to_json()) == Calibration(dict(DEFAULT.models))
    assert set(DEFAULT.models) == set(FEATURES)
    assert all(len(model.weights) == len(FEATURES[mode]) for mode, model in DEFAULT.models.items())


@pytest.mark.parametrize("mode", FEATURES)
def test_more_of_anything_that_a_hit_has_is_surer(mode: str) -> None:
    weights = dict(zip(FEATURES[mode], DEFAULT.models[mode].weights, strict=True))
    weights.pop("known", None)  # is the question's: what other texts hold and the hit lacks speaks against it
    assert min(weights.values()) > 0
