"""The European Union is a place where a text speaks of its land, and nowhere where it acts."""

import pytest

from geomap.models import Document


def union_in(pipeline, text):
    """The mention of the union in a text."""
    mentions = pipeline.parse(Document(document_id="test", text=text)).mentions
    return next(mention for mention in mentions if mention.text in ("EU", "European Union"))


@pytest.mark.parametrize(
    "text",
    [
        "Some 9,000 asylum seekers arrived in the EU in May.",
        "Police arrested 40 smugglers across the European Union.",
        "Trucks queued at the EU border near Medyka.",
    ],
)
def test_the_land_of_the_union_is_a_region(pipeline, text):
    union = union_in(pipeline, text)

    assert union.place.name == "European Union"
    assert not union.is_actor


@pytest.mark.parametrize(
    "text",
    [
        "The EU imposed sanctions on Belarus.",
        "The European Union condemned the coup in Niger.",
        "EU foreign ministers met in Riga.",
        "The EU Commission wants to talk to Serbia.",
    ],
)
def test_who_governs_the_union_is_nowhere(pipeline, text):
    union = union_in(pipeline, text)

    assert union.place is None
    assert [candidate.place.name for candidate in union.candidates] == ["European Union"]


def test_an_arrest_across_the_union_happened_in_a_part_of_the_world(pipeline):
    document = Document(document_id="test", text="Police arrested 40 smugglers across the European Union.")
    (event,) = pipeline.parse(document).events

    assert event.location.name == "European Union"
    assert event.precision == "world_region"
