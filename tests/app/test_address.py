"""A link brings back the choices it was made from, and no address from outside breaks the page."""

from datetime import date

import pytest

from geomap.app.address import Address, read_address, write_address
from geomap.app.filters import Filters
from geomap.constants import EventType, Modality
from layers import BUILDERS

CHOSEN = Filters(
    words="grain silo",
    layers=("conflict", "economy"),
    event_types=(EventType.AID, EventType.ASSAULT),
    actors=("RUS", "the Red & Blue = Army?"),
    recipients=("UKR",),
    countries=("CD", "UA"),
    date_start=date(2024, 5, 1),
    date_end=date(2024, 5, 31),
    precisions=("settlement", "unplaced"),
    min_score=0.55,
    modalities=(Modality.ACTUAL, Modality.FUTURE),
)


@pytest.mark.parametrize("filters", [Filters(), CHOSEN, Filters(layers=())])
def test_an_address_brings_back_what_it_was_made_from(filters):
    address = Address(filters=filters, event_id="d1:3", story="goma")

    assert read_address(write_address(address), layers=tuple(BUILDERS)) == address


def test_what_is_not_chosen_is_not_in_the_address():
    assert write_address(Address()) == {}


@pytest.mark.parametrize(
    "params",
    [
        {"score": ["nan"], "from": ["2024-13-01"], "type": ["WAR"], "reported": ["x"], "precision": ["y"]},
        {"score": ["7"], "to": ["yesterday"], "layer": ["moon"]},
        {"score": [""], "actor": ["  "], "country": [""]},
        {"unknown": ["1"]},
    ],
)
def test_what_is_not_understood_is_passed_over(params):
    assert read_address(params, layers=tuple(BUILDERS)) == Address()


def test_a_range_given_backwards_is_turned_round():
    address = read_address({"from": ["2024-05-31"], "to": ["2024-05-01"]}, layers=())

    assert (address.filters.date_start, address.filters.date_end) == (date(2024, 5, 1), date(2024, 5, 31))


def test_an_address_of_any_size_stays_small():
    address = read_address({"actor": [str(number) * 1000 for number in range(5000)]}, layers=())

    assert len(address.filters.actors) <= 200
    assert max(map(len, address.filters.actors)) == 300
