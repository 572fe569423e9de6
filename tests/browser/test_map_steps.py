"""Filters change a map by what comes and goes; it is the same as one made anew."""

from pathlib import Path
from typing import Any

import pytest
from shapely import Point
from stories import make_frame
from visits import wait_until

from geomap.models import Layer
from geomap.render.html import write_html

pytestmark = pytest.mark.browser

# A moment after the first picture it is drawn anew, with what lies around it.
SETTLED = "document.querySelectorAll('canvas.leaflet-zoom-animated')[1].clientWidth > innerWidth"
WORDS = ["verbal_conflict", "material_conflict", "verbal_cooperation"]
SEEN = """() => ({
    counts: document.querySelector(".gm-counts").textContent,
    legend: document.querySelector(".gm-layers .gm-body").innerText,
    first: document.querySelector(".gm-entry")?.innerText,
    picture: [...document.querySelectorAll("canvas.leaflet-zoom-animated")].at(-1).toDataURL(),
})"""


@pytest.fixture(scope="module")
def days_file(story: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Events of thirty days at nine towns, each in two layers, some of them at the same town."""
    (row,) = story.layers[0].frame.to_dict("records")
    rows = [
        row
        | {
            "event_id": f"e{number}",
            "quad_class": WORDS[number % 3],
            "date_start": f"2024-05-{1 + number // 6:02}",
            "date_end": None,
            "precision": "settlement",
            "place_name": f"Town {number % 9}",
            "geometry": Point(10 + 4 * (number % 9), 40 + number % 3),
        }
        for number in range(180)
    ]
    ties = [one | {"geometry": Point(12, 45), "place_name": "Town"} for one in rows[::4]]
    layers = [
        Layer(key=key, title=key.title(), frame=make_frame(some))
        for key, some in {"conflict": rows, "diplomacy": ties}.items()
    ]
    path = tmp_path_factory.mktemp("map") / "days.html"
    write_html(layers, path)
    return path


@pytest.mark.parametrize(
    ("ways", "there"),
    [
        ([{"to": "2024-05-09"}, {"from": "2024-05-20"}, {}], {}),
        ([{"from": "2024-05-03"}, {"to": "2024-05-12"}], {"to": "2024-05-12"}),
        ([{"words": "town 4"}, {"layers": ["diplomacy"]}], {"layers": ["diplomacy"], "words": "town 4"}),
        (
            [{"layers": []}, {"layers": ["conflict", "diplomacy"], "from": "2024-05-28"}],
            {"from": "2024-05-28"},
        ),
    ],
)
def test_many_steps_end_where_one_step_ends(visit, days_file, ways, there):
    page = visit.open(days_file)
    wait_until(page, SETTLED)
    for way in ways:
        page.evaluate("(way) => geomap.filter(way)", way)
    seen = page.evaluate(SEEN)

    page = visit.open(days_file)
    wait_until(page, SETTLED)
    page.evaluate("(way) => geomap.filter(way)", there)

    assert seen == page.evaluate(SEEN)


def test_a_step_of_the_slider_counts_what_lies_before_it(visit, days_file):
    page = visit.open(days_file)

    page.evaluate("geomap.setTime({ from: null, to: '2024-05-10' })")

    assert page.locator(".gm-counts").inner_text() == "60 reported events · at 10 places"
    page.evaluate("geomap.setTime({ from: '2024-05-10', to: null })")
    assert page.locator(".gm-counts").inner_text().startswith("126 reported events")
