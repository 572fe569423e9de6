"""Figures of persons, households and money."""

from datetime import date

import pytest

from geomap.constants import Category, Modality, Quantifier, Term, Unit


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("Nearly 8,000 people fled their homes.", 8_000, Category.INTERNAL_DISPLACEMENTS),
        ("More than 7,800 people remained displaced.", 7_800, Category.IDPS),
        ("There are 25,000 IDPs in the town.", 25_000, Category.IDPS),
        ("More than 10.7 million people are displaced inside Sudan.", 10_700_000, Category.IDPS),
        ("Turkey hosts 3.6 million Syrian refugees.", 3_600_000, Category.REFUGEES),
        ("Floods displaced about 26,000 people.", 26_000, Category.INTERNAL_DISPLACEMENTS),
        ("The fire prompted the evacuation of 20 staff.", 20, Category.EVACUATIONS),
        ("About 14,000 people were evacuated.", 14_000, Category.EVACUATIONS),
        ("More than 57,000 displaced people returned home.", 57_000, Category.RETURNS),
        ("Around 2,000 people were made homeless.", 2_000, Category.INTERNAL_DISPLACEMENTS),
        ("The blast killed 12 people.", 12, Category.DEATHS),
        ("Nine soldiers were wounded.", 9, Category.INJURED),
        ("At least 300 people crossed the border into Chad.", 300, Category.CROSS_BORDER_DISPLACEMENTS),
    ],
)
def test_words_around_a_number_tell_what_happened(count, text, value, category):
    (figure,) = count(text)

    assert (figure.value, figure.category, figure.unit) == (value, category, Unit.PERSON)


@pytest.mark.parametrize("noun", ["families", "households"])
def test_households_stay_households(count, noun):
    (figure,) = count(f"About 2,000 {noun} were displaced.")

    assert (figure.value, figure.unit) == (2_000, Unit.HOUSEHOLD)


def test_families_and_persons_are_two_figures(count):
    figures = count("About 310 households (about 1,600 people) were displaced.")

    assert [(figure.value, figure.unit) for figure in figures] == [
        (310, Unit.HOUSEHOLD),
        (1_600, Unit.PERSON),
    ]


def test_killed_and_displaced_in_one_sentence_are_told_apart(count):
    figures = count("The attacks have killed more than 500 people and displaced more than 280,000 others.")

    assert [(figure.value, figure.category) for figure in figures] == [
        (500, Category.DEATHS),
        (280_000, Category.INTERNAL_DISPLACEMENTS),
    ]


def test_origin_and_destination_follow_the_prepositions(count):
    (figure,) = count("About 5,000 people fled from Mosul to Syria.")

    assert figure.origin is not None
    assert figure.destination is not None
    assert (figure.origin.name, figure.destination.name) == ("Mosul", "Syria")
    assert figure.category is Category.CROSS_BORDER_DISPLACEMENTS


def test_a_place_of_the_sentence_serves_where_the_clause_has_none(count):
    (figure,) = count("Troops attack in the Kharkiv region, resulting in nearly 8,000 people fleeing.")

    assert figure.location is not None
    assert figure.location.name == "Kharkiv region"


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Trade reached a record $240.1 billion last year.", 240.1e9, "USD"),
        ("The grant is worth €5m.", 5e6, "EUR"),
        ("It cost 300 million euros.", 300e6, "EUR"),
        ("They paid 2 crore rupees.", 20e6, "INR"),
        ("A loan of USD 50 million was approved.", 50e6, "USD"),
        ("It cost 12 billion Kenyan shillings.", 12e9, "KES"),
    ],
)
def test_money_has_an_iso_currency(count, text, value, currency):
    (figure,) = count(text)

    assert (figure.value, figure.currency, figure.category) == (value, currency, Category.AMOUNT)


def test_the_span_of_money_holds_its_sign(count):
    (figure,) = count("Trade reached $240.1 billion.")

    assert figure.text == "$240.1 billion"


@pytest.mark.parametrize(
    "text",
    [
        "The battle of 1943 displaced nobody.",
        "A man aged 54 was killed.",
        "The 21st brigade fled the town.",
        "They fled 30 km to the north.",
        "About 40 percent of the town fled.",
        "A magnitude 6.3 earthquake displaced many.",
        "The town has 4,500 inhabitants.",
        "Oil fell to $82 a barrel.",
        "The festival drew 40,000 visitors.",
        "Two gunmen fled the scene.",
        "The president said 5,000 troops would withdraw.",
        "Three children were among the dead.",
    ],
)
def test_dates_ages_ranks_distances_shares_and_prices_are_no_figures(count, text):
    assert count(text) == ()


def test_a_vague_number_is_a_range(count):
    (figure,) = count("Tens of thousands of people fled.")

    assert (figure.value, figure.value_high, figure.quantifier) == (20_000, 99_999, Quantifier.BETWEEN)


def test_as_of_is_the_last_day_of_the_clause_date(count):
    (figure,) = count("About 800 people remained displaced as of 3 March 2017.")

    assert figure.as_of == date(2017, 3, 3)


def test_a_share_of_them_is_of_the_same_kind(count):
    figures = count("More than 200,000 people fled. Some 60,000 of them are in Chad.")

    assert [figure.category for figure in figures][1] is figures[0].category
    assert figures[1].location is not None


def test_those_of_them_who_died_are_deaths(count):
    figures = count("More than 500 people fled. Two of them died.")

    assert [figure.category for figure in figures] == [Category.INTERNAL_DISPLACEMENTS, Category.DEATHS]


def test_those_of_them_who_were_arrested_are_no_figure(count):
    assert len(count("More than 500 people fled. Police arrested a dozen of them.")) == 1


def test_a_subset_is_not_counted_again(count):
    figures = count("About 240 people (including 64 children) were evacuated.")

    assert [figure.value for figure in figures] == [240]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The typhoon destroyed about 14,000 homes.", Term.DESTROYED_HOUSING),
        ("More than 14,000 houses collapsed.", Term.DESTROYED_HOUSING),
        ("It caused the destruction of 14,000 homes.", Term.DESTROYED_HOUSING),
        ("The floods damaged 14,000 families' homes.", Term.PARTIALLY_DESTROYED_HOUSING),
    ],
)
def test_a_home_destroyed_counts_as_a_household_and_says_so(count, text, term):
    (figure,) = count(text)

    assert (figure.value, figure.unit, figure.term) == (14_000, Unit.HOUSEHOLD, term)


def test_homes_that_nothing_befell_are_no_figure(count):
    assert count("The town has 14,000 homes.") == ()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Any escalation could displace 200,000 people.", Modality.HYPOTHETICAL),
        ("Some 200,000 people will be evacuated.", Modality.FUTURE),
        ("Officials plan to evacuate 200,000 people.", Modality.FUTURE),
        ("The army did not evacuate 200,000 people.", Modality.NEGATED),
        ("About 200,000 people were ordered to evacuate.", Modality.ACTUAL),
        ("About 200,000 people have had to flee.", Modality.ACTUAL),
    ],
)
def test_only_what_is_reported_as_a_fact_is_actual(count, text, modality):
    (figure,) = count(text)

    assert (figure.value, figure.modality) == (200_000, modality)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Nearly 8,000 people fled Kharkiv.", "Kharkiv"),
        ("Shelling forced 1,200 residents of Kharkiv to flee.", "Kharkiv"),
        ("Turkey hosts 3.6 million Syrian refugees.", "Syria"),
    ],
)
def test_the_place_left_is_the_origin(count, text, origin):
    (figure,) = count(text)

    assert figure.origin is not None
    assert figure.origin.name == origin


def test_what_follows_a_second_number_is_its_own_place(count):
    israel, goma = count("More than 1,200 people have been killed in Israel and 30,000 in Goma.")

    assert (israel.location.name, goma.location.name) == ("Israel", "Goma")
    assert goma.category is Category.DEATHS


def test_people_registered_in_another_country_are_refugees(count):
    (figure,) = count("Some 450,000 Palestinians are registered in Turkey.")

    assert (figure.category, figure.origin.name) == (Category.REFUGEES, "Palestine")


def test_another_number_shares_the_fate_of_the_one_before(count):
    figures = count("More than 1,500 people were evacuated, and officials moved another 300 residents.")

    assert [(figure.value, figure.category) for figure in figures] == [
        (1_500, Category.EVACUATIONS),
        (300, Category.EVACUATIONS),
    ]


def test_a_toll_counts_the_dead(count):
    (figure,) = count("The death toll rose to 45 on Monday.")

    assert (figure.value, figure.category) == (45, Category.DEATHS)


@pytest.mark.parametrize(
    "text",
    ["Clashes displaced 96,000 peoplebetween January and August.", "About 96,000 people weredisplaced."],
)
def test_words_that_lost_their_space_are_read_apart(count, text):
    (figure,) = count(text)

    assert (figure.value, figure.category) == (96_000, Category.INTERNAL_DISPLACEMENTS)


def test_a_second_number_of_homes_counts_homes_too(count):
    figures = count("The storm destroyed 1,287 houses and damaged another 6,561.")

    assert [(figure.value, figure.unit, figure.term) for figure in figures] == [
        (1_287, Unit.HOUSEHOLD, Term.DESTROYED_HOUSING),
        (6_561, Unit.HOUSEHOLD, Term.PARTIALLY_DESTROYED_HOUSING),
    ]


def test_each_of_several_verbs_has_its_own_number(count):
    figures = count("Floods have killed at least 58 people, injured dozens and displaced more than 4,000.")

    assert [(figure.value, figure.category) for figure in figures] == [
        (58, Category.DEATHS),
        (24, Category.INJURED),
        (4_000, Category.INTERNAL_DISPLACEMENTS),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Men between 18 and 45 may no longer leave the country.",
        "Ali Hassan, 41, fled Khartoum with his wife.",
        "Bread now costs 3 dollars a loaf in Gedaref.",
        "Some 3,000 soldiers fled their positions.",
        "The club sold 40,000 tickets for the final.",
        "A third of the town's 9,000 inhabitants has been evacuated.",
        "The 92nd Brigade withdrew 30 kilometres from Izium.",
    ],
)
def test_ages_prices_ranks_and_wholes_of_parts_are_no_figures(count, text):
    assert count(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("The strike killed a family of six in Rafah.", 6, Category.DEATHS),
        ("In 2015 1.2 million people sought asylum in Europe.", 1_200_000, Category.REFUGEES),
        (
            "Strikes on 24 towns pushed 90,000 people north of the Litani.",
            90_000,
            Category.INTERNAL_DISPLACEMENTS,
        ),
        ("Doctors in Sake received 45 wounded and the bodies of their guards.", 45, Category.INJURED),
        (
            "The wind felled trees and thousands of people living in low-lying areas have been evacuated.",
            2_000,
            Category.EVACUATIONS,
        ),
    ],
)
def test_less_usual_wordings_tell_a_fate(count, text, value, category):
    (figure,) = count(text)

    assert (figure.value, figure.category) == (value, category)


@pytest.mark.parametrize(
    ("text", "origin", "destination", "location"),
    [
        ("Fighting in Kharkiv displaced 800 people who fled to Moscow.", "Kharkiv", "Moscow", None),
        ("Clashes in Sudan have driven 800 people into Chad.", "Sudan", "Chad", None),
        ("Some 800 people fled areas to the south of Mosul.", "Mosul", None, None),
        ("Close to the border with Chad, 800 people are sheltering in schools.", None, None, None),
        (
            "Fighting with Islamic State in Syria and the Levant displaced 800 from Mosul.",
            "Mosul",
            None,
            None,
        ),
        ("Chad is hosting 800 people who fled Sudan.", "Sudan", None, "Chad"),
        ("Turkey has taken in 800 refugees since Syria's war began.", "Syria", None, "Turkey"),
        ("Some 800 families displaced from Mosul returned home.", None, "Mosul", None),
        ("Floods in Mosul, Goma and Harbin displaced 800 people.", None, None, None),
    ],
)
def test_each_place_has_its_part(count, text, origin, destination, location):
    (figure,) = count(text)

    places = (figure.origin, figure.destination, figure.location)
    assert [place and place.name for place in places] == [origin, destination, location]


@pytest.mark.parametrize(
    ("text", "value", "term"),
    [
        ("Some 410 homes were swept away by the river.", 410, "destroyed_housing"),
        ("Shelling reduced 410 homes to rubble.", 410, "destroyed_housing"),
        ("A total of 24 units of the apartment building were evacuated.", 24, "evacuated"),
        ("Firefighters rescued 340 people from flooded homes.", 340, "evacuated"),
        ("The small town has received 900 extra people.", 900, "sheltered"),
        ("The police evicted 300 families from the settlement.", 300, "displaced"),
        ("So far 87,000 have been uprooted by the fighting.", 87_000, "displaced"),
        ("The 76 were the first batch of those who came back home.", 76, "returned"),
    ],
)
def test_further_words_tell_what_befell_them(count, text, value, term):
    (figure,) = count(text)

    assert (figure.value, figure.term.value, figure.modality) == (value, term, Modality.ACTUAL)


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers swept 40 houses for weapons.",
        "The trader lost 3 homes in an auction.",
        "The firm reduced 300 homes in price.",
        "The coastguard rescued 120 migrants.",
        "Soldiers rescued 40 hostages from a village.",
        "The town received 300 extra visitors.",
        "Some 30 units of the army were evacuated.",
    ],
)
def test_other_uses_of_these_words_are_no_displacement(count, text):
    assert count(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Some 2,000 families were displaced, of which 450 are from Mosul.",
        "Of the 2,000 families displaced, 450 are from Mosul.",
        "Some 2,000 families were displaced, 450 of them from Mosul.",
    ],
)
def test_a_part_with_a_place_of_its_own_leaves_the_whole_without_it(count, text):
    whole, part = count(text)

    assert (whole.value, part.value, whole.unit) == (2000, 450, part.unit)
    assert (whole.origin, part.origin.name) == (None, "Mosul")


def test_a_country_that_has_taken_people_in_has_refugees(count):
    (figure,) = count("Chad has taken in 40,000 people since Monday.")

    assert (figure.category, figure.location.name) == (Category.REFUGEES, "Chad")


@pytest.mark.parametrize(
    "text",
    [
        "A man, 87, was killed in a crash.",
        "The parents of the 30 children at the center said there is no place like it.",
        "More than 150 dead fish washed up on the shore.",
        "The county cannot house a few thousand homeless people.",
        "Some 60 Russian diplomats being expelled from France boarded a bus.",
        "He left the road around 1:30 a.m. and fled.",
    ],
)
def test_local_news_is_not_taken_for_displacement(count, text):
    assert count(text) == ()


def test_the_dead_have_no_origin(count):
    (figure,) = count("Four officers and a woman from France were killed.")

    assert figure.origin is None


def test_who_leaves_a_camp_lives_there_no_more(count):
    assert not count("About 900 left the camp on Sunday.")
