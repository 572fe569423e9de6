"""Which words of a text are mentions of places."""

from itertools import pairwise

import pytest

from geomap.constants import MentionKind
from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document, check_spans
from geomap.places.recognize import EvidenceRecognizer, open_reader


@pytest.fixture(scope="module")
def recognizer():
    return EvidenceRecognizer(open_gazetteer(), open_reader(open_gazetteer()))


def found(recognizer, text):
    """The words of all mentions of a text."""
    spans = recognizer.find_mentions(Document(document_id="test", text=text))
    return [text[span.start : span.end] for span in spans]


def test_names_of_cities_regions_and_countries_are_found(recognizer):
    text = "Rebels advanced on Goma in North Kivu, the government of Rwanda said."

    assert found(recognizer, text) == ["Goma", "North Kivu", "Rwanda"]


def test_the_kind_word_belongs_to_the_mention_and_the_article_does_not(recognizer):
    text = "Shells fell in the Kharkiv region while Kharkiv stayed quiet."

    assert found(recognizer, text) == ["Kharkiv region", "Kharkiv"]


def test_a_city_and_its_state_are_two_mentions(recognizer):
    text = "The shooting happened in Paris, Texas, on Monday."

    assert found(recognizer, text) == ["Paris", "Texas"]


def test_a_hyphenated_pair_of_countries_is_two_mentions(recognizer):
    text = "The Russia-China expo opened after the Russia-Ukraine talks."

    assert found(recognizer, text) == ["Russia", "China", "Russia", "Ukraine"]


def test_a_possessive_ending_is_no_part_of_the_mention(recognizer):
    text = "Ukraine's army left and Russia’s army came."

    assert found(recognizer, text) == ["Ukraine", "Russia"]


@pytest.mark.parametrize("name", ["U.S.", "US", "UK", "UAE"])
def test_abbreviations_are_found_in_capitals(recognizer, name):
    assert found(recognizer, f"Officials from the {name} arrived.") == [name]


def test_a_pronoun_is_no_country(recognizer):
    assert found(recognizer, "They told us it was for us all.") == []


def test_state_abbreviations_keep_their_full_stop(recognizer):
    text = "Fire broke out in Erie, Pa., and in Fresno, Calif., overnight."

    assert found(recognizer, text) == ["Erie", "Pa.", "Fresno", "Calif."]


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Henderson scored twice.",
        "Xi Jinping spoke first.",
        "Mr. Lincoln thanked the doctors.",
        "Witnesses included Paris Hilton and Prime Minister Narendra Modi.",
    ],
)
def test_names_of_persons_are_not_mentions(recognizer, text):
    assert found(recognizer, text) == []


def test_a_family_name_stays_a_persons_later_in_the_text(recognizer):
    text = "Sheriff Bob Houston met reporters. Houston said nothing more. They asked Houston again."

    assert found(recognizer, text) == []


@pytest.mark.parametrize(
    "word", ["Western", "Prime", "Expo", "Of", "March", "Sunday", "Reading", "Hope", "Centre"]
)
def test_ordinary_words_need_evidence_beside_the_capital(recognizer, word):
    assert found(recognizer, f"{word} leaders met again.") == []


def test_text_in_lower_case_has_no_mentions(recognizer):
    assert found(recognizer, "he went from nice to reading by way of london") == []


def test_a_dateline_in_capitals_is_found(recognizer):
    text = "KYIV, Ukraine (AP) — Air raid sirens sounded at dawn."

    assert found(recognizer, text) == ["KYIV", "Ukraine"]


def test_a_headline_in_capitals_is_read(recognizer):
    text = "HEAVY FIGHTING IN GOMA AS REBELS ADVANCE"

    assert found(recognizer, text) == ["GOMA"]


def test_a_headline_in_title_case_is_read(recognizer):
    text = "Fighting Spreads to South Kivu as Rebels Seize Bukavu"

    assert found(recognizer, text) == ["South Kivu", "Bukavu"]


def test_a_compass_word_is_no_part_of_the_mention(recognizer):
    assert found(recognizer, "Clashes went on in eastern Ukraine.") == ["Ukraine"]


def test_names_with_particles_hyphens_and_apostrophes_are_whole(recognizer):
    text = "Aid reached Port-au-Prince, N'Djamena, Côte d'Ivoire and Trinidad and Tobago."

    assert found(recognizer, text) == ["Port-au-Prince", "N'Djamena", "Côte d'Ivoire", "Trinidad and Tobago"]


def test_demonyms_are_mentions_of_their_own_kind(recognizer):
    text = "Turkish and Syrian troops met in Aleppo."
    spans = recognizer.find_mentions(Document(document_id="test", text=text))

    assert [(text[span.start : span.end], span.kind) for span in spans] == [
        ("Turkish", MentionKind.DEMONYM),
        ("Syrian", MentionKind.DEMONYM),
        ("Aleppo", MentionKind.TOPONYM),
    ]


def test_languages_and_sums_of_money_are_not_mentions(recognizer):
    text = "She speaks fluent French, and he answered in Arabic about the US$40 million."

    assert found(recognizer, text) == []


@pytest.mark.parametrize("text", ["China lent Ethiopia $300m.", "China lent Ethiopia €300m."])
def test_who_is_given_money_is_one(recognizer, text):
    assert found(recognizer, text) == ["China", "Ethiopia"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Russia violated the Minsk agreements.", ["Russia"]),
        ("Both sides broke the Pretoria peace deal.", []),
        ("Israel kept the Oslo Accords and Iran the Vienna Convention.", ["Israel", "Iran"]),
        ("They reached the agreement in Minsk.", ["Minsk"]),
    ],
)
def test_an_agreement_is_not_where_its_name_says(recognizer, text, names):
    assert found(recognizer, text) == names


def test_a_people_is_no_town_of_another_name(recognizer):
    text = "Militants attacked Kuki villagers in Manipur."

    assert found(recognizer, text) == ["Manipur"]


def test_a_newspaper_is_not_where_its_name_says(recognizer):
    assert found(recognizer, "The New York Times reported it.") == []


def test_a_village_the_gazetteer_lacks_is_found_by_its_kind_word(recognizer):
    text = "Soldiers burned the village of Qarzabul in Idlib province."

    assert found(recognizer, text) == ["Qarzabul", "Idlib province"]


def test_the_article_counts_only_where_the_name_has_it(recognizer):
    text = "The Netherlands took the case to The Hague. The Sudan desk wrote the file."

    assert found(recognizer, text)[:2] == ["Netherlands", "The Hague"]


@pytest.mark.parametrize("text", ["", "\n\n", "8,000 — 240.1 %", "{{7*7}} </script> ${1+1}", "🙂 \u202e"])
def test_texts_without_names_give_nothing(recognizer, text):
    assert found(recognizer, text) == []


def test_spans_are_ordered_do_not_overlap_and_lie_in_the_text(recognizer):
    text = "🙂 In São Paulo, Brazil, and New York City, New York, staff from Kraków met.\nKYIV - Odesa."
    spans = recognizer.find_mentions(Document(document_id="test", text=text))

    check_spans(spans, text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(0.5 <= span.score <= 1 for span in spans)


def test_evidence_is_named_and_says_why(recognizer):
    text = "They arrived in Harbin."
    (only,) = recognizer.assess(Document(document_id="test", text=text))

    assert only.evidence["after_locative"] == 1.0
    assert "kind_settlement" in only.evidence


def test_a_street_is_one_mention_and_no_town_of_its_name(recognizer):
    spans = found(recognizer, "Police closed Memphis Street in Tulsa after the storm.")

    assert spans == ["Memphis Street", "Tulsa"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two Palestinians were wounded near Jenin.", ["Palestinians", "Jenin"]),
        ("In a statement, Washington and Riyadh urged restraint.", ["Washington", "Riyadh"]),
        ("The Bank of England kept its rate.", ["England"]),
        ("The Ebola-Reston virus and West Nile virus were found in Lagos.", ["Lagos"]),
        ("Washington said it would send arms to Kyiv.", ["Washington", "Kyiv"]),
        ("Washington imposed new tariffs.", ["Washington"]),
        ("Jordan Henderson and Paris Hilton met Georgia Smith.", []),
        ("KYIV, Ukraine (AP) - Shells fell on Nikopol overnight.", ["KYIV", "Ukraine", "Nikopol"]),
        ("Aid reached the camp at Zamzam, in North Darfur.", ["Zamzam", "North Darfur"]),
    ],
)
def test_names_are_told_by_reader_gazetteer_and_context(recognizer, text, names):
    assert found(recognizer, text) == names


def test_a_body_that_shares_its_name_with_a_town_is_no_place(recognizer):
    text = "The move prompted the White House to act. He spoke at the U.N. General Assembly in New York."

    assert found(recognizer, text) == ["New York"]
    assert "Union" not in found(recognizer, "Tractors stood around the European Union headquarters.")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Typhoon Sarika hit the Philippines on Sunday.", ["Philippines"]),
        ("Cyclone Florence neared Mauritius.", ["Mauritius"]),
        ("Hurricanes Florence and Sandy never reached Cuba.", ["Cuba"]),
        ("The frigate Hamburg and the USS Boston sailed to Japan.", ["Japan"]),
        ("Operation Florence Shield ended in Mali.", ["Mali"]),
        ("In the storm, Florence lost its bridge.", ["Florence"]),
    ],
)
def test_storms_ships_and_operations_are_not_the_places_whose_names_they_bear(recognizer, text, places):
    assert found(recognizer, text) == places


def test_a_storm_is_meant_where_its_name_stands_alone_and_a_town_where_something_is_in_it(recognizer):
    text = "Typhoon Sarika neared Manila. Sarika made landfall near Baler. Two died in Sarika."

    assert found(recognizer, text) == ["Manila", "Baler", "Sarika"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("More than 2.4 million Venezuelans live in Colombia.", "Venezuelans"),
        ("Defence Minister Israel Katz met Putin. Hamas accused Israel of an attack.", "Israel"),
    ],
)
def test_counted_peoples_and_countries_called_like_somebody_are_mentions(recognizer, text, name):
    start = text.rindex(name)

    found = recognizer.find_mentions(Document(document_id="d", text=text))

    assert start in {one.start for one in found}


def test_the_kind_of_a_river_written_small_belongs_to_its_name(recognizer):
    """Else the country would have burst its banks."""
    text = "Rain fell across Niger. In Benin the Niger river burst its banks near Malanville on Sunday."

    assert found(recognizer, text) == ["Niger", "Benin", "Niger river", "Malanville"]


def test_a_town_called_like_the_first_word_of_an_armed_group_is_not_meant_by_its_name(recognizer):
    text = "Two factions of the Moro Islamic Liberation Front fought near Mamasapano, the Philippines."

    assert found(recognizer, text) == ["Mamasapano", "Philippines"]


def test_a_facility_described_by_the_last_word_of_a_name_belongs_to_it(recognizer):
    text = "Two helicopters took off from Soto Cano air base in Honduras."

    assert found(recognizer, text) == ["Soto Cano air base", "Honduras"]


def test_a_doubtful_name_in_a_column_of_places_is_one(recognizer):
    """The reader sees no name in a line of numbers; the other lines tell what its first column holds."""
    text = "Storm in Honduras\n\nDepartment\tDeaths\nCortés\t19\nYoro\t11\nColón\t2\nTotal\t32\n"

    assert found(recognizer, text) == ["Honduras", "Cortés", "Yoro", "Colón"]


def test_a_name_does_not_end_with_the_town_that_it_begins_with(recognizer):
    text = "About 2,700 people in Bolivia have been evacuated from Roboré to San José de Chiquitos."

    assert found(recognizer, text) == ["Bolivia", "Roboré", "San José de Chiquitos"]
