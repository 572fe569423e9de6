"""The installed gazetteer."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from geomap.constants import Worldview
from geomap.errors import InvalidCoordinatesError, InvalidOptionError
from geomap.gazetteer.store import Gazetteer, open_gazetteer
from geomap.geo import distance_m
from geomap.models import Atlas


def names_of(places):
    return [place.name for place in places]


@pytest.mark.parametrize("name", ["Harbin", "HARBIN", "harbin", "Харбин", "哈尔滨", "Ha'erbin"])
def test_a_city_is_found_in_any_spelling_and_script(gazetteer, name):
    assert gazetteer.lookup(name)[0].place_id == "geonames:2037013"


def test_the_bare_name_lists_the_city_before_its_division(gazetteer):
    first, second = gazetteer.lookup("Kharkiv")[:2]

    assert (first.feature_class, second.feature_code) == ("P", "ADM1")
    assert second.name == "Kharkiv Oblast"


@pytest.mark.parametrize(
    "name", ["Kharkiv region", "Kharkiv Oblast", "Kharkivska oblast", "Kharkiv province", "Kharkov region"]
)
def test_the_form_with_a_kind_word_is_the_division_alone(gazetteer, name):
    assert [place.place_id for place in gazetteer.lookup(name)] == ["admin1:UA.07"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UK", "GB"),
        ("U.S.", "US"),
        ("DR Congo", "CD"),
        ("Burma", "MM"),
        ("Czech Republic", "CZ"),
        ("Ivory Coast", "CI"),
        ("Türkiye", "TR"),
        ("North Korea", "KP"),
        ("the Netherlands", "NL"),
        ("UAE", "AE"),
        ("Georgia", "GE"),
    ],
)
def test_a_country_is_the_best_match_of_its_names(gazetteer, name, code):
    place = gazetteer.lookup(name)[0]

    assert (place.country_code, place.feature_class) == (code, "A")
    assert place.feature_code in ("PCLI", "TERR")


@pytest.mark.parametrize("name", ["Russian", "Congolese", "Emirati"])
def test_a_demonym_is_no_toponym_of_a_country(gazetteer, name):
    assert not any(place.feature_code == "PCLI" for place in gazetteer.lookup(name))


@pytest.mark.parametrize("name", ["Calif.", "CA", "California"])
def test_a_state_is_found_by_its_abbreviations(gazetteer, name):
    assert "California" in names_of(gazetteer.lookup(name))


def test_an_abbreviation_is_marked_as_one(gazetteer):
    entries = {entry.place.name: entry for entry in gazetteer.lookup_entries("CA")}

    assert entries["California"].is_abbreviation


@pytest.mark.parametrize("name", ["Black Sea", "Donbas", "the Sahel", "Bab el-Mandeb", "Golan Heights"])
def test_regions_and_waters_are_places(gazetteer, name):
    assert gazetteer.lookup(name)


def test_an_unknown_name_gives_nothing(gazetteer):
    assert gazetteer.lookup("Xqzzyville") == ()
    assert gazetteer.lookup("") == ()
    assert not gazetteer.has_name("Xqzzyville")


def test_prefixes_say_whether_reading_on_can_find_a_name(gazetteer):
    assert gazetteer.has_prefix("new yor")
    assert not gazetteer.has_prefix("new yorkshire pudding")


def test_every_name_is_listed_folded_and_leads_to_a_place(gazetteer):
    names = list(gazetteer.names())

    assert len(set(names)) == len(names) == int(gazetteer.describe()["names"].replace(",", ""))
    assert all(gazetteer.lookup(name) for name in Random(2).sample(names, 1000))


def test_search_completes_the_most_important_place_first(gazetteer):
    assert gazetteer.search("khark", limit=1)[0].name == "Kharkiv"


@pytest.mark.parametrize(
    ("prefix", "first", "later"), [("Kis", "Kisangani", "Chisinau"), ("Kiev", "Kyiv", "Kievskiy")]
)
def test_search_takes_usual_and_whole_names_before_beginnings_of_alternates(gazetteer, prefix, first, later):
    names = [place.name for place in gazetteer.search(prefix, limit=60)]

    assert names.index(first) < names.index(later)


def test_search_gives_each_place_once(gazetteer):
    places = gazetteer.search("Mosc", limit=20)

    assert len({place.place_id for place in places}) == len(places)


def test_a_blank_search_finds_nothing(gazetteer):
    assert gazetteer.search("  ") == ()


def test_a_search_without_room_for_results_is_refused(gazetteer):
    with pytest.raises(InvalidOptionError):
        gazetteer.search("Goma", limit=0)


@pytest.mark.parametrize("code", ["UA", "UKR", "ua"])
def test_a_country_is_found_by_either_code(gazetteer, code):
    assert gazetteer.country(code).name == "Ukraine"


@pytest.mark.parametrize("place_id", ["geonames:", "geonames:x", "geonames:99999999999", "admin1:XX.1", ""])
def test_an_unknown_identifier_gives_none(gazetteer, place_id):
    assert gazetteer.get(place_id) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RUS", "Moscow"),
        ("CHN", "Beijing"),
        ("EUR", "Brussels"),
        ("NAT", "Brussels"),
        ("UNO", "New York City"),
    ],
)
def test_states_and_bodies_have_a_seat(gazetteer, code, name):
    assert gazetteer.seat(code).name == name


def test_every_sovereign_country_has_a_seat(gazetteer):
    without = [
        country.country_code
        for country in gazetteer.countries()
        if country.feature_code == "PCLI" and gazetteer.seat(country.country_iso3) is None
    ]

    assert without == ["AQ", "PW"]


def test_neighbours_are_mutual(gazetteer):
    for country in gazetteer.countries():
        for other in gazetteer.neighbours(country.country_code):
            assert country.country_code in gazetteer.neighbours(other), (country.country_code, other)


def test_a_city_leads_to_its_division_and_its_polygon(gazetteer):
    city = gazetteer.lookup("Vovchansk")[0]
    admin1 = gazetteer.admin1_of(city)

    assert admin1.name == city.admin1 == "Kharkiv Oblast"
    assert gazetteer.shape(admin1.place_id).bounds[0] < city.longitude


def test_a_place_without_polygon_has_no_shape(gazetteer):
    assert gazetteer.shape("geonames:2037013") is None


def test_a_division_holds_itself(gazetteer):
    admin1 = gazetteer.admin1("UA.07")

    assert gazetteer.admin1_of(admin1) is admin1


@pytest.mark.parametrize(
    ("position", "settlement", "admin1", "country"),
    [
        ((126.65, 45.75), "Harbin", "Heilongjiang", "China"),
        ((36.25, 49.98), "Kharkiv", "Kharkiv Oblast", "Ukraine"),
        ((35.217, 31.769), "Jerusalem", "Jerusalem", "Israel"),
        ((12.4534, 41.9022), "Vatican City", None, "Vatican City"),
        ((-52.33, 4.93), "Cayenne", "Guyane", "French Guiana"),
    ],
)
def test_reverse_finds_settlement_division_and_country(gazetteer, position, settlement, admin1, country):
    found = gazetteer.reverse(*position)

    assert found.settlement.name == settlement
    assert (found.admin1 and found.admin1.name) == admin1
    assert found.country.name == country


@pytest.mark.parametrize("position", [(0, 0), (0, 90), (0, -90), (-140, -30), (180, 0), (-180, 0)])
def test_reverse_finds_nothing_at_sea(gazetteer, position):
    found = gazetteer.reverse(*position)

    assert found.settlement is None
    assert found.country is None or found.country.country_code == "AQ"


@pytest.mark.parametrize("longitude", [180.0, -180.0, 179.95, -179.95])
def test_land_on_the_antimeridian_belongs_to_its_country(gazetteer, longitude):
    assert gazetteer.reverse(longitude, 68.0).country.country_code == "RU"


def test_reverse_refuses_positions_outside_the_earth(gazetteer):
    with pytest.raises(InvalidCoordinatesError):
        gazetteer.reverse(10.0, 91.0)


def test_random_cities_reverse_to_their_own_country(gazetteer, all_places):
    """Polygons are generalized; the codes of settlements decide near borders."""
    cities = [place for place in all_places if place.feature_class == "P" and place.country_code]

    wrong = [
        city.place_id
        for city in Random(3).sample(cities, 1000)
        if gazetteer.reverse(city.longitude, city.latitude).country.country_code != city.country_code
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("name", "iso", "de_facto"),
    [
        ("Simferopol", "UA", "RU"),
        ("Sevastopol", "UA", "RU"),
        ("Katzrin", "SY", "IL"),
        ("Laayoune", "EH", "MA"),
        ("Pristina", "XK", "XK"),
        ("Taipei", "TW", "TW"),
        ("Ramallah", "PS", "PS"),
        ("Jerusalem", "IL", "IL"),
    ],
)
def test_a_worldview_decides_where_a_disputed_place_belongs(gazetteer, name, iso, de_facto):
    other = open_gazetteer(Worldview.DE_FACTO)

    assert gazetteer.lookup(name)[0].country_code == iso
    assert other.lookup(name)[0].country_code == de_facto


def test_a_worldview_decides_polygons_too(gazetteer):
    other = open_gazetteer(Worldview.DE_FACTO)

    assert gazetteer.reverse(34.4, 45.3).country.country_code == "UA"
    assert other.reverse(34.4, 45.3).country.country_code == "RU"


def test_an_unknown_worldview_is_refused():
    with pytest.raises(InvalidOptionError, match="de_facto"):
        open_gazetteer("flat")


def test_the_gazetteer_is_opened_once_per_worldview():
    assert Gazetteer.open("iso") is Gazetteer.open(Worldview.ISO)


def test_the_gazetteer_keeps_the_protocol_of_an_atlas(gazetteer):
    atlas: Atlas = gazetteer

    assert atlas.worldview is Worldview.ISO
    assert "GeoNames" in atlas.attribution
    assert "Natural Earth" in atlas.attribution


def test_the_description_counts_everything_once(gazetteer):
    described = gazetteer.describe()
    counted = ("settlements", "countries and territories", "first-order divisions", "second-order divisions")
    counts = [int(described[key].replace(",", "")) for key in (*counted, "regions, waters, sites")]

    assert sum(counts) == len(gazetteer)
    assert all(count > 200 for count in counts)


def test_threads_may_share_a_gazetteer():
    shared = Gazetteer(Worldview.ISO)
    names = ["Goma", "Kharkiv", "Harbin", "Black Sea"] * 50

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(shared.lookup, names))
        positions = [(longitude % 180, longitude % 70) for longitude in range(60)] * 8
        here = list(pool.map(lambda position: shared.reverse(*position), positions))

    assert found == [shared.lookup(name) for name in names]
    assert here == [shared.reverse(*position) for position in positions]


def test_coordinates_are_degrees_in_the_right_order(gazetteer):
    place = gazetteer.lookup("Goma")[0]

    assert distance_m(place.longitude, place.latitude, 29.221, -1.674) < 5_000


@pytest.mark.parametrize(
    ("written", "known"), [("Al-Daein", "Ed Daein"), ("Al-Fasher", "El Fasher"), ("El Hasakah", "Al-Hasakah")]
)
def test_a_name_is_found_with_another_spelling_of_its_arabic_article(gazetteer, written, known):
    assert gazetteer.lookup(written)[0] == gazetteer.lookup(known)[0]
