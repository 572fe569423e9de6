"""A small GeoNames dump of the true format."""

import pytest

COUNTRY_INFO = (
    "#ISO\tISO3\tISO-Numeric\tfips\tCountry\n"
    "UA\tUKR\t804\tUP\tUkraine\tKyiv\t603700\t41000000\tEU\t.ua\tUAH\tHryvnia\t380\t#####\t\tuk\t690791"
    "\tPL,MD,HU\t\n"
    "XX\n"
)


def place_line(
    geonameid, name, longitude, latitude, feature, country, admin1="", admin2="", people=0, more=""
):
    """A row of allCountries.txt."""
    feature_class, feature_code = feature.split(".")
    cells = [geonameid, name, name, more, latitude, longitude, feature_class, feature_code, country, ""]
    cells += [admin1, admin2, "", "", people, "", 0, "Etc/UTC", "2026-01-01"]
    return "\t".join(map(str, cells))


def name_line(number, geonameid, language, name, preferred=""):
    """A row of alternateNamesV2.txt."""
    return "\t".join(map(str, [number, geonameid, language, name, preferred, "", "", "", "", ""]))


def places():
    """200 villages around the places that tests ask for, and five bad rows."""
    yield place_line(690791, "Ukraine", 32, 49, "A.PCLI", "UA", people=44622516)
    yield place_line(706482, "Kharkivska Oblast", 36.5, 49.5, "A.ADM1", "UA", "07", people=2600000)
    yield place_line(703448, "Kyiv", 30.5238, 50.45466, "P.PPLC", "UA", "12", people=2797553)
    yield place_line(706483, "Kharkiv", 36.25272, 49.98081, "P.PPLA", "UA", "07", people=1433886)
    yield place_line(5391997, "Orange County", -117.76, 33.67, "A.ADM2", "US", "CA", "059", people=3186989)
    yield place_line(13000001, "Nyzhnie", 34.30, 45.10, "P.PPL", "UA", "11", people=321)
    yield place_line(13000002, "Ramat Tal", 35.75, 32.95, "P.PPL", "IL", "03", people=321)
    yield place_line(13000003, "Verkhnie", 36.40, 49.70, "P.PPL", "UA", "00")
    yield place_line(13000004, "Lone Rock", 36.60, 49.60, "T.RK", "UA", "07")
    yield place_line(13000005, "Qarasu", 36.7, 49.5, "H.STM", "UA", "07", more="ignored column")
    yield "broken\trow"
    yield place_line(13000006, "Nowhere", 36.7, 99.5, "P.PPL", "UA", "07")
    yield place_line("x", "Nobody", 36.7, 49.5, "P.PPL", "UA", "07")
    yield place_line(13000007, "", 36.7, 49.5, "P.PPL", "UA", "07")
    yield place_line(690791, "Ukraine", 32, 490, "A.PCLI", "UA")
    for number in range(200):
        longitude, latitude = 36.0 + number / 1000, 49.0 + number / 1000
        yield place_line(12000000 + number, f"Selo {number}", longitude, latitude, "P.PPL", "UA", "07")


NAMES = (
    name_line(1, 706483, "ru", "Харьков"),
    name_line(2, 706483, "en", "Kharkov Town", "1"),
    name_line(3, 706483, "link", "https://example.org/Kharkiv"),
    name_line(4, 706483, "post", "61000-61499"),
    name_line(5, 706483, "abbr", "Khk."),
    name_line(6, 690791, "ka", "უკრაინა"),
    name_line(7, 13000004, "en", "Solitary Stone"),
    "8\t706483\ttoo few",
    name_line(9, "none", "en", "Nothing"),
)


@pytest.fixture(scope="session")
def dump_folder(tmp_path_factory):
    """A folder as one downloads it; tests must not change it."""
    folder = tmp_path_factory.mktemp("geonames")
    tables = {
        "allCountries": places(),
        "alternateNamesV2": NAMES,
        "hierarchy": ("706482\t13000003\tADM", "690791\t706482\tADM", "x\ty\tADM"),
        "admin1CodesASCII": ("UA.07\tKharkivska Oblast\tKharkivs'ka Oblast'\t706482",),
        "admin2Codes": ("US.CA.059\tOrange County\tOrange County\t5391997",),
    }
    for name, lines in tables.items():
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "countryInfo.txt").write_text(COUNTRY_INFO, encoding="utf-8")
    return folder
