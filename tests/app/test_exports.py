"""Archives hold one file per layer and are the same for the same layers."""

import io
import json
import re
import zipfile
from dataclasses import replace

from geomap.app.cache import downloadable_map, find_all, make_view
from geomap.app.exports import pack_layers
from geomap.app.filters import Filters
from geomap.render.packing import decode_payload
from layers import build_layers


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_geojson_archive_holds_every_layer_shown(parsed):
    files = unpack(pack_layers(build_layers([parsed]), format="geojson"))

    assert sorted(files) == [
        f"{key}.geojson" for key in ("conflict", "diplomacy", "displacement", "economy", "places", "regions")
    ]
    (attack,) = json.loads(files["conflict.geojson"])["features"]
    assert attack["properties"]["quote"] == parsed.events[1].quote
    assert attack["geometry"]["coordinates"] == [36.25, 50.0]


def test_the_same_layers_give_the_same_bytes(parsed):
    layers = build_layers([parsed])

    assert pack_layers(layers, format="geojson") == pack_layers(layers, format="geojson")


def test_only_the_chosen_layers_are_in_the_archive(parsed):
    files = unpack(pack_layers(build_layers([parsed], keys=["places"]), format="csv"))

    assert list(files) == ["places.csv"]


def test_a_geopackage_is_one_file_with_all_layers(parsed):
    assert pack_layers(build_layers([parsed]), format="gpkg").startswith(b"SQLite format 3")


def title_of_map(*parsed):
    page = downloadable_map(make_view(find_all(parsed), Filters()))
    drawn = decode_payload(re.search(r'id="geomap-data">([^<]*)<', page).group(1))[0]
    return drawn["page"]["title"]


def test_the_map_of_one_text_is_named_after_it(parsed):
    document = replace(parsed.document, title="Envoys meet")
    other = replace(parsed, document=replace(document, document_id="other", text="Nothing."), mentions=())
    nothing = replace(other, events=(), figures=())

    assert title_of_map(replace(parsed, document=document)) == "Envoys meet"
    assert title_of_map(parsed, nothing) == "Reported events"
