"""Which place each mention means."""

from itertools import pairwise

import pytest

from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document, FoundSpan
from geomap.places.recognize import EvidenceRecognizer, open_reader
from geomap.places.resolve import RankingResolver


@pytest.fixture(scope="module")
def resolver():
    return RankingResolver(open_gazetteer())


def resolve(resolver, text, *names):
    """The mentions of names in a text, each name searched after the one before."""
    spans, position = [], 0
    for name in names:
        start = text.index(name, position)
        position = start + len(name)
        spans.append(FoundSpan(start=start, end=position))
    return resolver.resolve(Document(document_id="test", text=text), spans)


def test_the_region_and_the_city_of_one_name_differ(resolver):
    region, city = resolve(
        resolver, "Troops left the Kharkiv region and entered Kharkiv.", "Kharkiv region", "Kharkiv"
    )

    assert region.place is not None
    assert city.place is not None
    assert (region.place.feature_code, city.place.feature_class) == ("ADM1", "P")
    assert region.place.country_code == city.place.country_code == "UA"


@pytest.mark.parametrize(
    ("text", "names", "country_code", "admin1"),
    [
        ("A fire in Paris, Texas, hurt two.", ("Paris", "Texas"), "US", "Texas"),
        ("A rally in London, Ontario, drew many.", ("London", "Ontario"), "CA", "Ontario"),
        ("A rally in Birmingham (Alabama) drew many.", ("Birmingham", "Alabama"), "US", "Alabama"),
        ("They met in Paris, France.", ("Paris", "France"), "FR", "Île-de-France"),
    ],
)
def test_the_division_after_the_comma_decides(resolver, text, names, country_code, admin1):
    city, _ = resolve(resolver, text, *names)

    assert city.place is not None
    assert (city.place.country_code, city.place.admin1) == (country_code, admin1)


def test_the_country_wins_among_countries(resolver):
    georgia, _, _ = resolve(resolver, "Georgia and Armenia met in Tbilisi.", "Georgia", "Armenia", "Tbilisi")

    assert georgia.place is not None
    assert georgia.place.country_code == "GE"


def test_the_state_wins_among_its_cities(resolver):
    georgia, _, _ = resolve(
        resolver,
        "Voters in Georgia went to the polls in Atlanta and Savannah.",
        "Georgia",
        "Atlanta",
        "Savannah",
    )

    assert georgia.place is not None
    assert (georgia.place.country_code, georgia.place.feature_code) == ("US", "ADM1")


def test_one_name_has_one_sense_in_a_document(resolver):
    first, _, second = resolve(
        resolver, "Paris, Texas, is growing. Paris has a new mayor.", "Paris", "Texas", "Paris"
    )

    assert first.place is not None
    assert first.place == second.place


def test_outer_names_tell_two_places_of_one_name_apart(resolver):
    text = "Shells hit Tripoli, Lebanon, not Tripoli in Libya. Tripoli is calm."
    names = ("Tripoli", "Lebanon", "Tripoli", "Libya", "Tripoli")

    mentions = resolve(resolver, text, *names)

    assert [mention.place.country_code for mention in mentions] == ["LB", "LB", "LY", "LY", "LY"]


def test_a_state_after_a_comma_is_the_state_and_not_a_town_of_that_name(resolver):
    mentions = resolve(
        resolver, "The mayor of London, Ontario, met one from Dublin, Ohio.", "London", "Ontario"
    )

    assert [mention.place.country_code for mention in mentions] == ["CA", "CA"]


def test_a_city_in_brackets_after_its_namesake_is_the_province(resolver):
    city, province, _ = resolve(
        resolver,
        "In Cordoba (Cordoba), workers from all Argentina marched.",
        "Cordoba",
        "Cordoba",
        "Argentina",
    )

    assert city.place is not None
    assert province.place is not None
    assert (city.place.feature_class, province.place.feature_code) == ("P", "ADM1")
    assert city.place.country_code == province.place.country_code == "AR"


def test_demonyms_elsewhere_in_the_text_give_context(resolver):
    (granada,) = resolve(resolver, "Nicaraguan police were sent to Granada after protests.", "Granada")

    assert granada.place is not None
    assert granada.place.country_code == "NI"


def test_scores_and_reasons_explain_the_choice(resolver):
    (paris, _) = resolve(resolver, "A fire in Paris, Texas, hurt two.", "Paris", "Texas")
    best = paris.candidates[0]

    assert best.place == paris.place
    assert {"population", "inside_the_next_name"} <= {reason.name for reason in best.reasons}
    assert all(left.score >= right.score for left, right in pairwise(paris.candidates))
    assert sum(candidate.score for candidate in paris.candidates) <= 1 + 1e-9
    assert len(paris.candidates) <= 10 < paris.candidate_count


def test_an_unknown_name_stays_unresolved_and_keeps_its_place_in_the_order(resolver):
    unknown, goma = resolve(resolver, "From Qarzabulix to Goma.", "Qarzabulix", "Goma")

    assert (unknown.place, unknown.candidates, unknown.candidate_count) == (None, (), 0)
    assert goma.place is not None
    assert goma.text == "Goma"


def test_no_spans_give_no_mentions(resolver):
    assert resolver.resolve(Document(document_id="test", text="Goma."), ()) == ()


def test_the_answer_is_the_same_every_time(resolver):
    text = "Springfield and Columbus sent help to Jackson, Madison and Salem."
    document = Document(document_id="test", text=text)
    spans = EvidenceRecognizer(open_gazetteer(), open_reader(open_gazetteer())).find_mentions(document)

    assert resolver.resolve(document, spans) == RankingResolver(open_gazetteer()).resolve(document, spans)


def test_a_dateline_and_a_nationality_beside_a_name_count(resolver):
    (hyderabad,) = resolve(resolver, "Two died in the Pakistani city of Hyderabad on Monday.", "Hyderabad")

    assert hyderabad.place is not None
    assert hyderabad.place.country_code == "PK"
    assert "nationality_beside_it" in {reason.name for reason in hyderabad.candidates[0].reasons}


@pytest.mark.parametrize(
    ("source", "country_code"),
    [("https://www.lfpress.com/a/b", "CA"), ("cambridge-news.co.uk", "GB"), (None, "GB")],
)
def test_the_home_of_a_local_paper_tells_which_place_it_means(resolver, source, country_code):
    text = "A fire in London hurt two."
    document = Document(document_id="test", text=text, source=source)

    (london,) = resolver.resolve(document, [FoundSpan(start=10, end=16)])

    assert london.place is not None
    assert london.place.country_code == country_code


def test_a_local_paper_may_still_speak_of_the_world(resolver):
    text = "The French president spoke in Paris on Tuesday, as France mourned."
    spans = [FoundSpan(start=30, end=35), FoundSpan(start=text.index("France"), end=text.index("France") + 6)]
    document = Document(document_id="test", text=text, source="theparisnews.com")

    paris, _ = resolver.resolve(document, spans)

    assert paris.place is not None
    assert paris.place.country_code == "FR"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The U.N. Security Council met in New York on Friday.", "PPL"),
        ("Farmers across New York fear a late frost.", "ADM1"),
    ],
)
def test_new_york_is_the_city_beside_the_body_that_sits_there(resolver, text, code):
    (place,) = (mention.place for mention in resolve(resolver, text, "New York"))

    assert place.feature_code == code
