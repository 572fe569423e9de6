"""What a row of the dump becomes: which names count how, and how places are ordered."""

import pytest

from geomap.gazetteer.build import ABBREVIATION, COMMON, PlaceRow
from geomap.gazetteer.dump import AlternateName, DumpPlace
from geomap.gazetteer.grown_rows import RowMaker, name_flag
from geomap.gazetteer.installed import Installed


def alternate(language, name, *, is_preferred=False):
    return AlternateName(geonameid=1, language=language, name=name, is_preferred=is_preferred)


@pytest.fixture(scope="module")
def maker():
    """A maker that knows nothing but one division and the people of one country."""
    installed = Installed(rows={}, names={}, countries=(), seats={}, attribution="nobody")
    return RowMaker(
        installed=installed,
        units=frozenset({"UA.07"}),
        climbed={5: "UA.07"},
        people={"UA": 40_000_000},
        takes_columns=False,
    )


def make(maker, feature="P.PPL", *, geonameid=1, people=None, admin1="07", names=(), alternates=""):
    feature_class, _, feature_code = feature.partition(".")
    place = DumpPlace(
        geonameid=geonameid,
        name="Ürgüp",
        ascii_name="Urgup",
        alternates=alternates,
        longitude=36.0,
        latitude=50.0,
        feature_class=feature_class,
        feature_code=feature_code,
        country_code="UA",
        admin1_code=admin1,
        admin2_code="",
        population=people,
    )
    (row,) = maker.make_rows([place], {geonameid: names})
    return row


@pytest.mark.parametrize(
    ("language", "name", "is_preferred", "flag"),
    [
        ("en", "Kharkiv", True, COMMON),
        ("en", "Kharkov", False, 0),
        ("uk", "Харків", True, 0),
        ("abbr", "NYC", False, ABBREVIATION),
        ("post", "Postcode", False, None),
        ("link", "Https", False, None),
        ("iata", "Hrk", False, None),
        ("", "ha er bin", False, None),
        ("", "HRK", False, None),
    ],
)
def test_a_name_counts_by_language_and_form(language, name, is_preferred, flag):
    assert name_flag(alternate(language, name, is_preferred=is_preferred)) == flag


def test_names_go_where_their_flag_says(maker):
    row = make(maker, names=[(0, "A"), (COMMON, "B"), (ABBREVIATION, "C")])

    assert (row.alternates, row.common_names, row.abbreviations) == (("A", "Urgup"), ("B",), ("C",))


@pytest.mark.parametrize(
    ("feature", "people", "importance"),
    [
        ("P.PPL", 5000, 5000),
        ("P.PPLC", 1_000_000, 2_000_000),
        ("P.PPLC", 1000, 800_000),
        ("A.ADM1", 5000, 2500),
        ("A.ADM3", 5000, 500),
        ("P.PPL", None, 20),
        ("H.LK", None, 4),
        ("S.SCH", None, 2),
        ("T.MT", 5000, 4),
    ],
)
def test_importance_is_people_or_else_the_number_of_names(maker, feature, people, importance):
    assert make(maker, feature, people=people).importance == importance


@pytest.mark.parametrize(
    ("geonameid", "admin1", "unit"),
    [(1, "07", "UA.07"), (1, "00", None), (5, "00", "UA.07"), (5, "", "UA.07")],
)
def test_a_division_comes_from_the_row_or_the_hierarchy(maker, geonameid, admin1, unit):
    assert make(maker, geonameid=geonameid, admin1=admin1).admin1_unit == unit


def test_the_alternates_column_counts_only_where_there_is_no_file_of_names(maker):
    assert "Yurgup" not in make(maker, alternates="Yurgup").alternates


def test_abbreviations_of_an_installed_place_stay_abbreviations(maker):
    row = PlaceRow(
        place_id="geonames:1",
        name="Land",
        longitude=0.0,
        latitude=0.0,
        feature_class="A",
        feature_code="PCLI",
        abbreviations=("L.",),
    )

    grown = maker.add_names(row, [(0, "Terra"), (COMMON, "Lando"), (ABBREVIATION, "Ld.")], 70)

    assert grown.alternates == ("Terra", "Lando")
    assert grown.abbreviations == ("L.", "Ld.")
    assert grown.population == 70
