"""Where datelines end."""

import pytest

from geomap.text.openings import find_dateline
from geomap.text.tokens import split_sentences


@pytest.mark.parametrize(
    "opening",
    [
        "KYIV, Nov. 27, 2026 — ",
        "PORT SUDAN, Sudan, November 26 (XYZ) - ",
        "Bamako, 12 November 2026 (XYZ) – ",
        "GAZA CITY, Gaza Strip -- ",
        "Geneva, 5 May – ",
        "WASHINGTON—",
        "NEW DELHI: ",
        "(XYZ) - ",
        "ST. PETERSBURG, Russia (XYZ) — ",
        "ATLANTA (XY) ",
        "LUSAKA, Zambia--(PR News - May 23, 2026) - ",
        "Goma (dpa) - ",
        "PORT SUDAN, 28 October 2026 (agencies) - ",
    ],
)
def test_a_dateline_ends_before_the_report(opening):
    text = f"{opening}Rebels took the town."

    assert find_dateline(text) == (0, len(opening))


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took the town - again.",
        "NATO — the alliance — met.",
        "Paris - the capital - was quiet.",
        "U.S. - China trade fell.",
        "Rebels took the town (again) - Nobody fled.",
        "GOMA, May 16 (XYZ) - ",
        "NATO (North Atlantic Treaty Organization) Secretary General met him.",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text):
    assert find_dateline(text) is None


def test_a_dateline_may_follow_a_headline_and_a_byline():
    text = "Town taken\n\nBy Ann Bell\n\nGOMA, May 16 (XYZ) - Rebels took the town."

    assert [text[one.start : one.end] for one in split_sentences(text)] == [
        "Town taken",
        "By Ann Bell",
        "GOMA, May 16 (XYZ) -",
        "Rebels took the town.",
    ]
