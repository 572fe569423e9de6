"""Which event a figure belongs to."""

from geomap.constants import EventType


def test_two_strikes_in_one_sentence_keep_their_own_numbers(parse):
    parsed = parse("Russia shelled Kharkiv, killing 12 people, and Israel bombed Beirut, killing 30 people.")

    found = {
        event.location.name: [parsed.figures[number].value for number in event.figures]
        for event in parsed.events
        if event.event_type is EventType.ASSAULT and event.location is not None and event.figures
    }

    assert found == {"Kharkiv": [12], "Beirut": [30]}


def test_one_event_told_by_two_words_has_the_figure_once(parse):
    parsed = parse("Russia shelled Kharkiv, killing 12 people.")

    assert [event.figures for event in parsed.events] == [(0,)]
