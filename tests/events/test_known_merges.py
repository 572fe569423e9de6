"""What was merged lately is not merged anew, and nobody can tell from the result."""

from dataclasses import replace
from datetime import date

import pytest

from geomap.events.merging.merge import KnownMerges, merge_reports

FRIDAY = date(2024, 5, 17)
TEXTS = (
    "Russia attacked Kharkiv on Thursday. Putin visited Harbin on Friday.",
    "On Thursday, Kharkiv was attacked by Russia. On Friday, Putin visited Harbin.",
)


@pytest.fixture
def reports(parse):
    return [parse(text, published=FRIDAY, document_id=str(number)) for number, text in enumerate(TEXTS)]


def test_a_changed_event_changes_what_is_merged_of_its_type_alone(reports):
    known = KnownMerges()
    attack, visit = merge_reports(reports, known=known)[0].events
    first = reports[0]
    reports[0] = replace(first, events=(replace(first.events[0], score=1.0), first.events[1]))

    again = merge_reports(reports, known=known)

    assert again == merge_reports(reports)
    assert [event.reports for event in again[0].events] == [2, 2]
    assert again[0].events[1] is visit
    assert again[0].events[0].score == 1 > attack.score


def test_another_order_of_documents_is_merged_anew(reports):
    known = KnownMerges()
    merge_reports(reports, known=known)

    assert merge_reports(reports[::-1], known=known) == merge_reports(reports[::-1])
