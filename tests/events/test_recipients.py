"""To whom it is done or said: people and bodies that only a common noun names, and whose thing is judged."""

from __future__ import annotations

import pytest


def recipients(code, text, event_type):
    found = [event for event in code(text) if event.event_type == event_type]
    assert found, f"no {event_type} in {text!r}"
    return [actor.name for actor in found[0].recipients]


@pytest.mark.parametrize(
    ("text", "event_type", "names"),
    [
        (
            "France warned tobacco growers and smelter owners that they would be fined.",
            "THREATEN",
            "smelter owners",
        ),
        ("The Turkish minister accused the dam builders of lying.", "ACCUSE", "dam builders"),
        ("A court in Goma fined the news site for contempt.", "SANCTION", "news site"),
        ("Germany's envoy negotiated with the ferry's management.", "CONSULT", "management"),
        ("The French army fed the besieged for a week.", "AID", "besieged"),
        ("Chad's president urged everyone to stay calm.", "REQUEST", "everyone"),
    ],
)
def test_people_told_by_a_common_noun_are_recipients(code, text, event_type, names):
    assert names in recipients(code, text, event_type)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Chad promised rangers for the park on the border.", "AGREE"),
        ("The Iranian governor appealed for nurses.", "REQUEST"),
    ],
)
def test_people_who_are_sent_or_asked_for_are_none(code, text, event_type):
    assert recipients(code, text, event_type) == []


@pytest.mark.parametrize(
    ("text", "event_type", "name"),
    [
        ("Doctors Without Borders vaccinated 4,000 children in Goma.", "AID", "children in Goma"),
        ("The medics treated thirty villagers hurt in the shelling.", "AID", "villagers"),
        ("Chad took in more than 90,000 refugees.", "AID", "refugees"),
        ("Iran let the election monitors into the camp.", "RETREAT", "monitors"),
    ],
)
def test_those_inside_a_phrase_come_before_the_place(code, text, event_type, name):
    assert recipients(code, text, event_type) == [name]


@pytest.mark.parametrize(
    ("text", "event_type", "name"),
    [
        ("The German cabinet dismissed the strikers' demand for talks.", "REJECT", "strikers"),
        ("Turkey's ministry banned a novelist's book.", "COERCE", "novelist"),
        ("Chad rejected the charter the rebels propose.", "REJECT", "rebels"),
        ("Moscow disowned the memorandum that French officials had hailed.", "REJECT", "French officials"),
    ],
)
def test_whose_thing_is_judged_is_the_recipient(code, text, event_type, name):
    assert recipients(code, text, event_type) == [name]


def test_who_only_tells_of_what_is_judged_is_no_recipient(code):
    assert recipients(code, "Syria shut the prison, of which former inmates told tales.", "CONCEDE") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Iran deployed missiles along the strait facing Syria.", "Syria"),
        ("The rebels are massing north of Mosul.", "Mosul"),
    ],
)
def test_moved_forces_face_somebody(code, text, name):
    assert recipients(code, text, "MOBILIZE") == [name]


def test_whom_forces_face_is_not_where_they_are(code):
    (event,) = code("Iran deployed missiles along the strait facing Syria.")

    assert event.location is None


def test_a_colleague_of_another_country_is_no_own_man(code):
    text = "Germany's federal police shared intelligence with their French colleagues."
    (event,) = code(text)

    assert [actor.country_iso3 for actor in event.recipients] == ["FRA"]


def test_who_got_years_from_a_court_is_convicted_by_it(code):
    (event,) = code("The opposition leader drew nine years from a Moscow court.")

    assert [actor.name for actor in event.actors] == ["Moscow court"]
    assert [actor.name for actor in event.recipients] == ["opposition leader"]


def test_who_is_asked_to_hand_over_comes_before_those_who_get_it(code):
    text = "Protest leaders in Goma demanded that the military council hand power to a civilian cabinet."

    assert recipients(code, text, "REQUEST") == ["military council"]


def test_those_whom_a_rescue_saved_did_not_do_it(code):
    text = "The evacuation of Sudanese students from Kharkiv was run by a German charity."
    (event,) = [one for one in code(text) if one.event_type == "AID"]

    assert [actor.country_iso3 for actor in event.recipients] == ["SDN"]
    assert [actor.country_iso3 for actor in event.actors] == ["DEU"]


def test_a_statement_of_an_unknown_to_people_stays_no_event(code):
    assert code("Miller thanked the owners.") == ()


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "names"),
    [
        (
            "Iranian doctors treated some 30 wounded Palestinians in Goma.",
            "AID",
            ["Iranian doctors"],
            ["Palestinians"],
        ),
        ("Turkey bankrolls the eastern brigades.", "AID", ["Turkey"], ["brigades"]),
        ("The French army launched air strikes on a market.", "ASSAULT", ["French army"], ["market"]),
        ("Iran threatened to flatten the radio station.", "THREATEN", ["Iran"], ["radio station"]),
        (
            "Clashes between the army and Sudanese rebels left ten dead.",
            "ASSAULT",
            ["army"],
            ["Sudanese rebels"],
        ),
        (
            "The refusal of the Iranian delegation to talk to France ended the round.",
            "REJECT",
            ["Iranian delegation"],
            ["France"],
        ),
        (
            "Chinese rescuers pulled a father and two sons alive from the ruins.",
            "AID",
            ["Chinese rescuers"],
            ["father", "sons"],
        ),
    ],
)
def test_both_sides_are_where_they_stand(code, text, event_type, actors, names):
    found = next(event for event in code(text) if event.event_type == event_type)

    assert [actor.name for actor in found.actors] == actors
    assert [actor.name for actor in found.recipients] == names


def test_a_state_to_which_a_threat_is_told_is_threatened(code):
    (event,) = [
        one for one in code("China told France it would pay a heavy price.") if one.event_type == "THREATEN"
    ]

    assert [actor.country_iso3 for actor in event.recipients] == ["FRA"]


def test_the_court_in_which_somebody_is_sued_is_not_the_one_sued(code):
    text = "Forty families are seeking damages from the line in a Moscow court."

    assert "Moscow court" not in recipients(code, text, "ACCUSE")


def test_a_managing_director_is_named_with_the_body(code):
    (event,) = code("The Iranian president took a call from the IMF's managing director.")

    assert [actor.name for actor in event.recipients] == ["IMF's managing director"]


def test_both_who_stop_shooting_have_a_part_in_it(code):
    (event,) = code("The Sudanese army and the rebels stopped shooting.")

    assert [actor.name for actor in (*event.actors, *event.recipients)] == ["Sudanese army", "rebels"]


@pytest.mark.parametrize(
    ("text", "event_type", "names"),
    [
        ("The French army fed the camp for a month.", "AID", ["camp"]),
        ("The separatist leader has refused to meet the governor's envoy.", "REJECT", ["governor's envoy"]),
        ("Thirty villagers lost their lives in shelling near Goma.", "ASSAULT", ["Thirty villagers"]),
        ("France backs the mission, though it has turned down the request for troops.", "SUPPORT", []),
        (
            "The Syrian interior ministry admitted that officers had used rubber bullets against protesters.",
            "CONCEDE",
            ["protesters"],
        ),
    ],
)
def test_means_and_bystanders_are_no_recipients(code, text, event_type, names):
    assert recipients(code, text, event_type) == names


def test_who_got_months_is_convicted_where_no_court_is_told(code):
    (event,) = [
        one
        for one in code("Forty sailors got eight months each from a court martial in Moscow.")
        if one.event_type == "SANCTION"
    ]

    assert event.actors == ()
    assert len(event.recipients) == 1


def test_an_opposite_number_is_of_the_country_told(code):
    (event,) = code("France's foreign minister met his German opposite number in Geneva.")

    assert [actor.country_iso3 for actor in event.recipients] == ["DEU"]


def test_in_force_names_no_troops(code):
    (event,) = code("Garment workers in Goma came out in force over unpaid wages.")

    assert event.recipients == ()
