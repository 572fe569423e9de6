"""What the places make of a figure: flight abroad crosses a border, the displaced are at home."""

from __future__ import annotations

from geomap.constants import FLOWS, HOUSING, Category, Precision, Term
from geomap.events.figures.figure_places import ABROAD, Whereabouts, are_apart, holds
from geomap.events.figures.telling import Fate
from geomap.models import Place


def is_crossing(origin: Place | None, destination: Place | None) -> bool:
    """Whether people went to another country; flight to a country as a whole crosses its border."""
    codes = {place.country_code for place in (origin, destination) if place is not None}
    is_to_country = destination is not None and destination.precision is Precision.COUNTRY and origin is None
    return (len(codes) == 2 and None not in codes) or is_to_country


def _is_sent_home(found: Whereabouts, people_of: Place | None) -> bool:
    """Whether people are deported from abroad, and not to anywhere but their own country."""
    if people_of is None or (found.origin is not None and not are_apart(found.origin, people_of)):
        return False
    return found.destination is None or not are_apart(found.destination, people_of)


def _is_received(found: Whereabouts, people_of: Place | None) -> bool:
    """Whether a country takes in people deported from elsewhere that are not said to be another's."""
    host = found.location
    is_country = found.is_hosted and host is not None and host.precision is Precision.COUNTRY
    return is_country and people_of is None and found.destination is None


def _stays_inside(fate: Fate, found: Whereabouts, people_of: Place | None, only_country: str | None) -> bool:
    """Whether people who crossed a river into a province did not leave the only country that is told of."""
    goal = found.destination
    if goal is None or goal.precision is Precision.COUNTRY or goal.country_code is None:
        return False
    is_crossed = fate.category is Category.CROSS_BORDER_DISPLACEMENTS and fate.term is Term.CROSSED
    is_known = goal.country_code == only_country
    return is_crossed and is_known and people_of is None and found.origin is None


def settle(
    fate: Fate, found: Whereabouts, people_of: Place | None, only_country: str | None = None
) -> tuple[Category, Whereabouts]:
    """The category and places together: flight abroad crosses a border; the displaced are at home.

    ``only_country`` is the code of the only country that the text names, None if it names several.
    """
    category = fate.category
    if fate.term is Term.DEPORTED and _is_received(found, people_of):
        # "Honduras received 3,600 deported nationals"
        return Category.RETURNS, Whereabouts(origin=found.origin, destination=found.location)
    if _stays_inside(fate, found, people_of, only_country):
        category = Category.INTERNAL_DISPLACEMENTS
    if fate.term is Term.DEPORTED and _is_sent_home(found, people_of):
        category = Category.RETURNS
    is_home = fate.term in HOUSING and found.origin is not None
    if is_home or category in (Category.DEATHS, Category.INJURED):
        # "Families fled from Goma to Bukavu; 240 houses were torched": homes stay where they are.
        return category, Whereabouts(location=found.origin if is_home else found.location)
    origin, location = found.origin, found.location
    is_flow = category in FLOWS and category is not Category.RETURNS
    if (
        is_flow
        and origin is None
        and location
        and found.destination
        and location.place_id != found.destination.place_id
        and not holds(location, found.destination)
    ):
        # "Fighting in Kunduz displaced 24,000 people who fled to Kabul."
        origin, location = location, None
    is_move = category is Category.INTERNAL_DISPLACEMENTS and fate.term is not Term.DESTROYED_HOUSING
    is_inside = found.destination is not None and not is_crossing(origin, found.destination)
    if is_move and (is_crossing(origin, found.destination) or (found.is_exit and not is_inside)):
        category = Category.CROSS_BORDER_DISPLACEMENTS
    if (
        category is Category.IDPS
        and people_of
        and location
        and people_of.country_code != location.country_code
    ):
        category = Category.REFUGEES
    is_settled = is_move or category is Category.IDPS
    is_abroad = found.is_hosted and origin and location and is_crossing(origin, location)
    if is_settled and (is_abroad or found.is_refuge):
        category = Category.REFUGEES
    is_of_others = category is Category.REFUGEES and people_of and origin and are_apart(people_of, origin)
    if category in ABROAD and (origin is None or is_of_others):
        # "Iraqi refugees and others from Ethiopia" are from Iraq.
        origin = people_of
    is_inland = category in (Category.IDPS, Category.INTERNAL_DISPLACEMENTS)
    if is_inland and not (origin or location or found.destination):
        location = people_of
    destination = found.destination
    if category is Category.IDPS and not (origin or location):
        # "The town to which they fled and where 9,800 are sheltering"
        location, destination = destination, None
    if category is Category.RETURNS and destination is None and people_of:
        origin, destination, location = _gone_home(people_of, origin, location, only_country)
    return category, Whereabouts(origin=origin, destination=destination, location=location)


def _gone_home(
    people_of: Place, origin: Place | None, location: Place | None, only_country: str | None
) -> tuple[Place | None, Place | None, Place | None]:
    """Origin, destination and location of those who went back from abroad to their own country.

    "9,000 Syrians went home from Lebanon", "in Turkey, 9,000 Syrians went home". Where the text names no
    other country, or a place in their own, they may not have been abroad.
    """
    if origin is not None:
        return origin, people_of if are_apart(people_of, origin) else None, location
    if location is not None and location.country_code not in (None, people_of.country_code):
        return location, people_of, None
    is_abroad = location is None and only_country != people_of.country_code
    return None, people_of if is_abroad else None, location
