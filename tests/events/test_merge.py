"""The same event in several reports."""

from dataclasses import replace
from datetime import date

from geomap.events.merge import merge_reports, other_reports

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


def test_what_was_merged_can_be_told_apart_again(parse):
    first = parse("Russia attacked Kharkiv on Thursday.", published=FRIDAY, document_id="a")
    second = parse("On Thursday, Kharkiv was attacked by Russia.", published=FRIDAY, document_id="b")
    alone = parse("Israel attacked Beirut on Thursday.", published=FRIDAY, document_id="c")

    reports = other_reports([first, second, alone])

    assert reports == {first.events[0].event_id: ((second, second.events[0]),)}
