"""Documents and their events by number, and the quotes of cards in them."""

import numpy as np
from stories import make_event

from geomap.models import Document, ParsedDocument
from geomap.render.told import UNTOLD, Told

TEXT = "The envoys met in Harbin."


def parsed(document_id, *event_ids):
    events = tuple(make_event(TEXT, event_id, "met", None) for event_id in event_ids)
    return ParsedDocument(document=Document(document_id=document_id, text=TEXT), events=events)


def test_what_is_not_told_has_no_number_and_no_intensity():
    told = Told([parsed("d1", "e1")])

    assert told.find_events(["e1", "e2", ""]).tolist() == [0, UNTOLD, UNTOLD]
    assert told.find_documents(["d1", None, "d2"]).tolist() == [0, UNTOLD, UNTOLD]
    assert np.isnan(told.intensity[told.find_events(["e1", "e2"])]).tolist() == [False, True]
    assert told.document[told.find_events(["e1", "e2"])].tolist() == [0, UNTOLD]


def test_of_two_with_one_identifier_the_first_counts():
    told = Told([parsed("d1", "e1", "e2"), parsed("d1", "e2", "e3")])

    assert told.find_events(["e1", "e2", "e3"]).tolist() == [0, 1, 3]
    assert told.find_documents(["d1"]).tolist() == [0]


def test_of_some_events_the_first_of_each_identifier_come_with_their_documents():
    told = Told([parsed("d1", "e2", "e1"), parsed("d2", "e3", "e2", "e4")])

    firsts = [(one.document.document_id, event.event_id) for one, event in told.firsts(np.array([1, 3, 4]))]

    assert firsts == [("d1", "e1"), ("d2", "e4")]
