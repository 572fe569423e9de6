"""What cards are about, and which card each subject has."""

import numpy as np
from stories import make_event

from geomap.codes import UNKNOWN
from geomap.models import Document, ParsedDocument
from geomap.render.cells import Columns
from geomap.render.subjects import Subjects
from geomap.render.told import Told

TEXT = "The envoys met in Harbin."


class Source:
    """Columns that are there, as a layer has them."""

    def __init__(self, **columns):
        self.cells, self.columns = columns, tuple(columns)
        self.count = len(next(iter(columns.values())))

    def column(self, name):
        return self.cells[name]


def subjects_of(*event_ids):
    events = tuple(make_event(TEXT, event_id, "met", None) for event_id in event_ids)
    return Subjects(Told([ParsedDocument(document=Document(document_id="d", text=TEXT), events=events)]))


def number(subjects, layer_key, **columns):
    found, is_event = subjects.find(layer_key, Columns(Source(**columns)))
    cards, fresh = subjects.number(found)
    return cards.tolist(), fresh.tolist(), is_event.tolist()


def test_rows_about_one_event_share_a_card_whichever_layer_they_are_in():
    subjects = subjects_of("e1", "e2", "e3")

    assert number(subjects, "conflict", event_id=["e3", "e1", "e3"]) == ([0, 1, 0], [0, 1], [True] * 3)
    assert number(subjects, "diplomacy", event_id=["e1", "e2"]) == ([1, 2], [1], [True] * 2)
    assert subjects.keys() == ["e3", "e1", "e2"]
    assert list(subjects.untold_yet()) == []


def test_what_no_document_tells_is_known_by_its_identifier_or_a_key_of_its_own():
    subjects = subjects_of("e1")
    columns = {"event_id": ["x", None, None, "x"], "document_id": ["d"] * 4, "start": [0, 7, None, 0]}

    cards, fresh, is_event = number(subjects, "displacement", **columns, value=[5, 5, 5, 5])

    assert (cards, fresh, is_event) == ([0, 1, 2, 0], [0, 1, 2], [True, False, False, True])
    assert subjects.keys() == ["x", "displacement:d:7:5", "displacement:2"]
    assert [event.event_id for _, event in subjects.untold_yet()] == ["e1"]


def test_cards_are_found_by_their_names():
    subjects = subjects_of("e1", "e2")
    number(subjects, "places", place_id=["t:1", "t:2"])
    number(subjects, "conflict", event_id=["e2"])

    found = subjects.find_cards(["e2", "e1", "places:t:2", "places:t:3"])

    assert found.tolist() == [2, UNKNOWN, 1, UNKNOWN]
    assert subjects.find_cards([]).dtype == np.int64
