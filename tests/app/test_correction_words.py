"""The history says in plain words what was changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from geomap.app.cache import find_all
from geomap.app.correction_words import describe, event_notes
from geomap.constants import EventType
from geomap.corrections import (
    Correction,
    change_event,
    change_figure,
    change_place,
    confirm_event,
    reject_event,
    reject_figure,
    values_of_event,
    values_of_figure,
)
from geomap.render.words import title_of


def saved(draft, number=1):
    values = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    made_at = datetime(2024, 5, 20, tzinfo=UTC)
    return Correction(**values, entry_id=f"c{number}", made_at=made_at, made_by="Anna")


def drafts(parsed, place):
    event, figure = parsed.events[0], parsed.figures[0]
    values = replace(values_of_event(parsed, event), event_type=EventType.PROTEST, mode=None)
    more = replace(values_of_figure(figure), value=9000)
    return {
        "Place of “Harbin”: Harbin → Goma": change_place(parsed, parsed.mentions[0], place),
        "Event “arrived”: Visit → Protest": change_event(parsed, event, values),
        "Event confirmed: Visit: Russia → China, “arrived”": confirm_event(parsed, event),
        "Event rejected: Visit: Russia → China, “arrived”": reject_event(parsed, event),
        "Figure “nearly 8,000”: nearly 8,000 people displaced within the country, over a period →"
        " nearly 9,000 people displaced within the country, over a period": change_figure(
            parsed, figure, more
        ),
        "Figure rejected: nearly 8,000 people displaced within the country, over a period,"
        " “nearly 8,000”": reject_figure(parsed, figure),
    }


def test_each_kind_of_correction_is_one_line(parsed, gazetteer):
    (goma,) = gazetteer.search("Goma", limit=1)

    for words, draft in drafts(parsed, goma).items():
        assert describe(saved(draft), gazetteer) == words


def test_a_visit_is_called_as_on_the_map_where_the_host_acts(parsed, gazetteer):
    (beijing,) = gazetteer.search("Beijing", limit=1)
    visit = parsed.events[0]
    at_home = replace(visit, location=beijing, actors=visit.recipients, recipients=visit.actors)
    here = replace(parsed, events=(at_home, *parsed.events[1:]))

    said = describe(saved(confirm_event(here, at_home)), gazetteer)

    assert said == f"Event confirmed: {title_of(at_home)}, “arrived”"
    assert title_of(at_home) == "Visit received: China ← Russia"


def test_a_touched_event_says_so(parsed, gazetteer):
    corrections = [saved(confirm_event(parsed, parsed.events[0]))]

    assert event_notes(find_all([parsed], corrections)) == {"e-arrived": "confirmed"}
    assert event_notes(find_all([parsed])) == {}


@pytest.mark.parametrize("number", [0, 1])
def test_a_corrected_place_moves_the_event(parsed, gazetteer, number):
    (goma,) = gazetteer.search("Goma", limit=1)
    correction = saved(change_place(parsed, parsed.mentions[number], goma), number=number + 5)

    (shown,) = find_all([parsed], [correction]).parsed

    assert shown.events[number].location == goma
    assert event_notes(find_all([parsed], [correction]))[shown.events[number].event_id] == "corrected"
