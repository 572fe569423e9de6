"""What stands in brackets behind a town holds it: "Rosario (Santa Fe)"."""

import pytest

from geomap.models import Document


def _parse(pipeline, text):
    return pipeline.parse(Document(document_id="test", text=text))


@pytest.mark.parametrize(
    ("text", "town", "division"),
    [
        ("In Rosario (Santa Fe), drivers blocked a road to protest.", "Rosario", "Santa Fe"),
        ("Shells hit a farm in Hlyboke (Kharkiv).", "Hlyboke", "Kharkiv Oblast"),
        ("Shells hit a farm in Kitchanga (North Kivu).", "Kitshanga", "North Kivu"),
        ("Gunmen raided a farm near Kidal (Kidal).", "Kidal", "Kidal Region"),
    ],
)
def test_the_province_in_brackets_is_meant_and_not_its_city(pipeline, text, town, division):
    parsed = _parse(pipeline, text)

    assert [mention.place.name for mention in parsed.mentions] == [town, division]
    assert parsed.mentions[1].place.feature_code == "ADM1"
    assert [event.location.name for event in parsed.events] == [town]


@pytest.mark.parametrize(
    ("text", "division"),
    [
        ("Gunmen raided a farm in Unknownville (Kano).", "Kano State"),
        ("Gunmen raided a farm in Doma (Katsina).", "Katsina State"),
        ("In Los Gutierrez (Tucuman), drivers blocked a road to protest.", "Tucuman"),
    ],
)
def test_where_nobody_knows_the_town_the_event_is_in_its_province(pipeline, text, division):
    parsed = _parse(pipeline, text)

    assert parsed.mentions[0].place is None
    assert [(event.location.name, event.precision) for event in parsed.events] == [(division, "admin1")]


def test_a_name_that_stands_elsewhere_too_is_still_the_city(pipeline):
    parsed = _parse(pipeline, "Talks were held in Kharkiv. Shells hit Hlyboke (Kharkiv). Kharkiv was calm.")

    kharkiv = [one.place.feature_code for one in parsed.mentions if one.text == "Kharkiv"]
    assert set(kharkiv) == {"PPLA"}


def test_a_list_in_brackets_does_not_hold_the_town(pipeline):
    parsed = _parse(pipeline, "Three towns (Goma, Beni and Butembo) were shelled, as was Minova.")

    assert [one.place.name for one in parsed.mentions] == ["Goma", "Beni", "Butembo", "Minova"]
