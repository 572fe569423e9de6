"""Who acts and towards whom where the tree is crooked, mutual, passive or silent."""

import pytest

from geomap.constants import EventType, Modality


def names(code, text, event_type):
    """The names of actors and recipients of the one event of a type."""
    (event,) = [event for event in code(text) if event.event_type is EventType(event_type)]
    return [one.name for one in event.actors], [one.name for one in event.recipients]


@pytest.mark.parametrize(
    ("text", "event_type", "actors"),
    [
        ("Xi and Putin hail partnership.", "SUPPORT", ["Xi Jinping", "Vladimir Putin"]),
        ("The United States and China praised their ties.", "SUPPORT", ["United States", "China"]),
        ("Moscow and Beirut condemned each other.", "ACCUSE", ["Moscow", "Beirut"]),
        (
            "Leaders of China and Russia hailed ties.",
            "SUPPORT",
            ["Leaders of China", "Leaders of Russia"],
        ),
    ],
)
def test_who_speaks_of_each_other_or_of_common_ties_all_act(code, text, event_type, actors):
    assert names(code, text, event_type) == (actors, [])


def test_ties_with_somebody_else_have_a_recipient(code):
    assert names(code, "Xi praised ties with Russia.", "SUPPORT") == (["Xi Jinping"], ["Russia"])


@pytest.mark.parametrize(
    ("text", "event_type", "recipients"),
    [
        ("Ali Hassan has been charged with treason.", "ACCUSE", ["Ali Hassan"]),
        ("Three soldiers were accused of torture.", "ACCUSE", ["Three soldiers"]),
        ("Iran was urged to release the prisoners.", "REQUEST", ["Iran"]),
    ],
)
def test_a_passive_without_an_agent_tells_of_its_subject(code, text, event_type, recipients):
    assert names(code, text, event_type) == ([], recipients)


@pytest.mark.parametrize(
    "text",
    [
        "The film was praised.",
        "The cook was urged to add salt.",
        "A French minister was called to the stage.",
        "Ann Bell received rejection letters from colleges.",
        "The French police received the call at noon.",
        "Teachers and students visited the courthouse in Beirut.",
        "It is prohibited to turn right in Beirut.",
    ],
)
def test_a_passive_about_nobody_of_rank_and_a_meeting_of_nobody_tell_no_event(code, text):
    assert not code(text)


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("Bandits kidnapped sixty passengers near Kharkiv.", "ASSAULT", ["Bandits"], ["passengers"]),
        (
            "Turkish artillery shelled positions of the militia near Mosul.",
            "ASSAULT",
            ["Turkey"],
            ["militia"],
        ),
        ("Clashes between the army and rebels left thirty dead.", "ASSAULT", ["army"], ["rebels"]),
        ("The refusal of Iran to talk ended the round.", "REJECT", ["Iran"], []),
        ("Sorties over the town of Goma by French planes went on.", "ASSAULT", ["France"], ["Goma"]),
        ("Sudanese gunmen set 28 schoolboys free.", "RETREAT", ["Sudanese gunmen"], ["schoolboys"]),
        ("Alexei Navalny's arrest in Moscow was brief.", "COERCE", [], ["Alexei Navalny"]),
        ("Russia's arrest of the journalist was brief.", "COERCE", ["Russia"], ["journalist"]),
        ("The governor imposed a curfew on three townships.", "COERCE", ["governor"], ["townships"]),
        (
            "Eleven churches were destroyed by Sudanese rebels.",
            "ASSAULT",
            ["Sudanese rebels"],
            ["churches"],
        ),
    ],
)
def test_sides_are_found_where_the_tree_goes_astray(code, text, event_type, actors, recipients):
    assert names(code, text, event_type) == (actors, recipients)


def test_verbs_side_by_side_share_their_object(code):
    assert names(code, "France condemned and sanctioned Russia.", "SANCTION") == (["France"], ["Russia"])


def test_those_loyal_to_somebody_are_of_that_country(code):
    (event,) = code("Troops loyal to Putin shelled Mosul.")

    assert event.actors[0].country_iso3 == "RUS"


def test_the_government_is_that_of_the_one_country_whose_president_was_named(code):
    *_, event = code("The president of Sudan visited Chad. The government condemned Israel.")

    assert event.actors[0].country_iso3 == "SDN"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Russian forces entered Kharkiv. Four people were killed in the city.", "Kharkiv"),
        ("Rebels seized the town of Goma. The town was shelled on Tuesday.", "Goma"),
        ("Protesters marched in Beirut. Clashes broke out in the capital.", "Beirut"),
        ("Russian forces entered Kharkiv. Four people were killed in the neighbouring city.", None),
        ("Rebels advanced from Goma to Mosul. Four people were killed in the city.", None),
        ("Moscow condemned Israel. Four people were killed in the city.", None),
    ],
)
def test_the_city_is_the_one_just_named_or_nowhere(code, text, place):
    *_, event = code(text)

    assert (event.location.name if event.location else None) == place


def test_what_somebody_stops_short_of_is_not_done(code):
    (event,) = code("France stopped short of condemning Israel.")

    assert event.modality is Modality.NEGATED


def test_who_refuses_to_rule_something_out_has_refused_nothing(code):
    (event,) = code("Germany refused to rule out talks with Iran.")

    assert (event.event_type, event.modality) == (EventType.REJECT, Modality.NEGATED)


def test_the_condition_of_a_threat_is_no_event(code):
    events = code("Iran threatened to attack Israel unless France released the prisoners.")

    assert [event.event_type for event in events] == [EventType.THREATEN]


def test_a_side_behind_a_colon_belongs_to_what_is_told_there(code):
    events = code(
        "The accord followed a meeting in Geneva: on 18 March the president of Chad praised Turkey."
    )

    assert names(code, events[-1].quote, "SUPPORT") == (["president of Chad"], ["Turkey"])
    assert not any(one.name == "Turkey" for event in events[:-1] for one in event.recipients)


@pytest.mark.parametrize(
    "said",
    ["shelling had killed two people", "explosions rocked Goma", "Moscow had shelled the town"],
)
def test_who_said_something_also_does_what_is_joined_to_it(code, said):
    text = f"Kyiv said {said} and accused Moscow of war crimes."
    assert names(code, text, "ACCUSE") == (["Kyiv"], ["Moscow"])


def test_a_government_is_of_the_country_of_the_leader_who_was_named(code):
    text = "Salvadoran President Nayib Bukele spoke on Friday. Peru accused Bukele's government of torture."
    (event,) = code(text)
    assert event.recipients[0].country_iso3 == "SLV"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Chad reopened two crossings at Goma last week.", "Goma"),
        ("The Ukrainian minister travelled to Goma on Sunday for talks with French officials.", "Goma"),
        ("The French president is due to host the Sudanese army chief in Goma on Thursday.", "Goma"),
    ],
)
def test_what_is_conceded_and_who_travels_for_talks_have_a_place(code, text, place):
    (event,) = code(text)
    assert event.location.name == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Goma, witnesses said soldiers had shot two students.", "Goma"),
        ("In Goma, doctors and police said gunmen had killed four people overnight.", "Goma"),
        ("In Geneva, a French minister said soldiers had shot two students.", None),
        ("In Geneva, witnesses said Sudanese students had been shot.", None),
    ],
)
def test_what_local_people_tell_happened_where_the_sentence_begins(code, text, place):
    (event,) = code(text)
    assert (event.location.name if event.location else None) == place


@pytest.mark.parametrize(
    ("text", "event_type", "sides"),
    [
        (
            "Sudanese minister sentenced to death by Syrian court",
            "SANCTION",
            (["Syrian court"], ["Sudanese minister"]),
        ),
        ("Germany stood by Israel after the attack.", "SUPPORT", (["Germany"], ["Israel"])),
        ("Iran is expected to sign a deal for 100 jets.", "AGREE", (["Iran"], [])),
        ("Chad has deployed 2,000 soldiers.", "MOBILIZE", (["Chad"], [])),
        ("Russia threatened military action in Chad.", "THREATEN", (["Russia"], ["Chad"])),
    ],
)
def test_headlines_without_auxiliaries_and_troops_that_are_sent_have_the_right_sides(
    code, text, event_type, sides
):
    assert names(code, text, event_type) == sides


@pytest.mark.parametrize(
    "text",
    [
        "Russia-Ukraine talks opened in Geneva on Monday.",
        "A Russia-Ukraine prisoner exchange took place on Sunday.",
        "Russia, Ukraine agree ceasefire",
        "Fighting between Russia and Ukraine resumed near Kharkiv.",
    ],
)
def test_two_named_side_by_side_share_what_is_mutual(code, text):
    (event,) = code(text)

    assert ([one.country_iso3 for one in event.actors], [one.country_iso3 for one in event.recipients]) == (
        ["RUS"],
        ["UKR"],
    )


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("France faces new pressure. The junta expelled the German ambassador.", "FRA"),
        ("Chad has cut its output. The kingdom attacked Sudan.", "TCD"),
        ("The European Union met on Monday. The bloc imposed sanctions on Iran.", "EUR"),
        ("Russia pressed Turkey. Turkey called on Iran and Syria. The two sides accused Russia.", "IRN"),
    ],
)
def test_what_points_back_to_a_state_or_bloc_is_that_one(code, text, country):
    event = code(text)[-1]

    assert event.actors[0].country_iso3 == country


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Turkey hosted talks between Russia and Ukraine.", "Turkey"),
        ("The city of Goma, near Beirut, was shelled by rebels.", "Goma"),
        ("Russia struck Kharkiv late on Monday.", "Kharkiv"),
    ],
)
def test_a_deed_is_where_its_object_or_its_host_is(code, text, place):
    assert code(text)[0].location.name == place


def test_strikes_led_by_a_country_are_no_labour_dispute(code):
    (event,) = code("French-led strikes hit Mosul on Thursday.")

    assert event.event_type.value == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "event_type", "sides"),
    [
        ("The strike hit a block in Goma, killing five, the Syrian army said.", "ASSAULT", ([], ["block"])),
        (
            "France drew a warning from Iran, which accused Israel of spying.",
            "ACCUSE",
            (["Iran"], ["Israel"]),
        ),
        (
            "Russian officials said Moscow would respond to any attack.",
            "THREATEN",
            (["Russian officials"], []),
        ),
    ],
)
def test_who_only_reports_does_nothing_and_who_is_named_last_accuses(code, text, event_type, sides):
    assert names(code, text, event_type) == sides


def test_who_is_due_to_visit_visits(code):
    text = "Pope Leo is due to visit Beirut from Nov. 30 to Dec. 2."
    assert names(code, text, "AGREE") == (["Pope Leo"], ["Beirut"])


def test_a_strike_that_hits_is_no_walkout(code):
    (event,) = code("The strike hit an apartment block in Goma.")
    assert event.event_type is EventType.ASSAULT


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot a minister on Monday and condemned the role of Turkey in Syria.",
        "Rebels killed a minister and asked for talks in Geneva.",
        "Iran and Turkey discussed the prospect of organizing talks in Geneva.",
        "Rebels gave up territory, pressed by militias from Syria.",
    ],
)
def test_a_place_of_something_else_is_not_the_deed_s(code, text):
    assert code(text)[0].location is None


def test_what_is_plotted_has_not_happened(code):
    assert not [
        event for event in code("Men plotted a bomb attack in Goma.") if event.modality is Modality.ACTUAL
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The UN met. The European Union pledged aid, and France urged the bloc to sanction Chad.",
        "The European Union met. The UN called for calm. France urged the bloc to sanction Chad.",
    ],
)
def test_the_bloc_is_no_world_body(code, text):
    (event,) = [event for event in code(text) if event.actors and event.actors[0].country_iso3 == "FRA"]
    assert event.recipients[0].country_iso3 == "EUR"


def test_a_country_beside_a_body_is_no_body(code):
    (event,) = code("Chad, IMF reach staff-level agreement")
    assert {one.sector for one in (*event.actors, *event.recipients) if one.country_iso3 == "TCD"} == {None}


@pytest.mark.parametrize(
    "text",
    ["France condemned Iran under a 2013 treaty.", "Turkey and France agreed to defer payments until 2028."],
)
def test_the_year_of_a_treaty_or_an_end_is_no_date_of_the_event(code, text):
    assert code(text)[0].date_start is None


@pytest.mark.parametrize(
    "text", ["Drones struck the northern port of Beirut.", "Rebels bombed a Beirut hospital on Monday."]
)
def test_the_town_of_the_thing_attacked_is_the_place(code, text):
    assert code(text)[0].location.name == "Beirut"


def test_what_is_joined_across_a_semicolon_begins_anew(code):
    first, second = code("France lodged a protest with China; Chad and Sudan expressed concern.")
    assert [one.name for one in first.recipients] == ["China"]
    assert [one.name for one in second.actors] == ["Chad", "Sudan"]


def test_who_fired_missiles_did_not_do_what_gunmen_did(code):
    text = "Israel fired missiles at Iran two weeks after gunmen killed 26 tourists in Mosul."
    fired, killed = code(text)
    assert (fired.figures, killed.figures) == ((), (0,))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("France exchange captives with Chad", "France"),
        ("Moscow scrambles jets", "Moscow"),
    ],
)
def test_a_side_ends_before_the_verb_of_a_headline(code, text, actor):
    assert code(text)[0].actors[0].name == actor


def test_what_somebody_calls_a_warning_is_none(code):
    assert [
        event.event_type for event in code("China sent warships, in what it called a warning to rebels.")
    ] == [EventType.MOBILIZE]


def test_the_junta_is_that_of_the_country_told_of_most(code):
    text = "Chad is calm. The president of Chad was arrested. France sent a plane. The junta attacked Sudan."
    assert code(text)[-1].actors[0].country_iso3 == "TCD"


@pytest.mark.parametrize(
    ("text", "event_type", "sides"),
    [
        ("Bombs exploded in Goma and Mosul, killing 12.", "ASSAULT", ([], [])),
        ("Rebels of Chad sank the Eternity C with a missile.", "ASSAULT", (["Rebels of Chad"], ["Eternity"])),
        ("Kremlin warns Germany over military bases", "THREATEN", (["Kremlin"], ["Germany"])),
        ("Germany gave Ukraine two Patriot systems.", "AID", (["Germany"], ["Ukraine"])),
    ],
)
def test_weapons_do_nothing_and_get_nothing(code, text, event_type, sides):
    first = next(event for event in code(text) if event.event_type is EventType(event_type))
    assert ([one.name for one in first.actors], [one.name for one in first.recipients]) == sides


def test_the_two_nations_are_not_those_of_a_war_beside(code):
    text = (
        "China, neutral in the Russia-Ukraine conflict, has bolstered Russia through trade. "
        "Trade between the two nations reached $240 billion."
    )
    told = code(text)[-1]
    assert {one.country_iso3 for one in (*told.actors, *told.recipients)} == {"CHN", "RUS"}


def test_she_is_not_a_man_named_before_somebody_without_a_name(code):
    text = (
        "Kremlin spokesman Dmitry Peskov welcomed the law. In Beirut, a court jailed a journalist for two"
        " years. Reporters Without Borders demanded her immediate release."
    )

    assert code(text)[-1].recipients == ()


def test_a_country_is_no_minister_called_like_it(code):
    text = "Defence Minister Israel Katz met the French president. Chad accused Israel of an attack."

    assert [one.name for one in code(text)[-1].recipients] == ["Israel"]


def test_a_currency_before_its_sum_gets_nothing(code):
    events = code("Germany contributed SEK 30 million and France $2.5 million to the response.")

    assert [([a.name for a in one.actors], list(one.recipients)) for one in events] == [
        (["Germany"], []),
        (["France"], []),
    ]
