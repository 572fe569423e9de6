"""The page's logic, from the first visit to the empty result; tests/browser looks at what is drawn."""

import base64
import json
import re
from datetime import date
from pathlib import Path

import pytest
from payloads import read_cards
from streamlit.testing.v1 import AppTest

from geomap.app.desk import Desk, edit_desk, put_on_desk
from geomap.app.digests import digest, digest_document
from geomap.app.documents import SETTING
from geomap.app.filters import FilterField
from geomap.app.inputs import read_uploads
from geomap.app.keeping import kept_texts
from geomap.app.kept_results import find_results
from geomap.app.stories import list_stories
from geomap.app.story import Wish
from geomap.app.workspace import Workspace, open_workspace, pack_workspace
from geomap.constants import EventType
from geomap.models import Document

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "{{7*7}} {% foo </script><script>alert(1)</script> <img src=x onerror=alert(1)> ${1+1} `tick` :red[x]"
)
SECRET = "a" * 64
ARTICLE = (
    "Russian President Vladimir Putin visited Harbin on Friday for talks with Chinese officials."
    f" In the city of Goma he said {HOSTILE} nothing else."
)


@pytest.fixture
def page() -> AppTest:
    """The page as a first visitor gets it."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300)
    return app.run()


def component(app: AppTest, name: str) -> dict:
    """The data that one of the page's own elements sends to the browser."""
    (found,) = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name == name
    ]
    return json.loads(found.json)


def story(app: AppTest) -> dict:
    return component(app, "geomap_story")


def cards(app: AppTest) -> list[dict]:
    """The cards of the events on show, as the browser reads them from the map's own payload."""
    keeper, shown = component(app, "geomap_keeper"), story(app)
    payload = re.search(r'id="geomap-data">([^<]*)<', keeper["page"]).group(1)
    by_id = {
        key: {
            "id": key,
            **{name: getattr(card, name) for name in ("title", "where", "when", "quote", "source", "note")},
        }
        for key, card in read_cards(payload).items()
    }
    bits = base64.b64decode(shown["visible"])
    return [
        by_id[event_id]
        for number, event_id in enumerate(keeper["event_ids"])
        if bits[number >> 3] >> (number & 7) & 1
    ]


def open_tab(app: AppTest, name: str) -> AppTest:
    app.session_state["tab"] = name
    return app.run()


def paste(app: AppTest, text: str, *, title: str = "") -> AppTest:
    app.radio(key="origin").set_value(app.radio(key="origin").options[1]).run()
    app.text_area(key="pasted_text").set_value(text)
    app.text_input(key="pasted_title").set_value(title)
    (send,) = [button for button in app.button if button.label == "Show on the map"]
    return send.click().run()


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.radio(key="origin").set_value(app.radio(key="origin").options[2]).run()
    return app.file_uploader(key="uploads-0").set_value([(*file, "text/plain") for file in files]).run()


def test_the_first_visit_shows_the_sample_story_on_the_map(page):
    assert not page.exception
    assert len(cards(page)) >= 3
    assert any("Harbin" in card["where"] for card in cards(page))
    assert component(page, "geomap_keeper")["page"].lower().startswith("<!doctype html>")


def test_the_first_visit_says_what_to_do_next(page):
    (words,) = [caption.value for caption in page.main.caption if "sample story" in caption.value]

    assert "paste or upload" in words
    assert [title.value for title in page.title] == [
        "Who did what to whom, where and how many, as the news reports it"
    ]


def test_the_headline_stands_above_the_map(page):
    labels = [number["label"] for number in story(page)["numbers"]]

    assert labels == ["Reported events", "Places named", "People displaced", "Money"]
    assert story(page)["numbers"][2]["value"] == "nearly 8,000"


def test_every_quote_is_a_sentence_of_the_story(page):
    article = component(page, "geomap_article")
    text = "".join(piece["text"] for piece in (*article["head"], *article["pieces"]))

    for card in cards(page):
        assert card["quote"] in text


def test_the_same_view_is_not_drawn_twice(page):
    first = story(page), component(page, "geomap_keeper")

    page.run()

    assert (story(page), component(page, "geomap_keeper")) == first


def test_another_sample_story_gives_another_map(page):
    before = story(page)["key"]

    page.selectbox(key="story").set_value(list_stories()[1]).run()

    assert not page.exception
    assert story(page)["key"] != before


def test_pasted_text_comes_on_the_map(page):
    paste(page, ARTICLE, title="My article")

    assert not page.exception
    assert any("Harbin" in card["where"] for card in cards(page))


def test_before_anything_is_pasted_the_page_says_what_to_do(page):
    page.radio(key="origin").set_value(page.radio(key="origin").options[1]).run()

    assert not page.exception
    assert "Paste an article" in page.info[0].value


def test_the_limits_are_said_before_the_upload(page):
    page.radio(key="origin").set_value(page.radio(key="origin").options[2]).run()

    assert any("20 MB" in caption.value for caption in page.sidebar.caption)
    assert "300 pages" in page.sidebar.file_uploader[0].help


def test_a_bad_upload_is_named_and_the_others_are_shown(page):
    upload(page, ("good.txt", ARTICLE.encode()), ("broken.txt", b"\x00\x01"))

    assert not page.exception
    assert "broken\\.txt" in page.warning[0].value
    assert "binary file" in page.warning[0].value
    assert cards(page)


def test_nothing_but_bad_uploads_says_so_and_leaves_the_sample_story(page):
    upload(page, ("broken.txt", b"\x00\x01"))

    assert not page.exception
    assert len(page.warning) == 1
    assert "the sample story is shown" in page.info[0].value
    assert component(page, "geomap_article")["title"] == list_stories()[0].title


def test_hostile_text_reaches_the_browser_as_written(page):
    paste(page, ARTICLE, title=HOSTILE)

    assert not page.exception
    article = component(page, "geomap_article")
    assert article["title"] == HOSTILE
    assert HOSTILE in "".join(piece["text"] for piece in article["pieces"])
    assert all(HOSTILE in card["source"] for card in cards(page))


def test_hostile_text_is_nowhere_in_the_markup_of_the_map(page):
    paste(page, ARTICLE, title=HOSTILE)

    html = component(page, "geomap_keeper")["page"]
    assert "alert(1)" not in html
    assert "{{7*7}}" not in html


def test_a_type_filter_leaves_only_that_type(page):
    page.multiselect(key="filter_event_types").select("Talks").run()

    titles = [card["title"] for card in cards(page)]
    assert titles
    expected = {"Talks", "Visit", "Visit received", "Call", "Mediation"}
    assert {title.split(":")[0] for title in titles} <= expected


def test_a_layer_filter_changes_list_and_map_together(page):
    before, map_before = cards(page), component(page, "geomap_keeper")

    page.button_group(key="filter_layers").set_value(["conflict"]).run()

    assert 0 < len(cards(page)) < len(before)
    assert story(page)["layers"] == ["conflict"]
    assert component(page, "geomap_keeper") == map_before


def test_a_layer_that_is_off_at_first_stays_off_when_another_one_is_switched(page):
    pills = page.button_group(key="filter_layers")
    assert "regions" not in pills.value

    pills.set_value([layer for layer in pills.value if layer != "economy"]).run()

    assert story(page)["layers"] == ["conflict", "diplomacy", "displacement", "places"]


def test_a_layer_of_no_events_takes_none_from_the_list(page):
    before = len(cards(page))

    page.button_group(key="filter_layers").set_value(
        ["conflict", "diplomacy", "displacement", "economy"]
    ).run()

    assert len(cards(page)) == before


def test_planned_events_are_shown_when_asked_for(page):
    paste(page, "Russia held talks with China in Harbin. Vladimir Putin will visit Moscow next week.")
    assert [card["note"] for card in cards(page)] == [""]

    page.multiselect(key="filter_modalities").select("as planned").run()

    assert [card["note"] for card in cards(page)] == ["", "Reported as planned or announced"]


def test_where_the_words_find_only_planned_events_these_are_offered(page):
    paste(page, "Russia held talks with China in Harbin. Vladimir Putin will visit Moscow next week.")

    page.text_input(key="filter_words").set_value("Moscow").run()

    assert cards(page) == []
    assert [one["words"] for one in story(page)["ways_out"]] == [
        "Drop the words searched for",
        "Show what is planned, possible, denied or past, too",
    ]


def test_words_to_search_may_be_a_sentence_longer_than_an_address_keeps(page):
    said = (
        "Russia held talks with China in Harbin after " + "months of letters and calls and " * 9 + "visits."
    )
    paste(page, f"{said} France condemned Brazil.")

    page.text_input(key="filter_words").set_value(said).run()

    assert page.text_input(key="filter_words").proto.max_chars == 0
    assert [card["quote"] for card in cards(page)] == [said]


def test_a_title_of_any_length_is_taken(page):
    title = "Envoys who talk about everything " * 20

    paste(page, "Russia held talks with China in Harbin.", title=title)

    assert component(page, "geomap_article")["title"] == title.strip()
    # A field with a limit takes nothing of what is longer, and says nothing.
    fields = page.text_area(key="pasted_text"), page.text_input(key="pasted_title")
    assert [field.proto.max_chars for field in fields] == [0, 0]


def test_an_article_without_a_date_is_asked_for_its_own(page):
    paste(page, "Russia held talks with China in Harbin on Monday.")
    (words,) = [one.value for one in page.sidebar.caption if "date is unknown" in one.value]
    assert "1 date" not in words

    page.date_input(key="desk_undated").set_value(date(2024, 5, 17))
    (send,) = [button for button in page.button if button.label == "Set it"]
    send.click().run()

    assert [card["when"] for card in cards(page)] == ["13 May 2024"]


def test_an_empty_result_names_its_filter_and_offers_to_drop_it(page):
    before = len(cards(page))

    page.button_group(key="filter_layers").set_value([]).run()
    assert cards(page) == []
    assert story(page)["ways_out"] == [{"field": "layers", "words": "Drop the choice of layers"}]
    page.session_state["wish"] = Wish(do="drop", field=FilterField.LAYERS)
    page.run()

    assert len(cards(page)) == before
    assert story(page)["ways_out"] == []


def test_a_text_without_places_gets_plain_words(page):
    paste(page, "Nothing happened, and nobody said anything about it.")

    assert not page.exception
    assert "names no place" in story(page)["empty"]


def test_the_table_lists_what_the_cards_show(page):
    open_tab(page, "Export")
    table = component(page, "geomap_listing")

    assert table["event_ids"] == [card["id"] for card in cards(page)]
    assert "Sentence" in [column["name"] for column in table["columns"]]


def test_what_is_shown_can_be_downloaded(page):
    open_tab(page, "Export")

    labels = [button.label for button in page.get("download_button")]

    assert labels == [
        "Map (HTML)",
        "Picture (PNG)",
        "Brief (HTML)",
        "Layers (GeoJSON)",
        "Layers (CSV)",
        "Layers (GeoPackage)",
        "Workspace",
        "Events (CSV)",
    ]


def test_where_no_browser_can_draw_a_picture_its_button_says_what_it_needs(page, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("geomap.render.picture._ELSEWHERE", ())

    open_tab(page, "Export")

    (button,) = [one for one in page.get("download_button") if one.label == "Picture (PNG)"]
    assert button.proto.disabled
    assert "Firefox on the computer that runs geomap" in button.proto.help


@pytest.mark.parametrize("tab", ["Text", "Charts", "Figures", "Corrections", "Export"])
def test_every_tab_opens(page, tab):
    open_tab(page, tab)

    assert not page.exception


def test_before_the_first_correction_of_a_text_its_tab_says_how_to_make_one(page):
    paste(page, "Envoys visited Lusaka on Monday.")

    open_tab(page, "Corrections")

    assert any("Nothing is corrected yet" in caption.value for caption in page.caption)


def test_filters_are_in_the_address_and_come_back_from_it(page):
    page.multiselect(key="filter_event_types").select("Talks").run()
    assert "CONSULT" in page.query_params["type"]

    other = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300)
    for name, values in page.query_params.items():
        other.query_params[name] = values
    other.run()

    assert cards(other) == cards(page)


def wish(app: AppTest, **parts: object) -> AppTest:
    """Ask for what a button of the map's element asks for."""
    app.session_state["wish"] = Wish(**parts)
    return app.run()


def test_a_corrected_place_changes_the_map_and_survives_a_new_session(page):
    number, card = next((n, one) for n, one in enumerate(cards(page)) if one["where"] == "in Harbin")

    def dialog() -> None:
        # A dialog reruns alone in a browser; here the whole page does, so it is asked for each time.
        wish(page, do="correct", event_id=card["id"])

    dialog()
    next(radio for radio in page.radio if radio.key.endswith("-choice")).set_value("other")
    dialog()
    asked = next(radio.key for radio in page.radio if radio.key.endswith("-choice")).removesuffix("-choice")
    page.session_state[f"{asked}-words"] = "Gom"
    dialog()
    found = component(page, "geomap_places")["found"]
    (goma,) = [one["id"] for one in found if one["name"].startswith("Goma,")]
    page.session_state[f"{asked}-found"] = goma
    dialog()
    page.button(key="save_place").click()
    dialog()
    assert not page.exception
    assert cards(page)[number] != card
    assert "in Goma" in [one["where"] for one in cards(page)]

    again = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300).run()
    assert cards(again) == cards(page)

    open_tab(page, "Corrections")
    (undo,) = [button for button in page.button if button.key.startswith("undo-")]
    undo.click().run()
    assert cards(page)[number] == card


def test_a_workspace_brings_back_texts_and_filters(page):
    document = Document(document_id="d1", text=ARTICLE, title="From a workspace")
    workspace = Workspace(documents=(document,), settings={SETTING: "type=CONSULT"})

    upload(page, ("work.geomap", pack_workspace(workspace)))

    assert not page.exception
    assert component(page, "geomap_article")["title"] == "From a workspace"
    assert page.multiselect(key="filter_event_types").value == [EventType.CONSULT]


def test_a_broken_workspace_is_named_with_its_reason(page):
    upload(page, ("work.geomap", b"no archive"))

    assert not page.exception
    assert "work\\.geomap" in page.warning[0].value


def test_articles_can_be_chosen_filtered_and_removed_again(page):
    upload(
        page, ("one.txt", ARTICLE.encode()), ("two.txt", b"Envoys visited Goma. Fighters attacked Kisangani.")
    )

    page.selectbox(key="article_choice").set_value(1).run()
    for kind in ("Talks", "Attack"):
        page.multiselect(key="filter_event_types").select(kind).run()
        assert not page.exception
    assert page.selectbox(key="article_choice").value == 1

    page.button(key="desk_edit").click().run()
    page.button(key="desk_clear").click().run()

    assert not page.exception
    assert "Choose one or more files" in page.info[0].value


def test_reading_that_was_stopped_says_so_and_goes_on(page):
    files = (("first.txt", b"Envoys visited Kampala."), ("second.txt", b"Envoys visited Kigali."))
    desk, _ = put_on_desk(Desk(), read_uploads(files, today=date.today()))
    page.session_state["stopped_at"] = digest(*map(digest_document, desk.documents))
    upload(page, *files)
    assert "stopped after 0 of 2" in page.info[0].value

    page.button(key="go_on").click().run()

    assert not page.exception
    assert {"in Kampala", "in Kigali"} <= {card["where"] for card in cards(page)}


def test_of_many_texts_the_first_are_shown_and_the_rest_follows(page):
    rows = [
        json.dumps({"id": f"n{number}", "text": f"Envoys visited Goma. {number}"}) for number in range(20)
    ]
    upload(page, ("many.jsonl", "\n".join(rows).encode()))
    assert not page.exception
    assert 1 <= len(page.selectbox(key="article_choice").options) <= 20
    backlog, before = page.session_state["backlog"], component(page, "geomap_story")

    if backlog is not None:  # a fast machine has read all of them already
        backlog.look(wait_s=300)
    page.run()

    assert not page.exception
    assert len(page.selectbox(key="article_choice").options) == 20
    # So the map goes on looking where its reader has moved it.
    assert component(page, "geomap_story")["texts_key"] == before["texts_key"]


def open_again(app: AppTest, *, secret: str) -> AppTest:
    """The address of a page, opened by a browser with a secret."""
    other = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300)
    for name, values in app.query_params.items():
        other.query_params[name] = values
    other.session_state["browser_secret"] = secret
    return other.run()


def test_a_reload_brings_own_articles_and_filters_back(page):
    page.session_state["browser_secret"] = SECRET
    paste(page, ARTICLE, title="My article")
    page.multiselect(key="filter_event_types").select("Talks").run()

    again = open_again(page, secret=SECRET)

    assert not again.exception
    kept = kept_texts().get(SECRET, again.session_state["kept_texts"][0])
    assert len(find_results(kept, open_workspace(kept).documents)) == 1
    assert component(again, "geomap_article")["title"] == "My article"
    assert again.multiselect(key="filter_event_types").value == [EventType.CONSULT]
    assert cards(again) == cards(page)


def test_an_edit_of_articles_is_kept_before_the_page_runs_again():
    desk, _ = put_on_desk(Desk(), read_uploads((("one.txt", ARTICLE.encode()),), today=date.today()))
    app = AppTest.from_string("from geomap.app.keeping import keep_now; keep_now()")
    app.session_state["browser_secret"] = SECRET
    app.session_state["desk"] = edit_desk(desk, edited={0: {"Source": "Kivu Post"}}, deleted=())

    app.run()

    assert "texts" in app.query_params
    (document,) = open_workspace(kept_texts().get(SECRET, app.session_state["desk"].key)).documents
    assert document.source == "Kivu Post"


def test_another_browser_does_not_get_the_articles_of_a_link(page):
    page.session_state["browser_secret"] = SECRET
    paste(page, ARTICLE, title="My article")

    other = open_again(page, secret="b" * 64)

    assert not other.exception
    assert "not kept here" in other.info[0].value
    assert component(other, "geomap_article")["title"] == list_stories()[0].title
    assert "texts" not in other.query_params


def test_a_browser_that_has_not_told_its_secret_is_waited_for(page):
    page.session_state["browser_secret"] = SECRET
    paste(page, ARTICLE)
    link = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300)
    link.query_params["texts"] = page.query_params["texts"]

    link.run()

    assert "Opening your articles" in link.info[0].value
    link.session_state["browser_secret"] = SECRET
    link.run()
    assert component(link, "geomap_keeper")["key"] == component(page, "geomap_keeper")["key"]


def test_articles_can_be_forgotten(page):
    page.session_state["browser_secret"] = SECRET
    paste(page, ARTICLE, title="My article")
    link = page.query_params["texts"]

    page.button(key="forget_kept").click().run()

    assert "Paste an article" in page.info[0].value
    assert "texts" not in page.query_params
    page.query_params["texts"] = link
    assert "not kept here" in open_again(page, secret=SECRET).info[0].value


def test_own_articles_stay_while_a_sample_story_is_looked_at(page):
    page.session_state["browser_secret"] = SECRET
    paste(page, ARTICLE, title="My article")
    page.radio(key="origin").set_value(page.radio(key="origin").options[0]).run()

    again = open_again(page, secret=SECRET)

    assert component(again, "geomap_article")["title"] == list_stories()[0].title
    again.radio(key="origin").set_value(again.radio(key="origin").options[1]).run()
    assert component(again, "geomap_article")["title"] == "My article"


def test_what_a_file_of_corrections_brings_is_counted_in_plain_words():
    from geomap.app.history import brought_in

    assert "no correction that is not here already" in brought_in(0)
    assert brought_in(1).startswith("1 correction is brought in")
    assert brought_in(2).startswith("2 corrections are brought in")
