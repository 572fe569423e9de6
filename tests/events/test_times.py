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
