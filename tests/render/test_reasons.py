"""Why places were chosen: of several mentions of an event's place the nearest with candidates tells."""

from dataclasses import replace

import numpy as np
import pytest
from stories import make_event, place

from geomap.models import Candidate, Document, Mention, ParsedDocument, Reason
from geomap.render.encoding import StringTable
from geomap.render.packing import Pack, decode_payload
from geomap.render.reasons import pack_reasons
from geomap.render.told import Quotes, Told

TEXT = "Harbin again. Harbin woke early. The envoys met there. In Harbin it rained. In Sinuiju too."
HARBIN, OTHER = place("Harbin", 126.6, 45.7), place("Sinuiju", 124.4, 40.1)


def mention(start, score, *, of=HARBIN, has_candidates=True):
    why = Candidate(place=of, score=score, reasons=(Reason(name="population", value=0.3),))
    return Mention(
        start=start,
        end=start + len(of.name),
        text=of.name,
        score=score,
        place=of,
        candidates=(why,) if has_candidates else (),
        candidate_count=int(has_candidates),
    )


def reasons_of(*mentions, at=HARBIN):
    """The scores of the reasons on the card of the event in the third sentence."""
    event = make_event(TEXT[33:54], "e", "met", at)
    document = Document(document_id="d", text=TEXT)
    moved = {"start": np.array([33]), "end": np.array([54])}
    quotes = Quotes(card=np.array([1]), document=np.array([0]), event=np.array([0]), **moved)
    told = Told([ParsedDocument(document=document, mentions=mentions, events=(event,))])
    pack, strings = Pack(), StringTable()
    pack_reasons(pack, quotes, told, 3, strings)
    columns = decode_payload(pack.finish()())[0]["columns"]
    assert columns["reasons"] == [0, len(columns["reasonScore"]), 0]
    names, whys = ([strings.strings[one] for one in columns[name]] for name in ("reasonName", "reasonWhy"))
    return columns["reasonScore"], names, whys


@pytest.mark.parametrize(
    ("starts", "score"),
    [((0, 14), 14), ((14, 0), 14), ((14, 58), 58), ((0, 58), 58)],
)
def test_the_mention_with_the_fewest_letters_between_tells(starts, score):
    found, names, _ = reasons_of(*(mention(start, start / 100) for start in starts))

    assert (found, names) == ([score], ["Harbin, China"])


def test_mentions_of_other_places_and_without_candidates_tell_nothing():
    near, far = mention(58, 0.58, has_candidates=False), mention(79, 0.79, of=OTHER)

    assert reasons_of(near, far)[0] == []
    assert reasons_of(mention(0, 0.1), near, far)[0] == [10]
    assert reasons_of(mention(0, 0.1), at=None)[0] == []


def test_the_three_strongest_reasons_that_speak_for_a_place_are_told():
    why = {"capital": 0.2, "is_site": -0.5, "my_own": 0.3, "my own": 0.3, "population": 0.1, "is_water": 0.05}
    several = [
        Candidate(
            place=HARBIN, score=0.9, reasons=tuple(Reason(name=name, value=why[name]) for name in names)
        )
        for names in (why, ("capital", "is_water"), ("is_site",))
    ]
    many = replace(mention(0, 0.9), candidates=tuple(several), candidate_count=3)

    assert reasons_of(many)[2] == [
        "my own; it is a capital; many people live there",
        "it is a capital; it is a water",
        "",
    ]


def test_reasons_are_in_the_order_of_the_cards():
    events = make_event(TEXT[0:13], "e1", "again", HARBIN), make_event(TEXT[79:91], "e2", "too", OTHER)
    mentions = mention(0, 0.5), mention(82, 0.7, of=OTHER)
    document = Document(document_id="d", text=TEXT)
    told = Told([ParsedDocument(document=document, mentions=mentions, events=events)])
    columns = {"card": [0, 1], "document": [0, 0], "event": [1, 0], "start": [79, 0], "end": [91, 13]}
    quotes = Quotes(**{name: np.array(numbers) for name, numbers in columns.items()})
    pack = Pack()

    pack_reasons(pack, quotes, told, 2, StringTable())

    assert decode_payload(pack.finish()())[0]["columns"]["reasonScore"] == [70, 50]


def test_a_region_is_named_once():
    region = replace(place("Heilongjiang", 128.0, 47.0), admin1="Heilongjiang", country_code="CN")

    assert reasons_of(mention(33, 0.5, of=region), at=region)[1] == ["Heilongjiang, China"]
