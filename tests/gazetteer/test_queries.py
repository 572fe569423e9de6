"""Answers to what one asks for, without geopy's interface (which tests/geocoding goes through)."""

import subprocess
import sys

import pytest

from geomap.errors import InvalidOptionError
from geomap.gazetteer.queries import find_answers, known_codes


def test_an_answer_says_place_score_and_how_the_name_is_borne(gazetteer):
    fields = find_answers(gazetteer, "Harbin, China")[0].fields()

    assert (fields["place_id"], fields["score"], fields["similarity"]) == ("geonames:2037013", 1, 1)
    assert fields["is_primary_name"]


def test_near_takes_the_longitude_first(gazetteer):
    assert find_answers(gazetteer, "Alexandria", near=(-77.0, 38.8))[0].place.admin1 == "Virginia"


@pytest.mark.parametrize("options", [{"query": " "}, {"query": "Goma", "country_codes": ["ZZ"]}])
def test_what_cannot_be_asked_is_refused_with_a_way_out(gazetteer, options):
    with pytest.raises(InvalidOptionError, match="such as"):
        find_answers(gazetteer, **options)


def test_codes_of_either_length_and_case_become_one(gazetteer):
    assert known_codes(gazetteer, ["usa", "US", "cod"]) == {"US", "CD"}


def test_asking_on_the_command_line_does_not_load_what_goes_online():
    """geopy loads every client of a web service that it knows, for a third of a second."""
    program = (
        "import sys; from geomap.cli import main; main(['geocode', 'Harbin']);"
        " sys.exit('geopy' in sys.modules or 'requests' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
