"""Hostile text in every field: nothing runs, everything shows as written, nothing is fetched."""

import json
import re
from typing import Any, ClassVar

import folium
import pytest
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template
from hostile import HOSTILE, LONE_SURROGATE
from visits import PATIENCE_MS, READY

from geomap.cli import main
from geomap.render.folium_map import MapSettings, folium_map
from geomap.render.html import render_html, write_html

pytestmark = pytest.mark.browser

TITLE = "".join(HOSTILE)


def shown(text: str) -> str:
    """What a page shows of a text whose every sign can be stored."""
    return text.encode("utf-8", "replace").decode()


READ_CARDS = """(ids) => ids.map((id) => {
    if (!geomap.select(id)) return null;
    const [card, ...others] = document.querySelectorAll(".gm-card");
    const words = (selector) => [...card.querySelectorAll(selector)].map((node) => node.textContent);
    return {
        title: words("h2"),
        where: words(".gm-where"),
        quote: words("blockquote"),
        source: words(".gm-source"),
        place: words(".gm-why li bdi")[0],
        reasons: words(".gm-why li small")[0],
        numbers: words(".gm-number"),
        strangers: [...others, ...card.querySelectorAll("a")].length,
    };
})"""


def check_everything(page: Any, story: Any) -> None:
    """Every title, name and quote is on the page, sign by sign, and no element was made of any."""
    assert page.locator("h1").text_content() == TITLE
    assert page.locator(".gm-layer span").first.text_content() == TITLE
    assert TITLE.rstrip(". ") in page.locator(".gm-attribution").text_content()
    cards = page.evaluate(READ_CARDS, [parsed.events[0].event_id for parsed in story.documents])
    for word, parsed, card in zip(HOSTILE, story.documents, cards, strict=True):
        assert card["title"] == [f"Talks: {word} → {word}"]
        assert card["where"] == [f"in {word}"]
        assert card["quote"] == [parsed.document.text]
        assert any(word in text for text in card["source"])
        assert word in card["place"]
        assert word.replace("_", " ") in card["reasons"]
        assert any(word.strip() in text for text in card["numbers"])
        assert card["strangers"] == 0
    assert page.evaluate("window.ran") is None
    foreign = (
        "iframe, object, embed, base, form, link, math, img:not(.leaflet-marker-icon, .leaflet-marker-shadow)"
    )
    assert page.locator(f"body :is({foreign})").count() == 0


def test_every_field_of_a_saved_map_shows_as_written(visit, hostile_story, tmp_path):
    path = tmp_path / "{{7*7}} <img src=x onerror=window.ran=1> ${1} hostile.html"
    settings = MapSettings(title=TITLE)
    write_html(hostile_story.layers, path, documents=hostile_story.documents, settings=settings)

    check_everything(visit.open(path), hostile_story)


def test_every_field_of_a_folium_map_with_a_layer_of_the_user_shows_as_written(
    visit, hostile_story, tmp_path
):
    path = tmp_path / "folium.html"
    fmap = folium_map(
        hostile_story.layers, documents=hostile_story.documents, settings=MapSettings(title=TITLE)
    )
    group = folium.FeatureGroup(name="Mine").add_to(fmap)
    folium.Marker((-60.0, 85.0), popup="my own popup").add_to(group)
    folium.LayerControl(position="bottomleft").add_to(fmap)
    fmap.save(path)

    page = visit.open(path)

    check_everything(page, hostile_story)
    assert "Mine" in page.locator(".leaflet-control-layers").text_content()


def test_search_and_labels_take_hostile_words_too(visit, hostile_story, tmp_path):
    path = tmp_path / "hostile.html"
    write_html(hostile_story.layers, path, documents=hostile_story.documents)
    page = visit.open(path)

    page.get_by_label("Search", exact=True).fill("<svg/onload=window.ran=1>")

    assert page.locator(".gm-entry").count() >= 1
    assert page.evaluate("window.ran") is None


def test_half_a_surrogate_pair_does_not_stop_the_map(visit, story, tmp_path):
    path = tmp_path / "half.html"
    write_html(story.layers, path, documents=story.documents, settings=MapSettings(title=LONE_SURROGATE))

    page = visit.open(path)

    assert page.locator("h1").text_content() == shown(LONE_SURROGATE)


def test_the_page_holds_no_hostile_word_outside_its_payload(hostile_story):
    settings = MapSettings(title=TITLE)
    pages = [
        render_html(hostile_story.layers, documents=hostile_story.documents, settings=settings),
        folium_map(hostile_story.layers, documents=hostile_story.documents, settings=settings)
        .get_root()
        .render(),
    ]

    for page in pages:
        assert not re.search(r"zq:\d", page)
        assert not {"\x00", "\u202e", "\u2028"} & set(page)


def test_a_file_with_a_hostile_name_and_text_is_mapped(visit, tmp_path, capsys):
    name = "{{7*7}} ${1} <img src=x onerror=window.ran=1>.jsonl"
    text = "{{7*7}} </script><script>window.ran=1</script> Rebels attacked Goma on 3 May 2024."
    row = {"id": "<svg onload=window.ran=1>", "text": text, "title": "{% x", "url": "javascript:window.ran=1"}
    (tmp_path / name).write_text(json.dumps(row))
    output = tmp_path / "out {{7*7}} <b>.html"

    code = main(["map", str(tmp_path / name), "-o", str(output), "--quiet"])

    assert code == 0
    page = visit.open(output)
    page.locator(".gm-entry", has_text="Goma").first.click()
    assert page.locator(".gm-card blockquote").text_content() in text
    assert page.locator(".gm-card a").count() == 0
    assert page.evaluate("window.ran") is None


class HeatLayer(JSCSSMixin, MacroElement):
    """A plugin as others write them: its script comes from elsewhere, its data from its user."""

    default_js: ClassVar = [("heat", "https://plugins.example/heat.js")]
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "L.heatLayer({{ this.points|tojson }}).addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, points: list[list[float]]) -> None:
        super().__init__()
        self._name = "HeatLayer"
        self.points = points


def test_a_plugin_that_the_user_adds_works_beside_our_layers(browser, story, tmp_path):
    path = tmp_path / "plugin.html"
    fmap = folium_map(story.layers, documents=story.documents)
    HeatLayer([[10.0, 20.0], [11.0, 21.0]]).add_to(fmap)
    fmap.save(path)
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    script = "L.heatLayer = (points) => L.layerGroup(points.map((one) => L.marker(one)));"
    context.route("https://plugins.example/heat.js", lambda route: route.fulfill(body=script))
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))

    page.goto(path.as_uri())
    page.wait_for_selector(READY)

    assert problems == []
    assert page.locator(".leaflet-marker-icon").count() == 2
    assert page.locator(".gm-entry").count() >= 4
    context.close()
