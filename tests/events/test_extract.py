"""Who did what to whom, where, when and how it is told."""

from datetime import date, timedelta

import pytest
from coded import only

from geomap.constants import EventType, Modality, Precision, QuadClass

FRIDAY = date(2024, 5, 17)


def sides(event):
    """The country codes of actors and recipients."""
    return (
        [actor.country_iso3 for actor in event.actors],
        [actor.country_iso3 for actor in event.recipients],
    )


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("Russia attacked Ukraine on Thursday.", "ASSAULT", ["RUS"], ["UKR"]),
        ("Ukraine was attacked by Russia.", "ASSAULT", ["RUS"], ["UKR"]),
        ("Russia's attack on Kharkiv killed two people.", "ASSAULT", ["RUS"], ["UKR"]),
        ("Israeli soldiers arrested dozens of Palestinians.", "COERCE", ["ISR"], ["PSE"]),
        ("France called on China to use its influence.", "REQUEST", ["FRA"], ["CHN"]),
        ("Turkey accused Syria of shelling a village.", "ACCUSE", ["TUR"], ["SYR"]),
        ("Iran threatened to attack Israel.", "THREATEN", ["IRN"], ["ISR"]),
        ("Germany has imposed sanctions on Russia.", "SANCTION", ["DEU"], ["RUS"]),
        ("Germany sent humanitarian aid to Sudan.", "AID", ["DEU"], ["SDN"]),
        ("Russia rejected a French proposal.", "REJECT", ["RUS"], ["FRA"]),
        ("The visit of Vladimir Putin to China began on Thursday.", "CONSULT", ["RUS"], ["CHN"]),
        ("Sudan said it had expelled a French diplomat.", "SANCTION", ["SDN"], ["FRA"]),
        ("Iran and Turkey held talks with Syria.", "CONSULT", ["IRN", "TUR"], ["SYR"]),
        ("Syria agreed to send troops to Chad.", "AGREE", ["SYR"], ["TCD"]),
        ("Turkey withdrew its troops from Syria.", "RETREAT", ["TUR"], ["SYR"]),
    ],
)
def test_sides_follow_the_order_of_the_clause(code, text, event_type, actors, recipients):
    event = only(code(text), EventType(event_type))

    assert sides(event) == (actors, recipients)


def test_talks_between_two_sides_give_each_a_role(code):
    event = only(code("Talks between Russia and Ukraine resumed in Geneva."), EventType.CONSULT)

    assert sides(event) == (["RUS"], ["UKR"])
    assert event.location is not None
    assert event.location.name == "Geneva"


def test_an_actor_is_named_by_person_with_the_span_of_the_name(code):
    text = "Russian President Vladimir Putin visited China."

    (event,) = code(text)

    (actor,) = event.actors
    assert (actor.name, actor.country_iso3, actor.sector) == ("Vladimir Putin", "RUS", "GOV")
    assert text[actor.start : actor.end] == "Vladimir Putin"


def test_a_surname_later_in_the_text_is_the_same_person(code):
    events = code("French President Anna Muster visited Chad. Muster criticized Russia.")

    assert sides(only(events, EventType.ACCUSE)) == (["FRA"], ["RUS"])


def test_a_titled_name_that_no_list_knows_takes_the_country_of_its_demonym(code):
    (event,) = code("Turkish Labour Minister Deniz Beispiel condemned Israel.")

    assert event.actors[0].name == "Deniz Beispiel"
    assert (event.actors[0].country_iso3, event.actors[0].sector) == ("TUR", "GOV")


def test_a_capital_that_acts_is_its_government(code):
    (event,) = code("Moscow condemned Israel.")

    assert (event.actors[0].country_iso3, event.actors[0].sector) == ("RUS", "GOV")


def test_the_two_leaders_are_the_two_named_before(code):
    events = code(
        "Vladimir Putin met Chinese President Xi Jinping. The two leaders also attended a ceremony in Harbin."
    )

    assert sides(events[-1]) == (["RUS"], ["CHN"])


def test_the_two_leaders_of_nobody_stay_unknown(code):
    events = code("The two leaders attended a ceremony in Harbin.")

    assert all(actor.country_iso3 is None for event in events for actor in event.actors)


def test_violence_without_an_actor_has_no_actor(code):
    event = only(code("Four people were killed in a bombing in Beirut."), EventType.ASSAULT)

    assert event.actors == ()
    assert event.location is not None
    assert event.location.name == "Beirut"


def test_an_offensive_in_a_region_is_placed_on_the_region(code):
    event = only(
        code("Russian forces conduct a significant offensive in Ukraine's Kharkiv region."), EventType.ASSAULT
    )

    assert sides(event) == (["RUS"], ["UKR"])
    assert event.location is not None
    assert (event.location.name, event.precision) == ("Kharkiv region", Precision.ADMIN1)


@pytest.mark.parametrize(
    ("text", "event_type", "named"),
    [
        ("Gunmen stormed the central prison in Kinshasa.", EventType.ASSAULT, ["central prison"]),
        ("The Turkish army seized three oil wells on Monday.", EventType.COERCE, ["oil wells"]),
        (
            "Iranian teachers called off their strike after talks with the government of Iran.",
            EventType.CONCEDE,
            None,
        ),
        ("Russia sent a letter to Finland threatening to cut gas supplies.", EventType.THREATEN, ["Finland"]),
        ("France refused to allow a Malian plane to land.", EventType.REJECT, ["Malian"]),
        ("Israel spurned repeated offers of talks by Syria.", EventType.REJECT, ["Syria"]),
    ],
)
def test_the_recipient_is_found_further_away(code, text, event_type, named):
    names = [actor.name for actor in only(code(text), event_type).recipients]

    assert names == (named or ["government of Iran"])


def test_what_was_attacked_has_no_country_unless_the_text_tells_one(code):
    event = only(code("Gunmen from Mali attacked a convoy."), EventType.ASSAULT)

    assert [(one.name, one.country_iso3) for one in event.recipients] == [("convoy", None)]


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("Germany donated 300 generators to Ukraine.", EventType.AID, None),
        ("Tunisian police threw the editor in jail.", EventType.COERCE, "arrest"),
        ("The Greek parliament repealed the press law.", EventType.CONCEDE, None),
        ("Russia rushed an armoured brigade to the border with Ukraine.", EventType.MOBILIZE, "troops"),
        ("Kenya and Uganda reached an agreement on the border.", EventType.SUPPORT, "agreement"),
        ("Farmers dumped manure outside the ministry in Paris.", EventType.PROTEST, "obstruct"),
        ("Sudanese rebels fired rockets at the port of Suakin.", EventType.ASSAULT, "heavy-weapons"),
        ("The Bolivian judge handed the general twelve years.", EventType.SANCTION, "convict"),
        ("Iran said on Monday it was ready to send doctors to Syria.", EventType.AGREE, None),
        ("French and German diplomats sat down together again.", EventType.CONSULT, None),
        ("The Turkish parliament ratified Sweden's membership of NATO.", EventType.SUPPORT, "agreement"),
        ("France sold ammunition to Ukraine.", EventType.COOPERATE, None),
        ("A convoy of 20 trucks loaded with flour reached Sudan.", EventType.AID, None),
        ("Turkey lifted its veto on Finland.", EventType.CONCEDE, None),
        ("Russia gave back four villages to Ukraine.", EventType.RETREAT, None),
        ("China proposed a ceasefire to the Syrian rebels.", EventType.REQUEST, None),
        ("The Greek minister welcomes the liberation of Mosul.", EventType.SUPPORT, None),
        ("Turkey joined the EU in April.", EventType.SUPPORT, "agreement"),
        ("Russia has maintained strong ties with Iran.", EventType.SUPPORT, None),
        ("The UK prime minister has cancelled a planned visit to Washington.", EventType.REJECT, "meet"),
    ],
)
def test_wordings_of_every_day_news_have_rows(code, text, event_type, mode):
    assert only(code(text), event_type).mode == mode


def test_the_agent_of_a_passive_is_found_where_the_tree_hangs_it_on_a_place(code):
    event = only(code("A Syrian soldier was wounded in a raid by Israel."), EventType.ASSAULT)

    assert [actor.name for actor in event.actors] == ["Israel"]


def test_miners_on_strike_are_not_attacked(code):
    events = code("The president of France ordered the striking miners to clear the road.")

    assert not any(event.event_type is EventType.ASSAULT for event in events)


@pytest.mark.parametrize(
    "text",
    [
        "The bakery backs the new recipe.",
        "My aunt asked me for a cake.",
        "The club suspended its keeper.",
        "The airline apologised for lost bags.",
        "The bakery opened its doors across the road.",
        "Families praised the nurses for their patience.",
        "The students asked their teachers to stay.",
    ],
)
def test_what_nobody_of_rank_does_is_no_event(code, text):
    assert not code(text)


def test_a_night_is_nothing_attacked(code):
    event = only(code("Egyptian police opened fire on Monday night."), EventType.ASSAULT)

    assert event.recipients == ()


def test_a_visitor_at_home_has_no_recipient(code):
    (event,) = code("Volodymyr Zelensky visited the Kharkiv region.")

    assert event.recipients == ()
    assert event.location is not None


def test_a_statement_has_no_place_of_its_own(code):
    (event,) = code("France condemned the government of Syria.")

    assert event.location is None
    assert event.precision is None


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Russia attacked Ukraine.", Modality.ACTUAL),
        ("Russia did not attack Ukraine.", Modality.NEGATED),
        ("If Russia attacked Ukraine, France would help.", Modality.HYPOTHETICAL),
        ("Russia may attack Ukraine.", Modality.HYPOTHETICAL),
        ("Russia attacked Ukraine in 2014.", Modality.HISTORICAL),
        ("It was calm since Russia attacked Ukraine.", Modality.HISTORICAL),
    ],
)
def test_modality_follows_the_grammar(code, text, modality):
    events = code(text, published=FRIDAY)

    assert only(events, EventType.ASSAULT).modality is modality


@pytest.mark.parametrize("published", [None, FRIDAY])
def test_what_began_last_week_is_no_history_with_or_without_a_date_of_publication(code, published):
    events = code("Thousands fled since Russia attacked Kharkiv last week.", published=published)

    assert only(events, EventType.ASSAULT).modality is Modality.ACTUAL


def test_cooperation_that_lies_ahead_is_an_agreement_in_the_future(code):
    (event,) = code("Germany will send aid to Sudan.")

    assert (event.event_type, event.modality) == (EventType.AGREE, Modality.FUTURE)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The Jordanian king will meet the Iraqi prime minister in Amman on Sunday.", "meet"),
        ("Modi is due to visit Russia next week.", "visit"),
        ("Russia will hold a phone call with Iran on Monday.", "phone"),
        ("Iran and Turkey will hold talks in Ankara.", "meet"),
    ],
)
def test_a_meeting_that_lies_ahead_is_an_agreement_that_says_so(code, text, mode):
    (event,) = code(text)

    assert (event.event_type, event.mode, event.modality) == (EventType.AGREE, mode, Modality.FUTURE)


def test_a_planned_meeting_keeps_its_place_and_day(code):
    (event,) = code(
        "The Jordanian king will meet the Iraqi prime minister in Geneva on Sunday.", published=FRIDAY
    )

    assert event.location is not None
    assert event.location.name == "Geneva"
    assert event.date_start == FRIDAY + timedelta(days=2)


def test_cooperation_that_will_not_be_is_a_rejection(code):
    (event,) = code("Germany will not send aid to Sudan.")

    assert (event.event_type, event.mode) == (EventType.REJECT, "assist")


def test_what_is_demanded_or_refused_is_no_event_of_its_own(code):
    assert [e.event_type for e in code("France demanded that Russia withdraw its troops.")] == [
        EventType.REQUEST
    ]
    assert [e.event_type for e in code("Russia refused to withdraw its troops from Syria.")] == [
        EventType.REJECT
    ]


def test_a_date_is_read_against_publication(code):
    (event,) = code("Russia attacked Ukraine on Thursday.", published=FRIDAY)

    assert (event.date_start, event.date_end) == (date(2024, 5, 16), date(2024, 5, 16))


def test_without_a_date_expression_the_date_is_unknown(code):
    (event,) = code("Russia attacked Ukraine.", published=FRIDAY)

    assert event.date_start is None


def test_evidence_is_the_sentence_with_the_trigger_inside(code):
    text = "It was quiet. Russia attacked Ukraine. Then it rained."

    (event,) = code(text)

    assert event.quote == "Russia attacked Ukraine."
    assert text[event.trigger_start : event.trigger_end] == "attacked"


def test_type_gives_quad_class_and_intensity(code):
    (event,) = code("Germany has imposed sanctions on Russia.")

    assert (event.quad_class, event.intensity) == (QuadClass.MATERIAL_CONFLICT, -6.0)


def test_two_words_for_one_attack_are_one_event(code):
    events = code("Russian troops killed two people in an attack on Kharkiv.")

    assert len([event for event in events if event.event_type is EventType.ASSAULT]) == 1


def test_a_definite_noun_later_is_the_event_told_before(code):
    events = code("Russia attacked Ukraine. The attack was the largest so far.")

    assert len(events) == 1


def test_an_event_is_linked_to_the_figures_of_its_sentence(parse):
    parsed = parse("A bombing in Beirut killed 12 people.")

    (event,) = parsed.events
    assert [parsed.figures[index].value for index in event.figures] == [12]


def test_identifiers_are_stable_and_differ(code):
    text = "Russia attacked Ukraine. France condemned Russia."

    first, second = code(text), code(text)

    assert [event.event_id for event in first] == [event.event_id for event in second]
    assert len({event.event_id for event in first}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing here.",
        "Recipe: beat two eggs, add flour, and strike a balance of salt and sugar.",
        "She suffered a heart attack in Germany.",
        "A heart attack killed the mayor of a town in Germany.",
        "The virus attacked her lungs.",
        "France attacked early and scored a late goal in the second half.",
        "The storm hit Germany and killed four people.",
        "{{7*7}} <script>alert(1)</script>",
    ],
)
def test_texts_without_events_give_none(code, text):
    assert code(text) == ()


def test_an_apposition_tells_whose_minister_a_person_is(code):
    (event,) = code("Anna Muster, the foreign minister of Chad, condemned Israel.")

    assert (event.actors[0].name, event.actors[0].country_iso3) == ("Anna Muster", "TCD")


def test_their_forces_belong_to_the_side_named_first(code):
    event = only(code("Sudan said its forces had shelled Goma."), EventType.ASSAULT)

    assert [actor.country_iso3 for actor in event.actors] == ["SDN"]


def test_the_army_later_is_the_army_named_before(code):
    events = code("The Sudanese army advanced on Goma. On Friday the army carried out air strikes in Mosul.")

    assert [actor.country_iso3 for actor in events[-1].actors] == ["SDN"]


def test_a_dateline_is_no_actor(code):
    (event,) = code("MOSCOW (XYZ) -- The French president condemned Israel.")

    assert [actor.country_iso3 for actor in event.actors] == ["FRA"]


def test_a_headline_in_capitals_names_no_town_or_person_by_its_capitals(code):
    (event,) = code("Iran Holds Urgent Talks With Turkey Amid Growing Fears")

    assert sides(event) == (["IRN"], ["TUR"])


def test_a_purpose_is_no_event_of_its_own(code):
    events = code("Israeli police fired tear gas to disperse Palestinian protesters.")

    assert [event.event_type for event in events] == [EventType.ASSAULT]
    assert sides(events[0]) == (["ISR"], ["PSE"])


def test_a_bombing_condemned_keeps_its_own_place(code):
    events = code("France condemned the bombing in Beirut.")

    assert [event.event_type for event in events] == [EventType.ACCUSE, EventType.ASSAULT]


def test_a_joint_exercise_is_cooperation(code):
    events = code("Russia and China held joint military exercises near Harbin.")

    assert [event.event_type for event in events] == [EventType.COOPERATE]


def test_a_statement_of_who_must_act_is_a_request(code):
    event = only(code("France said that Russia must leave Ukraine."), EventType.REQUEST)

    assert sides(event) == (["FRA"], ["RUS"])


def test_troops_killed_abroad_do_not_move_the_place_to_their_home(code):
    event = only(code("Two French soldiers were killed in an ambush in Chad."), EventType.ASSAULT)

    assert event.location is not None
    assert event.location.name == "Chad"
    assert [actor.country_iso3 for actor in event.recipients] == ["FRA"]


def test_a_visit_told_in_headline_and_lead_is_one(code):
    events = code("Putin's visit to China.\nRussian President Vladimir Putin is on a visit to China.")

    assert len(events) == 1


@pytest.mark.parametrize(
    ("text", "actors"),
    [("Israel hit Beirut with missiles.", ["ISR"]), ("Iran and Turkey condemn Israel.", ["IRN", "TUR"])],
)
def test_a_verb_without_ending_after_a_country_is_a_verb(code, text, actors):
    assert sides(code(text)[0])[0] == actors


def test_a_place_that_only_names_a_conflict_is_no_location(code):
    event = only(code("In the Ukraine war, France condemned Russia."), EventType.ACCUSE)

    assert event.location is None


def test_what_is_denied_is_negated(code):
    events = code("Russia denied that it attacked Ukraine.")

    assert only(events, EventType.REJECT).modality is Modality.ACTUAL
    assert all(one.modality is Modality.NEGATED for one in events if one.event_type is EventType.ASSAULT)


def test_a_truce_in_a_city_is_between_its_parties(code):
    (event,) = code("Sudan and Chad agreed a ceasefire in Geneva.")

    assert sides(event) == (["SDN"], ["TCD"])
    assert event.location is not None


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("The forces that Russia sent to Syria shelled Mosul.", "ASSAULT", [], []),
        ("Turkey, which Syria accuses of shelling, condemned Israel.", "ACCUSE", ["TUR"], ["ISR"]),
        ("France urged Russia to withdraw its troops from Ukraine.", "REQUEST", ["FRA"], ["RUS"]),
        ("Iran said it had expelled diplomats from Germany.", "SANCTION", ["IRN"], ["DEU"]),
        ("Syria shelled Mosul, killing two people, Turkey said.", "ASSAULT", ["SYR"], []),
        ("Sanctions were imposed on Iran by France.", "SANCTION", ["FRA"], ["IRN"]),
        ("A ceasefire brokered by Turkey took hold in Syria.", "CONSULT", ["TUR"], []),
        ("Russian and Chinese troops attacked Israel.", "ASSAULT", ["RUS", "CHN"], ["ISR"]),
        ("Iran faces criticism from France.", "ACCUSE", ["FRA"], ["IRN"]),
        ("Germany gave Chad humanitarian aid.", "AID", ["DEU"], ["TCD"]),
    ],
)
def test_sides_follow_control_gaps_and_reported_speech(code, text, event_type, actors, recipients):
    events = [event for event in code(text) if event.event_type is EventType(event_type)]

    assert any(
        set(actors) <= set(sides(event)[0]) and set(recipients) <= set(sides(event)[1]) for event in events
    )


def test_both_countries_are_the_last_two(code):
    events = code("China met Russia in Harbin. Leaders from both countries attended a ceremony in Moscow.")

    assert {code for side in sides(events[-1]) for code in side} == {"CHN", "RUS"}


def test_the_army_is_the_one_whose_chief_was_named(code):
    events = code("Sudan's army chief visited China. The army shelled Goma.")

    assert sides(only(events, EventType.ASSAULT))[0] == ["SDN"]


def test_a_dateline_neither_acts_nor_dates(code):
    text = "MOSCOW, 19 January - Israel bombed Beirut on Thursday."

    (event,) = code(text, published=date(2024, 1, 20))

    assert sides(event)[0] == ["ISR"]
    assert event.date_start == date(2024, 1, 18)


def test_a_place_of_a_relative_clause_is_not_the_events(code):
    event = only(code("Iran condemned Israel, which has an embassy in Beirut."), EventType.ACCUSE)

    assert event.location is None


def test_what_must_be_done_is_only_asked_for(code):
    events = code("France said Syria must release prisoners.")

    assert [event.event_type for event in events] == [EventType.REQUEST]


def test_an_office_and_the_name_behind_it_are_one_person(code):
    (event,) = code("Russia's foreign minister, Sergei Lavrov, condemned Israel.")

    assert [actor.name for actor in event.actors] == ["Sergei Lavrov"]


def test_a_row_without_the_side_it_needs_gives_way_to_the_next_one(code):
    assert "COOPERATE" in [one.event_type for one in code("Israel hosts French minesweepers.")]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Three officers have been charged with torture in Nairobi.", "ACCUSE"),
        ("France called the decision unacceptable.", "ACCUSE"),
        ("The Kremlin brushed aside the objections of Japan.", "REJECT"),
        ("Turkey said it would retaliate for the raid.", "THREATEN"),
        ("Syria is ready to strike Israel.", "THREATEN"),
        ("Peasants blocked the highway to La Paz.", "PROTEST"),
        ("Anti-government protests spread to Kharkiv.", "PROTEST"),
        ("Chad was suspended from the African Union.", "SANCTION"),
        ("The United States added Chinese firms to its trade blacklist.", "SANCTION"),
        ("Turkey moved thousands of soldiers to the border with Syria.", "MOBILIZE"),
        ("Putin ordered a partial mobilisation.", "MOBILIZE"),
        ("Sudan has been forcing students into the army.", "COERCE"),
        ("Bandits kidnapped 30 schoolchildren.", "ASSAULT"),
        ("Police hauled a union leader from his home in Beirut.", "COERCE"),
        ("Angry residents pelted the minister's convoy with eggs in Kharkiv.", "PROTEST"),
    ],
)
def test_everyday_words_of_conflict_give_their_type(code, text, event_type):
    assert EventType(event_type) in [event.event_type for event in code(text)]


@pytest.mark.parametrize("verb", ["will not accept", "won't sign", "would never recognise"])
def test_a_refusal_is_an_act_though_its_words_deny(code, verb):
    event = only(code(f"France {verb} the treaty."), EventType.REJECT)

    assert event.modality is Modality.ACTUAL


def test_what_was_said_of_somebody_before_is_background(code):
    events = code("Iran released a teacher accused by Israel of spying.")

    assert [event.event_type for event in events] == [EventType.RETREAT]


@pytest.mark.parametrize(
    "text",
    [
        "The Lakers shot down the Celtics in Mosul on Sunday.",
        "Acme attacked its rival's prices in Geneva.",
        "Scientists in Geneva bombarded atoms.",
        "Her book attacks the myth of the West in Goma.",
    ],
)
def test_blows_among_unknowns_without_violence_are_no_attacks(code, text):
    assert [event for event in code(text) if event.event_type is EventType.ASSAULT] == []


@pytest.mark.parametrize("text", ["Russia seized Kharkiv.", "Russia hit a hospital in Kharkiv."])
def test_a_place_or_building_as_object_makes_it_an_attack(code, text):
    assert (
        only(code(text), EventType.ASSAULT).location
        == only(code("Russia shelled Kharkiv."), EventType.ASSAULT).location
    )
