"""Which place a longer name means: bodies of towns, townships, seas with adjectives, chance parts."""

import pytest

from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document, FoundSpan
from geomap.places.resolve import RankingResolver


@pytest.fixture(scope="module")
def resolver():
    return RankingResolver(open_gazetteer())


def place_of(resolver, text, name, *others):
    """The place of a name in a text that names others, too."""
    names = sorted((text.index(part), part) for part in (name, *others))
    spans = [FoundSpan(start=start, end=start + len(part)) for start, part in names]
    mentions = resolver.resolve(Document(document_id="test", text=text), spans)
    return next(mention.place for mention in mentions if mention.text == name)


@pytest.mark.parametrize(
    ("text", "name", "others", "admin1"),
    [
        (
            "The City of Norfolk sells its bus yard, as Omaha and Lincoln did in Nebraska.",
            "City of Norfolk",
            ("Omaha", "Lincoln", "Nebraska"),
            "Nebraska",
        ),
        (
            "The Dublin City Council met after a storm hit Columbus and Westerville, Ohio.",
            "Dublin City",
            ("Columbus", "Westerville", "Ohio"),
            "Ohio",
        ),
        ("A barn burned in Hamilton Township near Dayton, Ohio.", "Hamilton Township", ("Ohio",), "Ohio"),
        ("Kansas City banned fireworks.", "Kansas City", (), "Missouri"),
    ],
)
def test_a_town_is_meant_by_the_name_of_its_body(resolver, text, name, others, admin1):
    place = place_of(resolver, text, name, *others)

    assert place is not None
    assert (place.country_code, place.admin1) == ("US", admin1)


@pytest.mark.parametrize(
    ("text", "name", "others", "place_name"),
    [
        ("The guard of Tacoma, Wash., flew to Guam.", "Wash.", ("Tacoma", "Guam"), "Washington"),
        ("Police in Perth, WA, closed the bridge.", "WA", ("Perth",), "Western Australia"),
        ("Police in Spokane, WA, closed the bridge.", "WA", ("Spokane",), "Washington"),
        ("Crews from Darwin, NT, put out the fire.", "NT", ("Darwin",), "Northern Territory"),
        ("Crews from Yellowknife, NT, put out the fire.", "NT", ("Yellowknife",), "Northwest Territories"),
    ],
)
def test_one_sign_of_two_divisions_means_that_of_the_town(resolver, text, name, others, place_name):
    place = place_of(resolver, text, name, *others)

    assert place is not None
    assert (place.name, place.feature_code) == (place_name, "ADM1")


def test_a_district_court_and_a_state_university_are_in_no_division_of_that_kind(resolver):
    court = place_of(resolver, "The Ramsey District Court freed him in Minnesota.", "Ramsey", "Minnesota")

    assert court is not None
    assert (court.country_code, court.feature_class) == ("US", "P")


@pytest.mark.parametrize(
    ("text", "name", "others", "place_name"),
    [
        (
            "Storms form in the western tropical Atlantic, far from Miami.",
            "Atlantic",
            ("Miami",),
            "Atlantic Ocean",
        ),
        ("A raft crossed the south-eastern Pacific.", "Pacific", (), "Pacific Ocean"),
        ("Florida sent boats to an ally in the Gulf.", "Gulf", ("Florida",), "Persian Gulf"),
    ],
)
def test_a_sea_behind_its_article_is_no_town_or_county(resolver, text, name, others, place_name):
    place = place_of(resolver, text, name, *others)

    assert place is not None
    assert place.name == place_name


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Shops in Miami, New York and Detroit closed.", ("Miami", "Detroit")),
        ("After stops in Houston, New York and Boston the prince flew home.", ("Houston", "Boston")),
    ],
)
def test_new_york_among_cities_is_the_city(resolver, text, others):
    place = place_of(resolver, text, "New York", *others)

    assert place is not None
    assert place.feature_class == "P"


def test_new_york_among_states_is_the_state(resolver):
    text = "Voters in Ohio, New York and Michigan wait."

    place = place_of(resolver, text, "New York", "Ohio", "Michigan")

    assert place is not None
    assert place.feature_code == "ADM1"


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("Hikers follow Anthony Creek to Charleston, West Virginia.", "Anthony Creek", ("West Virginia",)),
        ("A body was found in Griffith Gardens in Los Angeles.", "Griffith Gardens", ("Los Angeles",)),
    ],
)
def test_a_town_that_bears_a_part_of_a_name_far_away_is_not_meant(resolver, text, name, others):
    assert place_of(resolver, text, name, *others) is None


def test_a_town_near_by_that_bears_a_part_of_a_name_is_meant(resolver):
    place = place_of(resolver, "Nurses at Bergamo hospital wrote to Milan.", "Bergamo hospital", "Milan")

    assert place is not None
    assert place.name == "Bergamo"
