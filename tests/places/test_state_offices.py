"""Names that a country shares with a province: its parliament or junta tells which is meant."""

import pytest

import geomap


@pytest.mark.parametrize(
    ("text", "name", "country_code"),
    [
        ("Georgia's parliament overrode the veto. The United States suspended aid.", "Georgia", "GE"),
        ("The bloc lifted its sanctions on Niger at a summit in Abuja.", "Niger", "NE"),
        ("The former ambassador to Niger spoke in Abuja.", "Niger", "NE"),
        ("Georgia's governor met the mayor of Atlanta.", "Georgia", "US"),
        ("Gunmen killed 12 farmers in Niger, north of Abuja.", "Niger", "NG"),
    ],
)
def test_what_only_a_country_has_tells_the_country(text, name, country_code):
    mention = next(one for one in geomap.parse(text).mentions if one.text == name)

    assert mention.place is not None
    assert mention.place.country_code == country_code
