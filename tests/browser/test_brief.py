"""The brief is read on paper and on any screen."""

from dataclasses import replace
from datetime import date

import pytest
from visits import PHONE

from geomap.render.brief import render_brief

pytestmark = pytest.mark.browser


def test_a_brief_is_no_wider_than_a_phone(visit, story, tmp_path):
    path = tmp_path / "brief.html"
    (parsed,) = story.documents
    long = replace(parsed.events[0].actors[0], name="Counter-insurgency administrators")
    events = tuple(replace(event, actors=(long,)) for event in parsed.events)
    path.write_text(
        render_brief([replace(parsed, events=events)], story.layers, made=date(2024, 6, 1)), encoding="utf-8"
    )
    visit.page.set_viewport_size(PHONE)

    visit.page.goto(path.as_uri())

    assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert visit.page.locator("tbody q").first.is_visible()
