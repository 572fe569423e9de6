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
        "Friday's summit strengthened ties between Russia and China. The summit underscored the strengthening"
        " ties between Russia and China, analysts said."
    )

    assert _told(parsed, EventType.SUPPORT) == [(["China", "Russia"], 1)]


def test_what_follows_with_as_a_clause_of_its_own_is_no_side(parse):
    parsed = parse(
        "Economic cooperation and military ties are a key focus,"
        " with Russia's wealth fund set to open an office in Harbin."
    )

    assert _told(parsed, EventType.COOPERATE) == []


def test_the_first_sentence_tells_in_full_what_its_heading_says(parse):
    parsed = parse(
        "Ukraine condemns attacks\n"
        "Ukraine and France condemned the attacks on civilian infrastructure by Russia.\n"
        "\n"
        "Russian drones hit Kharkiv, killing 3\n"
        "Russia attacked Ukraine overnight, killing three people in Kharkiv, officials said."
        " In Mosul, a separate Iranian strike wounded five."
    )

    assert _told(parsed, EventType.ACCUSE) == [(["France", "Russia", "Ukraine"], 1)]
    assert [
        (event.location.name, len(event.merged))
        for event in parsed.events
        if event.event_type is EventType.ASSAULT and event.location
    ] == [("Kharkiv", 1), ("Mosul", 0)]


def test_a_heading_that_says_another_number_or_place_stays_an_event(parse):
    parsed = parse(
        "Israeli strike kills 5 in Beirut\n"
        "An Israeli strike killed nine people in Mosul on Friday, the governor said."
    )

    assert [event.location.name for event in parsed.events if event.location] == ["Beirut", "Mosul"]


def test_a_heading_and_lead_on_one_protest_share_the_country(code):
    text = "Protesters rally in Harbin against mine\n\nThousands took to the streets of the Chinese city."
    events = [event for event in code(text) if event.event_type is EventType.PROTEST]

    assert len(events) == 1


def test_what_police_do_beside_bulldozers_is_a_deed_of_its_own(code):
    events = code("Bulldozers demolished 230 houses, and police fired tear gas at residents in Goma.")

    assert [[actor.name for actor in event.actors] for event in events][-1] == ["police"]
