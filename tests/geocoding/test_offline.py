"""The offline geocoder, alone and inside geopy and geopandas."""

from random import Random

import geopandas
import pytest
from geopy.distance import great_circle
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder

from geomap.geocoding import OfflineGeocoder


@pytest.fixture(scope="module")
def geocoder(gazetteer):
    return OfflineGeocoder(gazetteer=gazetteer)


@pytest.mark.parametrize("query", ["Goma", "goma", "GOMA", " Goma "])
def test_geocode_ignores_case(geocoder, query):
    location = geocoder.geocode(query)

    assert great_circle(location.point, (-1.674, 29.221)).km < 5


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("Paris, France", "Paris, Île-de-France, France"),
        ("Paris, Texas", "Paris, Texas, United States"),
        ("Springfield, Ill., USA", "Springfield, Illinois, United States"),
        ("London, Ontario, Canada", "London, Ontario, Canada"),
        ("Kharkiv, Kharkiv Oblast", "Kharkiv, Kharkiv Oblast, Ukraine"),
        ("Kharkiv Oblast, Ukraine", "Kharkiv Oblast, Ukraine"),
        ("Aden, YE", "Aden, Aden Governorate, Yemen"),
        ("Georgia, US", "Georgia, United States"),
        ("Washington, D.C.", "Washington, District of Columbia, United States"),
    ],
)
def test_what_follows_the_comma_holds_the_place(geocoder, query, address):
    assert geocoder.geocode(query).address == address


def test_a_place_not_held_by_what_follows_is_not_found(geocoder):
    assert geocoder.geocode("Harbin, Ukraine") is None


def test_nothing_found_is_none_never_an_empty_list(geocoder):
    assert geocoder.geocode("Xqzzyville") is None
    assert geocoder.geocode("Xqzzyville", exactly_one=False) is None


@pytest.mark.parametrize("query", ["", "   "])
def test_a_blank_query_is_refused_as_geopy_does(geocoder, query):
    with pytest.raises(GeocoderQueryError, match="Invalid place name"):
        geocoder.geocode(query)


@pytest.mark.parametrize(
    "options", [{"limit": 0}, {"country_codes": "ZZ"}, {"near": "nowhere"}, {"viewbox": [(1, 2)]}]
)
def test_an_impossible_option_is_refused(geocoder, options):
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode("Goma", **options)


def test_raw_holds_identifiers_codes_and_score(geocoder):
    raw = geocoder.geocode("Harbin").raw

    assert raw["place_id"] == "geonames:2037013"
    assert (raw["country_code"], raw["country_iso3"], raw["admin1_code"]) == ("CN", "CHN", "08")
    assert raw["score"] == 1


def test_scores_fall_from_match_to_match(geocoder):
    scores = [location.raw["score"] for location in geocoder.geocode("Springfield", exactly_one=False)]

    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_limit_cuts_the_list(geocoder):
    assert len(geocoder.geocode("Springfield", exactly_one=False, limit=3)) == 3


@pytest.mark.parametrize("codes", ["US", "usa", ["US", "CA"]])
def test_country_codes_leave_other_countries_out(geocoder, codes):
    locations = geocoder.geocode("Paris", exactly_one=False, country_codes=codes)

    assert {location.raw["country_code"] for location in locations} <= {"US", "CA"}


def test_near_prefers_the_near_place(geocoder):
    location = geocoder.geocode("Alexandria", near=(38.8, -77.0))

    assert location.raw["admin1"] == "Virginia"


def test_a_viewbox_prefers_and_a_bounded_one_excludes(geocoder):
    box = [(30.0, -100.0), (35.0, -90.0)]

    preferred = geocoder.geocode("Paris", exactly_one=False, viewbox=box)
    inside = geocoder.geocode("Paris", exactly_one=False, viewbox=box, bounded=True)

    assert preferred[0].raw["admin1"] == "Texas"
    assert len(inside) < len(preferred)
    assert all(-100 <= location.longitude <= -90 for location in inside)


def test_a_viewbox_may_cross_the_antimeridian(geocoder):
    box = [(-20.0, 176.0), (-15.0, -178.0)]

    assert geocoder.geocode("Suva", viewbox=box, bounded=True) is not None


def test_reverse_takes_latitude_first_and_gives_the_finest_place(geocoder):
    location = geocoder.reverse((45.75, 126.65))

    assert location.raw["name"] == "Harbin"
    assert location.raw["admin1_id"] == "admin1:CN.08"


def test_reverse_gives_all_levels_finest_first(geocoder):
    names = [location.raw["name"] for location in geocoder.reverse("45.75, 126.65", exactly_one=False)]

    assert names == ["Harbin", "Heilongjiang", "China"]


def test_reverse_finds_nothing_in_the_open_sea(geocoder):
    assert geocoder.reverse((0, 0)) is None


def test_reverse_refuses_what_is_no_position(geocoder):
    with pytest.raises(GeocoderQueryError, match="Not a position"):
        geocoder.reverse("somewhere")


@pytest.mark.parametrize("query", ["Harbn", "Harbn, China", "Harbn, CN"])
def test_a_misspelt_name_is_found_on_request_only(geocoder, query):
    location = geocoder.geocode(query, fuzzy=True)

    assert geocoder.geocode(query) is None
    assert location.raw["place_id"] == "geonames:2037013"
    assert 0.7 <= location.raw["similarity"] < 1
    assert location.raw["score"] == pytest.approx(location.raw["similarity"], abs=1e-6)


def test_a_rightly_spelt_name_is_never_taken_for_another(geocoder):
    exact = geocoder.geocode("Goma", exactly_one=False)
    fuzzy = geocoder.geocode("Goma", exactly_one=False, fuzzy=True)

    assert [location.raw for location in fuzzy] == [location.raw for location in exact]
    assert {location.raw["similarity"] for location in exact} == {1}


def test_a_misspelt_name_stays_inside_its_countries(geocoder):
    locations = geocoder.geocode("Springfeld", exactly_one=False, country_codes="US", fuzzy=True)

    assert {location.raw["country_code"] for location in locations} == {"US"}


def test_geopy_sees_one_of_its_own_geocoders(geocoder):
    assert isinstance(geocoder, Geocoder)


def test_the_rate_limiter_of_geopy_drives_it(geocoder):
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)

    assert [limited(name).raw["country_code"] for name in ("Goma", "Kharkiv")] == ["CD", "UA"]


def test_geopandas_geocodes_with_it():
    frame = geopandas.tools.geocode(["Harbin", "Kyiv"], provider=OfflineGeocoder)

    assert frame.crs == "EPSG:4326"
    assert [round(point.x) for point in frame.geometry] == [127, 31]


def test_geopandas_reverses_with_it():
    points = geopandas.points_from_xy([126.65], [45.75])

    frame = geopandas.tools.reverse_geocode(points, provider=OfflineGeocoder)

    assert frame["address"].tolist() == ["Harbin, Heilongjiang, China"]


def test_random_cities_geocode_to_themselves_given_their_country(geocoder, all_places):
    cities = [place for place in all_places if place.feature_class == "P" and place.country_code]

    for city in Random(5).sample(cities, 2_000):
        locations = geocoder.geocode(city.name, exactly_one=False, country_codes=city.country_code)
        assert any(location.raw["place_id"] == city.place_id for location in locations)
