"""When an event happened."""

from datetime import date

import pytest

FRIDAY = date(2024, 5, 17)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Gunmen killed 12 people in Goma, police said on Monday.", None),
        ("Gunmen killed 12 people in Goma on Monday, police said.", date(2024, 5, 13)),
        ("The first visit of Putin to Harbin since 2016 ended.", None),
        ("Putin arrived in Harbin on Monday for a three-day visit.", date(2024, 5, 13)),
    ],
)
def test_the_date_of_a_report_or_of_an_earlier_one_is_not_the_event_s(code, text, first):
    assert code(text, published=FRIDAY)[0].date_start == first


def test_a_stay_told_behind_the_verb_ends_after_its_days(code):
    (event,) = code("Putin arrived in Harbin on Monday for a three-day visit.", published=FRIDAY)

    assert event.date_end == date(2024, 5, 15)


def test_a_year_that_a_proposal_is_about_dates_no_refusal(code):
    (event,) = code("France rejected a proposal by Chad to hold elections in 2022.", published=FRIDAY)

    assert (event.date_start, event.modality.value) == (None, "actual")


def test_a_day_without_its_year_is_in_that_of_the_full_date_told_before(code):
    text = "Rebels attacked Goma on 30 December 2021. On 2 January, gunmen killed five people in Mosul."

    assert [event.date_start for event in code(text)] == [date(2021, 12, 30), date(2022, 1, 2)]


@pytest.mark.parametrize("day", ["on 2 January", "on Monday", "last week"])
def test_nor_is_any_day_guessed_where_nothing_tells_the_year(code, day):
    told = "" if "January" in day else "Rebels attacked Mosul on 30 December 2021. "

    assert code(f"{told}Gunmen killed five people in Goma {day}.")[-1].date_start is None


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the March 23 Movement seized Rutshuru, a spokesman said.",
        "Police in Cairo detained members of the April 6 Youth Movement.",
    ],
)
def test_a_day_in_the_name_of_a_group_dates_nothing(code, text):
    (event,) = code(text, published=date(2025, 5, 2))

    assert event.date_start is None


def test_a_day_beside_a_name_still_dates(code):
    (event,) = code("On March 23 Ugandan troops seized Rutshuru.", published=date(2025, 5, 2))

    assert event.date_start == date(2025, 3, 23)


def test_a_weekday_is_counted_from_the_dateline_of_a_report_that_was_published_later(code):
    text = "BEIRUT, May 5 (Reuters) - Russian missiles hit Kharkiv on Friday."

    (event,) = code(text, published=FRIDAY)

    assert event.date_start == date(2024, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "France, which has a treaty with Germany dating from 1963, condemned the raid.",
        "Russian troops shelled Kharkiv, the deadliest attack this year.",
        "It was the third raid on Goma this year, and rebels shelled the town twice.",
    ],
)
def test_a_date_that_describes_another_or_ranks_it_dates_nothing(code, text):
    assert code(text, published=FRIDAY)[-1].date_start is None


def test_what_happened_this_month_has_happened_by_publication(code):
    (event,) = code("Russian troops shelled Kharkiv this month.", published=FRIDAY)

    assert (event.date_start, event.date_end) == (date(2024, 5, 1), FRIDAY)


def test_since_a_last_month_lasts_until_publication(code):
    (event,) = code("Russian troops have shelled Kharkiv since last March.", published=FRIDAY)

    assert (event.date_start, event.date_end) == (date(2024, 3, 1), FRIDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("More than 6,200 residents had left Goma by Wednesday evening.", date(2024, 5, 15)),
        ("Residents must leave Goma by Wednesday evening, France warned.", date(2024, 5, 22)),
        ("Some 6,200 residents will be evacuated from Goma by Wednesday evening.", date(2024, 5, 22)),
    ],
)
def test_who_had_left_by_a_day_left_before_it(parse, text, day):
    parsed = parse(text, published=FRIDAY)

    assert {one.as_of for one in parsed.figures} | {one.date_end for one in parsed.events} == {day}


def test_an_event_of_a_day_that_is_not_known_has_no_other_date(code):
    (event,) = code("France approved new aid for Ukraine on Thursday, including loans from January 2027.")

    assert event.date_start is None


def test_a_date_of_what_was_agreed_before_does_not_date_what_follows(code):
    text = "In a deal reached on Wednesday, France will deliver missiles to Ukraine in 2027."

    assert code(text, published=FRIDAY)[-1].date_start == date(2027, 1, 1)


def test_a_request_was_not_made_on_the_day_of_the_meeting_it_led_to(code):
    text = "The Security Council is to hold a session on Thursday at France's request."
    requests = [one for one in code(text, published=FRIDAY) if one.event_type.value == "REQUEST"]

    assert [one.date_start for one in requests] == [None]


def test_a_later_day_counts_from_that_of_a_sentence_before(code):
    events = code(
        "France expelled a Russian envoy on Monday. Two days later Russia expelled a French envoy.",
        published=FRIDAY,
    )

    assert [event.date_start for event in events] == [date(2024, 5, 13), date(2024, 5, 15)]


@pytest.mark.parametrize(
    "text",
    [
        "Chad thanked France for its support during last year's floods.",
        "France condemned Monday's attack by Russia.",
        "Chad and France discussed trade and agreed to hold talks in Geneva in June.",
    ],
)
def test_what_is_said_has_no_date_of_what_it_is_about(code, text):
    said = [event for event in code(text, published=FRIDAY) if event.modality == "actual"]

    assert said
    assert all(event.date_start is None for event in said if event.event_type != "ASSAULT")


def test_what_lies_ahead_has_no_day_of_what_is_done(code):
    text = "Chad and Sudan restored ties on 16 April, and Chad will send an envoy to Sudan."
    (done, ahead) = code(text, published=FRIDAY)

    assert (done.date_start, ahead.date_start) == (date(2024, 4, 16), None)


def test_a_reason_is_not_of_the_day_on_which_it_is_acted_on(code):
    events = code("France sanctioned Iran on Monday over the killing of women in Mosul.", published=FRIDAY)
    dates = {event.event_type: event.date_start for event in events}

    assert dates == {"SANCTION": date(2024, 5, 13), "ASSAULT": None}


def test_nobody_meets_where_the_reason_for_it_happened(code):
    (met, *_) = code("Russia and Chad met after clashes in Goma.")

    assert met.event_type == "CONSULT"
    assert met.location is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("France expelled an envoy on Thursday, two days after Russia barred a minister.", [16, 14]),
        ("France expelled an envoy on Monday, a day before Russia barred a minister.", [13, 14]),
        ("France expelled an envoy on Monday. On the same day Russia barred a minister.", [13, 13]),
    ],
)
def test_days_between_two_deeds_are_counted(code, text, days):
    events = code(text, published=FRIDAY)

    assert [event.date_start and event.date_start.day for event in events] == days


@pytest.mark.parametrize(
    "text",
    [
        "Chad asked France to withdraw its soldiers by 10 May.",
        "Chad reopened its border with Sudan, closed since January.",
    ],
)
def test_neither_a_term_nor_what_was_before_dates_a_deed(code, text):
    (event,) = code(text, published=FRIDAY)

    assert event.date_start is None
