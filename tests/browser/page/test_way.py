"""The whole way in a real browser without a network: from the first visit to a link that brings it back."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image
from visits import PATIENCE_MS, TRY_MS, click_until

from geomap.app.workspace import open_workspace
from geomap.render.picture import SIZE

pytestmark = pytest.mark.browser

SIDE_BAR = "section[data-testid=stSidebar]"


def chosen_title(visit: Any) -> str:
    chosen = visit.page.locator(".events li.chosen .title")
    chosen.wait_for()
    return str(chosen.inner_text())


def correct_place(visit: Any, entry: str, beginning: str) -> None:
    """Give the event of an entry the first place whose name begins so."""
    page = visit.page
    item = visit.entry(entry)
    if "chosen" not in (item.get_attribute("class") or ""):
        item.locator(".head").click()
    item.get_by_role("button", name="Wrong? Correct it").click()
    dialog = page.get_by_role("dialog")
    visit.settle()
    dialog.get_by_text("Another place…").click()
    visit.settle()
    search = dialog.get_by_label("Search the gazetteer")
    # All at once: what is found for the first letters may come before, and go while a key is pressed.
    search.fill(beginning)
    dialog.get_by_role("option", name=beginning).first.wait_for()
    search.press("ArrowDown")
    search.press("Enter")
    dialog.get_by_text(f"Chosen: {beginning}").wait_for()
    visit.settle()
    dialog.get_by_role("button", name="Save the place").click()
    dialog.wait_for(state="detached")
    visit.settle()


def download(visit: Any, button: str) -> Path:
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=button).click()
    return Path(waiting.value.path())


def test_a_click_on_the_map_shows_the_evidence(new_visit):
    # What stands at a place is drawn on a canvas; the keyboard finds the same events in the map's list.
    # The page may still be getting its width while the spot is asked for: then the spot is asked for anew.
    def click() -> None:
        spot = new_visit.map.locator(".geomap").evaluate(
            """node => {
                const [map] = window.geomap.maps;
                const {x, y} = map.latLngToContainerPoint([45.75, 126.65]);
                return {x, y};
            }"""
        )
        new_visit.page.locator(".map iframe:not(.coming)").click(position=spot, timeout=TRY_MS)

    chosen = new_visit.page.locator(".events li.chosen")

    click_until(click, lambda ms: chosen.wait_for(timeout=ms))

    assert "Harbin" in chosen.inner_text()
    assert chosen.locator("blockquote").inner_text()


def test_the_text_opens_at_the_chosen_event(new_visit):
    entry = new_visit.entry("Harbin")
    entry.locator(".head").click()
    entry.get_by_role("button", name="Read in the article").click()
    new_visit.settle()

    marked = new_visit.page.locator(".article .text .chosen").first
    marked.wait_for()
    assert marked.is_visible()
    place = new_visit.page.locator(".article button.place", has_text="Harbin").first
    assert "Heilongjiang" in place.get_attribute("title")


def test_a_corrected_place_is_on_map_table_and_export_and_still_there_after_a_reload(
    passing_corrections, new_visit
):
    page = new_visit.page
    correct_place(new_visit, "in Harbin", "Goma")
    new_visit.entry("in Goma").wait_for()
    new_visit.map.locator(".geomap").wait_for()
    new_visit.open_tab("Export")
    with ZipFile(download(new_visit, "Layers (CSV)")) as archive:
        rows = list(csv.DictReader(io.TextIOWrapper(archive.open("diplomacy.csv"), encoding="utf-8")))
    assert "Goma" in {row["place_name"] for row in rows}

    page.reload(wait_until="domcontentloaded")
    new_visit.entry("in Goma").wait_for()
    new_visit.settle()
    page.locator(".noted", has_text="corrected").first.wait_for()

    new_visit.open_tab("Corrections")
    page.get_by_role("button", name="Undo").first.click()
    page.locator(".noted").first.wait_for(state="detached")
    new_visit.settle()
    assert new_visit.entry("in Goma").count() == 0
    assert new_visit.trouble == []


FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at.innerText;
}"""


def judge(visit: Any, verdict: str) -> None:
    """Say by keyboard whether the chosen event is right."""
    page = visit.page
    page.get_by_role("button", name="Wrong? Correct it").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    visit.settle()
    dialog.get_by_role("tab", name="Right or wrong").click()
    dialog.get_by_role("button", name=verdict).press("Enter")
    dialog.wait_for(state="detached")


def test_after_a_correction_and_after_undoing_it_the_keyboard_goes_on_where_it_was(
    passing_corrections, new_visit
):
    page = new_visit.page
    new_visit.entry("Harbin").locator(".head").press("Enter")
    judge(new_visit, "It is right")
    page.locator(".noted", has_text="confirmed").wait_for()
    page.wait_for_function(f"() => ({FOCUSED})() === 'Wrong? Correct it'")

    judge(new_visit, "It is wrong")
    page.locator(".count", has_text="11 reported events").wait_for()
    page.wait_for_function(f"() => ({FOCUSED})().startsWith('Praise or backing')")

    new_visit.open_tab("Corrections")
    page.get_by_role("button", name="Undo").first.press("Enter")
    page.get_by_text("The correction is undone.").wait_for()
    page.wait_for_function(f"() => ({FOCUSED})() === 'Bring back'")


def test_three_files_of_which_one_is_broken(new_visit, article):
    page = new_visit.page
    files = {
        "envoys.txt": article.encode(),
        "broken.txt": b"\x00\x01",
        "goma.txt": b"Fighters attacked Goma on Monday, officials said.",
    }
    new_visit.upload(
        *({"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files.items())
    )

    alert = page.locator("[data-testid=stAlert]", has_text="could not be read")
    alert.wait_for()
    new_visit.entry("Goma").wait_for()
    assert "broken.txt" in alert.inner_text().replace("\u2060", "")
    page.get_by_text("My articles (2)").wait_for()


def show(visit: Any, text: str, *, title: str) -> None:
    """Paste an article and wait until it is the one that is shown."""
    visit.paste(text, title=title)
    visit.page.locator(".article h3", has_text=title).wait_for()
    visit.settle()


def test_a_reload_and_a_link_in_the_same_browser_restore_own_articles_until_they_are_forgotten(
    new_visit, article, context, address, browser
):
    page = new_visit.page
    show(new_visit, article, title="Of my own")
    page.get_by_text("Kept for 30 days").wait_for()
    page.wait_for_function("location.search.includes('texts=')")
    link = page.url

    page.reload(wait_until="domcontentloaded")
    page.locator(".article h3", has_text="Of my own").wait_for()
    new_visit.entry("Harbin").wait_for()
    page.get_by_text("My articles").first.wait_for()
    same = context.new_page()
    same.goto(link, wait_until="domcontentloaded")
    same.locator(".article h3", has_text="Of my own").wait_for()
    same.close()

    stranger = browser.new_page()
    stranger.set_default_timeout(PATIENCE_MS)
    stranger.goto(link, wait_until="domcontentloaded")
    stranger.get_by_text("The articles of this link are not kept here").wait_for()
    stranger.locator(".events li").first.wait_for()
    assert stranger.get_by_text("Of my own").count() == 0
    stranger.close()

    page.get_by_text("Kept for 30 days").click()
    page.get_by_role("button", name="Forget my articles").click()
    page.get_by_text("Paste an article into the side bar").wait_for()
    new_visit.settle()
    page.reload(wait_until="domcontentloaded")
    page.locator(".events li").first.wait_for()
    new_visit.settle()
    assert page.get_by_text("Of my own").count() == 0
    assert new_visit.trouble == []


def test_an_event_can_be_added_by_hand_and_is_marked_so(passing_corrections, new_visit, article):
    page = new_visit.page
    show(new_visit, f"{article}\n\nThen buses came to Goma and left again.", title="To be added to")
    page.get_by_role("button", name="Add an event that is missing").click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    new_visit.settle()
    choose(dialog, page, "Sentence", "Then buses came to Goma and left again.")
    new_visit.settle()
    choose(dialog, page, "What happened", "Mobilization")
    new_visit.settle()
    dialog.get_by_role("button", name="Add the event").click()
    dialog.wait_for(state="detached")

    added = page.locator(".events li", has_text="Mobilization")
    added.wait_for()
    assert "added by hand" in added.inner_text()
    added.locator(".head").click()
    assert "Then buses came" in added.locator("blockquote").inner_text()
    assert new_visit.trouble == []


def choose(dialog: Any, page: Any, label: str, option: str) -> None:
    """Choose an option of a box in a dialog."""
    dialog.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def test_reading_can_be_stopped_and_what_was_read_is_shown(new_visit):
    page = new_visit.page
    # So many that reading cannot be over before the button is found, on however fast a machine.
    rows = [
        json.dumps({"id": f"n{number}", "text": f"Report {number}. " + 40 * "Envoys visited Goma. "})
        for number in range(400)
    ]
    new_visit.upload(
        {"name": "many.jsonl", "mimeType": "application/jsonl", "buffer": "\n".join(rows).encode()}
    )

    page.get_by_role("button", name="Stop reading").click()

    said = page.get_by_text(re.compile(r"Reading was stopped after \d+ of 400 texts"))
    said.wait_for()
    page.get_by_role("button", name="Go on reading").wait_for()
    assert new_visit.trouble == []


def test_every_download_can_be_read_again(new_visit):
    new_visit.open_tab("Export")

    assert "geomap-data" in download(new_visit, "Map (HTML)").read_text(encoding="utf-8")
    with Image.open(download(new_visit, "Picture (PNG)")) as picture:
        assert (picture.format, picture.size) == ("PNG", SIZE)
    with ZipFile(download(new_visit, "Layers (GeoJSON)")) as archive:
        collections = [json.loads(archive.read(name)) for name in archive.namelist()]
    assert all(one["type"] == "FeatureCollection" for one in collections)
    with ZipFile(download(new_visit, "Layers (CSV)")) as archive:
        counts = {name: len(archive.read(name).decode("utf-8").splitlines()) for name in archive.namelist()}
    assert sum(counts.values()) > len(counts)
    package = download(new_visit, "Layers (GeoPackage)")
    with sqlite3.connect(package) as database:
        assert database.execute("SELECT count(*) FROM gpkg_contents").fetchone()[0] >= 6
    assert "<h1>" in download(new_visit, "Brief (HTML)").read_text(encoding="utf-8")
    assert open_workspace(download(new_visit, "Workspace").read_bytes()).documents


def test_a_link_restores_filters_choice_and_view(new_visit, context, address):
    page = new_visit.page
    page.locator(SIDE_BAR).get_by_role("button", name="Conflict").click()
    new_visit.settle()
    new_visit.entry("Harbin").locator(".head").click()
    new_visit.settle()
    # Far from the chosen event: a link shows what its sender saw, not what was chosen.
    looking = "view=-20.0000,-60.0000,5.00".replace(",", "%2C")
    new_visit.map.locator(".geomap.gm-reading").evaluate(
        "() => geomap.maps[0].setView([-20, -60], 5, { animate: false })"
    )
    page.wait_for_function(f"location.search.includes('{looking}') && location.search.includes('layer=')")
    count, title, link = page.locator(".events > li").count(), chosen_title(new_visit), page.url

    other = context.new_page()
    other.goto(link, wait_until="domcontentloaded")
    other.locator(".events li.chosen .title", has_text=title).wait_for()

    # List and map settle between them what is shown and where the map looks.
    other.locator(f".events:has(> li:nth-child({count}):last-child)").wait_for()
    shown = type(new_visit)(other).map.locator(".geomap.gm-reading:not(:has(.leaflet-zoom-anim))")
    center = shown.evaluate("() => geomap.maps[0].getCenter()")
    assert (round(center["lat"], 3), round(center["lng"], 3)) == (-20, -60)
    assert looking in other.url
    other.close()


def test_an_empty_result_names_its_filter_and_drops_it(new_visit):
    page = new_visit.page
    count = page.locator(".events li").count()
    page.get_by_test_id("stSidebar").get_by_label("Search", exact=True).fill("zebra")
    page.get_by_test_id("stSidebar").get_by_label("Search", exact=True).press("Enter")
    drop = page.locator(".nothing").get_by_role("button", name="Drop the words searched for")
    drop.wait_for()
    new_visit.settle()
    drop.click()

    page.locator(f".events > li:nth-child({count})").wait_for()
    drop.wait_for(state="detached")
    assert page.get_by_test_id("stSidebar").get_by_label("Search", exact=True).input_value() == ""
    assert new_visit.trouble == []


def test_another_search_that_finds_nothing_offers_its_own_ways_out(new_visit):
    page = new_visit.page
    show(new_visit, "Chad held talks in Goma. Peru's president will visit Lima next week.", title="Talks")
    search = page.get_by_test_id("stSidebar").get_by_label("Search", exact=True)
    ways = page.locator(".nothing button")
    search.fill("Lima")
    search.press("Enter")
    ways.nth(1).wait_for()

    search.fill("zebra")
    search.press("Enter")

    ways.nth(1).wait_for(state="detached")
    assert ways.all_inner_texts() == ["Drop the words searched for"]
