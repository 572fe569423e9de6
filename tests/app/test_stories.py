"""The sample stories can be read, and the founding one comes first."""

import pytest

from geomap.app.stories import list_stories, read_story


def test_the_founding_story_comes_first():
    first = list_stories()[0]

    assert first.file == "putin-visit-china.txt"


@pytest.mark.parametrize("story", list_stories(), ids=lambda story: story.file)
def test_every_story_is_a_document_with_title_date_and_source(story):
    document = read_story(story)

    assert document.title == story.title
    assert document.published == story.published
    assert document.source
    assert len(document.text) > 500
