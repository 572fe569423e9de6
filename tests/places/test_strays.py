"""Small towns far from the neighbourhood of a local text are not meant."""

import pytest

from geomap.models import Document

FLOOD = (
    "Roads in Allen County, Ohio, were closed after the flood, police in Lima and Delphos said. {} Children"
    " in Ottawa and Bluffton stayed at home."
)


def place_of(pipeline, text, name):
    """The place of the mention that begins so."""
    mentions = pipeline.parse(Document(document_id="test", text=text)).mentions
    return next(mention for mention in mentions if mention.text.startswith(name)).place


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A bus was found near Howland.", "Howland"),
        ("A car was found at the Cascade Motel.", "Cascade"),
        ("A boat was found on Tennessee Lake.", "Tennessee"),
    ],
)
def test_a_small_town_far_from_local_news_is_not_put_on_the_map(pipeline, sentence, name):
    assert place_of(pipeline, FLOOD.format(sentence), name) is None


@pytest.mark.parametrize(
    ("text", "name", "country_code"),
    [
        (FLOOD.format("A family came from Springville, Utah."), "Springville", "US"),
        (FLOOD.format("Envoys of Utah and a family from Springville helped."), "Springville", "US"),
        (FLOOD.format("A truck came from Atlanta."), "Atlanta", "US"),
        (
            "Shells fell on Sloviansk, Kramatorsk and Druzhkivka in Donetsk region, and on Zolochiv.",
            "Zolochiv",
            "UA",
        ),
        ("Rebels shelled Goma, Sake and Masisi while envoys met in Rambouillet.", "Rambouillet", "FR"),
    ],
)
def test_a_far_town_that_the_text_supports_or_that_is_told_in_world_news_stays(
    pipeline, text, name, country_code
):
    place = place_of(pipeline, text, name)

    assert place is not None
    assert place.country_code == country_code
