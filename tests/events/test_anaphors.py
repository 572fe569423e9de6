"""Where "there" is."""

import pytest


@pytest.mark.parametrize(
    ("before", "place"),
    [
        (
            "Russian troops shelled Kharkiv; Germany and France condemned it, and both Germany"
            " and France were appalled.",
            "Kharkiv",
        ),
        (
            "Many have left the Kharkiv region for Russia. Germany and Russia confirmed it. Few people still"
            " live in the battered region.",
            "Kharkiv region",
        ),
        (
            "Protesters filled Moscow. Germany and France took note. Nobody in the besieged city could vote.",
            "Moscow",
        ),
        ("Protesters filled Moscow and Goma. Few in the city voted. Many were appalled in Harbin.", "Harbin"),
    ],
)
def test_there_is_what_the_sentence_before_was_about(code, before, place):
    *_, event = code(f"{before} Ukraine launched an offensive there.")

    assert event.location is not None
    assert event.location.name == place


def test_the_town_is_no_capital(code):
    text = (
        "Rebels ambushed a convoy near Goma. France recalled its ambassador from Beirut."
        " Drones bombed the town."
    )

    assert code(text)[-1].location.name == "Goma"


def actors_of(event):
    return sorted(one.country_iso3 for one in (*event.actors, *event.recipients) if one.country_iso3)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The ministers of Chad and Sudan met. The two ministers signed a treaty.", ["SDN", "TCD"]),
        ("The ministers of Chad, Sudan and Iran met. The ministers signed a treaty.", ["IRN", "SDN", "TCD"]),
        ("The ministers of Chad, Sudan and Iran met. The three ministers signed it.", ["IRN", "SDN", "TCD"]),
        ("Chad, Sudan and Iran met. They signed a treaty.", ["IRN", "SDN", "TCD"]),
        ("Chad and Sudan held talks. Both leaders signed a treaty.", ["SDN", "TCD"]),
    ],
)
def test_those_who_met_are_meant_by_their_office(code, text, codes):
    (_, event) = code(text)

    assert actors_of(event) == codes


def test_the_general_assembly_is_that_of_the_body_named(code):
    events = code("The United Nations condemned Russia. The General Assembly urged Iran to talk.")

    assert [one.name for one in events[1].actors] == ["UN General Assembly"]


def test_a_neighbour_is_the_other_of_two_countries_or_the_one_named(code):
    (first,) = code("France sold tanks worth 40 million euros to its neighbour Germany.")
    (second,) = code("Chad sold grain to its neighbour.")

    assert [one.name for one in first.recipients] == ["Germany"]
    assert [one.country_iso3 for one in second.recipients] == [None]


def test_many_are_they_rather_than_the_body_that_acts(code):
    events = code(
        "France sanctioned nine Russian officials, freezing their assets and banning them from work."
    )

    assert all([one.country_iso3 for one in event.recipients] == ["RUS"] for event in events)


def test_he_and_him_are_two_persons(code):
    events = code("Putin met Chad's president, Jean Balou, in Geneva. He urged him to visit Moscow.")

    assert [one.name for one in events[-1].recipients] == ["Jean Balou"]


def test_they_are_those_who_met_rather_than_a_town(code):
    text = "The presidents of Chad and Sudan met. Chad's president is to visit Beirut. They discussed trade."
    events = code(text)

    assert actors_of(events[-1]) == ["SDN", "TCD"]


def test_the_three_are_as_many_as_met(code):
    (_, event) = code("The ministers of Chad, Sudan and Iran met. The three urged Russia to talk.")

    assert [one.country_iso3 for one in event.actors] == ["TCD", "SDN", "IRN"]


def test_a_meeting_told_twice_is_still_that_of_the_two(code):
    text = "Putin and Jean Balou, the president of Chad, met in Moscow during Balou's visit to Moscow."
    (*_, event) = code(f"{text} The two presidents signed a treaty.")

    assert [one.name for one in (*event.actors, *event.recipients)] == ["Vladimir Putin", "Jean Balou"]


@pytest.mark.parametrize(
    "text",
    [
        "Chad's government cut ties with Sudan on Tuesday, accusing it of arming rebels.",
        "Chad cut ties with Sudan and accused it of arming rebels.",
    ],
)
def test_it_is_the_other_of_whom_the_subject_speaks(code, text):
    (_, accused) = code(text)

    assert [one.country_iso3 for one in accused.actors] == ["TCD"]
    assert [one.name for one in accused.recipients] == ["Sudan"]


def test_both_sides_are_not_those_who_speak_to_them(code):
    (event,) = code("France and Germany urged both sides to return to talks.")

    assert [one.country_iso3 for one in event.recipients] == [None]
