"""Sequences of places that are made when looked at."""

import pytest

from geomap.gazetteer.found import Places


@pytest.fixture
def places(gazetteer):
    return gazetteer.lookup("Springfield")


def test_it_is_used_as_a_tuple(places):
    whole = tuple(places)

    assert len(places) == len(whole) > 5
    assert (places[0], places[-1], places[1:3]) == (whole[0], whole[-1], whole[1:3])
    assert list(reversed(places)) == list(reversed(whole))
    assert whole[2] in places


def test_it_equals_the_tuple_of_its_places_and_nothing_else(places):
    assert places == tuple(places)
    assert tuple(places) == places
    assert places != tuple(places)[1:]
    assert places != list(places)
    assert hash(places) == hash(tuple(places))


def test_a_position_beyond_the_end_is_an_error(places):
    with pytest.raises(IndexError):
        places[len(places)]


def test_a_place_is_made_only_when_looked_at():
    made = []

    places = Places((3 << 2 | 1, 5 << 2), made.append)
    assert (len(places), made) == (2, [])
    _ = places[1]

    assert made == [5]
