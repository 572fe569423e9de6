"""The comparison with gold counts what is found, names what is missed and sees what must not be there."""

from dataclasses import replace
from datetime import date

import check_seeds
import pytest
import seed_gold

from geomap.constants import (
    Category,
    EventType,
    MentionKind,
    Modality,
    Precision,
    QuadClass,
    Quantifier,
    Unit,
)
from geomap.models import Actor, Document, Event, Figure, Mention, ParsedDocument, Place

TEXT = "Chadian troops attacked Abeche on Monday. Over 300 people fled to Sudan."
ABECHE = Place(
    place_id="p:1",
    name="Abeche",
    longitude=20.83,
    latitude=13.83,
    feature_class="P",
    feature_code="PPLA",
    country_code="TD",
)
ELSEWHERE = replace(ABECHE, place_id="p:2", longitude=30.0)


AT_ABECHE = seed_gold.GoldPoint(
    longitude=20.8, latitude=13.8, max_km=20, country_code="TD", precision="settlement"
)


def mention(text, place=None, kind=MentionKind.TOPONYM):
    start = TEXT.index(text)
    return Mention(start=start, end=start + len(text), text=text, score=0.9, kind=kind, place=place)


def gold_mention(text, point=None, kind=MentionKind.TOPONYM, *, optional=False):
    start = TEXT.index(text)
    return seed_gold.GoldMention(
        text=text, start=start, end=start + len(text), name=text, kind=kind, optional=optional, point=point
    )


def event(**changes):
    quote = TEXT[:41]
    base = Event(
        event_id="e",
        event_type=EventType.ASSAULT,
        quad_class=QuadClass.MATERIAL_CONFLICT,
        modality=Modality.ACTUAL,
        start=0,
        end=41,
        quote=quote,
        trigger_start=15,
        trigger_end=23,
        score=0.9,
        intensity=-9.0,
        mode="firearms",
        actors=(Actor(name="Chadian troops", start=0, end=14, country_iso3="TCD", sector="MIL"),),
        location=ABECHE,
        precision=Precision.SETTLEMENT,
        date_start=date(2024, 5, 13),
        date_end=date(2024, 5, 13),
    )
    return replace(base, **changes)


def gold_event(**changes):
    base = seed_gold.GoldEvent(
        event_type="ASSAULT",
        types_accepted=("ASSAULT",),
        modality="actual",
        words="attacked",
        mode="firearms",
        actors=("TCD",),
        recipients=(),
        mutual=False,
        place=AT_ABECHE,
        date=date(2024, 5, 13),
    )
    return replace(base, **changes)


def figure(**changes):
    start = TEXT.index("Over 300")
    base = Figure(
        value=300.0,
        unit=Unit.PERSON,
        category=Category.CROSS_BORDER_DISPLACEMENTS,
        quantifier=Quantifier.MORE_THAN,
        start=start,
        end=start + 8,
        text="Over 300",
        quote=TEXT[start:],
        quote_start=start,
        origin=ABECHE,
    )
    return replace(base, **changes)


GOLD_FIGURE = seed_gold.GoldFigure(
    value=300,
    value_high=None,
    unit="person",
    category=("cross_border_displacements", "refugees"),
    quantifier=("more_than",),
    currency=None,
    origin=AT_ABECHE,
    destination=None,
    words="300",
)


def parsed_with(**found):
    return ParsedDocument(document=Document(document_id="t", text=TEXT), **found)


def gold_with(**asked):
    empty = {"mentions": (), "events": (), "figures": (), "guards": ()}
    return seed_gold.Gold(document="t.txt", published=date(2024, 5, 14), **empty | asked)


def test_found_names_count_by_kind():
    gold = gold_with(
        mentions=(
            gold_mention("Chadian", kind=MentionKind.DEMONYM),
            gold_mention("Abeche"),
            gold_mention("Sudan"),
        )
    )

    report = check_seeds.compare(gold, parsed_with(mentions=(mention("Chadian"), mention("Abeche"))))

    assert (report["demonyms"].found, report["demonyms"].total) == (1, 1)
    assert (report["recall"].found, report["recall"].total) == (1, 2)
    assert report["recall"].missed == ("'Sudan' at 66",)


def test_a_mention_beside_the_gold_lowers_precision_and_is_named():
    gold = gold_with(mentions=(gold_mention("Abeche"),))

    report = check_seeds.compare(gold, parsed_with(mentions=(mention("Abeche"), mention("Monday"))))

    assert (report["precision"].found, report["precision"].total) == (1, 2)
    assert report["precision"].missed == ("'Monday' at 34",)


def test_a_longer_mention_counts_for_the_name_inside_it():
    gold = gold_with(mentions=(gold_mention("Abeche"),))

    report = check_seeds.compare(gold, parsed_with(mentions=(mention("Abeche on Monday"),)))

    assert report["recall"].share == report["precision"].share == 1


@pytest.mark.parametrize("found", [(), (mention("Sudan"),)])
def test_an_optional_name_changes_nothing(found):
    gold = gold_with(mentions=(gold_mention("Sudan", optional=True),))

    report = check_seeds.compare(gold, parsed_with(mentions=found))

    assert report["recall"].total == report["precision"].total == report["places"].total == 0


@pytest.mark.parametrize(("place", "found"), [(ABECHE, 1), (ELSEWHERE, 0), (None, 0)])
def test_a_place_is_right_within_its_distance(place, found):
    gold = gold_with(mentions=(gold_mention("Abeche", AT_ABECHE),))

    report = check_seeds.compare(gold, parsed_with(mentions=(mention("Abeche", place),)))

    assert (report["places"].found, report["places"].total) == (found, 1)


@pytest.mark.parametrize(
    "changes",
    [{"country_code": "SD"}, {"country_code": None}, {"feature_class": "A", "feature_code": "ADM1"}],
)
def test_a_near_place_of_another_country_or_kind_is_wrong(changes):
    assert check_seeds.is_at(ABECHE, AT_ABECHE)
    assert not check_seeds.is_at(replace(ABECHE, **changes), AT_ABECHE)


def test_an_event_that_fits_is_found():
    assert check_seeds.missing_event(gold_event(), [event()]) is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"event_type": EventType.MOBILIZE}, "type MOBILIZE"),
        ({"modality": Modality.FUTURE}, "modality future"),
        ({"mode": None}, "mode None"),
        ({"actors": ()}, "sides - to -"),
        ({"location": ELSEWHERE}, "place Abeche (settlement)"),
        ({"location": None, "precision": None}, "place unknown"),
        ({"precision": Precision.ADMIN1}, "place Abeche (admin1)"),
        ({"date_start": None, "date_end": None}, "date None..None"),
        ({"date_start": date(2024, 5, 14), "date_end": date(2024, 5, 15)}, "date 2024-05-14..2024-05-15"),
    ],
)
def test_an_event_that_differs_is_missed_and_the_difference_named(changes, named):
    assert check_seeds.missing_event(gold_event(), [event(**changes)]) == named


def test_an_event_of_another_sentence_is_not_held_against_the_gold():
    gold = gold_event(words="fled to Sudan")

    assert check_seeds.missing_event(gold, [event()]) == "no event in that sentence"


def test_the_closest_event_explains_a_miss():
    far = event(event_type=EventType.CONSULT, modality=Modality.NEGATED)
    near = event(mode="aerial")

    assert check_seeds.missing_event(gold_event(), [far, near]) == "mode aerial"


@pytest.mark.parametrize(("mutual", "is_found"), [(True, True), (False, False)])
def test_only_mutual_events_may_swap_their_sides(mutual, is_found):
    gold = gold_event(actors=(), recipients=("TCD",), mutual=mutual)

    assert (check_seeds.missing_event(gold, [event()]) is None) == is_found


def test_a_figure_that_fits_is_found():
    assert check_seeds.missing_figure(GOLD_FIGURE, [figure()]) is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"value": 3000.0}, "no such number"),
        ({"category": Category.DEATHS}, "category deaths"),
        ({"unit": Unit.HOUSEHOLD}, "unit household"),
        ({"quantifier": Quantifier.EXACT}, "quantifier exact"),
        ({"origin": ELSEWHERE}, "origin Abeche"),
        ({"origin": None}, "origin None"),
        ({"quantifier": Quantifier.BETWEEN, "value_high": 400.0}, "upper number 400.0; quantifier between"),
    ],
)
def test_a_figure_that_differs_is_missed_and_the_difference_named(changes, named):
    assert check_seeds.missing_figure(GOLD_FIGURE, [figure(**changes)]) == named


def test_the_location_of_a_figure_stands_in_for_its_origin():
    assert check_seeds.missing_figure(GOLD_FIGURE, [figure(origin=None, location=ABECHE)]) is None


@pytest.mark.parametrize(
    ("guard", "found"),
    [
        ({"kind": "place_text", "texts": ("monday",)}, "Monday"),
        ({"kind": "place_text", "texts": ("Mon",)}, None),
        ({"kind": "place_text", "texts": ("Sudan",)}, None),
        ({"kind": "event", "event_types": ("ASSAULT",), "actors": ("TCD",)}, "ASSAULT at 15"),
        ({"kind": "event", "event_types": ("ASSAULT",), "recipients": ("TCD",)}, None),
        ({"kind": "event", "trigger": "attack", "words": "Abeche"}, "ASSAULT at 15"),
        ({"kind": "event", "trigger": "abeche"}, None),
        ({"kind": "event", "modality": "future"}, None),
        ({"kind": "event_count", "modality": "actual", "most": 1}, None),
        ({"kind": "event_count", "modality": "actual", "most": 0}, "1"),
        ({"kind": "figure", "value": 300}, "Over 300"),
        ({"kind": "figure", "value": 7}, None),
        ({"kind": "figure"}, "Over 300"),
    ],
)
def test_a_guard_names_what_must_not_be_there(guard, found):
    parsed = parsed_with(
        mentions=(mention("Monday", ABECHE), mention("Sudan")), events=(event(),), figures=(figure(),)
    )

    assert check_seeds.breach(seed_gold.Guard(reason="a test", **guard), parsed) == found


def test_an_unknown_guard_is_refused():
    with pytest.raises(ValueError, match="place_name"):
        check_seeds.breach(seed_gold.Guard(kind="place_name", reason="a test"), parsed_with())


def test_totals_add_items_and_not_stories():
    good = check_seeds.compare(gold_with(events=(gold_event(),)), parsed_with(events=(event(),)))
    bad = check_seeds.compare(gold_with(events=(gold_event(),) * 3), parsed_with())

    total = check_seeds.add_up([good, bad])

    assert (total["events"].found, total["events"].total) == (1, 4)
    assert check_seeds.table_row("all", total).split() == [
        "all",
        "0/0",
        "0/0",
        "0/0",
        "0/0",
        "1/4",
        "0/0",
        "0/0",
    ]


@pytest.mark.parametrize(("floor", "low"), [(0.25, []), (0.26, ["events"])])
def test_a_share_below_its_floor_is_reported(floor, low):
    report = check_seeds.compare(gold_with(events=(gold_event(),) * 4), parsed_with())
    report["events"] = replace(report["events"], found=1)

    assert check_seeds.below_floor(report, {"events": floor}) == low
