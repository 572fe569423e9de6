"""Online geocoders as fallback. The service is a geocoder of geopy that knows a few places by heart."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geomap.cli import main
from geomap.errors import InvalidOptionError
from geomap.geocoding import OfflineGeocoder
from geomap.geocoding.online import SERVICES, AnswerCache, OnlineFallback, cache_path, open_online

TOWNS = {
    "Nowhereville": [("Nowhereville, Kansas, United States", 38.5, -98.0)],
    "Two Rivers Camp": [("Two Rivers Camp, Kenya", 0.5, 40.1), ("Two Rivers Camp, Alaska", 64.9, -147.1)],
}


class PocketGeocoder(Geocoder):
    """A service in this process; remembers what it was asked."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def geocode(self, query, *, exactly_one=True, country_codes=None, limit=None):
        """What the few known places say; the town of Unreachable is down."""
        self.asked.append((query, country_codes))
        if query == "Unreachable":
            raise GeocoderUnavailable("no answer")
        found = [
            Location(address, (latitude, longitude), {})
            for address, latitude, longitude in TOWNS.get(query, ())
        ]
        return found or None


@pytest.fixture
def service():
    return PocketGeocoder()


@pytest.fixture
def cache(tmp_path):
    return AnswerCache(tmp_path / "cache" / "answers.sqlite")


def fallback_to(service, cache=None):
    return OnlineFallback(
        service,
        name="pocket",
        attribution="the pocket atlas",
        cache=cache,
        min_delay_seconds=0,
        error_wait_seconds=0,
    )


def test_a_name_the_gazetteer_lacks_is_asked_online(service):
    location = OfflineGeocoder(fallback=fallback_to(service)).geocode("Nowhereville")

    assert (location.latitude, location.longitude) == (38.5, -98.0)
    assert location.raw["name"] == "Nowhereville"
    assert (location.raw["online"], location.raw["attribution"]) == ("pocket", "the pocket atlas")


def test_a_name_the_gazetteer_has_is_never_asked(service):
    location = OfflineGeocoder(fallback=fallback_to(service)).geocode("Goma")

    assert "online" not in location.raw
    assert service.asked == []


def test_without_a_fallback_nothing_goes_online():
    assert OfflineGeocoder().geocode("Nowhereville") is None


def test_online_results_keep_limit_and_order(service):
    geocoder = OfflineGeocoder(fallback=fallback_to(service))

    every = geocoder.geocode("Two Rivers Camp", exactly_one=False)
    first = geocoder.geocode("Two Rivers Camp", exactly_one=False, limit=1)

    assert [location.raw["score"] for location in every] == [1.0, 0.5]
    assert [location.address for location in first] == ["Two Rivers Camp, Kenya"]


def test_a_bounded_viewbox_holds_online_too(service):
    geocoder = OfflineGeocoder(fallback=fallback_to(service))

    inside = geocoder.geocode(
        "Two Rivers Camp", exactly_one=False, viewbox=[(60, -150), (70, -140)], bounded=True
    )

    assert [location.address for location in inside] == ["Two Rivers Camp, Alaska"]


def test_countries_are_passed_to_a_service_that_takes_them(service):
    OfflineGeocoder(fallback=fallback_to(service)).geocode("Two Rivers Camp", country_codes="KE")

    assert service.asked == [("Two Rivers Camp", ["ke"])]


@pytest.mark.parametrize("name", ["Nowhereville", "Not Even Online"])
def test_a_name_is_asked_once_and_then_known_from_disk(service, cache, name):
    """Also where the answer was that there is no such place; case does not matter."""
    first = fallback_to(service, cache).geocode(name)
    second = fallback_to(service, cache).geocode(name.upper())

    assert [location.raw for location in first] == [location.raw for location in second]
    assert len(service.asked) == 1


def test_answers_for_one_country_are_no_answers_for_another(service, cache):
    fallback_to(service, cache).geocode("Two Rivers Camp", country_codes=["KE"])
    fallback_to(service, cache).geocode("Two Rivers Camp", country_codes=["US"])

    assert len(service.asked) == 2


def test_an_old_answer_is_asked_anew(service, tmp_path):
    clock = [1_000_000.0]
    cache = AnswerCache(tmp_path / "answers.sqlite", keep_days=30, now=lambda: clock[0])
    fallback_to(service, cache).geocode("Nowhereville")

    clock[0] += timedelta(days=31).total_seconds()
    fallback_to(service, cache).geocode("Nowhereville")

    assert len(service.asked) == 2


def test_a_failure_is_told_and_not_remembered(service, cache):
    for _ in range(2):
        with pytest.raises(GeocoderUnavailable):
            fallback_to(service, cache).geocode("Unreachable")

    assert cache.get("pocket", "unreachable") is None


def test_threads_may_share_a_cache(cache):
    def remember(number):
        cache.put("pocket", str(number), [{"address": str(number)}])
        return cache.get("pocket", str(number))

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(remember, range(40)))

    assert answers == [[{"address": str(number)}] for number in range(40)]


def test_a_name_that_looks_like_sql_is_only_a_name(cache):
    cache.put("pocket", "x'); DROP TABLE answers; --", [])

    assert cache.get("pocket", "x'); DROP TABLE answers; --") == []


def test_questions_keep_their_distance(service):
    """geopy's limiter waits between questions, the first excepted."""
    fallback = OnlineFallback(service, name="pocket", attribution="", min_delay_seconds=0.05)
    fallback.geocode("Nowhereville")
    fallback.geocode("Two Rivers Camp")

    assert [name for name, _ in service.asked] == ["Nowhereville", "Two Rivers Camp"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_opens_without_a_key(name, cache):
    assert isinstance(open_online(name, cache=cache), OnlineFallback)
    assert SERVICES[name].attribution
    assert SERVICES[name].min_delay_seconds >= 1


def test_an_unknown_service_is_refused():
    with pytest.raises(InvalidOptionError, match="nominatim"):
        open_online("carrier pigeon")


def test_answers_lie_in_the_cache_folder_of_the_user():
    assert cache_path().name == "geocoding.sqlite"
    assert "geomap" in cache_path().parts


@pytest.mark.parametrize("language", ["de", "ru", "zh-Hans", ""])
def test_another_language_is_refused(language):
    with pytest.raises(GeocoderQueryError, match="Language not available"):
        OfflineGeocoder().geocode("Harbin", language=language)


@pytest.mark.parametrize("language", [None, "en", "en-GB", "EN_us"])
def test_english_is_understood(language):
    assert OfflineGeocoder().geocode("Harbin", language=language).raw["name"] == "Harbin"


def test_the_command_line_answers_from_what_is_remembered(monkeypatch, tmp_path, capsys):
    """A remembered answer needs no network, so that the whole way can be tested."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    row = {"address": "Qwxzyv, Somewhere", "longitude": 1.5, "latitude": 2.5}
    AnswerCache(cache_path()).put("nominatim", "qwxzyv", [row])

    code = main(["geocode", "Qwxzyv", "--online", "nominatim", "--json"])
    raw = json.loads(capsys.readouterr().out)

    assert code == 0
    assert (raw["longitude"], raw["online"]) == (1.5, "nominatim")
    assert "OpenStreetMap" in raw["attribution"]


def test_the_command_line_names_the_source_of_an_online_result(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    row = {"address": "Qwxzyv, Somewhere", "longitude": 1.5, "latitude": 2.5}
    AnswerCache(cache_path()).put("photon", "qwxzyv", [row])

    main(["geocode", "Qwxzyv", "--online", "photon"])

    assert "online: © OpenStreetMap" in capsys.readouterr().out


def test_the_cache_is_one_plain_sqlite_file(service, cache, tmp_path):
    fallback_to(service, cache).geocode("Nowhereville")

    with sqlite3.connect(tmp_path / "cache" / "answers.sqlite") as connection:
        rows = connection.execute("SELECT service, question FROM answers").fetchall()
    connection.close()

    assert rows == [("pocket", "nowhereville")]
