"""The saved map in a real browser without a network: it draws, answers, and runs nothing hostile."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import pytest
from shapely import Point, Polygon
from stories import make_frame
from visits import PATIENCE_MS, PHONE, spot_of

from geomap.models import Layer, Report
from geomap.render.folium_map import MapSettings, folium_map
from geomap.render.html import write_html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def map_file(story: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "story.html"
    write_html(story.layers, path, documents=story.documents, settings=MapSettings(title="A story"))
    return path


def test_it_opens_without_a_network_and_draws_land_and_marks(visit, map_file):
    page = visit.open(map_file)

    colors = page.evaluate(
        """() => [...document.querySelectorAll("canvas.leaflet-zoom-animated")].map((canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            const found = new Set();
            for (let at = 0; at < data.length; at += 4) {
                if (data[at + 3] === 255) found.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
            }
            return [...found];
        })"""
    )

    base, data = colors
    assert "245,243,236" in base
    assert "86,180,233" in data
    assert page.title() == "A story"


def test_a_click_on_a_mark_shows_the_evidence(visit, map_file):
    page = visit.open(map_file)

    page.mouse.click(*spot_of(page, 126.65, 45.75))

    card = page.locator(".gm-card")
    assert card.locator("h2").inner_text() == "Visit: The minister → China"
    assert card.locator(".gm-where").inner_text() == "in Harbin"
    assert card.locator(".gm-when").inner_text() == "16–17 May 2024"
    assert "The minister 👋 visited Harbin." in card.locator("blockquote").inner_text()
    assert card.locator("blockquote strong").all_inner_texts() == ["visited"]
    assert card.locator(".gm-place").all_inner_texts() == ["Harbin", "Kharkiv region"]
    assert "also reported by 3" in card.inner_text()
    link = card.locator("a")
    assert link.get_attribute("href") == "https://example.org/story?a=1&b=2"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_card_unfolds_the_reports_merged_into_it(visit, story, tmp_path):
    (parsed,) = story.documents
    first, *rest = parsed.events
    words = "Envoys came to Harbin on Thursday."
    other = Report(
        document_id="d2",
        start=0,
        end=len(words),
        quote=words,
        reason="same place and day",
        source="Other Wire",
    )
    merged = replace(parsed, events=(replace(first, merged=(other,)), *rest))
    write_html(story.layers, tmp_path / "merged.html", documents=[merged])
    page = visit.open(tmp_path / "merged.html")
    page.evaluate("geomap.select('visit-1')")
    others = page.locator(".gm-card details", has_text="Also reported by 3")

    others.locator("summary").click()

    assert others.locator("blockquote").inner_text() == words
    assert others.locator(".gm-source").inner_text() == "Other Wire"
    assert others.locator("small").inner_text() == "same place and day"


def test_several_events_at_one_spot_can_be_paged_through(visit, map_file):
    page = visit.open(map_file)
    page.mouse.click(*spot_of(page, 126.65, 45.75))
    first = page.locator(".gm-card h2").inner_text()

    page.get_by_role("button", name="Next event here").click()

    assert page.locator(".gm-pager").inner_text().split() == ["‹", "2", "of", "2", "›"]
    assert page.locator(".gm-card h2").inner_text() != first


def test_an_uncertain_place_is_an_area_that_answers_anywhere_inside(visit, map_file):
    page = visit.open(map_file)
    page.evaluate("geomap.maps[0].setView([49.5, 36.6], 7, { animate: false })")

    page.mouse.click(*spot_of(page, 35.2, 48.8))

    card = page.locator(".gm-card")
    assert card.locator("h2").inner_text().startswith("Attack")
    assert card.locator(".gm-where").inner_text() == "somewhere in Kharkiv Oblast"
    assert "nearly 8,000 people" in card.locator(".gm-number").inner_text()


def test_a_choice_is_told_to_the_page(visit, map_file):
    page = visit.open(map_file)
    page.evaluate("addEventListener('geomap:select', (event) => { window.told = event.detail.event_id; })")

    page.locator(".gm-entry", has_text="Attack").click()

    assert page.evaluate("window.told") == "attack-1"


def test_the_page_can_choose_and_filter(visit, map_file):
    page = visit.open(map_file)

    assert page.evaluate("geomap.select('attack-1')") is True
    assert page.evaluate("geomap.select('no such event')") is False
    page.evaluate("geomap.filter({ ids: ['visit-1'] })")
    page.keyboard.press("Escape")

    # The amount belongs to no event, and is not named.
    titles = page.locator(".gm-entry .gm-title").all_inner_texts()
    assert titles == ["Visit: The minister → China"]


def test_the_keyboard_reaches_a_card_and_comes_back(visit, map_file):
    page = visit.open(map_file)
    entry = page.locator(".gm-entry", has_text="Attack")
    entry.focus()

    page.keyboard.press("Enter")

    assert page.locator(".gm-card h2").inner_text().startswith("Attack")
    page.keyboard.press("Escape")
    assert page.locator(".gm-card").count() == 0
    assert page.evaluate("document.activeElement.textContent").startswith("Attack")


def test_by_tab_the_keyboard_reaches_one_entry_of_the_list_and_then_the_legend(visit, map_file):
    page = visit.open(map_file)
    entries = page.locator(".gm-list .gm-entry")
    assert entries.count() > 2
    entries.first.focus()

    page.keyboard.press("ArrowDown")
    assert entries.nth(1).evaluate("(one) => one === document.activeElement")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Legend"


def test_a_map_on_which_nothing_has_a_place_counts_no_places(visit, story, tmp_path):
    write_html([], tmp_path / "map.html", documents=story.documents)

    page = visit.open(tmp_path / "map.html")

    assert page.locator(".gm-counts").inner_text() == "4 reported events"


def test_a_map_without_events_blames_no_filter_and_offers_nothing_to_drop(visit, story, tmp_path):
    silent = [replace(one, events=(), figures=()) for one in story.documents]
    write_html([], tmp_path / "map.html", documents=silent)

    page = visit.open(tmp_path / "map.html")

    assert page.locator(".gm-empty").inner_text() == "No event is shown."


def test_an_entry_of_the_list_says_when_before_where(visit, map_file):
    page = visit.open(map_file)

    line = page.locator(".gm-entry", has_text="Visit").first.locator(".gm-where")

    assert line.inner_text() == "16–17 May 2024 · in Harbin"


def test_search_narrows_list_and_legend_and_offers_a_way_back(visit, map_file):
    page = visit.open(map_file)
    search = page.get_by_label("Search", exact=True)

    search.fill("kharkiv oblast")
    assert page.locator(".gm-entry").count() == 1

    search.fill("nothing has these words")
    assert "No shown event has the words" in page.locator(".gm-empty").inner_text()
    page.get_by_role("button", name="Clear the search").click()
    assert page.locator(".gm-entry").count() >= 4


def test_search_finds_events_by_the_country_behind_a_side(visit, map_file):
    page = visit.open(map_file)

    page.get_by_label("Search", exact=True).fill("russia")

    entries = page.locator(".gm-entry .gm-title")
    assert sorted(entries.all_inner_texts()) == [
        "Amount: $240.1 billion",
        "Talks: The minister",
        "Visit: The minister → China",
    ]


def test_on_paper_stands_the_map_and_no_list_that_is_cut_off(visit, map_file):
    page = visit.open(map_file)
    listed, legend = page.locator(".gm-side .gm-list").first, page.locator(".gm-layers .gm-body")

    page.emulate_media(media="print")

    assert listed.is_hidden()
    assert legend.is_visible()
    page.locator(".gm-list button").first.evaluate("(button) => button.click()")
    assert page.locator(".gm-card").is_visible()
    page.emulate_media(media="screen")


def test_a_layer_can_be_hidden_and_its_legend_goes_with_it(visit, map_file):
    page = visit.open(map_file)
    legend = page.locator(".gm-layers")
    assert "Material conflict" in legend.inner_text()

    page.get_by_label("Conflict").uncheck()

    assert "Material conflict" not in legend.inner_text()


def test_a_story_across_the_antimeridian_is_shown_in_one_piece(visit, story, tmp_path):
    path = tmp_path / "pacific.html"
    conflict = story.layers[0]
    frame = pd.concat([conflict.frame, conflict.frame], ignore_index=True)
    frame = frame.assign(event_id=["east", "west"]).set_geometry([Point(178.4, -18.1), Point(-171.8, -13.8)])
    write_html([Layer(key="conflict", title="Conflict", frame=frame.set_crs(4326))], path)
    page = visit.open(path)

    west, east = page.evaluate(
        "() => { const box = geomap.maps[0].getBounds(); return [box.getWest(), box.getEast()]; }"
    )

    assert east - west < 90


def test_an_area_up_to_the_antimeridian_is_filled_without_a_gap(visit, story, tmp_path):
    """The outline leaves its edge at 180 degrees out; the fill may not, or a wedge stays empty."""
    path = tmp_path / "edge.html"
    frame = (
        story.layers[0]
        .frame[:1]
        .assign(event_type="ASSAULT")
        .set_geometry([Polygon([(100, 10), (180, 10), (180, 60), (140, 60), (100, 60)])])
    )
    write_html([Layer(key="conflict", title="Conflict", frame=frame.set_crs(4326))], path)
    page = visit.open(path)
    page.evaluate("geomap.maps[0].setView([35, 140], 3, { animate: false })")
    x, y = spot_of(page, 160.0, 30.0)

    share = page.evaluate(
        """([x, y]) => {
            const canvas = [...document.querySelectorAll("canvas.leaflet-zoom-animated")].at(-1);
            const ratio = canvas.width / canvas.getBoundingClientRect().width;
            const corner = canvas.getBoundingClientRect();
            const at = [(x - 20 - corner.left) * ratio, (y - 20 - corner.top) * ratio, 40, 40];
            const { data } = canvas.getContext("2d").getImageData(...at);
            return data.filter((value, index) => index % 4 === 3 && value > 0).length / 1600;
        }""",
        [x, y],
    )

    assert share == 1


def test_an_event_without_a_place_is_listed_not_drawn(visit, map_file):
    page = visit.open(map_file)

    entry = page.locator(".gm-entry", has_text="place not reported").first

    assert "place not reported" in entry.inner_text()


def test_a_folium_map_with_a_layer_of_the_user_works(visit, story, tmp_path):
    path = tmp_path / "folium.html"
    fmap = folium_map(story.layers, documents=story.documents)
    group = folium.FeatureGroup(name="Mine").add_to(fmap)
    folium.Marker((55.0, 85.0), popup="my own popup", tooltip="here").add_to(group)
    folium.CircleMarker((10, 10), radius=9).add_to(group)
    folium.GeoJson(story.layers[0].frame[["geometry"]].to_json()).add_to(fmap)
    folium.LayerControl(position="bottomleft").add_to(fmap)
    fmap.save(path)
    page = visit.open(path)

    page.locator(".leaflet-marker-icon").click()

    assert page.locator(".leaflet-popup-content").inner_text().strip() == "my own popup"
    assert page.locator(".gm-entry").count() >= 4


def test_a_phone_gets_the_card_as_a_sheet_below_the_map(visit, map_file):
    visit.page.set_viewport_size(PHONE)
    page = visit.open(map_file)
    assert page.locator(".gm-list").is_hidden()

    page.get_by_role("button", name="List").click()
    page.locator(".gm-entry", has_text="Attack").click()

    box = page.locator(".gm-side .gm-body").bounding_box()
    assert box["y"] > 400
    assert box["y"] + box["height"] <= 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [PHONE["width"], 320])
def test_on_a_phone_the_button_of_the_legend_lies_beside_the_head(visit, map_file, width):
    visit.page.set_viewport_size({**PHONE, "width": width})
    page = visit.open(map_file)

    head, legend = (page.locator(name).bounding_box() for name in (".gm-head", ".gm-layers"))

    assert head["x"] + head["width"] <= legend["x"]


@pytest.mark.parametrize("width", [PHONE["width"], 320, 260])
def test_on_a_phone_the_time_slider_leaves_the_sources_readable(visit, story, tmp_path, width):
    path = tmp_path / "phone.html"
    rows = pd.concat([story.layers[0].frame] * 2, ignore_index=True)
    frame = rows.assign(event_id=["one", "other"], date_start=["2024-05-02", "2024-05-16"], date_end=None)
    owed = (
        "Places: GeoNames (CC BY 4.0). Boundaries: Natural Earth (public domain)."
        " Borders as in one view; no endorsement implied."
    )
    layer = Layer(key="conflict", title="Conflict", frame=frame, attribution=owed)
    write_html([layer], path)
    visit.page.set_viewport_size({**PHONE, "width": width})
    page = visit.open(path)

    time, sources = (page.locator(name).bounding_box() for name in (".gm-time", ".gm-attribution"))

    assert time["y"] + time["height"] <= sources["y"]


def test_the_dark_theme_follows_the_reader(visit, map_file):
    visit.page.emulate_media(color_scheme="dark")
    page = visit.open(map_file)

    sea = page.locator(".geomap").evaluate("(node) => getComputedStyle(node).backgroundColor")

    assert sea == "rgb(21, 25, 29)"


@pytest.fixture(scope="module")
def busy_file(story: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Attacks over ten days in May 2024 at two towns, one of 1991, one without a date."""
    (row,) = story.layers[0].frame.to_dict("records")
    days = [f"2024-05-{1 + index % 10:02}" for index in range(40)] + ["1991-08-24", None]
    rows = [
        row
        | {"event_id": f"e{index}", "date_start": day, "date_end": day, "precision": "settlement"}
        | {"place_name": "Here" if index % 2 else "There", "geometry": Point(30 + index % 2, 50)}
        for index, day in enumerate(days)
    ]
    path = tmp_path_factory.mktemp("map") / "busy.html"
    layer = Layer(key="conflict", title="Conflict", frame=make_frame(rows))
    write_html([layer], path)
    return path


def test_one_old_date_does_not_squeeze_the_time_slider(visit, busy_file):
    page = visit.open(busy_file)

    assert page.get_by_label("First day shown").get_attribute("max") == "10"
    assert page.locator(".gm-said").inner_text() == "All days: up to 10 May 2024"
    assert page.get_by_label("First day shown").get_attribute("aria-valuetext") == "before 1 May 2024"


def test_the_time_slider_filters_list_counts_and_legend_alike(visit, busy_file):
    page = visit.open(busy_file)

    page.get_by_label("First day shown").fill("9")
    assert page.locator(".gm-said").inner_text() == "9 May 2024 – 10 May 2024"
    assert page.locator(".gm-counts").inner_text().startswith("9 reported events")
    assert page.locator(".gm-count").inner_text() == "9"

    page.get_by_label("1 undated").uncheck()
    assert page.locator(".gm-count").inner_text() == "8"


def test_play_goes_step_by_step_where_motion_is_not_wanted(visit, busy_file):
    page = visit.open(busy_file)
    play = page.get_by_role("button", name="Next step in time")

    play.click()
    assert page.locator(".gm-said").inner_text() == "before 1 May 2024"
    play.click()

    assert page.locator(".gm-said").inner_text() == "up to 1 May 2024"


def test_many_events_at_one_spot_are_listed(visit, busy_file):
    page = visit.open(busy_file)

    page.mouse.click(*spot_of(page, 31, 50))

    assert page.locator(".gm-heading").inner_text() == "21 events here"
    page.locator(".gm-here .gm-entry").nth(4).click()
    assert page.locator(".gm-pager").inner_text().split() == ["‹", "5", "of", "21", "›"]


def test_the_keyboard_goes_from_mark_to_mark_and_opens_one(visit, busy_file):
    page = visit.open(busy_file)
    page.locator(".gm-cursor").focus()
    first = page.locator(".gm-cursor").get_attribute("aria-label")
    assert first is not None
    assert first.startswith("Attack, in There and 20 more")
    assert "Mark 1 of 2" in first

    page.keyboard.press("ArrowRight")
    assert "Mark 2 of 2" in page.locator(".gm-cursor").get_attribute("aria-label")
    page.keyboard.press("Enter")

    assert page.locator(".gm-card:focus .gm-where").inner_text() == "in Here"
    page.keyboard.press("Escape")
    assert "Mark 2 of 2" in page.locator(".gm-cursor:focus").get_attribute("aria-label")


def test_regions_are_counted_anew_when_the_time_changes(visit, story, tmp_path):
    conflict = story.layers[0]
    (row,) = conflict.frame.to_dict("records")
    attacks = [
        row | {"event_id": f"e{day}", "date_start": f"2024-05-{day:02}", "date_end": f"2024-05-{day:02}"}
        for day in range(1, 6)
    ]
    region = {name: row[name] for name in ("place_id", "place_name", "country_code")}
    counts = {"conflict_events": 5, "cooperation_events": 0, "displaced": None}
    layers = [
        Layer(key="conflict", title="Conflict", frame=make_frame(attacks)),
        Layer(
            key="regions",
            title="Regions",
            frame=make_frame([region | counts | {"geometry": row["geometry"]}]),
            members=(("e1", "e2", "e3", "e4", "e5"),),
        ),
    ]
    write_html(layers, tmp_path / "regions.html")
    page = visit.open(tmp_path / "regions.html")
    page.get_by_label("Regions").check()
    classes = page.locator(".gm-legend li", has_text="1–5 events")
    assert classes.locator(".gm-count").inner_text() == "1"

    page.get_by_label("Last day shown").fill("1")
    page.get_by_label("Conflict").uncheck()
    page.mouse.click(*spot_of(page, 36.6, 49.5))

    assert "2 events shown now" in page.locator(".gm-card").inner_text()


def test_damaged_data_say_so(browser, map_file, tmp_path):
    path = tmp_path / "damaged.html"
    page_text = map_file.read_text(encoding="utf-8")
    start = page_text.index('id="geomap-data">') + len('id="geomap-data">')
    path.write_text(f"{page_text[:start]}AAAA{page_text[start + 400 :]}", encoding="utf-8")
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)

    page.goto(path.as_uri())

    assert "cannot be shown" in page.get_by_role("alert").inner_text()
    page.close()
