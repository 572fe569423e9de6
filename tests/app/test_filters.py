"""The filters leave what they promise and say which of them leaves nothing."""

from dataclasses import replace
from datetime import date

import pytest

from geomap.app.filters import UNPLACED, FilterField, Filters, apply_filters, drop_filter, find_emptying
from geomap.constants import EventType, Modality
from geomap.errors import InvalidOptionError

ALL = Filters(modalities=tuple(Modality))


def ids(parsed, filters, layer_index):
    (item,) = apply_filters([parsed], filters, layer_index=layer_index)
    return [event.event_id for event in item.events]


def test_the_default_shows_what_is_reported_as_happening(parsed, layer_index):
    assert ids(parsed, Filters(), layer_index) == ["e-arrived", "e-Shelling"]


def test_all_modalities_show_all_events(parsed, layer_index):
    assert ids(parsed, ALL, layer_index) == ["e-arrived", "e-Shelling", "e-meet"]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (replace(ALL, event_types=(EventType.ASSAULT,)), ["e-Shelling"]),
        (replace(ALL, min_score=0.5), ["e-arrived", "e-Shelling"]),
        (replace(ALL, date_end=date(2024, 5, 12)), ["e-Shelling"]),
        (replace(ALL, date_start=date(2024, 5, 17)), ["e-arrived", "e-meet"]),
        (replace(ALL, layers=("conflict",)), ["e-Shelling"]),
        (replace(ALL, layers=("places",)), []),
        (replace(ALL, actors=("RUS",)), ["e-arrived"]),
        (replace(ALL, recipients=("CHN",)), ["e-arrived"]),
        (replace(ALL, countries=("UA",)), ["e-Shelling"]),
        (replace(ALL, precisions=("settlement",)), ["e-arrived", "e-Shelling"]),
        (replace(ALL, precisions=(UNPLACED,)), ["e-meet"]),
        (replace(ALL, words="harbin ENVOYS"), ["e-arrived"]),
    ],
)
def test_each_filter_leaves_its_own_events(parsed, layer_index, filters, left):
    assert ids(parsed, filters, layer_index) == left


def test_a_range_that_ends_on_the_first_day_keeps_the_event(parsed, layer_index):
    filters = Filters(date_start=date(2024, 5, 16), date_end=date(2024, 5, 16))

    assert ids(parsed, filters, layer_index) == ["e-arrived"]


def test_an_event_without_any_date_stays_in_every_range(parsed, layer_index):
    undated = replace(parsed, document=replace(parsed.document, published=None))

    assert ids(undated, replace(ALL, date_start=date(2030, 1, 1)), layer_index) == ["e-meet"]


def test_a_figure_goes_with_its_event(parsed, layer_index):
    (item,) = apply_filters([parsed], Filters(), layer_index=layer_index)

    assert [figure.text for figure in item.figures] == ["nearly 8,000"]
    assert item.events[1].figures == (0,)


def test_the_numbers_of_figures_are_counted_anew(parsed, layer_index):
    filters = replace(ALL, modalities=(Modality.FUTURE,))

    (item,) = apply_filters([parsed], filters, layer_index=layer_index)

    assert [item.figures[number].text for number in item.events[0].figures] == ["$240.1 billion"]


def test_a_figure_of_no_event_is_judged_by_its_own_date(parsed, layer_index):
    alone = replace(parsed, events=())

    (kept,) = apply_filters([alone], Filters(date_start=date(2024, 5, 17)), layer_index=layer_index)
    (left,) = apply_filters([alone], Filters(date_start=date(2024, 5, 18)), layer_index=layer_index)

    assert len(kept.figures) == 2
    assert left.figures == ()


def test_the_least_score_holds_for_mentions_too(parsed, layer_index):
    (item,) = apply_filters([parsed], Filters(min_score=0.8), layer_index=layer_index)

    assert [mention.text for mention in item.mentions] == ["Harbin"]


def test_a_figure_of_no_event_cannot_be_of_a_type(parsed, layer_index):
    alone = replace(parsed, events=())

    (kept,) = apply_filters([alone], Filters(event_types=(EventType.ASSAULT,)), layer_index=layer_index)

    assert kept.figures == ()


def test_only_places_of_the_events_that_are_left_stay(parsed, layer_index):
    (kept,) = apply_filters([parsed], Filters(event_types=(EventType.ASSAULT,)), layer_index=layer_index)

    assert [mention.text for mention in kept.mentions] == ["Kharkiv"]


def test_what_is_about_something_left_out_is_not_shown(parsed, layer_index):
    local = replace(
        parsed, events=(replace(parsed.events[0], contexts=("crime", "legal")), *parsed.events[1:])
    )

    (kept,) = apply_filters([local], Filters(left_out=("crime",)), layer_index=layer_index)

    assert local.events[0] not in kept.events
    assert kept.events


@pytest.mark.parametrize(
    ("filters", "blamed"),
    [
        (Filters(), ()),
        (Filters(min_score=1.0), (FilterField.MIN_SCORE,)),
        (Filters(layers=()), (FilterField.LAYERS,)),
        (Filters(modalities=()), (FilterField.MODALITIES,)),
        (
            Filters(min_score=1.0, layers=()),
            (FilterField.LAYERS, FilterField.MIN_SCORE, FilterField.MODALITIES),
        ),
    ],
)
def test_the_filter_that_leaves_nothing_is_named(parsed, layer_index, filters, blamed):
    assert find_emptying([parsed], filters, layer_index=layer_index) == blamed


def test_no_filter_is_blamed_for_a_text_without_events(parsed, layer_index):
    silent = replace(parsed, events=())

    assert find_emptying([silent], Filters(min_score=1.0), layer_index=layer_index) == ()


@pytest.mark.parametrize("field", list(FilterField))
def test_a_dropped_filter_no_longer_restricts(field):
    filters = Filters(
        layers=("conflict",),
        event_types=(EventType.AID,),
        date_start=date(2024, 1, 1),
        date_end=date(2024, 2, 1),
        min_score=0.5,
        words="words",
        actors=("RUS",),
        recipients=("CHN",),
        countries=("UA",),
        precisions=("site",),
        left_out=("crime",),
    )

    assert filters.restricts(field)
    assert not drop_filter(filters, field).restricts(field)


@pytest.mark.parametrize(
    "choices", [{"min_score": 1.5}, {"date_start": date(2024, 5, 2), "date_end": date(2024, 5, 1)}]
)
def test_filters_that_contradict_themselves_are_refused(choices):
    with pytest.raises(InvalidOptionError):
        Filters(**choices)


@pytest.mark.parametrize(
    ("words", "count"), [("ukraine", 1), ("Heilongjiang", 1), ("China", 1), ("Narnia", 0)]
)
def test_the_search_knows_regions_and_countries_that_the_text_does_not_name(
    parsed, layer_index, words, count
):
    names = {"UA": "Ukraine", "CN": "China"}

    (kept,) = apply_filters([parsed], Filters(words=words), layer_index=layer_index, names=names)

    assert len(kept.events) == count
