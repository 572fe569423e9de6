"""Places that a text only describes."""

import pytest

from geomap.constants import PlaceRole
from geomap.described import Described
from geomap.errors import InvalidRecordError


def described(text, *, start=10):
    return Described(role=PlaceRole.ORIGIN, way="from", start=start, end=start + len(text), text=text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Daesh-held territory", "Daesh-held territory"),
        ("the rebel\n  enclave", "the rebel enclave"),
        ("The camp", "the camp"),
        ("Theban villages", "Theban villages"),
    ],
)
def test_the_name_is_what_the_text_says_on_one_line(text, name):
    assert described(text).name == name


def test_the_label_says_that_the_place_is_on_no_map():
    assert described("the rebel enclave").label == "the rebel enclave (not placed)"


def test_words_and_span_must_fit():
    with pytest.raises(InvalidRecordError):
        Described(role=PlaceRole.ORIGIN, way="from", start=3, end=9, text="camps")
