"""A figure that belongs to no event has the same name in the page and on the map."""

from dataclasses import replace
from datetime import date

import pytest

from geomap.app.filters import Filters, apply_filters
from geomap.app.own_figures import own_figure_ids
from geomap.constants import Category, EventType, Modality
from geomap.models import Report
from geomap.render.cells import Columns
from geomap.render.subjects import Subjects
from geomap.render.told import Told
from layers import build_layers

ALL = frozenset(Modality)


@pytest.fixture
def alone(parsed):
    """The article with its figures and without events."""
    return replace(parsed, events=())


def test_the_page_names_figures_as_the_map_does(alone):
    layers = build_layers([alone], modalities=ALL)

    subjects = Subjects(Told([alone]))
    for layer in layers:
        if layer.key == "displacement":
            subjects.number(subjects.find(layer.key, Columns(layer))[0])
    keys = subjects.keys()

    assert keys
    assert set(keys) <= set(own_figure_ids([alone], ALL))


def test_a_figure_of_an_event_is_none_of_its_own(parsed):
    assert own_figure_ids([parsed], ALL) == ()


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), [Category.INTERNAL_DISPLACEMENTS, Category.AMOUNT]),
        (Filters(layers=("economy",)), [Category.AMOUNT]),
        (Filters(layers=("conflict", "displacement")), [Category.INTERNAL_DISPLACEMENTS]),
        (Filters(modalities=(Modality.FUTURE,)), []),
        (Filters(actors=("RUS",)), []),
        (Filters(date_start=date(2030, 1, 1)), []),
    ],
)
def test_map_and_numbers_lose_the_same_figures(alone, layer_index, filters, left):
    kept = apply_filters([alone], filters, layer_index=layer_index)

    assert [figure.category for figure in kept[0].figures] == left
    assert len(own_figure_ids(kept, filters.modalities)) == len(left)


@pytest.mark.parametrize(("event_type", "count"), [(EventType.ASSAULT, 1), (EventType.CONSULT, 0)])
def test_a_figure_of_a_merged_report_goes_with_the_event_it_was_merged_into(parsed, event_type, count):
    figure = parsed.figures[0]
    other = replace(parsed, document=replace(parsed.document, document_id="d2"), events=(), figures=(figure,))
    report = Report(document_id="d2", start=0, end=4, quote="They", reason="", figures=(figure,))
    attack = replace(parsed.events[1], merged=(report,))

    kept = apply_filters(
        [replace(parsed, events=(attack,)), other], Filters(event_types=(event_type,)), layer_index={}
    )

    assert len(kept[1].figures) == count
