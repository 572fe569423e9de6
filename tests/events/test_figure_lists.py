"""Numbers whose verb, noun or currency is told with another number, or before a colon."""

import pytest
from coded import told

from geomap.constants import Category, Modality, Term, Unit


@pytest.mark.parametrize(
    "text",
    [
        "Chad has taken in 14,000, Syria 9,500 and Turkey a further 6,000.",
        "Chad counts 14,000 refugees, Syria 9,500 and Turkey 6,000.",
    ],
)
def test_a_list_that_leaves_out_its_verb_goes_on_with_it(count, text):
    figures = count(text)

    assert told(figures) == [
        (14000, None, None, "Chad"),
        (9500, None, None, "Syria"),
        (6000, None, None, "Turkey"),
    ]
    assert {one.category for one in figures} == {Category.REFUGEES}


def test_a_place_that_counts_its_dead_is_where_they_died(count):
    figures = count("Mosul recorded 210 of the deaths, Goma 125.")

    assert told(figures) == [(210, None, None, "Mosul"), (125, None, None, "Goma")]
    assert {one.category for one in figures} == {Category.DEATHS}


def test_things_behind_a_place_are_not_counted_with_the_people_before(count):
    figures = count("Chad has taken in 14,000 refugees, Syria 9,500 tents.")

    assert [one.value for one in figures] == [14000]


def test_who_only_reports_a_death_elsewhere_is_not_where_others_died(count):
    (figure,) = count("Over 40 children have died in China, and the city of Harbin reported its first death.")

    assert figure.location is not None
    assert figure.location.name == "China"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Displaced: 17,000.", Category.IDPS),
        ("Mosul: people killed: 12.", Category.DEATHS),
        ("Buildings checked: 17,000.", None),
    ],
)
def test_a_label_says_what_its_number_counts(count, text, category):
    assert [one.category for one in count(text)] == ([category] if category else [])


def test_the_number_is_the_one_told_last(count):
    first, second = count(
        "Some 7,600 Syrian refugees came back from Turkey. Ankara had put the number at 25,000."
    )

    assert (second.value, second.category) == (25000, Category.RETURNS)
    assert told([first])[0][1:] == told([second])[0][1:] == ("Turkey", "Syria", None)


@pytest.mark.parametrize(
    "second",
    [
        "Ankara put the number of schools at 25,000.",
        "The 138 new cases brought the total to 871.",
    ],
)
def test_a_number_of_something_else_is_not_the_one_told_last(count, second):
    assert len(count(f"Some 760 people died in Goma. {second}")) == 1


def test_what_a_number_has_grown_to_counts_and_not_what_it_was(count):
    (figure,) = count("The number of IDPs in Chad has climbed from 362,000 in March to 578,000.")

    assert figure.value == 578_000


def test_the_number_of_dead_and_the_wounded_put_at_so_many(count):
    figures = count("The ministry puts the number of people killed in Goma at 3,961.")

    assert [(one.value, one.category) for one in figures] == [(3961, Category.DEATHS)]


def test_who_some_of_the_dead_were_counts_nobody_twice(count):
    figures = count("Shells killed nine people in Goma. Three of the dead were children.")

    assert [one.value for one in figures] == [9]


def test_those_feared_dead_are_not_known_to_be(count):
    (figure,) = count("As many as 500 are feared drowned off Beirut.")

    assert figure.modality is Modality.HYPOTHETICAL


def test_so_many_more_have_the_fate_of_their_verb(count):
    figures = count("Shelling of Goma wounded four more, while rescuers pulled the bodies of two men out.")

    assert [(one.value, one.category) for one in figures] == [(4, Category.INJURED), (2, Category.DEATHS)]


def test_another_number_with_a_verb_of_its_own_does_not_share_the_fate_before_it(count):
    figures = count("The blast killed 12 people in Goma and another 30 were questioned.")

    assert [one.value for one in figures] == [12]


@pytest.mark.parametrize(
    ("text", "category", "term"),
    [
        ("All 20,000 residents of Goma were ordered to leave.", Category.EVACUATIONS, Term.EVACUATED),
        ("In Goma 4,500 people were told to go.", Category.EVACUATIONS, Term.EVACUATED),
        ("In Goma 21,000 people have been taken out so far.", Category.EVACUATIONS, Term.EVACUATED),
        ("A plane took 150 of its nationals out of Beirut.", Category.EVACUATIONS, Term.EVACUATED),
        ("In Goma 7,000 people were moved inland.", Category.EVACUATIONS, Term.EVACUATED),
        ("In Ukraine 640 families were moved to Kharkiv.", Category.INTERNAL_DISPLACEMENTS, Term.RELOCATED),
        ("Goma lost 1,000 huts.", Category.INTERNAL_DISPLACEMENTS, Term.DESTROYED_HOUSING),
        ("Some 6,000 people were walking back to their villages near Goma.", Category.RETURNS, Term.RETURNED),
        ("France has brought home 87 people.", Category.RETURNS, Term.RETURNED),
        ("The province of Goma counts 12,000 displaced.", Category.IDPS, Term.DISPLACED),
    ],
)
def test_wordings_of_flight_return_and_evacuation(count, text, category, term):
    (figure,) = count(text)

    assert (figure.category, figure.term) == (category, term)


@pytest.mark.parametrize(
    "text",
    [
        "Some 300 workers were told to go to the office.",
        "About 200 fans walked back to the stadium.",
        "A bus took 150 people to Beirut.",
        "Germany received 40 Ukrainian players.",
    ],
)
def test_who_only_goes_somewhere_is_not_displaced(count, text):
    assert count(text) == ()


def test_the_state_that_deports_is_where_they_come_from(count):
    (figure,) = count("Turkish authorities deported 10,000 Syrian nationals.")

    assert told([figure]) == [(10000, "Turkey", "Syria", None)]


def test_those_who_crossed_into_neighbouring_countries_left_the_one_named(count):
    _, abroad = count(
        "Some 6 million people are displaced inside Sudan and 2 million have crossed into neighbouring"
        " countries."
    )

    assert told([abroad]) == [(2e6, "Sudan", None, None)]


def test_a_whole_is_not_where_one_of_its_parts_is(count):
    whole, *_ = count("Strikes killed 105: 48 in Goma, 33 in Mosul and 24 in Beirut.")

    assert told([whole]) == [(105, None, None, None)]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        (
            "Exports of arms worth 12 billion euros were approved, of which 4.4 billion euros went to"
            " Ukraine, 1.03 billion to Turkey and 1.02 billion to Germany.",
            [(12e9, "EUR"), (4.4e9, "EUR"), (1.03e9, "EUR"), (1.02e9, "EUR")],
        ),
        ("Turkey blocked a 50-billion-euro aid facility.", [(50e9, "EUR")]),
        ("It gave $3 million in aid to Goma, and 2 million people were fed.", [(3e6, "USD")]),
    ],
)
def test_a_list_of_sums_names_its_currency_once(count, text, amounts):
    assert [(one.value, one.currency) for one in count(text)] == amounts


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("In Goma 200 houses were damaged beyond repair.", Term.DESTROYED_HOUSING),
        ("In Goma 200 houses were completely damaged.", Term.DESTROYED_HOUSING),
        ("In Goma 200 houses were partly destroyed.", Term.PARTIALLY_DESTROYED_HOUSING),
        ("In Goma 200 houses have been totally or partially destroyed.", Term.DESTROYED_HOUSING),
        ("In Goma 200 houses were damaged.", Term.PARTIALLY_DESTROYED_HOUSING),
    ],
)
def test_an_adverb_tells_whether_homes_are_lost(count, text, term):
    (figure,) = count(text)

    assert figure.term is term


def test_a_list_behind_a_colon_tells_the_parts_of_the_whole_before_it(count):
    figures = count("Confirmed fatalities have risen to 215: Mosul 106, Goma 41, Kharkiv 33.")

    assert told(figures) == [
        (215, None, None, None),
        (106, None, None, "Mosul"),
        (41, None, None, "Goma"),
        (33, None, None, "Kharkiv"),
    ]


def test_a_list_of_scores_behind_a_colon_is_none_of_people(count):
    assert count("The results are in: France 106, Germany 41, Turkey 33.") == ()


def test_a_part_of_a_whole_in_words_does_not_count_the_whole(count):
    assert count("In Goma nine in ten of the 400,000 inhabitants are out of their houses.") == ()


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("A flood has drowned 31 people in Goma.", 31, Category.DEATHS),
        ("In Goma 170 drowned.", 170, Category.DEATHS),
        ("Teams recovered sixty corpses in Goma.", 60, Category.DEATHS),
        ("A mine wounded three shepherds in Goma.", 3, Category.INJURED),
        ("Officials said 300 were hurt, half of them children.", 300, Category.INJURED),
        ("Goma has 3,200 families on the move.", 3200, Category.INTERNAL_DISPLACEMENTS),
        ("Germany flew 28 convicts back to Beirut.", 28, None),
        ("Germany flew 28 people back to Beirut.", 28, Category.RETURNS),
        ("Chad has brought back 1,800 of its citizens from Sudan.", 1800, Category.RETURNS),
        ("Rescue crews plucked 1,300 residents from flooded homes in Goma.", 1300, Category.EVACUATIONS),
        ("A teacher brought 30 children back to the school.", 30, None),
    ],
)
def test_further_wordings_of_harm_and_movement(count, text, value, category):
    assert [(one.value, one.category) for one in count(text)] == ([(value, category)] if category else [])


def test_what_the_war_has_cost_is_not_told_of_the_town_fought_over_last(count):
    *_, whole = count("Shells killed 22 people in Kharkiv. The war has cost 38,443 lives.")

    assert told([whole]) == [(38443, None, None, "Ukraine")]


def test_two_countries_that_let_people_in_have_refugees(count):
    (figure,) = count("Chad and Turkey have let in 37,000.")

    assert (figure.category, figure.location) == (Category.REFUGEES, None)


def test_who_is_among_those_counted_is_not_counted_again(count):
    figures = count("Shells killed twelve people in Goma, two children among them.")

    assert [one.value for one in figures] == [12]


def test_labels_count_homes(count):
    figures = count("Houses collapsed: 14,939; damaged: 207,204.")

    assert [(one.value, one.unit, one.term) for one in figures] == [
        (14_939, Unit.HOUSEHOLD, Term.DESTROYED_HOUSING),
        (207_204, Unit.HOUSEHOLD, Term.PARTIALLY_DESTROYED_HOUSING),
    ]


def test_the_place_of_a_part_is_not_that_of_the_whole(count):
    whole, *_ = count("Five people had been killed by noon, three of them in a landslide at Goma.")

    assert (whole.value, whole.location) == (5, None)


def test_those_who_are_put_at_a_number_are_told_by_what_describes_them(count):
    (figure,) = count("Goma puts those forced from home at 230,400.")

    assert figure.category is Category.INTERNAL_DISPLACEMENTS


def test_a_sum_that_has_come_in_is_of_the_currency_before(count):
    figures = count("The aid plan for Goma costs $97 million, and 54 million has come in.")

    assert [(one.value, one.currency) for one in figures] == [(97e6, "USD"), (54e6, "USD")]
