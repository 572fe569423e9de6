"""The page's logic, from the first visit to the empty result; tests/browser looks at what is drawn."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geomap.app.stories import list_stories

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "{{7*7}} {% foo </script><script>alert(1)</script> <img src=x onerror=alert(1)> ${1+1} `tick` :red[x]"
)
ARTICLE = (
    "Russian President Vladimir Putin visited Harbin on Friday for talks with Chinese officials."
    f" In the city of Goma he said {HOSTILE} nothing else."
)


@pytest.fixture
def page() -> AppTest:
    """The page as a first visitor gets it."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    return app.run()


def component(app: AppTest, name: str) -> dict:
    """The data that one of the page's own elements sends to the browser."""
    (found,) = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name == name
    ]
    return json.loads(found.json)


def story(app: AppTest) -> dict:
    return component(app, "geomap_story")


def paste(app: AppTest, text: str, *, title: str = "") -> AppTest:
    app.radio(key="origin").set_value(app.radio(key="origin").options[1]).run()
    app.text_area(key="pasted_text").set_value(text)
    app.text_input(key="pasted_title").set_value(title)
    return app.button[0].click().run()


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.radio(key="origin").set_value(app.radio(key="origin").options[2]).run()
    return app.file_uploader(key="uploads").set_value([(*file, "text/plain") for file in files]).run()


def test_the_first_visit_shows_the_sample_story_on_the_map(page):
    assert not page.exception
    data = story(page)
    assert len(data["cards"]) >= 3
    assert any("Harbin" in card["where"] for card in data["cards"])
    assert data["html"].lower().startswith("<!doctype html>")


def test_the_first_visit_says_what_to_do_next(page):
    (words,) = [caption.value for caption in page.main.caption if "sample story" in caption.value]

    assert "paste or upload" in words


def test_the_headline_stands_above_the_map(page):
    labels = [number["label"] for number in story(page)["numbers"]]

    assert labels == ["Reported events", "Places named", "People displaced", "Money"]
    assert story(page)["numbers"][2]["value"] == "nearly 8,000"


def test_every_quote_is_a_sentence_of_the_story(page):
    text = "".join(piece["text"] for piece in component(page, "geomap_article")["pieces"])

    for card in story(page)["cards"]:
        assert "".join(piece["text"] for piece in card["quote"]) in text


def test_the_same_view_is_not_drawn_twice(page):
    first = story(page)

    page.run()

    assert story(page) == first


def test_another_sample_story_gives_another_map(page):
    before = story(page)["map_key"]

    page.selectbox(key="story").set_value(list_stories()[1]).run()

    assert not page.exception
    assert story(page)["map_key"] != before


def test_pasted_text_comes_on_the_map(page):
    paste(page, ARTICLE, title="My article")

    assert not page.exception
    assert any("Harbin" in card["where"] for card in story(page)["cards"])


def test_before_anything_is_pasted_the_page_says_what_to_do(page):
    page.radio(key="origin").set_value(page.radio(key="origin").options[1]).run()

    assert not page.exception
    assert "Paste an article" in page.info[0].value


def test_the_limits_are_said_before_the_upload(page):
    page.radio(key="origin").set_value(page.radio(key="origin").options[2]).run()

    assert any("20 MB" in caption.value for caption in page.sidebar.caption)


def test_a_bad_upload_is_named_and_the_others_are_shown(page):
    upload(page, ("good.txt", ARTICLE.encode()), ("broken.txt", b"\x00\x01"))

    assert not page.exception
    assert "broken\\.txt" in page.warning[0].value
    assert "binary file" in page.warning[0].value
    assert story(page)["cards"]


def test_nothing_but_bad_uploads_says_so_without_a_map(page):
    upload(page, ("broken.txt", b"\x00\x01"))

    assert not page.exception
    assert len(page.warning) == 1
    assert not page.get("bidi_component")


def test_hostile_text_reaches_the_browser_as_written(page):
    paste(page, ARTICLE, title=HOSTILE)

    assert not page.exception
    article = component(page, "geomap_article")
    assert article["title"] == HOSTILE
    assert HOSTILE in "".join(piece["text"] for piece in article["pieces"])
    assert all(HOSTILE in card["source"] for card in story(page)["cards"])


def test_hostile_text_is_nowhere_in_the_markup_of_the_map(page):
    paste(page, ARTICLE, title=HOSTILE)

    html = story(page)["html"]
    assert "alert(1)" not in html
    assert "{{7*7}}" not in html


def test_a_type_filter_leaves_only_that_type(page):
    page.multiselect(key="filter_event_types").select("Talks").run()

    titles = [card["title"] for card in story(page)["cards"]]
    assert titles
    assert all(title.split(":")[0] in {"Talks", "Visit", "Call", "Mediation"} for title in titles)


def test_a_layer_filter_changes_list_and_map_together(page):
    before = story(page)

    page.button_group(key="filter_layers").set_value(["conflict"]).run()

    after = story(page)
    assert 0 < len(after["cards"]) < len(before["cards"])
    assert after["map_key"] != before["map_key"]


def test_planned_events_are_shown_when_asked_for(page):
    paste(page, "Russia held talks with China in Harbin. Vladimir Putin will visit Moscow next week.")
    assert [card["note"] for card in story(page)["cards"]] == [""]

    page.multiselect(key="filter_modalities").select("as planned").run()

    assert [card["note"] for card in story(page)["cards"]] == ["", "Reported as planned or announced"]


def test_an_empty_result_names_its_filter_and_offers_to_drop_it(page):
    before = len(story(page)["cards"])

    page.button_group(key="filter_layers").set_value([]).run()
    assert story(page)["cards"] == []
    assert "the choice of layers" in page.info[0].value
    page.button(key="drop_layers").click().run()

    assert len(story(page)["cards"]) == before
    assert not page.info


def test_a_text_without_places_gets_plain_words(page):
    paste(page, "Nothing happened, and nobody said anything about it.")

    assert not page.exception
    assert "names no place" in story(page)["empty"]


def test_the_table_lists_what_the_cards_show(page):
    table = page.dataframe[0].value

    assert len(table) == len(story(page)["cards"])
    assert "Sentence" in table.columns


def test_what_is_shown_can_be_downloaded(page):
    labels = [button.label for button in page.get("download_button")]

    assert labels == ["Map (HTML)", "Layers (GeoJSON)", "Layers (CSV)", "Layers (GeoPackage)"]
