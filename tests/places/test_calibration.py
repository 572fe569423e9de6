"""Scores that mean what they say."""

import pytest

from geomap.models import Place
from geomap.places.calibration import calibrate, doubts, spread
from geomap.places.features import FEATURES
from geomap.places.weights import load_resolver_weights

GOMA = Place(place_id="p", name="Goma", longitude=29.2, latitude=-1.7, feature_class="P", feature_code="PPLA")


def test_a_clearer_lead_gives_a_higher_score():
    weights = load_resolver_weights().calibration

    close = calibrate(doubts([0.5, 0.4, 0.1], GOMA, is_part=False), weights)
    clear = calibrate(doubts([0.95, 0.04, 0.01], GOMA, is_part=False), weights)

    assert 0 < close < clear < 1


def test_a_place_whose_name_is_only_a_part_of_the_mention_is_less_sure():
    weights = load_resolver_weights().calibration

    whole = calibrate(doubts([0.9, 0.1], GOMA, is_part=False), weights)

    assert calibrate(doubts([0.9, 0.1], GOMA, is_part=True), weights) < whole


@pytest.mark.parametrize("best", [0.05, 0.3, 0.6, 0.99])
@pytest.mark.parametrize("scores", [[1.0], [0.5, 0.5], [0.4, 0.35, 0.25], [0.97, 0.02, 0.01]])
def test_the_other_candidates_stay_behind_the_first(scores, best):
    spread_out = spread(scores, best)

    assert spread_out[0] == best
    assert max(spread_out) == best
    assert sum(spread_out) <= 1 + 1e-9


def test_every_weight_belongs_to_a_feature():
    assert set(load_resolver_weights().ranking) == set(FEATURES)


def test_no_weight_has_the_wrong_sign():
    ranking = dict(load_resolver_weights().ranking)

    assert ranking.pop("other_kind_named_in_the_text") < 0
    assert all(weight >= 0 for name, weight in ranking.items() if not name.startswith("is_"))
