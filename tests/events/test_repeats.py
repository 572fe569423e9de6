"""The same figure in several reports."""

from datetime import date

import pytest

from geomap.events.merging.merge import merge_reports

FRIDAY = date(2024, 5, 17)
HOSTED = "Some 450,000 refugees live in Chad."


def repeats_of(parsed):
    return [[figure.repeats for figure in one.figures] for one in parsed]


def test_a_figure_without_an_event_told_again_says_which_one_it_repeats(parse):
    first = parse(HOSTED, published=FRIDAY, document_id="a")
    second = parse("In Chad there are 450,000 refugees.", published=FRIDAY, document_id="b")

    one, other = merge_reports([first, second])

    (told,) = other.figures
    assert (told.repeats.document_id, told.repeats.quote) == ("a", "Some 450,000")
    assert told.repeats.reason == "the same number; both in Chad"
    assert [one.figures[0].reports, one.figures[0].repeats] == [2, None]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Some 460,000 refugees live in Chad.", FRIDAY),
        ("Some 450,000 refugees live in Turkey.", FRIDAY),
        ("Some 450,000 refugee families live in Chad.", FRIDAY),
        (HOSTED, date(2024, 8, 30)),
    ],
)
def test_another_number_place_unit_or_season_is_another_figure(parse, text, published):
    first = parse(HOSTED, published=FRIDAY, document_id="a")
    second = parse(text, published=published, document_id="b")

    assert repeats_of(merge_reports([first, second])) == [[None], [None]]


def test_a_sum_of_money_is_the_same_only_in_like_words(parse):
    first = parse("Trade between China and Chad is worth $3 billion.", document_id="a")
    alike = parse("Trade between Chad and China is worth $3 billion.", document_id="b")
    unlike = parse("China lends Chad $3 billion for a railway.", document_id="c")

    merged = repeats_of(merge_reports([first, alike, unlike]))

    assert [repeats[0] is not None for repeats in merged] == [False, True, False]


@pytest.mark.parametrize(
    ("heading", "is_repeated"),
    [
        ("Floods displace 8,000 in Ukraine", True),
        ("Floods displace 8,000", True),
        ("Floods displace 8,000 in Chad", False),
        ("Floods displace 9,000 in Ukraine", False),
    ],
)
def test_a_heading_repeats_what_the_sentence_under_it_tells(parse, heading, is_repeated):
    text = f"{heading}\n\nHeavy floods displaced 8,000 people in Kharkiv on Monday."
    (one,) = merge_reports([parse(text, published=FRIDAY, document_id="a")])
    told, body = one.figures

    assert body.location.name == "Kharkiv"
    assert (body.repeats, told.repeats is not None) == (None, is_repeated)


def test_a_sentence_with_a_full_stop_is_no_heading(parse):
    text = "Floods displaced 8,000 in Ukraine.\n\nHeavy floods displaced 8,000 people in Kharkiv on Monday."
    (one,) = merge_reports([parse(text, published=FRIDAY, document_id="a")])

    assert [figure.repeats for figure in one.figures] == [None, None]
