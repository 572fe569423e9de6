"""Words of conflict in further senses: what an army, a court or hackers do, and what only sounds like it."""

import pytest

from geomap.constants import EventType, Modality, QuadClass


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The Turkish military struck rebel compounds along the Syrian border last month.", "ASSAULT"),
        ("The Sudanese army took over Mosul in November.", "ASSAULT"),
        ("The French army pushed the jihadists out of Goma.", "ASSAULT"),
        ("Rebels drove government troops out of Kharkiv.", "ASSAULT"),
        ("Syrian troops regained the village after a day of fighting.", "ASSAULT"),
        ("Israel's military said it had taken out a launcher crew in Beirut.", "ASSAULT"),
        ("Two French soldiers paid the supreme price in Goma.", "ASSAULT"),
        ("A Sudanese soldier died in a firefight with rebels.", "ASSAULT"),
        ("Soldiers swooped on a rebel hideout near Goma.", "ASSAULT"),
        ("Ukrainian jets pounded rebel positions and scored direct hits on two bunkers.", "ASSAULT"),
        ("The army recovered 14 rifles and a machine gun in Goma.", "COERCE"),
        ("German authorities froze 310 million euros held by the oligarch's relatives.", "COERCE"),
        ("Hackers linked to Iran stole $90 million from a German exchange.", "COERCE"),
        ("A ransomware gang crippled hospitals in Geneva.", "COERCE"),
        ("Sudanese police blocked a march planned by teachers in Goma.", "COERCE"),
        ("The decree by Chad's junta halts the work of foreign charities.", "COERCE"),
        ("A Turkish judge ordered three opposition leaders jailed pending trial.", "COERCE"),
        ("Russian troops dug in along the river and brought up reserves.", "MOBILIZE"),
        ("China's drills around Kharkiv ended on Friday.", "MOBILIZE"),
        ("A British frigate sailed within 12 miles of the reef.", "MOBILIZE"),
        ("In Goma the rally passed off peacefully.", "PROTEST"),
        ("The United States slapped travel bans and asset freezes on nine Iranian officials.", "SANCTION"),
    ],
)
def test_deeds_of_conflict_in_the_words_of_dispatches(code, text, event_type):
    found = {event.event_type for event in code(text) if event.modality is Modality.ACTUAL}

    assert found == {EventType(event_type)}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Critics say the Turkish president has used the courts to silence his rivals.", "ACCUSE"),
        ('The French foreign minister called the bombing "cruel and senseless".', "ACCUSE"),
        ("The United States said Syrian police had used excessive force against students.", "ACCUSE"),
        ("The German chancellor said Russia could not be allowed to dictate terms.", "REQUEST"),
        (
            "The vote came after weeks of threats by the Sudanese president that he would cut aid to Chad.",
            "THREATEN",
        ),
        ("The Sudanese president vowed to deal firmly with rioters.", "THREATEN"),
        ("Chad will withdraw its peacekeepers from Sudan unless it is paid.", "THREATEN"),
        ("Iran has vowed not to negotiate with the United States under pressure.", "REJECT"),
        ("Chad's electoral commission decided to allow the former president to stand.", "CONCEDE"),
        ("The Chinese ambassador called on the Sudanese foreign minister on Monday.", "CONSULT"),
    ],
)
def test_statements_are_told_by_how_they_are_made(code, text, event_type):
    assert event_type in {event.event_type for event in code(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The company took over a bakery chain in Geneva.",
        "The striker struck twice in Moscow and drove the visitors out of the cup.",
        "The hacker, played by a German actor, breaks into a bank in the second act.",
        "The choir boarded the ferry in Beirut and sang all the way.",
        "The museum in Geneva recovered a rifle stock from the river bed.",
        "In Goma the carnival march passed off peacefully.",
        "The school held its fire drill around the playground in Harbin.",
        "Rescuers pulled two women dead from the rubble in Kharkiv.",
        "After the storm in Goma residents dug in and shared food.",
        "In the novel, rebels storm the palace and the king flees to Geneva.",
    ],
)
def test_the_same_words_of_peace_tell_of_no_deed(code, text):
    deeds = {QuadClass.MATERIAL_CONFLICT, QuadClass.MATERIAL_COOPERATION}

    assert [event for event in code(text) if event.quad_class in deeds] == []


@pytest.mark.parametrize(
    "text",
    [
        "Analysts doubt that China will attack Ukraine before 2028.",
        "Few observers believe Turkey will invade Syria.",
        "The government does not expect Russia to attack Germany.",
    ],
)
def test_what_is_held_to_be_unlikely_is_no_threat(code, text):
    assert {event.modality for event in code(text)} <= {Modality.HYPOTHETICAL, Modality.NEGATED}


def test_what_a_verdict_is_for_is_no_deed_where_the_court_sits(code):
    (event,) = code("A court in Geneva sentenced a Syrian doctor to life in prison for torture and murder.")

    assert event.event_type is EventType.SANCTION


def test_who_laid_a_mine_did_not_strike_like_workers(code):
    (event,) = code("A mine laid by rebels struck a bus in Goma.")

    assert event.event_type is EventType.ASSAULT
    assert [actor.name for actor in event.actors] == ["rebels"]


def test_a_named_unit_of_soldiers_is_armed(code):
    (event,) = code("Fighters of the Unity Front killed two policemen in Goma.")

    assert [(actor.name, actor.sector) for actor in event.actors] == [("Unity Front", "REB")]


def test_whom_somebody_surrenders_to_are_the_troops(code):
    (event,) = code("Two rebel commanders surrendered to troops at Goma.")

    assert [actor.name for actor in event.recipients] == ["troops at Goma"]


def test_the_rally_in_another_city_is_another_rally(code):
    events = code("Thousands marched in Goma on Wednesday. In Mosul the rally passed off peacefully.")

    assert [event.location.name for event in events if event.event_type is EventType.PROTEST] == [
        "Goma",
        "Mosul",
    ]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Rebels wrested Mosul from the army.", "ASSAULT"),
        ("Sudanese government forces clawed back the airport of Goma.", "ASSAULT"),
        ("The junta lost the town of Goma to an alliance of Chadian rebels.", "ASSAULT"),
        ("The Turkish army tightened its grip on Mosul.", "ASSAULT"),
        ("Militiamen lined up and shot 20 men in Goma.", "ASSAULT"),
        ("The mayor of Goma was riddled with bullets outside his home.", "ASSAULT"),
        ("A missile ploughed into an apartment building in Kharkiv.", "ASSAULT"),
        ("The army locked down the old quarter of Mosul.", "COERCE"),
        ("Turkey pulled the plug on the internet.", "COERCE"),
        ("Iran turned back a team of UN monitors at the border.", "COERCE"),
        ("Israel revoked 1,200 work permits.", "COERCE"),
        ("France flew two battle groups to Chad.", "MOBILIZE"),
        ("Armoured vehicles took up positions around the palace in Goma.", "MOBILIZE"),
        ("Israel put its air defences on the highest alert.", "MOBILIZE"),
        ("Germany deployed radar teams to Kharkiv.", "MOBILIZE"),
        ("Germany declared two Iranian ministers personae non gratae.", "SANCTION"),
        ("France scrapped its visa waiver for Iranians.", "SANCTION"),
        ("Shopkeepers in Goma pulled down their shutters in protest.", "PROTEST"),
    ],
)
def test_deeds_in_less_usual_words(code, text, event_type):
    found = {event.event_type for event in code(text) if event.modality is Modality.ACTUAL}

    assert found == {EventType(event_type)}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("A German panel found that Sudan commands the rebels.", "ACCUSE"),
        ("Observers from Germany judged the vote neither free nor credible.", "ACCUSE"),
        ("The Sudanese government brushed the figure aside as wildly exaggerated.", "REJECT"),
        ("Russia branded the court's ruling null and void.", "REJECT"),
        ("Turkey raised the spectre of a new incursion into Syria.", "THREATEN"),
        ("Russia said it would regard any missiles in Ukraine as a legitimate target.", "THREATEN"),
        ("Chad has dropped its threat of force against Sudan.", "CONCEDE"),
    ],
)
def test_statements_in_less_usual_words(code, text, event_type):
    assert {event.event_type for event in code(text)} == {EventType(event_type)}


def test_what_somebody_claims_to_have_done_is_told_as_done(code):
    (event,) = code("The rebels claimed to have fired a missile at Mosul.")

    assert event.modality is Modality.ACTUAL


def test_riot_police_do_not_riot(code):
    events = code("Riot police broke up a vigil in Goma.")

    assert {event.event_type for event in events} == {EventType.COERCE}


def test_troops_of_an_army_are_one_side(code):
    (event,) = code("Troops of the Sudanese army killed two rebels.")

    assert len(event.actors) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The band lost the hall to a rival but won back its fans in Harbin.",
        "The bank mounted an operation to lure customers from its rival in Geneva.",
        "Marines from the base landed in hot water over parking in Harbin.",
        "The museum moved its heavy weapons collection to a new hall in Geneva.",
        "The referee blew for time as Chad lost the match to Sudan.",
        "Geneva's stock exchange took a beating as shares were hammered.",
        "He was hit by a snowball in the chest in Harbin.",
    ],
)
def test_less_usual_words_of_peace_tell_of_no_conflict(code, text):
    assert [event for event in code(text) if event.quad_class is QuadClass.MATERIAL_CONFLICT] == []


@pytest.mark.parametrize(
    ("text", "event_type", "recipients"),
    [
        ("Russia launched 147 drones and three ballistic missiles at Ukraine overnight.", "ASSAULT", ["UKR"]),
        ("Turkey's military said it had targeted a commander near Mosul.", "ASSAULT", [None]),
        ("Israeli strikes killed at least 22 Palestinians on Friday.", "ASSAULT", ["PSE"]),
        ("China sent two warplanes that buzzed a British frigate.", "MOBILIZE", ["GBR"]),
        ("Germany stopped sharing intelligence with Turkey.", "SANCTION", ["TUR"]),
        ("Turkey said there was no point in a meeting with Russia.", "REJECT", ["RUS"]),
    ],
)
def test_whom_deeds_and_refusals_are_aimed_at(code, text, event_type, recipients):
    found = [event for event in code(text) if event.event_type is EventType(event_type)]

    assert [[actor.country_iso3 for actor in event.recipients] for event in found] == [recipients]


def test_what_joined_verbs_do_is_done_to_the_one_accused(code):
    events = code("Sudan accused Chad of sheltering fighters and recalled its ambassador.")

    sides = {event.event_type: [actor.country_iso3 for actor in event.recipients] for event in events}
    assert sides == {EventType.ACCUSE: ["TCD"], EventType.SANCTION: ["TCD"]}


def test_who_denies_it_refuses_and_who_presses_on_asks_nothing(code):
    (denial,) = code("Russia denied it.")
    assert denial.event_type is EventType.REJECT

    others = code("Mediators pressed on with efforts to shore up a truce in Goma.")
    assert EventType.REQUEST not in {event.event_type for event in others}


def test_a_preposition_of_the_next_verb_is_not_of_this_one(code):
    events = code("The Turkish opposition called it a coup and summoned supporters to the square.")

    assert EventType.ACCUSE in {event.event_type for event in events}


@pytest.mark.parametrize(
    ("text", "event_type", "actor"),
    [
        ("The decree by Chad's junta halts the work of foreign charities.", "COERCE", "TCD"),
        ("A report by the Sudanese government accused Chad of arming fighters.", "ACCUSE", "SDN"),
        ("Chad said it would allow the World Food Program (WFP) to deliver food in Goma.", "AGREE", "TCD"),
        ("Iran called the British ambassador to Turkey an idiot.", "ACCUSE", "IRN"),
        ("Turkey said the French president would not be welcome in Mosul.", "REJECT", "TUR"),
    ],
)
def test_who_acts_behind_a_decree_a_report_or_a_pronoun(code, text, event_type, actor):
    (event,) = [event for event in code(text) if event.event_type is EventType(event_type)]

    assert [one.country_iso3 for one in event.actors] == [actor]


def test_what_is_answered_is_no_deed_of_who_answers(code):
    events = code("The United States imposed sanctions on Russia in response to its invasion.")

    assert {event.event_type for event in events} == {EventType.SANCTION}


@pytest.mark.parametrize(
    ("text", "event_type", "actor"),
    [
        ("Turkey protested against China's plan for a nature reserve.", "ACCUSE", "TUR"),
        ("Chad deported two foreign activists who had come to observe a trial.", "COERCE", "TCD"),
        ("A Moscow court ordered the director to be held in custody for two months.", "COERCE", "RUS"),
        ("China sent an aircraft carrier through the strait.", "MOBILIZE", "CHN"),
        ("Turkey put the water treaty with Syria on hold.", "SANCTION", "TUR"),
        ("Germany detected 45 Russian military aircraft around the island.", "MOBILIZE", "RUS"),
        ("Russia added the journalist to a list of foreign agents.", "COERCE", "RUS"),
    ],
)
def test_measures_and_notes_of_states(code, text, event_type, actor):
    (event,) = code(text)

    assert event.event_type is EventType(event_type)
    assert [one.country_iso3 for one in event.actors] == [actor]


def test_students_who_protest_do_so_in_the_street(code):
    (event,) = code("Students in Goma protested against China's plan.")

    assert event.event_type is EventType.PROTEST


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Rebels came to Mosul on Friday. They burned six lorries.", "ASSAULT"),
        ("Ukrainian troops hit a command post near Kharkiv.", "ASSAULT"),
        ("Chinese and Turkish soldiers scuffled at a border post.", "ASSAULT"),
        ("Syrian soldiers entered the town of Mosul.", "ASSAULT"),
        ("The militiamen looted shops in Goma.", "ASSAULT"),
        ("Soldiers searched houses in Mosul.", "COERCE"),
        ("A Russian warship fired warning shots across the bow of a German freighter.", "COERCE"),
        ("Germany briefly closed the airport of Kharkiv.", "COERCE"),
    ],
)
def test_what_armed_men_do_needs_no_further_word_of_war(code, text, event_type):
    assert {event.event_type for event in code(text)} == {EventType(event_type)}


@pytest.mark.parametrize(
    "text",
    [
        "The army band hit the right note in Geneva.",
        "Soldiers burned calories in a charity run in Harbin.",
        "The navy destroyed 300 tonnes of cocaine in Goma.",
        "Army doctors took blood samples in the village in Chad.",
        "Soldiers crossed the city in a parade in Moscow.",
        "Soldiers searched the rubble for survivors in Mosul.",
        "The air force hit its recruitment target in Germany.",
        "Chad denied any wish to leave the cup.",
    ],
)
def test_what_armed_men_do_in_peace_is_no_conflict(code, text):
    assert [event for event in code(text) if event.quad_class is QuadClass.MATERIAL_CONFLICT] == []


@pytest.mark.parametrize(
    ("text", "event_type", "actor"),
    [
        ("The Taliban claimed an attack on a train in Mosul.", "ASSAULT", "AFG"),
        ("Ukraine withdrew from the village.", "RETREAT", "UKR"),
        ("Two Chinese frigates and four ships approached the islands.", "MOBILIZE", "CHN"),
        ("A Chinese fighter locked its radar on a Turkish plane.", "THREATEN", "CHN"),
        ("Russia cut power exports to Ukraine.", "SANCTION", "RUS"),
    ],
)
def test_claims_withdrawals_and_ships_at_sea(code, text, event_type, actor):
    (event,) = code(text)

    assert event.event_type is EventType(event_type)
    assert [one.country_iso3 for one in event.actors] == [actor]


def test_a_denial_in_a_relative_clause_is_one(code):
    events = code("Chad accused Sudan of giving the group shelter, which Sudan denied.")

    assert [event.event_type for event in events] == [EventType.ACCUSE, EventType.REJECT]
