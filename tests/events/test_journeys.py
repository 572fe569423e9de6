"""A visit and the journey it is part of are one event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.constants import EventType, Modality, Precision
from geomap.events.merging.journeys import is_journey


@pytest.fixture
def visits(code):
    (visit,) = code("Russian President Vladimir Putin visited Harbin.")
    return visit, replace(visit, precision=Precision.WORLD_REGION, recipients=())


def test_a_visit_and_the_journey_through_the_region_are_one(visits):
    assert is_journey(*visits)


def test_two_visits_to_towns_are_two(visits):
    assert not is_journey(visits[0], visits[0])


def test_a_journey_that_lies_ahead_is_another(visits):
    ahead = replace(visits[1], modality=Modality.FUTURE)

    assert not is_journey(visits[0], ahead)


def test_a_journey_of_another_side_is_another(visits):
    other = replace(visits[1], actors=tuple(replace(one, country_iso3="DEU") for one in visits[1].actors))

    assert visits[1].event_type is EventType.CONSULT
    assert not is_journey(visits[0], other)
