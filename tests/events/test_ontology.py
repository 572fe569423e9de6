"""PLOVER's types, modes and scores, and the CAMEO table."""

import pytest

from geomap.constants import EventType, QuadClass
from geomap.errors import InvalidOptionError
from geomap.events.lists.ontology import intensity_of, load_ontology, plover_of, quad_class_of


@pytest.mark.parametrize("event_type", list(EventType))
def test_every_type_has_a_quad_class_and_a_score(event_type):
    assert quad_class_of(event_type) in set(QuadClass)
    assert -10 <= intensity_of(event_type) <= 10


def test_sanction_is_material_conflict():
    assert quad_class_of(EventType.SANCTION) is QuadClass.MATERIAL_CONFLICT


def test_a_mode_has_its_own_score():
    assert intensity_of(EventType.CONSULT, "visit") == 4.0
    assert intensity_of(EventType.CONSULT) == 2.5


def test_an_unknown_mode_names_the_known_ones():
    with pytest.raises(InvalidOptionError, match="visit"):
        intensity_of(EventType.CONSULT, "visiting")


@pytest.mark.parametrize(
    ("cameo", "event_type", "mode"),
    [
        ("042", EventType.CONSULT, "visit"),
        ("0871", EventType.RETREAT, "ceasefire"),
        ("1621", EventType.SANCTION, "discontinue"),
        ("195", EventType.ASSAULT, "heavy-weapons"),
        ("1951", EventType.ASSAULT, "heavy-weapons"),
    ],
)
def test_a_cameo_code_leads_to_its_meaning_or_its_parents(cameo, event_type, mode):
    meaning = plover_of(cameo)

    assert meaning is not None
    assert (meaning.event_type, meaning.mode) == (event_type, mode)


def test_statements_and_appeals_to_god_have_no_plover_type():
    assert plover_of("01") is None


def test_every_row_of_the_table_names_known_modes_and_contexts():
    ontology = load_ontology()

    assert len(ontology.cameo) > 200
    assert len(ontology.contexts) == 37
    assert len(ontology.mode_scores) > 60
