"""Firms, ships, clubs and armed groups that bear the name of a place are none; the place itself stays one."""

import pytest

from geomap.models import Document


def names_of(pipeline, text):
    """The words of all mentions."""
    return [mention.text for mention in pipeline.parse(Document(document_id="test", text=text)).mentions]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Emirates cancelled its flights to Baghdad.", ["Baghdad"]),
        ("Rio Tinto and Anglo American shut a mine in Zambia.", ["Zambia"]),
        ("The lender Santander closed its branches.", []),
        ("Kenya Airways flew the wounded to Nairobi.", ["Nairobi"]),
        ("The yacht Estonia left Tallinn.", ["Tallinn"]),
        ("Red Star Belgrade beat Leeds United in Sofia.", ["Sofia"]),
        ("Al-Shabab fighters attacked a post near Kismayo.", ["Kismayo"]),
        ("Police in Warsaw said al-Shabaab recruits were held.", ["Warsaw"]),
        ("The cook of the restaurant La Paz moved to Lima.", ["Lima"]),
        ("The airline Cordoba and the retailer Valencia lost money. Valencia's shares fell.", []),
        ("Fano militiamen blocked a road near Gondar.", ["Gondar"]),
    ],
)
def test_what_is_called_after_a_place_is_none(pipeline, text, others):
    assert names_of(pipeline, text) == others


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ministers of Oman and the Emirates met in Muscat over the airline.", "Emirates"),
        ("A ferry left Santander for Plymouth.", "Santander"),
        ("Soldiers of Qatar arrived in Doha.", "Qatar"),
    ],
)
def test_a_place_that_lends_its_name_to_a_firm_stays_one(pipeline, text, name):
    assert name in names_of(pipeline, text)


def test_a_firm_is_known_again_in_a_sentence_that_says_nothing_of_business(pipeline):
    text = "Emirates halted flights to Amman. Emirates did not say for how long."

    assert names_of(pipeline, text) == ["Amman"]
