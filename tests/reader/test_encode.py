"""What the model is told of a word's letters and of its place in the gazetteer."""

import pytest

from geomap.reader.classes import CITY, COUNTRY, DEMONYM, DIVISION, NOTHING, REGION, GazetteerClasses
from geomap.reader.encode import CASE_SHAPES, case_shape


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("town", 0),
        ("Kyiv", 1),
        ("A", 1),
        ("KYIV", 2),
        ("McDonald", 3),
        ("8,000", 4),
        ("F-16", 4),
        ("—", 5),
        ("", 5),
        ("北京", 0),
    ],
)
def test_letter_case_has_six_shapes(word, shape):
    assert case_shape(word) == shape < CASE_SHAPES


def test_words_of_a_longer_name_share_its_class(gazetteer):
    classify = GazetteerClasses(gazetteer, {"russian"})

    classes = classify("Russian troops left New York for the Black Sea and Ukraine".split())

    assert classes == [
        DEMONYM,
        NOTHING,
        NOTHING,
        CITY,
        CITY,
        NOTHING,
        NOTHING,
        REGION,
        REGION,
        NOTHING,
        COUNTRY,
    ]


def test_divisions_are_told_from_towns_and_lower_case_is_never_a_place(gazetteer):
    classify = GazetteerClasses(gazetteer, set())

    assert classify(["Kharkiv", "Oblast"]) == [DIVISION, DIVISION]
    assert classify(["nice", "mobile", "reading"]) == [NOTHING] * 3
