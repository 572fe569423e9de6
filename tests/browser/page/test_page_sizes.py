"""The page on screens of several widths: what stands above the map, and what a click brings into sight."""

import itertools
import json

import pytest

pytestmark = pytest.mark.browser

LONG = (
    "More than 10.7 million people are displaced inside Sudan, the United Nations said on 16 May 2024."
    " Traders in Khartoum agreed to pay more than 240.1 billion dollars to Chad."
)


@pytest.fixture(scope="module")
def pasted_numbers(shared_visit):
    """One visit to an article with long numbers, for all tests that leave texts and filters as they are."""
    shared_visit.paste(LONG)
    shared_visit.page.locator(".number .value", has_text="10.7 million").wait_for()
    return shared_visit


@pytest.fixture
def long_numbers(pasted_numbers):
    """The visit to an article with long numbers."""
    pasted_numbers.page.bring_to_front()
    pasted_numbers.settle()
    return pasted_numbers


def at_widths(page, *widths):
    """Make the window so wide, one width after another; a visit of its own for each would take far longer."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        yield width


def test_long_numbers_wrap_nowhere_and_are_never_cut(long_numbers):
    for width in at_widths(long_numbers.page, 1440, 1280, 1024, 820, 390):
        row = long_numbers.page.locator(".numbers")
        parts = row.locator(".value > span, .label").evaluate_all(
            """all => all.map((one) => {
                const [{right, height}, style] = [one.getBoundingClientRect(), getComputedStyle(one)];
                return [right, height / parseFloat(style.lineHeight)];
            })"""
        )
        edge = row.bounding_box()["x"] + row.bounding_box()["width"]

        assert len(parts) == 8, width
        assert max(lines for _, lines in parts) < 1.5, width
        assert max(right for right, _ in parts) <= edge + 1, width


@pytest.mark.parametrize(("tab", "tables"), [("Figures", 2), ("Export", 1)])
def test_the_tables_are_no_wider_than_their_frame(long_numbers, tab, tables):
    page = long_numbers.page
    long_numbers.open_tab(tab)
    page.locator(".listing td").first.wait_for()
    for width in at_widths(page, 1440, 1024, 820, 390):
        excess = page.locator(".listing").evaluate_all(
            "all => all.map((one) => one.scrollWidth - one.clientWidth)"
        )
        cut = page.locator(".listing td").evaluate_all(
            "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
        )

        assert len(excess) == tables, width
        assert max(excess) <= 0, width
        assert cut == 0, width


def test_no_name_of_the_matrix_lies_on_another_and_each_cell_shows_its_number(long_numbers):
    page = long_numbers.page
    long_numbers.open_tab("Charts")
    page.locator(".matrix td.some").first.wait_for()
    for width in at_widths(page, 1440, 1024, 390):
        rows = page.locator(".matrix tbody th").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect()).map(({top, bottom}) => [top, bottom])"
        )

        assert all(below[0] >= above[1] - 1 for above, below in itertools.pairwise(rows)), width
        assert all(words.strip().isdigit() for words in page.locator(".matrix td.some").all_inner_texts())
        assert page.locator(".bars li .said").count() >= 2, width


def test_an_empty_result_leaves_the_map_where_it_is(new_visit):
    page = new_visit.page
    search = page.get_by_test_id("stSidebar").get_by_label("Search", exact=True)
    before = page.locator(".map").bounding_box()

    search.fill("zebra")
    search.press("Enter")
    page.locator(".nothing button").wait_for()
    new_visit.settle()

    assert page.locator(".map").bounding_box() == before
    assert "No event passes the filters" in page.locator(".nothing").inner_text()
    assert page.locator(".sort").is_hidden()
    assert new_visit.trouble == []


def test_the_first_filter_after_a_text_was_read_leaves_the_map_where_it_is(new_visit):
    page = new_visit.page
    new_visit.paste("Envoys from Chad met traders in Goma. No other test reads this text.")
    new_visit.entry("Chad").wait_for()
    new_visit.settle()
    before = page.locator(".map").bounding_box()

    search = page.get_by_test_id("stSidebar").get_by_label("Search", exact=True)
    search.fill("Goma")
    search.press("Enter")
    new_visit.settle()

    assert page.locator(".map").bounding_box() == before


def test_on_a_phone_the_card_of_an_event_comes_into_sight(phone_visit):
    page = phone_visit.page
    head = page.locator(".events .head").nth(1)
    head.evaluate("node => node.scrollIntoView({ block: 'end' })")

    head.click()
    phone_visit.settle()

    box = page.locator(".events li.chosen .card blockquote").bounding_box()
    assert box["y"] + box["height"] <= 844


def test_the_map_looks_at_what_is_shown_at_first_and_not_at_what_is_only_planned(new_visit):
    new_visit.paste(
        "Soldiers attacked Goma on Monday. The president of Brazil will visit Wellington next month."
    )
    new_visit.entry("Goma").wait_for()
    new_visit.settle()

    shown = new_visit.map.locator(".geomap")

    assert shown.evaluate("() => geomap.maps[0].getBounds().contains([-1.67, 29.23])")
    assert shown.evaluate("() => geomap.maps[0].getZoom()") >= 5


@pytest.fixture
def forgetful_phone(phone_visit):
    """A visit on a phone after which the browser does not remember whether the side bar was open."""
    yield phone_visit
    phone_visit.page.evaluate(
        """() => {
            for (const key of Object.keys(localStorage)) {
                if (key.startsWith("stSidebar")) localStorage.removeItem(key);
            }
        }"""
    )


def test_on_a_phone_the_side_bar_makes_room_for_what_was_pasted(forgetful_phone):
    page = forgetful_phone.page
    bar = page.get_by_test_id("stSidebar")
    page.get_by_test_id("stExpandSidebarButton").click()
    forgetful_phone.choose_to_paste()
    assert bar.get_attribute("data-collapsed") == "false"

    bar.get_by_label("Text of the article").fill("Soldiers attacked Goma on 3 May 2024, killing 12 people.")
    bar.get_by_role("button", name="Show on the map").click()
    forgetful_phone.entry("Goma").wait_for()

    page.locator("[data-testid=stSidebar][data-collapsed=true]").wait_for(state="attached")
    assert forgetful_phone.trouble == []


def test_while_a_long_text_is_read_the_page_says_so(new_visit):
    page = new_visit.page
    # So long that reading cannot be over before the words are found, on however fast a machine.
    new_visit.paste("Report of the long week\n\n" + LONG * 800)

    page.get_by_text("Reading Report of the long week").wait_for()
    page.get_by_role("button", name="Stop reading").wait_for()
    page.locator(".number .value", has_text="10.7 million").wait_for()
    new_visit.settle()
    assert page.get_by_role("button", name="Stop reading").count() == 0


def test_an_empty_field_is_said_to_be_empty(new_visit):
    page = new_visit.page
    new_visit.choose_to_paste()

    page.get_by_role("button", name="Show on the map").click()

    page.get_by_text("The field is empty").wait_for()


def test_names_of_a_wide_matrix_are_not_broken_within_words(new_visit):
    page = new_visit.page
    names = [
        "Germany",
        "Ukraine",
        "Rwanda",
        "Kenya",
        "Egypt",
        "Turkey",
        "France",
        "Japan",
        "Brazil",
        "Chad",
        "Mali",
    ]
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    new_visit.paste(" ".join(f"{one} condemned {other}." for one, other in pairs))
    page.locator(".count", has_text="11 reported events").wait_for()
    new_visit.open_tab("Charts")
    page.locator(".matrix td.some").first.wait_for()
    before = page.viewport_size
    for width in at_widths(page, 1440, 1024):
        lines = page.locator(".matrix tbody th").evaluate_all(
            """all => all.map((one) => {
                const words = document.createRange();
                words.selectNodeContents(one);
                return words.getClientRects().length;
            })"""
        )

        assert set(lines) == {1}, width
    page.set_viewport_size(before)


def test_a_very_long_title_takes_few_lines_of_a_table_and_is_whole_when_pointed_at(new_visit):
    title = "Envoys " + "who talk and talk about everything " * 12
    row = {"text": "Envoys of Kenya met envoys of Egypt in Goma.", "title": title}
    others = {"text": "France condemned Brazil.", "title": "Another"}
    content = "\n".join(map(json.dumps, (row, others))).encode()
    new_visit.upload({"name": "two.jsonl", "mimeType": "application/jsonl", "buffer": content})
    new_visit.page.locator(".count", has_text="2 reported events").wait_for()
    new_visit.settle()
    new_visit.open_tab("Export")

    cell = new_visit.page.locator(".listing td", has_text="who talk and talk").first
    cell.wait_for()

    assert cell.inner_text().endswith("…")
    assert len(cell.inner_text()) < 200
    assert cell.get_attribute("title") == title.strip()


def test_sentences_get_more_room_in_a_table_than_titles(new_visit):
    page = new_visit.page
    sentence = (
        "Envoys of Kenya met envoys of Egypt in Goma on Monday, and they talked for hours about grain, roads,"
        " ferries and the price of bread in the towns of the coast."
    )
    row = {"text": sentence, "title": "Envoys sit in Goma and talk about the price of bread for many hours"}
    others = {"text": "France condemned Brazil.", "title": "Another"}
    content = "\n".join(map(json.dumps, (row, others))).encode()
    new_visit.upload({"name": "two.jsonl", "mimeType": "application/jsonl", "buffer": content})
    page.locator(".count", has_text="2 reported events").wait_for()
    new_visit.settle()
    new_visit.open_tab("Export")
    page.locator(".listing td").first.wait_for()

    widths = {
        name: page.locator(f'.listing td[data-name="{name}"]').first.bounding_box()["width"]
        for name in ("What", "Sentence", "Document")
    }

    assert widths["Sentence"] > 1.5 * widths["Document"]
    assert widths["Sentence"] > 1.5 * widths["What"]
