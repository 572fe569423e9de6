"""Lists of donors: each gives its own amount, and none gets that of another."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "Germany pledged 30 million euros, Turkey 20 million euros and France 15 million dollars.",
            [("Germany", 30e6), ("Turkey", 20e6), ("France", 15e6)],
        ),
        (
            "Germany pledged NZ$20 million for a fund, China 100 million euros and Iran 1 billion yen.",
            [("Germany", 20e6), ("China", 100e6), ("Iran", 1e9)],
        ),
        (
            "China promised 3 billion yen for the port and Iran 5 billion won for the road.",
            [("China", 3e9), ("Iran", 5e9)],
        ),
        (
            "Donors pledged $900 million: Germany $500 million, China $300 million and Turkey $100 million.",
            [("Donors", 900e6), ("Germany", 500e6), ("China", 300e6), ("Turkey", 100e6)],
        ),
    ],
)
def test_each_donor_gives_its_own_amount(parse, text, given):
    parsed = parse(text)
    found = [
        (event.actors[0].name, parsed.figures[number].value)
        for event in parsed.events
        for number in event.figures
    ]

    assert found == given
    assert all(not event.recipients for event in parsed.events)


def test_what_the_first_donor_gives_to_somebody_the_others_do_too(code):
    events = code(
        "Germany pledged 30 million euros to Chad, Turkey 20 million euros and France 15 million euros."
    )

    assert [[one.name for one in event.recipients] for event in events] == [["Chad"]] * 3
