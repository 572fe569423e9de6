"""What speaks for a candidate."""

import numpy as np
import pytest

from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document, FoundSpan
from geomap.places.features import COLUMN, FEATURES
from geomap.places.resolve import RankingResolver


@pytest.fixture(scope="module")
def resolver():
    return RankingResolver(open_gazetteer())


def board_of(resolver, text, *names, **fields):
    spans = [FoundSpan(start=text.index(name), end=text.index(name) + len(name)) for name in names]
    document = Document(document_id="test", text=text, **fields)
    senses, _ = resolver.find_senses(document, spans)
    board = resolver.lay_out(document, senses)
    board.rank(np.ones(len(FEATURES)), passes=2)
    return board


def value(board, feature, name, country_code, feature_class="P", admin1=None):
    """The largest value of a feature among the candidates of this kind."""
    return max(
        board.values[row, COLUMN[feature]]
        for row, place in enumerate(board.places)
        if place.country_code == country_code
        and place.feature_class == feature_class
        and (admin1 is None or place.admin1 == admin1)
        and place.name == name
    )


def test_scores_of_a_name_add_up_to_one(resolver):
    board = board_of(resolver, "From Paris to Tripoli.", "Paris", "Tripoli")
    scores = board.rank(np.ones(len(FEATURES)), passes=3)

    assert np.add.reduceat(scores, board.starts[:-1]) == pytest.approx([1, 1])


def test_a_city_lies_inside_the_state_after_it(resolver):
    board = board_of(resolver, "A fire in Paris, Texas.", "Paris", "Texas")

    assert value(board, "inside_the_next_name", "Paris", "US", admin1="Texas") > 0.5
    assert value(board, "inside_the_next_name", "Paris", "FR") < 0.1
    assert value(board, "holds_the_name_before", "Texas", "US", "A") == 1


def test_a_nationality_beside_a_name_speaks_for_its_country(resolver):
    board = board_of(resolver, "The Lebanese port city of Tripoli is calm.", "Tripoli")

    assert value(board, "nationality_beside_it", "Tripoli", "LB") == 1
    assert value(board, "nationality_beside_it", "Tripoli", "LY") == 0


@pytest.mark.parametrize(
    "text", ["Tripoli, the Libyan capital, is calm.", "The Libyan capital, Tripoli, is calm."]
)
def test_an_apposition_speaks_for_its_country(resolver, text):
    board = board_of(resolver, text, "Tripoli")

    assert value(board, "nationality_beside_it", "Tripoli", "LY") == 1


def test_neighbours_of_a_named_country_are_likelier(resolver):
    board = board_of(resolver, "Troops from Rwanda entered Goma.", "Rwanda", "Goma")

    assert value(board, "neighbour_of_a_named_country", "Goma", "CD") > 0.5


def test_the_dateline_tells_the_country(resolver):
    board = board_of(
        resolver, "BEIRUT, Lebanon (AP) \u2014 Shells hit Tripoli.", "BEIRUT", "Lebanon", "Tripoli"
    )

    assert value(board, "country_of_the_dateline", "Tripoli", "LB") > 0.5
    assert value(board, "country_of_the_dateline", "Tripoli", "LY") < 0.5


def test_near_names_support_each_other(resolver):
    board = board_of(resolver, "Buses ran between Beirut and Tripoli.", "Beirut", "Tripoli")

    near = value(board, "near_a_place_beside_it", "Tripoli", "LB")
    assert near > value(board, "near_a_place_beside_it", "Tripoli", "LY")


def test_a_document_without_known_names_has_an_empty_board(resolver):
    board = board_of(resolver, "From Qarzabulix.", "Qarzabulix")

    assert board.rank(np.ones(len(FEATURES)), passes=3).size == 0


def test_in_a_list_of_countries_a_name_means_a_country(resolver):
    board = board_of(resolver, "Envoys came from China, Japan and Chad.", "China", "Japan", "Chad")

    assert value(board, "listed_with_its_equals", "China", "CN", "A") > 0.5
    assert value(board, "listed_with_its_equals", "China", "JP") == 0


def test_a_list_of_states_is_no_town_in_a_state(resolver):
    board = board_of(
        resolver, "It swept Oklahoma, Pennsylvania and Ohio.", "Oklahoma", "Pennsylvania", "Ohio"
    )

    assert value(board, "inside_the_next_name", "Oklahoma", "US", admin1="Pennsylvania") == 0
    assert value(board, "listed_with_its_equals", "Oklahoma", "US", "A") > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "A French minister in Tripoli spoke.",
        "French shells hit Tripoli.",
        "A French attack on the city of Tripoli failed.",
        "In Tripoli, the French minister spoke.",
    ],
)
def test_the_nationality_of_people_is_not_that_of_the_town(resolver, text):
    board = board_of(resolver, text, "Tripoli")

    assert board.values[:, COLUMN["nationality_beside_it"]].max() == 0
