"""Wordings of death, harm, flight, return and ruin that the lexicon's cues tell by the words beside them."""

import pytest

from geomap.constants import Category, Term, Unit


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Police shot 12 people dead in Goma.", Category.DEATHS),
        ("Gunmen gunned down 12 people in Goma.", Category.DEATHS),
        ("The blaze took the lives of 12 people in Goma.", Category.DEATHS),
        ("The blaze took 12 lives in Goma.", Category.DEATHS),
        ("The loss of 12 lives shocked Goma.", Category.DEATHS),
        ("Divers recovered the remains of 12 people near Goma.", Category.DEATHS),
        ("In Goma 12 of the injured have since died.", Category.DEATHS),
        ("In Goma 45 people were treated for burns.", Category.INJURED),
        ("In Goma 45 people were hit by shrapnel.", Category.INJURED),
        ("In Goma 45 people escaped with light injuries.", Category.INJURED),
        ("A clinic in Goma admitted 45 wounded.", Category.INJURED),
        ("Some 900 people were bussed out of Goma.", Category.EVACUATIONS),
        ("Officials moved 900 people to higher ground near Goma.", Category.EVACUATIONS),
        ("Officials advised 900 people in Goma to leave.", Category.EVACUATIONS),
        ("Evacuation orders cover 900 people in Goma.", Category.EVACUATIONS),
        ("Some 900 people have taken to the roads near Goma.", Category.INTERNAL_DISPLACEMENTS),
        ("Some 900 people escaped the fighting in Goma.", Category.INTERNAL_DISPLACEMENTS),
        ("The storm put 900 people out of their homes in Goma.", Category.INTERNAL_DISPLACEMENTS),
        ("The camps in Goma hold 900 people.", Category.IDPS),
        ("Some 900 people crossed back into Syria.", Category.RETURNS),
        ("Some 900 people were allowed back into Goma.", Category.RETURNS),
        ("Iran sent back 900 Syrian nationals.", Category.RETURNS),
        ("Some 900 people went over the border into Chad.", Category.CROSS_BORDER_DISPLACEMENTS),
        ("Some 900 people poured into Chad from Sudan on Monday.", Category.CROSS_BORDER_DISPLACEMENTS),
        ("Turkey has given temporary protection to 900 Syrian students.", Category.REFUGEES),
        ("Some 900 Syrian men applied for asylum in Germany.", Category.REFUGEES),
    ],
)
def test_a_cue_with_the_words_it_needs_tells_a_fate(count, text, category):
    (figure,) = count(text)

    assert figure.category is category


@pytest.mark.parametrize(
    "text",
    [
        "Two attackers shot at 12 people in Goma.",
        "Doctors saved 12 lives in Goma.",
        "The tour took 45 people to the hospital museum in Goma.",
        "In Goma 45 people were hit by tax rises.",
        "Trains moved 900 people to Goma.",
        "Some 900 people took to the streets in Goma.",
        "The prison in Goma holds 900 people.",
        "Iran sent back 900 tons of rice.",
        "Germany sent back three players.",
        "Some 900 pupils went back to school in Goma.",
        "A bus brought 45 visitors back to Goma.",
        "Some 900 tourists poured into Chad from Sudan.",
    ],
)
def test_the_same_words_without_company_tell_none(count, text):
    assert count(text) == ()


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The flood swallowed 450 houses in Goma.", Term.DESTROYED_HOUSING),
        ("The shelling left 450 homes in ruins in Goma.", Term.DESTROYED_HOUSING),
        ("In Goma 450 homes went up in flames.", Term.DESTROYED_HOUSING),
        ("Youths set fire to 450 homes in Goma.", Term.DESTROYED_HOUSING),
        ("The storm tore the roofs off 450 houses in Goma.", Term.PARTIALLY_DESTROYED_HOUSING),
        ("In Goma 450 houses are under water.", Term.PARTIALLY_DESTROYED_HOUSING),
    ],
)
def test_what_befalls_homes(count, text, term):
    (figure,) = count(text)

    assert (figure.unit, figure.term) == (Unit.HOUSEHOLD, term)


def test_homes_that_are_sold_or_left_alone_have_met_nothing(count):
    assert count("The army left 450 houses alone in Goma and sold 20 homes.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Two gunmen killed 12 people in Goma.",
        "Two soldiers wounded 12 people in Goma.",
        "Two pilots evacuated 12 people from Goma.",
    ],
)
def test_those_who_do_it_suffer_nothing(count, text):
    assert [one.value for one in count(text)] == [12]


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("Goma lost 61 of its people to landslides.", 61, Category.DEATHS),
        ("In Goma 630 people have met their deaths.", 630, Category.DEATHS),
        ("The army said 194 of its soldiers had fallen in the war.", 194, Category.DEATHS),
        ("In Goma the toll is put at 39.", 39, Category.DEATHS),
        ("Ministers gave the number of soldiers killed as 31,000.", 31_000, Category.DEATHS),
        ("Some 3,000 people waded across the river into Chad.", 3000, Category.CROSS_BORDER_DISPLACEMENTS),
        ("In Goma 900 people have no home to go to.", 900, Category.INTERNAL_DISPLACEMENTS),
        ("The district had received 2,000 families.", 2000, Category.INTERNAL_DISPLACEMENTS),
        ("Police told 7,900 people in Goma to get out.", 7900, Category.EVACUATIONS),
        ("Soldiers pulled 3,400 people from rooftops in Goma.", 3400, Category.EVACUATIONS),
        ("Turkey flew 30 men home.", 30, Category.RETURNS),
        ("Chad has given shelter to 29,000 Sudanese refugees.", 29_000, Category.REFUGEES),
        ("Aid went to eight UN bodies.", 8, None),
        ("Some 750,000 people came from Sudan for the fair.", 750_000, None),
        ("Some 750,000 people came from Sudan since the fighting began.", 750_000, "flight"),
    ],
)
def test_still_more_wordings(count, text, value, category):
    figures = count(text)

    if category == "flight":
        assert [one.term for one in figures] == [Term.FORCED_TO_FLEE]
    elif category is Category.INTERNAL_DISPLACEMENTS:
        assert figures[0].value == value
        assert figures[0].category in (Category.INTERNAL_DISPLACEMENTS, Category.IDPS)
    else:
        assert [(one.value, one.category) for one in figures] == ([(value, category)] if category else [])


def test_what_each_family_gets_is_no_sum(count):
    assert count("The state will pay 2 million pesos to each family in Goma and feed the refugees.") == ()


def test_a_sum_to_feed_people_is_no_fee(count):
    figures = count("Chad lacks 500 million dollars to feed its hungry people.")

    assert [one.value for one in figures] == [5e8]


def test_of_a_whole_each_host_has_its_part(count):
    whole, first, second = count("Of 5.9 million refugees, Germany hosts 1.14 million and Turkey 956,000.")

    assert (whole.value, first.value, second.value) == (5.9e6, 1.14e6, 956_000)
    assert {one.category for one in (whole, first, second)} == {Category.REFUGEES}
    assert (first.location.name, second.location.name) == ("Germany", "Turkey")


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("Goma alone lost 45 residents.", 45, Category.DEATHS),
        ("The army lost 45 tanks near Goma.", 45, None),
        ("Raids have set 17,000 people to flight in Goma.", 17_000, Category.INTERNAL_DISPLACEMENTS),
        ("In Goma 56,000 houses stood under water.", 56_000, Category.INTERNAL_DISPLACEMENTS),
        (
            "Some 86,000 people have reached Chad since the war broke out.",
            86_000,
            Category.CROSS_BORDER_DISPLACEMENTS,
        ),
        ("Some 300 tourists have reached Chad since the war broke out.", 300, None),
    ],
)
def test_losses_and_arrivals(count, text, value, category):
    assert [(one.value, one.category) for one in count(text)] == ([(value, category)] if category else [])


def test_a_sum_raised_to_another_is_of_one_currency(count):
    figures = count("France raised its aid by 100 million dollars to 300 million.")

    assert [(one.value, one.currency) for one in figures] == [(1e8, "USD"), (3e8, "USD")]


FLIGHT = "Civilians have fled the shelling around Goma for a week. "


@pytest.mark.parametrize(
    "text",
    [
        FLIGHT + "About 900 left the camp on Sunday.",
        FLIGHT + "Some 900 people streamed out of the enclave on Sunday.",
        "Some 900 people poured out of the rebel-held suburb on Sunday.",
        "Some 900 people left the town after the attack.",
        "Some 900 workers left the town after the attack.",
    ],
)
def test_people_who_leave_where_others_flee_have_fled(count, text):
    (figure,) = count(text)

    assert (figure.value, figure.category) == (900, Category.INTERNAL_DISPLACEMENTS)


@pytest.mark.parametrize(
    "text",
    [
        "Some 400 tourists left the island on Sunday.",
        "About 300 pupils left the town for a summer in the hills.",
        "Some 900 workers left the country last year.",
        "About 900 left the camp on Sunday.",
        FLIGHT + "About 900 left the camp on Sunday for their homes.",
        FLIGHT + "Some 60 soldiers left the camp on Sunday.",
        FLIGHT + "Some 60 aid workers left the camp on Sunday.",
    ],
)
def test_guests_workers_and_soldiers_leave_as_they_came(count, text):
    assert count(text) == ()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The army sent 1,900 families back to their villages.", Category.RETURNS),
        ("Around 18,500 people have gone back to the border villages they abandoned.", Category.RETURNS),
        ("Some 9,300 people from Goma have moved to tents on the beach.", Category.INTERNAL_DISPLACEMENTS),
        ("After a night in which 26 died, the villagers fled Goma.", Category.DEATHS),
    ],
)
def test_ways_to_go_back_to_flee_and_to_die(count, text, category):
    (figure,) = count(text)

    assert figure.category is category


def test_who_dies_is_not_counted_with_those_who_flee(count):
    figures = count("After a night in which 26 died, 800 people fled Goma.")

    assert [one.category for one in figures] == [Category.DEATHS, Category.INTERNAL_DISPLACEMENTS]


@pytest.mark.parametrize(
    "text",
    [
        "The club sent 1,900 fans back to their hotel.",
        "The coach sent 14 players back to their clubs.",
        "The firm sent 300 people back to their desks.",
    ],
)
def test_who_is_sent_back_elsewhere_does_not_go_home(count, text):
    assert count(text) == ()
