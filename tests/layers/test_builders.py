"""What holds for every layer."""

import pytest
from shapely.geometry import Point

from geomap.constants import LIST_COLUMNS, Category, EventType, Modality, QuadClass
from geomap.errors import InvalidOptionError
from layers import BUILDERS, build_layers
from layers.base import EVENT_COLUMNS

COMMON = (
    "event_id document_id event_type mode quad_class modality actor actor_iso3 recipient recipient_iso3"
    " date_start date_end place_id place_name country_code precision score source url quote start end reports"
)
COLUMNS = {
    "conflict": COMMON,
    "diplomacy": COMMON,
    "displacement": (
        f"{COMMON} value value_high unit category quantifier origin destination term unplaced also_stated"
    ),
    "economy": f"{COMMON} value value_high currency quantifier",
    "places": "place_id place_name country_code feature_code mentions score",
    "regions": "place_id place_name country_code conflict_events cooperation_events displaced",
}


@pytest.fixture
def story(make):
    """A document that puts a row into every layer."""
    return make.parsed(
        make.event(EventType.ASSAULT, "RUS", "UKR", at=make.kharkiv_oblast, quad=QuadClass.MATERIAL_CONFLICT),
        make.event(EventType.CONSULT, "RUS", "CHN", at=make.harbin, start=1),
        make.figure(8000, Category.INTERNAL_DISPLACEMENTS, origin=make.kharkiv_oblast),
        make.figure(3e9, Category.AMOUNT, origin=make.russia, destination=make.china),
        make.mention(make.harbin),
    )


@pytest.mark.parametrize("key", sorted(BUILDERS))
def test_every_builder_keeps_its_schema_without_documents(key):
    layer = BUILDERS[key]([])

    assert layer.key == key
    assert layer.frame.empty
    assert layer.frame.crs == "EPSG:4326"
    assert list(layer.frame.columns) == [*COLUMNS[key].split(), "geometry"]


@pytest.mark.parametrize("key", sorted(BUILDERS))
def test_every_builder_gives_the_same_columns_and_types_with_and_without_rows(key, story, atlas):
    layer = BUILDERS[key]([story], atlas=atlas)

    assert not layer.frame.empty
    assert layer.frame.dtypes.astype(str).equals(BUILDERS[key]([]).frame.dtypes.astype(str))


@pytest.mark.parametrize("key", sorted(BUILDERS))
def test_every_builder_works_without_an_atlas(key, story):
    frame = BUILDERS[key]([story]).frame

    assert all(isinstance(shape, Point) for shape in frame.geometry)


@pytest.mark.parametrize("key", sorted(BUILDERS))
def test_every_layer_names_its_sources_and_view_of_borders(key, atlas):
    layer = BUILDERS[key]([], atlas=atlas)

    assert (layer.attribution, layer.worldview) == (atlas.attribution, atlas.worldview)


@pytest.mark.parametrize("key", ["conflict", "diplomacy", "displacement", "economy", "regions"])
@pytest.mark.parametrize("modality", [one for one in Modality if one is not Modality.ACTUAL])
def test_what_did_not_happen_is_drawn_only_on_request(key, modality, make, atlas):
    """The events say that the figures are not actual either."""
    figures = (
        make.figure(8000, Category.IDPS, location=make.kharkiv_oblast),
        make.figure(3e9, Category.AMOUNT, origin=make.russia, destination=make.china),
    )
    event = make.event(
        EventType.THREATEN,
        "RUS",
        "UKR",
        at=make.kharkiv_oblast,
        quad=QuadClass.VERBAL_CONFLICT,
        modality=modality,
        figures=(0, 1),
    )
    parsed = [make.parsed(event, *figures)]

    assert BUILDERS[key](parsed, atlas=atlas).frame.empty
    assert not BUILDERS[key](parsed, atlas=atlas, modalities=frozenset({modality})).frame.empty


def test_the_common_cells_come_from_event_and_document(make, atlas):
    event = make.event(
        EventType.ASSAULT,
        "RUS",
        "UKR",
        at=make.kharkiv,
        quad=QuadClass.MATERIAL_CONFLICT,
        mode="artillery",
        reports=3,
    )

    row = BUILDERS["conflict"]([make.parsed(event)], atlas=atlas).frame.iloc[0]

    assert row.drop("geometry").to_dict() == {
        "event_id": "e-ASSAULT-0",
        "document_id": "d1",
        "event_type": "ASSAULT",
        "mode": "artillery",
        "quad_class": "material_conflict",
        "modality": "actual",
        "actor": ["RUS"],
        "actor_iso3": ["RUS"],
        "recipient": ["UKR"],
        "recipient_iso3": ["UKR"],
        "date_start": "2024-05-16",
        "date_end": "2024-05-17",
        "place_id": "t:7",
        "place_name": "Kharkiv",
        "country_code": "UA",
        "precision": "settlement",
        "score": 0.9,
        "source": "The Daily Test",
        "url": "https://example.org/1",
        "quote": "The envoys met in Harbin.",
        "start": 0,
        "end": 25,
        "reports": 3,
    }


def test_an_actor_of_unknown_country_keeps_its_place_in_both_lists(make, atlas):
    actors = (make.actor("Gunmen", None), make.actor("Kyiv", "UKR"))
    event = make.event(EventType.ASSAULT, at=make.kharkiv, quad=QuadClass.MATERIAL_CONFLICT)
    object.__setattr__(event, "actors", actors)

    row = BUILDERS["conflict"]([make.parsed(event)], atlas=atlas).frame.iloc[0]

    assert (row.actor, row.actor_iso3) == (["Gunmen", "Kyiv"], [None, "UKR"])


def test_list_columns_are_columns_of_the_interface():
    assert set(LIST_COLUMNS) <= set(EVENT_COLUMNS)


def test_layers_are_built_in_the_order_of_the_registry(story, atlas):
    layers = build_layers([story], atlas=atlas, keys=["places", "conflict"])

    assert [layer.key for layer in layers] == ["conflict", "places"]


def test_an_unknown_layer_is_refused_with_a_hint():
    with pytest.raises(InvalidOptionError, match="did you mean 'conflict'"):
        build_layers([], keys=["conflicts"])
