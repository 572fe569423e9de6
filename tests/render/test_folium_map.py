"""The folium map: our element on it, the user's layers beside it, no word of ours in any template."""

import re

import folium
import pytest

from geomap.errors import InvalidRecordError
from geomap.render.elements import GeomapElement
from geomap.render.folium_map import MapSettings, folium_map


def page_of(fmap):
    return fmap.get_root().render()


def test_it_is_a_folium_map_that_fetches_nothing(story):
    page = page_of(folium_map(story.layers, documents=story.documents))

    markup = re.sub(r"<script[^>]*>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"\b(?:src|href)\s*=|https?://", markup)
    assert not re.search(r"<script[^>]*\bsrc", page)
    assert "window.geomap.attach(map_" in page


def test_other_folium_maps_keep_their_links(story):
    before = list(folium.Map.default_js), list(folium.Map.default_css)

    folium_map(story.layers)

    assert (folium.Map.default_js, folium.Map.default_css) == before
    assert folium.Map(tiles=None).default_js


def test_the_same_layers_give_the_same_page(story):
    assert page_of(folium_map(story.layers)) == page_of(folium_map(story.layers))


def test_rendering_twice_changes_nothing(story):
    fmap = folium_map(story.layers)

    assert page_of(fmap) == page_of(fmap)


def test_no_hostile_word_reaches_folium(hostile_story):
    title = "".join(parsed.document.title for parsed in hostile_story.documents)

    page = page_of(
        folium_map(hostile_story.layers, documents=hostile_story.documents, settings=MapSettings(title=title))
    )

    assert not re.search(r"zq:\d", page)
    assert "\u202e" not in page


def test_a_layer_of_the_user_is_kept(story):
    fmap = folium_map(story.layers)

    folium.Marker((48.2, 16.4), popup="mine").add_to(fmap)

    page = page_of(fmap)
    assert "L.marker" in page
    assert "mine" in page
    assert page.index("window.geomap={") < page.index("window.geomap.attach(")


def test_the_height_is_in_pixels(story):
    page = page_of(folium_map(story.layers, settings=MapSettings(height_px=640)))

    assert "height: 640.0px" in page


def test_an_element_takes_nothing_but_base64():
    with pytest.raises(InvalidRecordError, match="base64"):
        GeomapElement("{{7*7}}")
