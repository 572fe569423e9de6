"""Reading GeoNames' dump files: columns, bad rows, zip files."""

import io
import zipfile

import pytest

from geomap.errors import MissingInputError, UnreadableDocumentError
from geomap.gazetteer import dump

HARBIN = (
    "2037013\tHarbin\tHarbin\tHa-erh-pin,哈尔滨\t45.75\t126.65\tP\tPPLA\tCN\t\t08\t2301\t\t\t5242897\t\t149"
    "\tAsia/Shanghai\t2024-01-01"
)


def changed(column, value):
    cells = HARBIN.split("\t")
    cells[column] = value
    return "\t".join(cells)


def test_a_place_has_its_columns_in_the_right_fields():
    place = dump.parse_place(HARBIN + "\n")

    assert (place.geonameid, place.name, place.country_code) == (2037013, "Harbin", "CN")
    assert (place.longitude, place.latitude) == (126.65, 45.75)
    assert (place.feature_class, place.feature_code) == ("P", "PPLA")
    assert (place.admin1_code, place.admin2_code, place.population) == ("08", "2301", 5242897)


@pytest.mark.parametrize("people", ["0", "", "-3", "7600000000"])
def test_a_population_that_says_nothing_is_unknown(people):
    assert dump.parse_place(changed(14, people)).population is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("only\tthree\tcolumns", "3 columns instead of 19"),
        (HARBIN + "\tmore", "20 columns"),
        (changed(4, "95.5"), "latitude 95.5"),
        (changed(5, "nan"), "longitude nan"),
        (changed(5, "east"), "east"),
        (changed(0, "x7"), "x7"),
        (changed(0, "-1"), "identifier"),
        (changed(1, " "), "no name"),
        (changed(14, "many"), "many"),
        ("", "1 columns"),
    ],
)
def test_a_bad_place_says_what_is_wrong(line, reason):
    with pytest.raises(ValueError, match=reason):
        dump.parse_place(line)


@pytest.mark.parametrize("ending", ["\t1\t\t\t\t\t", "\t1\t\t\t"])
def test_alternate_names_may_have_ten_or_eight_columns(ending):
    alternate = dump.parse_alternate("1284819\t2037013\ten\tHarbin" + ending + "\n")

    assert (alternate.geonameid, alternate.language, alternate.name) == (2037013, "en", "Harbin")
    assert alternate.is_preferred


def test_rejects_name_the_first_line_whatever_the_order():
    rejects = dump.Rejects("allCountries.txt")

    rejects.add(70, "late")
    rejects.add(8, "early")

    assert rejects.complaints() == ["allCountries.txt: 2 rows left out; the first is line 8: early"]


def test_a_file_without_bad_rows_gives_no_complaint():
    assert dump.Rejects("hierarchy.txt").complaints() == []


def test_countries_are_read_past_comments_and_bad_rows(tmp_path):
    path = tmp_path / "countryInfo.txt"
    row = (
        "UA\tUKR\t804\tUP\tUkraine\tKyiv\t603700\t41000000\tEU\t.ua\tUAH\tHryvnia\t380\t#####\t^x$\tuk"
        "\t690791\tPL,MD,HU"
    )
    path.write_text(f"#ISO\tISO3\n\n{row}\t\nXX\tbroken\n", encoding="utf-8")
    rejects = dump.Rejects(path.name)

    (country,) = dump.read_countries(path, rejects)

    assert (country.country_code, country.country_iso3, country.geonameid) == ("UA", "UKR", 690791)
    assert country.neighbours == ("HU", "MD", "PL")
    assert rejects.count == 1


def test_the_hierarchy_leaves_out_what_users_made_up(tmp_path):
    path = tmp_path / "hierarchy.txt"
    path.write_text("1\t2\tADM\n1\t3\n1\t4\ttourism\n1\tx\n", encoding="utf-8")
    rejects = dump.Rejects(path.name)

    assert list(dump.read_hierarchy(path, rejects)) == [(1, 2), (1, 3)]
    assert rejects.count == 1


def test_divisions_come_with_code_names_and_identifier(tmp_path):
    path = tmp_path / "admin1CodesASCII.txt"
    path.write_text("UA.07\tХарківська\tKharkivska\t706482\n", encoding="utf-8")

    rows = list(dump.read_divisions(path, dump.Rejects(path.name)))

    assert rows == [("UA.07", ("Харківська", "Kharkivska"), 706482)]


def zipped(name, content):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def test_a_zipped_file_reads_like_a_plain_one(tmp_path):
    (tmp_path / "allCountries.zip").write_bytes(zipped("allCountries.txt", HARBIN + "\n"))

    with dump.open_table(dump.find_places_file(tmp_path)) as file:
        lines = list(file)

    assert [dump.parse_place(line).name for line in lines] == ["Harbin"]


@pytest.mark.parametrize("damage", ["no zip", "empty", "cut", "another file", "changed bytes"])
def test_a_damaged_zip_file_is_named(damage, tmp_path):
    whole = zipped("allCountries.txt", HARBIN * 50)
    content = {
        "no zip": b"no zip file at all",
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "another file": zipped("readme.txt", "x"),
        "changed bytes": whole[:60] + bytes(40) + whole[100:],
    }[damage]
    (tmp_path / "allCountries.zip").write_bytes(content)

    with (
        pytest.raises(UnreadableDocumentError, match=r"allCountries\.zip"),
        dump.open_table(dump.find_places_file(tmp_path)) as file,
    ):
        list(file)


def test_an_error_of_the_reader_is_not_taken_for_a_damaged_file(tmp_path):
    (tmp_path / "allCountries.zip").write_bytes(zipped("allCountries.txt", HARBIN))

    with pytest.raises(KeyError), dump.open_table(dump.find_places_file(tmp_path)) as file:
        raise KeyError(next(file))


def test_cities500_stands_in_for_all_countries(tmp_path):
    (tmp_path / "cities500.txt").write_text(HARBIN, encoding="utf-8")

    assert dump.find_places_file(tmp_path).name == "cities500.txt"


def test_a_folder_without_places_says_what_was_expected(tmp_path):
    with pytest.raises(MissingInputError, match="allCountries"):
        dump.find_places_file(tmp_path)
