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
        "Geneva, May 3, XYZN - ",
        "Ankara, March 8 (XYZ) ",
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
        "On Monday, March 8 (Women's Day) Rebels took the town.",
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


@pytest.mark.parametrize(
    ("headline", "dateline"),
    [
        ("Two held after raid. ", "LYON, France (XYZ) — "),
        ("Mayor asks: 'Who pays?' Council to vote. ", "NEW HARLOW -- "),
        ("Bridge closed again. ", "WINSTED, Conn. (XY) - "),
    ],
)
def test_a_dateline_may_follow_its_headline_on_one_line(headline, dateline):
    text = f"{headline}{dateline}Police took nobody in."

    assert find_dateline(text) == (len(headline), len(headline) + len(dateline))


@pytest.mark.parametrize(
    "text",
    [
        "The vote is over. NATO — the alliance — met.",
        "Prices rose. The EU - not Norway - pays.",
        "He left. Then PARIS — Texas — called.",
    ],
)
def test_capitals_and_a_dash_inside_a_line_are_seldom_a_dateline(text):
    assert find_dateline(text) is None
