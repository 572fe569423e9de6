"""The page in a real browser without a network: the map is drawn, and map, list and text move together."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from visits import PATIENCE_MS

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(shared_visit: Any) -> Any:
    """A visit to the sample story with nothing chosen; for tests that change neither texts nor filters."""
    shared_visit.page.bring_to_front()
    # What the test before has asked for must have been answered, or its answer would come into this one.
    shared_visit.settle()
    for head in shared_visit.page.locator(".events li.chosen .head").all():
        head.click()
        shared_visit.settle()
    return shared_visit


def colors_on(canvas: Any) -> int:
    """How many different colors a canvas holds, sampled."""
    return int(
        canvas.evaluate(
            """canvas => {
                const {width, height} = canvas;
                const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
                const found = new Set();
                for (let at = 0; at < data.length; at += 4 * 97) found.add(data.slice(at, at + 3).join());
                return found.size;
            }"""
        )
    )


def test_the_first_visit_draws_the_map_without_a_network(visit):
    canvases = visit.map.locator("canvas.geomap-surface, .leaflet-pane canvas")

    assert max(colors_on(canvas) for canvas in canvases.all()) > 3
    assert visit.page.locator(".map").bounding_box()["height"] >= 620
    assert visit.outside == []
    assert visit.trouble == []


def test_the_map_takes_two_thirds_and_is_seen_without_scrolling(visit):
    box, side = visit.page.locator(".map").bounding_box(), visit.page.locator(".side").bounding_box()

    assert 1.7 < box["width"] / side["width"] < 2.3
    assert box["y"] < 200


def test_a_click_on_an_event_unfolds_its_evidence(visit):
    entry = visit.entry("Harbin")

    entry.locator(".head").click()

    quote = entry.locator("blockquote")
    assert "Harbin" in quote.inner_text()
    assert quote.locator("strong").count() == 1
    assert quote.locator(".gm-place", has_text="Harbin").count() == 1
    assert "certainty" in entry.locator(".facts").inner_text()


def test_only_one_event_is_unfolded_and_a_second_click_folds_it(visit):
    visit.page.locator(".events .head").nth(0).click()
    visit.page.locator(".events .head").nth(1).click()
    assert visit.page.locator(".events li.chosen").count() == 1

    visit.page.locator(".events .head").nth(1).click()

    assert visit.page.locator(".events li.chosen").count() == 0


def test_the_list_tells_the_map_and_the_map_tells_the_list(visit):
    visit.entry("Harbin").locator(".head").click()
    visit.map.locator(".geomap.gm-reading").wait_for()

    visit.map.locator(".geomap").press("Escape")

    visit.page.locator(".events li.chosen").wait_for(state="detached")


def test_a_choice_survives_the_rerun_it_causes_without_a_new_map(visit):
    visit.map.locator(".geomap").evaluate("node => { node.dataset.mine = 'yes'; }")
    visit.entry("Harbin").locator(".head").click()
    visit.settle()

    assert visit.page.locator(".events li.chosen").count() == 1
    assert visit.map.locator(".geomap").get_attribute("data-mine") == "yes"


def test_a_click_in_the_text_chooses_the_event(visit):
    visit.open_tab("Text")
    trigger = visit.page.locator(".article .trigger").last
    words = trigger.inner_text()

    trigger.click()

    chosen = visit.page.locator(".events li.chosen")
    chosen.locator("strong").first.wait_for()
    assert words in chosen.locator("strong").all_inner_texts()


def test_a_row_of_the_table_chooses_the_event_and_the_list_comes_into_sight(visit):
    visit.open_tab("Export")
    title = visit.page.locator(".events .title").nth(1).inner_text()
    row = visit.page.locator(".listing tbody tr").nth(1)
    row.scroll_into_view_if_needed()

    row.click()

    chosen = visit.page.locator(".events li.chosen .title")
    chosen.wait_for()
    assert chosen.inner_text() == title
    expect(chosen).to_be_in_viewport(timeout=PATIENCE_MS)
    assert row.get_by_role("button").get_attribute("aria-pressed") == "true"


def test_the_table_marks_the_event_that_was_chosen_in_the_list(visit):
    visit.open_tab("Export")

    visit.page.locator(".events .head").nth(2).click()

    row = visit.page.locator(".listing tr.chosen")
    row.wait_for()
    assert visit.page.locator(".listing tbody tr").nth(2).get_attribute("class") == "chosen"


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("Charts", "Who acts towards whom"),
        ("Figures", "Every number the texts report"),
        ("Corrections", "Corrections stay with the text"),
        ("Export", "Events as a table"),
    ],
)
def test_every_tab_shows_what_it_promises(visit, tab, words):
    visit.open_tab(tab)

    visit.page.get_by_text(words).first.wait_for()
    assert visit.outside == []
    assert visit.trouble == []


def test_a_choice_too_long_for_its_field_ends_in_dots(visit):
    field = visit.page.get_by_role("combobox", name="Story")

    assert field.evaluate("node => node.scrollWidth > node.clientWidth")
    assert field.evaluate("node => getComputedStyle(node).textOverflow") == "ellipsis"


def test_a_headline_number_leads_to_its_evidence(visit):
    visit.page.locator(".number", has_text="People displaced").click()

    assert "8,000" in visit.page.locator(".events li.chosen .card").inner_text()


def test_the_number_of_places_leads_to_the_table_of_places(visit):
    visit.page.locator(".number", has_text="Places named").click()
    places = visit.page.locator(".st-key-all_places")

    places.locator("td", has_text="Harbin").first.wait_for()
    visit.page.wait_for_function(
        "() => document.querySelector('.st-key-all_places').getBoundingClientRect().top < innerHeight / 2"
    )


FOCUSED = """() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return node.innerText;
}"""


def test_by_keyboard_a_number_leads_into_its_part_of_the_page(visit):
    visit.page.locator(".number", has_text="Places named").press("Enter")

    visit.page.wait_for_function(f"() => ({FOCUSED})().startsWith('Places named')")


def test_a_tab_that_opens_late_does_not_keep_the_focus_from_its_part(visit):
    visit.page.locator(".number", has_text="Places named").press("Enter")
    visit.page.wait_for_function(f"() => ({FOCUSED})().startsWith('Places named')")

    visit.page.evaluate("() => document.querySelector('[role=tab][aria-selected=true]').focus()")

    visit.page.wait_for_function(f"() => ({FOCUSED})().startsWith('Places named')")


def test_a_window_that_is_closed_gives_the_focus_back(visit):
    visit.entry("Harbin").locator(".head").press("Enter")
    button = visit.page.get_by_role("button", name="Wrong? Correct it")
    button.press("Enter")
    visit.page.get_by_role("dialog").wait_for()
    visit.settle()

    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("dialog").wait_for(state="detached")

    visit.page.wait_for_function(f"() => ({FOCUSED})() === 'Wrong? Correct it'")


@pytest.mark.parametrize(
    ("tab", "title"),
    [("Charts", "Who acts towards whom"), ("Figures", "Places named"), ("Export", "Events as a table")],
)
def test_the_parts_of_a_tab_are_headings(visit, tab, title):
    visit.open_tab(tab)

    visit.page.get_by_role("heading", name=title).wait_for()


def test_a_click_on_the_head_of_a_column_orders_the_rows(visit):
    visit.open_tab("Figures")
    places = visit.page.locator(".st-key-all_places .listing")
    first = places.locator("tbody tr").first.locator("td").first
    head = places.get_by_role("columnheader", name="Place")

    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    names = places.locator("tbody td:first-child").all_inner_texts()
    assert names == sorted(names)

    head.get_by_role("button").click()
    assert first.inner_text() == names[-1]


def test_a_filter_changes_list_and_map_without_sending_the_map_again(new_visit):
    page = new_visit.page
    new_visit.map.locator(".geomap").evaluate("node => { node.dataset.mine = 'yes'; }")
    count = page.locator(".events li").count()
    received = new_visit.received_bytes

    page.locator("section[data-testid=stSidebar]").get_by_role("button", name="Diplomacy").click()
    page.locator(f".events:not(:has(> li:nth-child({count})))").wait_for()
    new_visit.settle()

    assert 0 < page.locator(".events li").count() < count
    assert new_visit.map.locator(".geomap").get_attribute("data-mine") == "yes"
    assert new_visit.received_bytes - received < 50_000
    page.wait_for_function("location.search.includes('layer=')")
    assert new_visit.trouble == []


@pytest.mark.parametrize("filter_label", ["In which country", "What happened"])
def test_the_map_shows_the_places_that_are_counted_above_it(new_visit, filter_label):
    page = new_visit.page
    page.get_by_role("combobox", name=filter_label).click()
    page.get_by_role("option").nth(1).click()
    page.keyboard.press("Escape")
    new_visit.settle()
    counted = page.locator(".number", has_text="Places named").locator(".value").inner_text()

    new_visit.map.get_by_role("button", name="Legend").click()
    named = new_visit.map.locator(".gm-layer", has_text="Places named").locator(".gm-count")

    assert 0 < int(counted) < 9
    named.get_by_text(counted, exact=True).wait_for()


def test_by_keyboard_a_mark_keeps_the_focus_and_its_event_is_next_in_the_list(new_visit):
    page = new_visit.page
    mark = new_visit.map.locator(".gm-cursor")
    mark.focus()
    seen = []
    while "in Beijing" not in (said := mark.get_attribute("aria-label")) and len(seen) < 20:
        seen.append(said)
        page.keyboard.press("ArrowRight")
    assert len(set(seen)) == len(seen) < 20

    page.keyboard.press("Enter")
    page.locator(".events li.chosen").wait_for()
    assert mark.evaluate("one => one === document.activeElement")

    # Each key once the one before has moved the focus: it leaves the map's frame in its own time.
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="Order")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".events li.chosen .head")).to_be_focused()


def test_by_keyboard_the_list_is_one_stop_and_the_arrows_lead_through_it(visit):
    entries = visit.page.locator(".events .head")
    assert entries.evaluate_all("all => all.filter((one) => one.tabIndex === 0).length") == 1

    entries.first.focus()
    visit.page.keyboard.press("ArrowDown")
    assert entries.nth(1).evaluate("one => one.matches(':focus') && one.tabIndex === 0")
    visit.page.keyboard.press("End")
    assert entries.last.evaluate("one => one.matches(':focus')")
    visit.page.keyboard.press("Home")
    assert entries.first.evaluate("one => one.matches(':focus')")
    assert entries.evaluate_all("all => all.filter((one) => one.tabIndex === 0).length") == 1


def test_the_map_can_be_downloaded(visit):
    visit.open_tab("Export")

    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Map (HTML)").click()

    content = Path(download.value.path()).read_text(encoding="utf-8")
    assert content.startswith("<!DOCTYPE html>")
    assert "geomap-data" in content


def test_hostile_text_is_shown_as_written_and_runs_nowhere(new_visit, article, hostile):
    page = new_visit.page
    sample_count = page.locator(".events li").count()
    new_visit.paste(article, title=hostile)
    page.locator(f".events:not(:has(> li:nth-child({sample_count})))").wait_for()
    new_visit.settle()
    new_visit.entry("Harbin").locator(".head").click()

    assert "<img src=x" in new_visit.entry("Harbin").locator("blockquote, .gm-source").nth(1).inner_text()
    new_visit.open_tab("Text")
    page.locator(".article h3", has_text="{{7*7}}").wait_for()
    assert page.locator(".article h3").inner_text() == hostile
    assert hostile in page.locator(".article .text").inner_text()
    assert page.locator(".article img, .article script, .events img, .events script").count() == 0
    assert new_visit.trouble == []
    assert new_visit.outside == []


def test_before_an_upload_its_limits_are_said_once(new_visit):
    page = new_visit.page
    page.get_by_text("Upload files", exact=True).click()
    limits = page.get_by_text("MB in all")
    limits.wait_for()
    new_visit.settle()

    words = page.locator("section[data-testid=stSidebar]").inner_text()

    assert words.count("MB") == limits.inner_text().count("MB")


def test_a_broken_upload_is_named_as_written_and_the_others_are_shown(new_visit, article):
    page = new_visit.page
    name = "bad :red[x] $a$ {{7*7}} -> www.x.org.txt"
    new_visit.upload(
        {"name": "good.txt", "mimeType": "text/plain", "buffer": article.encode()},
        {"name": name, "mimeType": "text/plain", "buffer": b"\x00\x01"},
        {"name": "more.txt", "mimeType": "text/plain", "buffer": b"Envoys visited Goma on Monday."},
    )

    alert = page.locator("[data-testid=stAlert]", has_text="could not be read")
    alert.wait_for()
    assert name in alert.inner_text().replace("\u2060", "")
    assert alert.locator("a, .katex").count() == 0
    new_visit.entry("Harbin").wait_for()
    assert new_visit.trouble == []


def test_on_a_phone_the_map_is_on_top_and_nothing_is_cut_off(phone_visit):
    page = phone_visit.page

    box, side = page.locator(".map").bounding_box(), page.locator(".side").bounding_box()

    assert box["y"] + box["height"] <= side["y"]
    assert 0.55 * 844 < box["height"] < 0.65 * 844
    assert phone_visit.map.locator("canvas").first.bounding_box()["width"] >= 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone_visit.trouble == []


def test_on_a_phone_a_card_that_is_unfolded_is_seen_whole(phone_visit):
    entry = phone_visit.entry("Harbin")
    entry.locator(".head").click()
    entry.locator(".card").wait_for()

    card, side = entry.locator(".card").bounding_box(), phone_visit.page.locator(".side").bounding_box()

    assert card["y"] + card["height"] <= side["y"] + side["height"]
    assert phone_visit.trouble == []


def test_an_event_whose_place_is_known_but_that_no_layer_shows_says_so(new_visit):
    page = new_visit.page
    new_visit.paste(
        "The Congolese government lifted a curfew in Goma on 3 August 2024."
        " Rebels shelled Bukavu on 4 August 2024."
    )
    page.locator(".events li", has_text="Bukavu").wait_for()
    new_visit.settle()

    said = {
        words.split(":")[0].split(" ")[0]: words for words in page.locator(".events .head").all_inner_texts()
    }

    assert "3 Aug 2024 not drawn" in said["Concession"]
    assert "not drawn" not in said["Attack"]
