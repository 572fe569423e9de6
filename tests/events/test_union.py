"""One event told by several words or sentences of a document."""

from geomap.constants import EventType


def _told(parsed, kind):
    return [
        (sorted(actor.name for actor in (*event.actors, *event.recipients)), len(event.merged))
        for event in parsed.events
        if event.event_type is kind
    ]


def test_a_second_word_for_a_visit_of_the_headline_is_no_visit_of_its_own(parse):
    parsed = parse(
        "Putin's Visit to China Opens Door to Trade\n"
        "Russian President Vladimir Putin is on a three-day visit to China, marking his second trip abroad"
        " since his re-election."
    )

    assert _told(parsed, EventType.CONSULT) == [(["China", "Vladimir Putin"], 1)]


def test_ties_told_again_in_other_words_are_one_event(parse):
    parsed = parse(
        "Friday's deal strengthens ties between Russia and China. The summit underscored the strengthening"
        " ties between Russia and China, analysts said."
    )

    assert _told(parsed, EventType.SUPPORT) == [(["China", "Russia"], 1)]


def test_what_follows_with_as_a_clause_of_its_own_is_no_side(parse):
    parsed = parse(
        "Economic cooperation and military ties are a key focus,"
        " with Russia's wealth fund set to open an office in Harbin."
    )

    assert _told(parsed, EventType.COOPERATE) == []
