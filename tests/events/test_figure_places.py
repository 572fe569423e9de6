"""Where those a figure counts are from and where they are."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The virus has killed 150 people worldwide, it was said in Chad.",
        "In Chad they said it had killed 150 people around the world.",
        "There were 150 deaths outside China.",
    ],
)
def test_the_whole_world_is_no_place(count, text):
    (figure,) = count(text)

    assert figure.location is None


def test_outside_a_town_is_near_it(count):
    (figure,) = count("A strike killed 150 people outside Goma.")

    assert figure.location is not None
    assert figure.location.name == "Goma"


def test_refugees_are_from_the_country_they_are_named_after(count):
    (figure,) = count("They met some of the 40,000 Syrian refugees and many others from Sudan.")

    assert figure.origin is not None
    assert figure.origin.name == "Syria"
