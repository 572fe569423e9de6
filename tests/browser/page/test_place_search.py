"""The search of the gazetteer in the window that corrects a place."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def search(new_visit):
    """The search, with the window to correct a place open."""
    page = new_visit.page
    page.locator(".article .place").filter(has_text="Harbin").first.click()
    window = page.get_by_role("dialog")
    window.get_by_text("Another place").click()
    window.get_by_label("Search the gazetteer").wait_for()
    new_visit.settle()
    return window


def test_a_place_is_chosen_by_keys_and_may_be_chosen_anew_after_other_words(search):
    field, save = (
        search.get_by_label("Search the gazetteer"),
        search.get_by_role("button", name="Save the place"),
    )
    for words, said in (
        ("Kramatorsk", "Chosen: Kramatorsk"),
        ("qqqq", "no place"),
        ("Kramatorsk", "Chosen: Kramatorsk"),
    ):
        field.fill(words)
        if words == "Kramatorsk":
            search.get_by_role("option").first.wait_for()
            field.press("ArrowDown")
            field.press("Enter")
        search.locator(".said", has_text=said).wait_for()

    save.and_(search.page.locator(":enabled")).wait_for()


def test_how_many_places_are_found_is_told(search):
    search.get_by_label("Search the gazetteer").fill("Kramatorsk")

    search.locator("[role=status]", has_text="found").wait_for()
    assert "Ukraine" in search.get_by_role("option").first.inner_text()
