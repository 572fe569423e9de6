"""Growing a data folder from GeoNames' dump: what is in it, and that a build goes on where it stopped."""

import shutil
import zipfile
from itertools import count

import pytest

from geomap.constants import Worldview
from geomap.errors import ExportError, InvalidOptionError, MissingInputError
from geomap.gazetteer.grow import grow_gazetteer
from geomap.gazetteer.sections import SectionFile
from geomap.gazetteer.store import Gazetteer
from geomap.resources import data_folder

FILES = ("names.marisa", "places.bin")


class StoppedError(Exception):
    """The build is stopped from outside."""


@pytest.fixture(autouse=True, scope="module")
def small_table(small_data):
    """Grows a small data folder, since each build reads and writes all of it."""
    patch = pytest.MonkeyPatch()
    patch.setenv("GEOMAP_DATA", str(small_data))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def grown(dump_folder, tmp_path_factory):
    """The data folder, and what the build said."""
    out = tmp_path_factory.mktemp("grown") / "data"
    return out, grow_gazetteer(dump_folder, out)


@pytest.fixture
def open_grown(grown, monkeypatch):
    monkeypatch.setenv("GEOMAP_DATA", str(grown[0]))
    return Gazetteer


def ids(places):
    return [place.place_id for place in places]


def test_a_settlement_is_found_by_its_names_in_all_scripts(open_grown):
    gazetteer = open_grown()

    assert ids(gazetteer.lookup("Харьков"))[0] == "geonames:706483"
    assert "geonames:706483" in ids(gazetteer.lookup("Kharkov Town"))


def test_links_and_postal_codes_are_no_names(open_grown):
    assert not open_grown().has_name("61000-61499")
    assert not open_grown().has_name("https://example.org/Kharkiv")


def test_an_abbreviation_is_marked_as_one(open_grown):
    (entry,) = open_grown().lookup_entries("Khk.")

    assert entry.is_abbreviation


def test_a_settlement_knows_country_division_and_people(open_grown):
    place = open_grown().get("geonames:706483")

    assert (place.country_iso3, place.admin1, place.admin1_code) == ("UKR", "Kharkiv Oblast", "07")
    assert place.population == 1433886


def test_a_place_without_a_division_finds_it_in_the_hierarchy(open_grown):
    assert open_grown().get("geonames:13000003").admin1 == "Kharkiv Oblast"


def test_what_is_installed_stays_with_its_names_and_gets_the_dumps(open_grown):
    gazetteer = open_grown()

    assert ids(gazetteer.lookup("Kharkiv Oblast"))[0] == "admin1:UA.07"
    assert ids(gazetteer.lookup("უკრაინა")) == ["geonames:690791"]
    assert ids(gazetteer.lookup("Black Sea"))[0] == "region:black-sea"


def test_a_division_of_the_dump_is_the_installed_one(open_grown):
    gazetteer = open_grown()

    assert gazetteer.get("geonames:706482") is None
    assert gazetteer.get("admin1:UA.07").population == 2600000
    assert gazetteer.get("admin2:US.CA.059").population == 3186989
    assert gazetteer.get("geonames:5391997") is None


def test_landforms_and_waters_are_in_the_table(open_grown):
    place = open_grown().lookup("Solitary Stone")[0]

    assert (place.feature_class, place.feature_code, place.population) == ("T", "RK", None)


@pytest.mark.parametrize(
    ("place_id", "worldview", "country_code"),
    [
        ("geonames:13000001", Worldview.ISO, "UA"),
        ("geonames:13000001", Worldview.DE_FACTO, "RU"),
        ("geonames:13000002", Worldview.ISO, "SY"),
        ("geonames:13000002", Worldview.DE_FACTO, "IL"),
        ("geonames:706483", Worldview.DE_FACTO, "UA"),
    ],
)
def test_worldviews_hold_for_places_of_the_dump(open_grown, place_id, worldview, country_code):
    assert open_grown(worldview).get(place_id).country_code == country_code


def test_a_place_moved_to_another_country_gets_its_division_there(open_grown):
    assert open_grown().get("geonames:13000002").admin1_code == "03"
    assert open_grown().admin1_of(open_grown().get("geonames:13000002")).country_code == "SY"


def test_reverse_finds_a_village_of_the_dump(open_grown):
    here = open_grown().reverse(36.1, 49.1)

    assert here.settlement.name == "Selo 100"
    assert here.country.country_code == "UA"


def test_neighbours_come_from_the_dump(open_grown):
    assert open_grown().neighbours("UA") == ("HU", "MD", "PL")


def test_the_seat_of_a_country_is_its_capital(open_grown):
    assert open_grown().seat("UKR").name == "Kyiv"


def test_bad_rows_are_counted_once_per_file_and_the_first_is_named(grown):
    complaints = grown[1].complaints

    assert complaints[0] == "allCountries.txt: 5 rows left out; the first is line 11: 2 columns instead of 19"
    assert [one.split(":")[0] for one in complaints[1:]] == [
        "alternateNamesV2.txt",
        "hierarchy.txt",
        "countryInfo.txt",
    ]


def test_the_folder_is_a_whole_data_folder_and_nothing_is_left_behind(grown):
    out, growth = grown

    assert (out / "lexicon" / "regions.csv").exists()
    assert (out / "boundaries" / "shapes.bin").exists()
    assert not (out / ".build").exists()
    assert growth.place_count == len(SectionFile(out / "gazetteer" / "places.bin").column("identifier"))


def test_a_complete_table_is_not_made_again(grown, dump_folder):
    out, first = grown
    before = (out / "gazetteer" / "places.bin").stat().st_mtime_ns

    again = grow_gazetteer(dump_folder, out)

    assert again.was_there
    assert (again.place_count, again.complaints) == (first.place_count, first.complaints)
    assert (out / "gazetteer" / "places.bin").stat().st_mtime_ns == before


@pytest.mark.parametrize("stage", ["reading names", "making parts", "placing names"])
def test_a_build_that_is_stopped_goes_on_and_gives_the_same(stage, grown, dump_folder, tmp_path):
    titles = []

    def stop(items, title):
        for number, item in zip(count(), items, strict=False):
            if title == stage and number == 1:
                raise StoppedError
            yield item

    def note(items, title):
        titles.append(title)
        return items

    with pytest.raises(StoppedError):
        grow_gazetteer(dump_folder, tmp_path / "out", watch=stop)
    assert not (tmp_path / "out" / "gazetteer" / "places.bin").exists()

    growth = grow_gazetteer(dump_folder, tmp_path / "out", watch=note)

    order = ["reading places", "reading names", "making parts", "sorting names", "placing names"]
    done = [title for title in order[: order.index(stage)] if title != "making parts"]
    assert not set(done) & set(titles)
    assert growth.complaints == grown[1].complaints
    for name in FILES:
        assert (tmp_path / "out/gazetteer" / name).read_bytes() == (
            grown[0] / "gazetteer" / name
        ).read_bytes()


def test_a_changed_dump_is_read_anew(dump_folder, tmp_path):
    source = shutil.copytree(dump_folder, tmp_path / "geonames")
    first = grow_gazetteer(source, tmp_path / "out")
    lines = (source / "allCountries.txt").read_text(encoding="utf-8").splitlines()
    (source / "allCountries.txt").write_text("\n".join(lines[:-50]), encoding="utf-8")

    second = grow_gazetteer(source, tmp_path / "out")

    assert not second.was_there
    assert second.place_count == first.place_count - 50


def test_zipped_cities_alone_are_enough(dump_folder, tmp_path):
    content = (dump_folder / "allCountries.txt").read_bytes()
    (tmp_path / "geonames").mkdir()
    with zipfile.ZipFile(tmp_path / "geonames" / "cities500.zip", "w") as archive:
        archive.writestr("cities500.txt", content)

    growth = grow_gazetteer(tmp_path / "geonames", tmp_path / "out")

    assert growth.place_count > 200
    assert growth.complaints[0].startswith("cities500.zip: 5 rows left out")


def test_without_a_file_of_names_those_in_the_rows_count(dump_folder, tmp_path, monkeypatch):
    (tmp_path / "geonames").mkdir()
    line = (dump_folder / "allCountries.txt").read_text(encoding="utf-8").splitlines()[3].split("\t")
    line[3] = "KHK,Charkiw,Харьков"
    (tmp_path / "geonames" / "cities500.txt").write_text("\t".join(line), encoding="utf-8")

    grow_gazetteer(tmp_path / "geonames", tmp_path / "out")

    monkeypatch.setenv("GEOMAP_DATA", str(tmp_path / "out"))
    assert [entry.place.name for entry in Gazetteer().lookup_entries("Charkiw")] == ["Kharkiv"]


def test_a_grown_folder_is_not_grown_further(grown, dump_folder, tmp_path, monkeypatch):
    monkeypatch.setenv("GEOMAP_DATA", str(grown[0]))

    with pytest.raises(InvalidOptionError, match="GEOMAP_DATA"):
        grow_gazetteer(dump_folder, tmp_path / "out")


@pytest.mark.parametrize("name", ["", "gazetteer", "grown"])
def test_the_data_folder_in_use_is_never_written_to(name, dump_folder):
    with pytest.raises(InvalidOptionError, match="output folder"):
        grow_gazetteer(dump_folder, data_folder() / name)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(MissingInputError, match="absent"):
        grow_gazetteer(tmp_path / "absent", tmp_path / "out")


def test_a_file_in_the_place_of_the_output_folder_is_said(dump_folder, tmp_path):
    (tmp_path / "out").write_bytes(b"")

    with pytest.raises(ExportError, match="out"):
        grow_gazetteer(dump_folder, tmp_path / "out")
