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
