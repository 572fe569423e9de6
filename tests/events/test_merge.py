"""The same event in several reports."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from geomap.constants import EventType, Precision
from geomap.events.merging.merge import merge_reports
from geomap.events.merging.sameness import rules_out, sameness
from geomap.events.merging.telling import Telling

FRIDAY = date(2024, 5, 17)


def test_two_reports_of_one_attack_become_one(parse):
    first = parse("Russia attacked Kharkiv on Thursday.", published=FRIDAY, document_id="a")
    second = parse("On Thursday, Kharkiv was attacked by Russia.", published=FRIDAY, document_id="b")

    one, other = merge_reports([first, second])

    assert [event.reports for event in one.events] == [2]
    assert other.events == ()
    assert one.events[0].quote == first.events[0].quote


def test_another_day_is_another_attack(parse):
    first = parse("Russia attacked Kharkiv on Thursday.", published=FRIDAY, document_id="a")
    second = parse("Russia attacked Kharkiv on Monday.", published=FRIDAY, document_id="b")

    one, other = merge_reports([first, second])

    assert len(one.events) == len(other.events) == 1


def test_without_dates_only_near_wording_merges(parse):
    first = parse("Russia attacked Kharkiv.", document_id="a")
    same = parse("Russia attacked Kharkiv again.", document_id="b")
    unlike = parse(
        "Later that night a swarm of drones from Russia struck a depot in Kharkiv.", document_id="c"
    )

    merged = merge_reports([first, same, unlike])

    assert [sum(event.reports for event in one.events) for one in merged] == [2, 0, 1]


def test_other_sides_are_another_event(parse):
    first = parse("Russia attacked Kharkiv on Thursday.", published=FRIDAY, document_id="a")
    second = parse("Israel attacked Beirut on Thursday.", published=FRIDAY, document_id="b")

    assert [len(one.events) for one in merge_reports([first, second])] == [1, 1]


def test_documents_keep_order_mentions_and_figures(parse):
    first = parse("Russia attacked Kharkiv on Thursday, killing 4 people.", published=FRIDAY, document_id="a")
    second = replace(first, document=replace(first.document, document_id="b"))

    merged = merge_reports([first, second])

    assert [one.document.document_id for one in merged] == ["a", "b"]
    assert [one.figures for one in merged] == [first.figures, second.figures]


def test_nothing_merges_to_nothing():
    assert merge_reports([]) == ()


def test_a_merged_report_keeps_its_words_and_the_reason(parse):
    first = parse("Russia attacked Kharkiv on Thursday.", published=FRIDAY, document_id="a")
    second = parse("On Thursday, Kharkiv was attacked by Russia.", published=FRIDAY, document_id="b")

    (report,) = merge_reports([first, second])[0].events[0].merged

    assert report.document_id == "b"
    assert second.document.text[report.start : report.end] == report.quote
    assert "both in Kharkiv" in report.reason
    assert "both on 16 May 2024" in report.reason


def test_numbers_that_contradict_each_other_stay_side_by_side(parse):
    first = parse("A strike on Kharkiv on Thursday killed 12 people.", published=FRIDAY, document_id="a")
    second = parse("A strike on Kharkiv on Thursday killed 15 people.", published=FRIDAY, document_id="b")

    event = merge_reports([first, second])[0].events[0]

    assert [first.figures[number].value for number in event.figures] == [12]
    assert [figure.value for report in event.merged for figure in report.figures] == [15]


def test_an_attack_somewhere_in_the_country_is_not_one_on_a_town(parse):
    first = parse("Russia attacked Kharkiv on Thursday.", published=FRIDAY, document_id="a")
    second = parse("Russia attacked targets across Ukraine on Thursday.", published=FRIDAY, document_id="b")

    assert [len(one.events) for one in merge_reports([first, second])] == [1, 1]


def test_a_town_lies_within_its_region(parse):
    first = parse("Russia attacked Kharkiv on Thursday.", published=FRIDAY, document_id="a")
    town = first.events[0].location
    region = replace(
        town, place_id="r", name="Kharkiv region", feature_class="A", feature_code="ADM1", admin1_code="07"
    )
    placed = replace(first.events[0], location=replace(town, admin1_code="07"))
    coarse = replace(placed, event_id="r", location=region, precision=Precision.ADMIN1)
    second = replace(first, document=replace(first.document, document_id="b"), events=(coarse,))

    merged = merge_reports([replace(first, events=(placed,)), second])

    assert [event.reports for one in merged for event in one.events] == [2]
    assert "Kharkiv lies in Kharkiv region" in merged[0].events[0].merged[0].reason


def test_undated_reports_of_weeks_apart_are_two_events(parse):
    first = parse("Russia attacked Kharkiv.", published=FRIDAY, document_id="a")
    second = parse("Russia attacked Kharkiv.", published=date(2024, 9, 1), document_id="b")

    assert [len(one.events) for one in merge_reports([first, second])] == [1, 1]


def test_two_attacks_of_one_report_do_not_merge_into_one_of_another(parse):
    first = parse("Russia attacked Kharkiv on Thursday.", published=FRIDAY, document_id="a")
    second = parse(
        "Russia attacked Kharkiv on Thursday with drones. Hours later on Thursday Russia attacked a depot in"
        " Kharkiv from the air.",
        published=FRIDAY,
        document_id="b",
    )

    one, other = merge_reports([first, second])

    assert len(one.events) + len(other.events) == max(1, len(second.events))


def test_what_a_later_sentence_tells_again_stays_on_record(parse):
    text = "Russia attacked Kharkiv, killing 12 people. The Russian attack on Kharkiv killed 12 people."
    (event,) = [event for event in parse(text).events if event.event_type is EventType.ASSAULT]

    (report,) = event.merged

    assert event.reports == 1
    assert report.quote.startswith("The Russian")
    assert report.reason


def test_merging_can_be_switched_off(parse):
    text = "Russia attacked Kharkiv, killing 12 people. The Russian attack on Kharkiv killed 12 people."

    parsed = parse(text, merges_repeats=False)

    assert all(event.merged == () for event in parsed.events)
    assert len([event for event in parsed.events if event.event_type is EventType.ASSAULT]) == 2


def test_many_copies_of_one_sentence_become_one_event(parse):
    first = parse("Russia attacked Kharkiv on Thursday.", published=FRIDAY, document_id="0")
    copies = [replace(first, document=replace(first.document, document_id=str(n))) for n in range(1, 60)]

    merged = merge_reports([first, *copies])

    assert merged[0].events[0].reports == 60
    assert sum(len(one.events) for one in merged) == 1


def test_what_is_ruled_out_at_once_is_never_the_same_event(parse):
    texts = [
        f"{actor} {verb} {place} {day}."
        for actor, verb, place, day in product(
            ("Russia", "Israel"),
            ("attacked", "did not attack", "condemned"),
            ("Kharkiv", "Beirut", "Ukraine"),
            ("on Thursday", "on Monday", "this week", ""),
        )
    ]
    events = [event for text in texts for event in parse(text, published=FRIDAY).events]
    tellings = [Telling(event, published=FRIDAY) for event in events]
    pairs = list(product(tellings, repeat=2))

    ruled_out = [pair for pair in pairs if rules_out(*pair)]

    assert len(events) >= len(texts)
    assert len(ruled_out) > len(pairs) / 2
    assert not [pair for pair in ruled_out if sameness(*pair)]


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        ("Israel bombed a building in Beirut on Tuesday.", "An Israeli air strike hit Beirut on Tuesday.", 1),
        (
            "Gunmen killed 12 people in Goma.",
            "Rebels shot dead 12 people in Goma, police said on Tuesday.",
            1,
        ),
        (
            "Germany imposed sanctions on Iran on Tuesday.",
            "Berlin and Germany sanctioned Iran on Tuesday.",
            1,
        ),
        ("A bomb exploded in Mosul on Tuesday.", "Gunmen shot dead a judge in Mosul on Tuesday.", 2),
        (
            "Germany imposed sanctions on Iran on Tuesday.",
            "Germany imposed sanctions on Syria on Tuesday.",
            2,
        ),
        ("Israel bombed Beirut on Tuesday.", "Israeli snipers shot dead a man in Beirut on Tuesday.", 2),
    ],
)
def test_one_event_in_other_words_is_one_and_others_stay_apart(parse, first, second, events):
    documents = [parse(text, published=FRIDAY, document_id=text) for text in (first, second)]

    assert sum(len(one.events) for one in merge_reports(documents)) == events
