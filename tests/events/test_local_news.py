"""What papers of towns tell: headlines without an object, matches, courts, blasts, calls for help."""

from __future__ import annotations

import pytest

from geomap.constants import EventType, Modality


def sides(event):
    return [one.name for one in event.actors], [one.name for one in event.recipients]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Minister jailed for fraud.", ["Minister"]),
        ("Woman stabbed while jogging near Goma.", ["Woman"]),
        ("Journalist expelled from Chad.", ["Journalist"]),
        ("Two ministers sacked in Chad.", ["Two ministers"]),
        ("Minister John Smith was sentenced to a year, fined and told to leave.", ["John Smith"]),
    ],
)
def test_who_has_no_object_in_a_headline_suffers_it(code, text, recipients):
    assert sides(code(text)[0]) == ([], recipients)


@pytest.mark.parametrize(
    "text", ["Who condemned and sanctioned Russia?", "France condemned and sanctioned Russia."]
)
def test_verbs_joined_to_one_with_an_object_have_it_too(code, text):
    assert all(sides(event)[1] == ["Russia"] for event in code(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Tigers were bombed 11-2 by Chad.",
        "Germany beat Chad 2-1; Chad's captain attacked the referee and accused Germany of diving.",
        "A gas explosion leveled a house in Goma, killing a couple.",
        "Investigators in Goma blamed a leaking pipe.",
        "A horse in Goma was killed after being attacked.",
        "Germany banned the disposal of medicines in landfills.",
        "A neighbor called 911, the minister said.",
        "The film, in which soldiers invade a village, opens in Goma on Friday.",
        "Clashes are frequent in Goma.",
    ],
)
def test_what_only_sounds_like_conflict_is_none(code, text):
    conflicts = {EventType.ASSAULT, EventType.COERCE, EventType.ACCUSE, EventType.REQUEST}

    assert not conflicts & {event.event_type for event in code(text) if event.modality is Modality.ACTUAL}


def test_a_range_of_people_is_no_score(code):
    assert [event.event_type for event in code("Rebels killed 10-12 people in Goma.")] == [EventType.ASSAULT]


def test_with_whom_a_border_is_shared_nobody_fights(code):
    (event,) = code("Troops fought insurgents near Turkey's border with Syria and Iran.")

    assert sides(event) == (["Troops"], ["insurgents"])


def test_an_adverb_parts_nobody_from_his_deed(code):
    (event,) = code("Police fatally shot four men in Goma.")

    assert sides(event) == (["Police"], ["men in Goma"])


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Germany invaded France in the Second World War.", Modality.HISTORICAL),
        ("During the Cold War Russia threatened Turkey.", Modality.HISTORICAL),
        ("Russia attacked Ukraine in the biggest assault since the Second World War.", Modality.ACTUAL),
    ],
)
def test_what_was_done_in_a_war_long_over_is_history(code, text, modality):
    assert {event.modality for event in code(text)} == {modality}


def test_a_council_and_its_mayor_quarrel_among_themselves(code):
    town = "The city council voted to ban plastic bags. Shop owners demanded a hearing. "

    assert code(f"{town}The mayor threatened to veto the ordinance. The librarian criticized the plan.") == ()
