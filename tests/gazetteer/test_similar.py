"""Finding places whose names are misspelt."""

from random import Random

import pytest
from marisa_trie import Trie

from geomap.errors import InvalidOptionError
from geomap.gazetteer.names import fold
from geomap.gazetteer.similar import similar_names

TRIE = Trie(["harbin", "harbor", "goma", "kharkiv", "харьков", "x"])


@pytest.mark.parametrize(
    ("misspelt", "name"),
    [
        ("harbn", "harbin"),
        ("harbinn", "harbin"),
        ("hrabin", "harbin"),
        ("ahrbin", "harbin"),
        ("arbin", "harbin"),
        ("qarbin", "harbin"),
        ("karkiv", "kharkiv"),
        ("хаьков", "харьков"),
    ],
)
def test_one_slip_anywhere_is_forgiven(misspelt, name):
    assert similar_names(TRIE, misspelt)[0][0] == name


def test_similarity_falls_with_every_edit_and_is_one_for_the_name_itself():
    assert similar_names(TRIE, "harbin") == [("harbin", 1.0)]
    assert similar_names(TRIE, "harbim") == [("harbin", round(5 / 6, 4))]


@pytest.mark.parametrize("name", ["", "zzzzz", "gxxx", "a" * 500])
def test_nothing_near_gives_nothing(name):
    assert similar_names(TRIE, name) == []


@pytest.mark.parametrize(
    ("misspelt", "place_id"),
    [
        ("Harbn", "geonames:2037013"),
        ("Khartom", "geonames:379252"),
        ("Philipines", "geonames:1694008"),
        ("Гомма", "geonames:216281"),
    ],
)
def test_a_misspelt_place_comes_first(gazetteer, misspelt, place_id):
    assert gazetteer.find_similar(misspelt)[0].place.place_id == place_id


def test_a_place_comes_once_with_its_most_similar_name(gazetteer):
    found = gazetteer.find_similar("Buenos Ares", limit=50)
    scores = [similar.similarity for similar in found]

    assert len({similar.place.place_id for similar in found}) == len(found) > 1
    assert scores == sorted(scores, reverse=True)
    assert all(0.7 <= score <= 1 for score in scores)


def test_random_city_names_are_found_again_after_a_letter_is_lost(gazetteer, all_places):
    random = Random(11)
    cities = [place for place in all_places if place.feature_class == "P" and len(place.name) > 6]

    for city in random.sample(cities[:5000], 60):
        name = fold(city.name)
        slip = random.randrange(len(name))
        misspelt = name[:slip] + name[slip + 1 :]
        found = gazetteer.find_similar(misspelt, limit=200)
        assert city.place_id in {similar.place.place_id for similar in found}, misspelt


def test_a_search_without_room_for_results_is_refused(gazetteer):
    with pytest.raises(InvalidOptionError):
        gazetteer.find_similar("Goma", limit=0)
