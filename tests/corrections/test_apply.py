"""What a reader said takes effect on the same text, and nowhere else."""

from dataclasses import replace
from datetime import date

import pytest

from geomap.constants import Category, EventType, Modality, QuadClass, Quantifier, Unit
from geomap.corrections import (
    EventValues,
    SideValue,
    add_event,
    apply_corrections,
    change_event,
    change_figure,
    change_place,
    confirm_event,
    reject_event,
    reject_figure,
    values_of_event,
    values_of_figure,
)
from geomap.errors import InvalidRecordError, InvalidSpanError
from geomap.events.lists.ontology import load_ontology
from geomap.events.merging.merge import merge_reports
from geomap.models import Actor


def test_without_corrections_a_document_stays_as_it_is(parsed, correct):
    corrected = correct(parsed)

    assert corrected.parsed == parsed
    assert not corrected.by_event
    assert not corrected.unmatched


def test_event_and_figure_follow_the_mention_that_placed_them(parsed, places, store, correct):
    store.save(change_place(parsed, parsed.mentions[0], places["t:lebanon"]), by="Anna")

    corrected = correct(parsed)

    first, second, _ = corrected.parsed.mentions
    assert (first.place.place_id, second.place.place_id) == ("t:lebanon", "t:libya")
    assert corrected.parsed.events[0].location.place_id == "t:lebanon"
    assert corrected.parsed.figures[0].origin.place_id == "t:libya"
    assert [one.made_by for one in corrected.by_event["d1-attack"]] == ["Anna"]
    assert list(corrected.by_mention) == [(first.start, first.end)]


def test_all_mentions_of_a_name_are_corrected_as_one(parsed, places, store, correct):
    saved = store.save(change_place(parsed, parsed.mentions[1], places["t:lebanon"], same_name=True))

    shown = correct(parsed).parsed

    assert len(saved.targets) == 2
    assert [one.place.place_id for one in shown.mentions] == ["t:lebanon", "t:lebanon", "t:egypt"]
    assert shown.figures[0].origin.place_id == "t:lebanon"


def test_a_mention_of_no_place_leaves_its_event_without_one(parsed, store, correct):
    store.save(change_place(parsed, parsed.mentions[0], None))

    event = correct(parsed).parsed.events[0]

    assert event.location is None
    assert event.precision is None


def test_a_mention_that_is_not_found_any_more_is_put_back(parsed, places, store, correct):
    store.save(change_place(parsed, parsed.mentions[0], places["t:lebanon"]))

    shown = correct(replace(parsed, mentions=parsed.mentions[1:], events=())).parsed

    assert shown.mentions[0].place.place_id == "t:lebanon"
    assert shown.mentions[0].text == "Tripoli"


def test_a_place_the_gazetteer_lacks_changes_nothing_and_is_told(parsed, places, store, correct):
    store.save(change_place(parsed, parsed.mentions[0], places["t:lebanon"]))
    del places["t:lebanon"]

    corrected = correct(parsed)

    assert corrected.parsed == parsed
    assert len(corrected.unmatched) == 1


def test_an_event_changes_only_in_what_was_corrected(parsed, store, correct):
    event = parsed.events[0]
    said = replace(
        values_of_event(parsed, event),
        event_type=EventType.PROTEST,
        mode=None,
        recipients=(SideValue(name="Tripoli", country_iso3="LBY"),),
        date_end=date(2024, 5, 14),
    )
    store.save(change_event(parsed, event, said))

    changed = correct(parsed).parsed.events[0]

    assert changed.event_id == event.event_id
    assert (changed.event_type, changed.mode) == (EventType.PROTEST, None)
    assert changed.quad_class is QuadClass.MATERIAL_CONFLICT
    assert changed.intensity == load_ontology().type_scores[EventType.PROTEST]
    assert parsed.document.text[changed.recipients[0].start : changed.recipients[0].end] == "Tripoli"
    assert (changed.actors, changed.location, changed.date_start) == (
        event.actors,
        event.location,
        event.date_start,
    )
    assert changed.date_end == date(2024, 5, 14)
    assert changed.score == 1


def test_undoing_one_of_two_corrections_of_an_event_leaves_the_other(parsed, places, store, correct):
    event = parsed.events[0]
    first = store.save(
        change_event(parsed, event, replace(values_of_event(parsed, event), event_type=EventType.COERCE))
    )
    shown = correct(parsed).parsed
    moved = replace(values_of_event(shown, shown.events[0]), place_id="t:lebanon", place_name="Tripoli")
    store.save(change_event(shown, shown.events[0], moved))

    store.undo(first.entry_id)

    event = correct(parsed).parsed.events[0]
    assert (event.event_type, event.location.place_id) == (EventType.ASSAULT, "t:lebanon")


def test_a_rejected_event_is_gone_until_that_is_undone(parsed, store, correct):
    saved = store.save(reject_event(parsed, parsed.events[0], note="not in the text"))

    corrected = correct(parsed)
    undone = store.undo(saved.entry_id)

    assert [event.event_id for event in corrected.parsed.events] == ["d1-talks"]
    assert [event.event_id for event, _ in corrected.rejected_events] == ["d1-attack"]
    assert correct(parsed).parsed == parsed
    store.undo(undone.entry_id)
    assert len(correct(parsed).parsed.events) == 1


def test_a_rejection_does_not_fall_on_another_event_of_the_same_words(parsed, store, correct):
    store.save(reject_event(parsed, parsed.events[0]))
    other = replace(parsed.events[0], event_type=EventType.MOBILIZE, actors=(), mode=None)

    corrected = correct(replace(parsed, events=(other,)))

    assert corrected.parsed.events == (other,)
    assert len(corrected.unmatched) == 1


def test_a_confirmed_event_keeps_what_was_confirmed(parsed, places, store, correct):
    store.save(confirm_event(parsed, parsed.events[0]))
    elsewhere = replace(parsed.events[0], location=places["t:egypt"], precision=places["t:egypt"].precision)

    corrected = correct(replace(parsed, events=(elsewhere,)))

    event = corrected.parsed.events[0]
    assert (event.location.place_id, event.score) == ("t:libya", 1)
    assert event.event_id in corrected.by_event


def test_a_changed_event_that_is_not_found_any_more_is_put_back(parsed, store, correct):
    event = parsed.events[0]
    store.save(
        change_event(parsed, event, replace(values_of_event(parsed, event), modality=Modality.NEGATED))
    )

    shown = correct(replace(parsed, events=parsed.events[1:])).parsed

    assert [one.event_type for one in shown.events] == [EventType.ASSAULT, EventType.CONSULT]
    assert shown.events[0].modality is Modality.NEGATED
    assert shown.events[0].mode == "explosives"
    assert shown.events[0].figures == (0,)


def test_an_event_added_by_hand_stands_in_its_sentence(parsed, store, correct):
    values = EventValues(
        event_type=EventType.AID,
        actors=(SideValue(name="Egypt", country_iso3="EGY"), SideValue(name="the donors")),
        place_id="t:libya",
        figures=((parsed.figures[1].start, parsed.figures[1].end),),
    )
    sentence = (parsed.events[1].start, parsed.events[1].end)
    offered = parsed.document.text.index("offered")
    store.save(add_event(parsed, values, sentence=sentence, trigger=(offered, offered + 7)))

    corrected = correct(parsed)

    added = corrected.parsed.events[-1]
    assert (added.event_type, added.quote) == (EventType.AID, parsed.events[1].quote)
    assert added.figures == (1,)
    assert added.actors[0].start == parsed.document.text.index("Egypt")
    assert (added.actors[1].start, added.actors[1].end) == (offered, offered + 7)
    assert correct(parsed).parsed == corrected.parsed


def test_an_event_added_by_hand_can_be_changed_and_rejected(parsed, store, correct):
    sentence = (parsed.events[1].start, parsed.events[1].end)
    store.save(add_event(parsed, EventValues(event_type=EventType.AID), sentence=sentence))
    shown = correct(parsed).parsed
    added = next(event for event in shown.events if event.event_type is EventType.AID)

    store.save(reject_event(shown, added))

    assert correct(parsed).parsed == parsed


def test_a_span_outside_the_text_makes_no_event(parsed):
    with pytest.raises(InvalidSpanError):
        add_event(parsed, EventValues(event_type=EventType.AID), sentence=(0, 10_000))


def test_a_figure_changes_its_number_unit_and_category(parsed, store, correct):
    said = replace(
        values_of_figure(parsed.figures[0]),
        value=1500,
        unit=Unit.PERSON,
        category=Category.EVACUATIONS,
        quantifier=Quantifier.APPROXIMATELY,
    )
    store.save(change_figure(parsed, parsed.figures[0], said))

    figure = correct(parsed).parsed.figures[0]

    assert (figure.value, figure.unit, figure.category) == (1500, Unit.PERSON, Category.EVACUATIONS)
    assert (figure.quantifier, figure.text) == (Quantifier.APPROXIMATELY, "300")
    assert figure.origin == parsed.figures[0].origin


def test_a_rejected_figure_leaves_its_event_and_the_others_keep_theirs(parsed, store, correct):
    store.save(reject_figure(parsed, parsed.figures[0]))

    corrected = correct(parsed)

    assert [event.figures for event in corrected.parsed.events] == [(), (0,)]
    assert corrected.rejected_figures[0][0] == parsed.figures[0]


def test_the_same_text_under_another_name_is_corrected_too(parsed, store, correct):
    store.save(reject_event(parsed, parsed.events[0]))
    renamed = replace(parsed, document=replace(parsed.document, document_id="other", title=None))

    assert len(correct(renamed).parsed.events) == 1


def test_another_text_is_left_alone(parsed, places, store):
    saved = store.save(reject_event(parsed, parsed.events[0]))
    other = replace(parsed, document=replace(parsed.document, text=parsed.document.text + "\n"))

    corrected = apply_corrections(other, [saved], places=places, scale=load_ontology())

    assert corrected.parsed == other


def test_a_merged_event_is_corrected_in_all_its_reports_at_once(pipeline, store):
    from geomap.corrections import hash_text
    from geomap.text.read import document_from_text

    texts = ("Russia attacked Kharkiv on Thursday.", "On Thursday, Kharkiv was attacked by Russia.")
    published = date(2024, 5, 17)
    parsed = [pipeline.parse(document_from_text(text, published=published)) for text in texts]
    merged = merge_reports(parsed)[0].events[0]
    said = replace(values_of_event(parsed[0], merged), event_type=EventType.COERCE, mode=None)

    saved = store.save(change_event(parsed[0], merged, said, reports=((parsed[1], parsed[1].events[0]),)))

    corrections = store.active(hash_text(text) for text in texts)
    shown = [
        apply_corrections(one, corrections, places=pipeline.atlas, scale=load_ontology()).parsed
        for one in parsed
    ]
    assert len(saved.targets) == 2
    assert [one.events[0].event_type for one in shown] == [EventType.COERCE, EventType.COERCE]
    assert [event.reports for one in merge_reports(shown) for event in one.events] == [2]


def test_values_that_contradict_each_other_are_refused(parsed):
    figure = values_of_figure(parsed.figures[0])

    with pytest.raises(InvalidRecordError, match="do not go together"):
        replace(figure, unit=Unit.CURRENCY)
    with pytest.raises(InvalidRecordError, match="runs backwards"):
        EventValues(event_type=EventType.AID, date_start=date(2024, 5, 2), date_end=date(2024, 5, 1))


def with_side(parsed, name, words, iso3):
    """The text with a side of these words whom the first event hits."""
    start = parsed.document.text.index(words)
    side = Actor(name=name, start=start, end=start + len(words), country_iso3=iso3)
    attack = replace(parsed.events[0], recipients=(side,))
    mentions = tuple(
        replace(one, place=replace(one.place, country_iso3=iso3)) if one.text == "Tripoli" else one
        for one in parsed.mentions
    )
    return replace(parsed, events=(attack, *parsed.events[1:]), mentions=mentions)


@pytest.mark.parametrize(
    ("words", "name", "moved"),
    [("Tripoli", "Tripoli", "Trablous"), ("hit Tripoli", "rebels of Tripoli", "rebels of Tripoli")],
)
def test_a_side_follows_the_place_in_its_words(parsed, places, store, correct, words, name, moved):
    parsed = with_side(parsed, name, words, "LBY")
    places["t:lebanon"] = replace(places["t:lebanon"], name="Trablous", country_iso3="LBN")
    store.save(change_place(parsed, parsed.mentions[0], places["t:lebanon"]))

    (side,) = correct(parsed).parsed.events[0].recipients

    assert (side.name, side.country_iso3) == (moved, "LBN")


def test_a_side_whose_words_are_no_place_keeps_them_and_loses_its_country(parsed, store, correct):
    parsed = with_side(parsed, "Tripoli", "Tripoli", "LBY")
    store.save(change_place(parsed, parsed.mentions[0], None))

    (side,) = correct(parsed).parsed.events[0].recipients

    assert (side.name, side.country_iso3) == ("Tripoli", None)


def test_a_side_of_another_country_stays_where_a_place_in_its_words_moves(parsed, places, store, correct):
    parsed = with_side(parsed, "Tripoli", "Tripoli", "LBY")
    side = replace(parsed.events[0].recipients[0], name="envoys to Tripoli", country_iso3="ITA")
    parsed = replace(parsed, events=(replace(parsed.events[0], recipients=(side,)), *parsed.events[1:]))
    store.save(change_place(parsed, parsed.mentions[0], places["t:lebanon"]))

    assert correct(parsed).parsed.events[0].recipients == (side,)
