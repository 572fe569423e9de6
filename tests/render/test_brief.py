"""The brief says what is shown, with its evidence, and lets nothing of a text act."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from geomap.app.headline import make_headline
from geomap.render.brief import render_brief
from layers import build_layers

MADE = date(2024, 6, 1)
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "</title></style><svg onload=alert(1)>",
    "javascript:alert(1)",
    "\u202eevil\x00\x1b",
)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self):
        super().__init__()
        self.found, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def elements(page):
    parser = Elements()
    parser.feed(page)
    return parser


@pytest.fixture(scope="module")
def story(pipeline):
    from geomap.text.read import document_from_text

    text = (
        "Russian troops shelled Kharkiv on Thursday, driving nearly 8,000 people from their homes.\n"
        "On Friday, Russian President Vladimir Putin visited Harbin, China."
    )
    return pipeline.parse(
        document_from_text(text, title="Shells & talks", published=date(2024, 5, 17), source="The Wire")
    )


def brief(pipeline, *parsed, **more):
    layers = build_layers(parsed, atlas=pipeline.atlas)
    return render_brief(parsed, layers, made=MADE, numbers=make_headline(parsed), **more)


def test_a_brief_holds_numbers_map_events_figures_sentences_and_sources(pipeline, story):
    page = elements(brief(pipeline, story, choices=["only conflict"]))

    tags = [tag for tag, _ in page.found]
    assert {"svg", "table", "dl", "ol"} <= set(tags)
    for words in ("Shells & talks", "in Harbin", "nearly 8,000 people", "17 May 2024", "The Wire"):
        assert words in page.text
    assert "Russian troops shelled Kharkiv on Thursday" in page.text
    assert "Shown: only conflict." in page.text
    assert "no endorsement implied" in page.text


def test_a_figure_of_what_may_come_is_told_from_what_happened(pipeline):
    from geomap.text.read import document_from_text

    text = "The flood could displace 50,000 people in Sindh. It destroyed 300 homes in Thatta."

    page = elements(brief(pipeline, pipeline.parse(document_from_text(text)))).text

    assert "50,000 people displaced within the country, over a period (reported as possible)" in page
    assert "300 households whose homes were destroyed" in page


def test_what_a_reader_said_stands_beside_the_event(pipeline, story):
    remarks = {story.events[0].event_id: "corrected by Anna"}

    assert "corrected by Anna" in elements(brief(pipeline, story, remarks=remarks)).text


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_word_of_a_text_becomes_markup(pipeline, story, attack):
    document = replace(
        story.document, document_id=attack, title=attack, source=attack, url=f"javascript:{attack}"
    )
    event = replace(story.events[0], actors=tuple(replace(a, name=attack) for a in story.events[0].actors))
    hostile = replace(story, document=document, events=(event, *story.events[1:]))

    page = brief(pipeline, hostile, title=attack, choices=[attack], remarks={event.event_id: attack})

    known = elements(brief(pipeline, story, choices=["x"], title="x", remarks={event.event_id: "x"}))
    assert {tag for tag, _ in elements(page).found} <= {tag for tag, _ in known.found}
    assert not [name for _, attributes in elements(page).found for name in attributes if name[:2] == "on"]
    assert not [a for _, a in elements(page).found if "javascript" in (a.get("href") or "")]
    assert "\x00" not in page
    assert "\x1b" not in page


def test_a_link_is_shown_if_it_is_one_of_the_web(pipeline, story):
    linked = replace(story, document=replace(story.document, url="https://example.org/?a=1&b=<2>"))

    links = [a["href"] for tag, a in elements(brief(pipeline, linked)).found if tag == "a"]

    assert links == ["https://example.org/?a=1&b=<2>"]


def test_the_page_may_run_and_fetch_nothing(pipeline, story):
    page = brief(pipeline, story)

    (policy,) = [a["content"] for _, a in elements(page).found if a.get("http-equiv")]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "<script" not in page
    assert "style=" not in page


def test_the_same_input_gives_the_same_page(pipeline, story):
    assert brief(pipeline, story) == brief(pipeline, story)


def test_nothing_found_makes_a_page_all_the_same(pipeline, story):
    empty = replace(story, mentions=(), events=(), figures=())

    text = elements(brief(pipeline, empty)).text

    assert "No event is reported." in text
    assert "No event has a place" in text
    assert elements(render_brief([], [], made=MADE)).found


def test_events_stand_in_the_order_of_their_days_with_the_numbers_of_the_map(pipeline, story):
    page = brief(pipeline, story)

    assert page.index("shelled") < page.index("visited")


def test_several_figures_of_one_event_are_told_apart(pipeline):
    from geomap.text.read import document_from_text

    text = "Canada gave Chad $30 million for seeds and $12 million for wells on Thursday."

    page = elements(brief(pipeline, pipeline.parse(document_from_text(text)))).text

    assert "$30 million “… for seeds”; $12 million “… for wells on Thursday”" in page
