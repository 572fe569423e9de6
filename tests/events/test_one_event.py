"""One event in many reports, in the whole world."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations

import pytest

from geomap.constants import EventType
from geomap.events.merging.merge import merge_reports
from geomap.models import Document, ParsedDocument

FRIDAY = date(2024, 5, 17)


@pytest.fixture
def read(pipeline) -> Callable[..., ParsedDocument]:
    """Read a text: ``read(text, published=FRIDAY, document_id="d")``."""

    def run(text: str, *, published: date = FRIDAY, document_id: str = "d") -> ParsedDocument:
        return pipeline.parse(Document(document_id=document_id, text=text, published=published))

    return run


def merged_of(read, texts, *, published=FRIDAY):
    """What stays of short reports, each a document, told on days one after the other."""
    documents = [
        read(text, published=published + timedelta(days=number), document_id=str(number))
        for number, text in enumerate(texts)
    ]
    return [event for one in merge_reports(documents) for event in one.events]


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        ("Gunmen shot dead a judge in Mosul.", "Gunmen shot dead two policemen in Mosul.", 2),
        (
            "Rebels attacked a base in Goma on Tuesday, killing 9 soldiers.",
            "The army killed 14 rebels in Goma on Tuesday.",
            2,
        ),
        (
            "An Israeli strike on Gaza City on Tuesday killed 12 people at a school.",
            "An Israeli strike on Gaza City on Tuesday killed four people in a car.",
            2,
        ),
        (
            "India and four European countries signed a trade agreement in New Delhi on Sunday.",
            "Switzerland and its partners signed a trade agreement with India in New Delhi on Sunday.",
            1,
        ),
        (
            "India signed a trade agreement with Chile in New Delhi on Sunday.",
            "India signed a trade agreement with Kenya in New Delhi on Sunday.",
            2,
        ),
        (
            "President William Ruto of Kenya held talks with Yoweri Museveni in Nairobi on 5 June.",
            "Ugandan President Yoweri Museveni and Kenyan President William Ruto met on 5 June.",
            1,
        ),
        (
            "Vietnam's President Vo Van Thuong resigned on 20 March.",
            "President Vo Van Thuong of Vietnam stepped down on 20 March over a scandal.",
            1,
        ),
        (
            "Peru's interior minister Juan Santivanez resigned on 20 March.",
            "Peru's defence minister Walter Astudillo resigned on 20 March.",
            2,
        ),
    ],
)
def test_who_did_it_to_whom_tells_one_event_from_another(read, first, second, events):
    assert len(merged_of(read, [first, second])) == events


def test_a_risen_toll_is_of_the_attack_told_before(read):
    (event,) = merged_of(
        read,
        [
            "Russia bombed a school in Kharkiv region on Thursday, killing 17 people.",
            "The toll from a Russian air strike on a school in Kharkiv has risen to 22, rescuers said.",
        ],
    )

    (report,) = event.merged
    assert report.reason.startswith("its toll has risen")
    assert [figure.value for figure in report.figures] == [22]


def test_a_number_that_any_report_states_tells_one_event(read):
    """The third report has the number of the second, which stands in the first one's event."""
    (event,) = merged_of(
        read,
        [
            "Russia bombed Kharkiv on Thursday, killing 17 people.",
            "A Russian air strike on Kharkiv on 16 May killed 22 people.",
            "In Kharkiv mourners buried the 22 people whom the bombing had killed.",
        ],
    )

    assert event.reports == 3


def test_the_order_of_the_reports_does_not_matter(read):
    texts = [
        "A strike in Kharkiv region killed 22 people, the governor said.",
        "Russia bombed Kharkiv on 16 May, killing 17 people.",
        "A Russian air strike on Kharkiv on 16 May killed 22 people.",
    ]

    documents = [read(text, published=FRIDAY, document_id=text) for text in texts]

    counts = {sum(len(one.events) for one in merge_reports(order)) for order in permutations(documents)}

    assert counts == {1}


def test_the_event_is_shown_by_a_report_that_tells_who_did_it(read):
    (event,) = merged_of(
        read,
        [
            "An air strike hit Kharkiv region on 16 May.",
            "Russia carried out an air strike on Kharkiv on 16 May.",
        ],
    )

    assert [actor.country_iso3 for actor in event.actors] == ["RUS"]
    assert event.quote.startswith("Russia")
    assert event.merged[0].quote.startswith("An air strike")
    assert (event.reports, event.location.name) == (2, "Kharkiv")


def test_a_number_of_a_region_and_of_its_town_is_one(read):
    first = read("Floods displaced 8,140 people in Kharkiv region.", published=FRIDAY, document_id="a")
    second = read("Floods displaced 8,140 people in Kharkiv.", published=FRIDAY, document_id="b")

    (one,), (other,) = (document.figures for document in merge_reports([first, second]))

    assert (one.repeats, one.reports) == (None, 2)
    assert "Kharkiv lies in" in other.repeats.reason


def test_a_small_number_of_a_region_and_of_its_town_may_be_two(read):
    first = read("Landslides killed four people in Kharkiv region.", published=FRIDAY, document_id="a")
    second = read("A fire killed four people in Kharkiv.", published=FRIDAY, document_id="b")

    merged = merge_reports([first, second])

    assert [figure.repeats for one in merged for figure in one.figures] == [None, None]


def attacks(parsed):
    """The attacks of a text."""
    return [event for event in parsed.events if event.event_type is EventType.ASSAULT]


@pytest.mark.parametrize(
    "later",
    [
        "Two Russian jets dropped bombs on Izium on Monday.",
        "Two jets dropped bombs on a depot.",
        "It bombed a bakery and a garage.",
        'The defence ministry in Moscow said it had struck "foreign fighters".',
    ],
)
def test_details_of_an_attack_belong_to_it(read, later):
    text = f"Russia bombed a clinic in Kharkiv region on Monday, killing nine people. {later}"

    (attack,) = attacks(read(text, published=FRIDAY))

    assert [report.quote for report in attack.merged] == [later]
    assert attack.merged[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "Russia shelled Kharkiv region on Monday. Russian forces also shelled Izium on Monday.",
        "Russia bombed Kharkiv on Monday, killing nine. Russia bombed Kharkiv on Monday, killing four.",
        "A car bomb exploded in Mosul on Tuesday. A roadside bomb hit a patrol in Mosul on Tuesday.",
        "Rebels stormed Rutshuru on Friday. The army shelled the rebels.",
    ],
)
def test_another_attack_is_no_detail(read, text):
    assert len(attacks(read(text, published=FRIDAY))) == 2


def test_of_several_towns_of_a_region_none_is_its_detail(read):
    text = (
        "Russia shelled Kharkiv region on Monday. Russian shells hit Izium on Monday. Russian shells hit"
        " Chuhuiv on Monday."
    )

    assert len(attacks(read(text, published=FRIDAY))) == 3


def test_the_detail_tells_the_place_more_exactly(read):
    text = "Russia bombed Kharkiv region on Monday. Two Russian jets dropped bombs on Izium on Monday."

    (attack,) = attacks(read(text, published=FRIDAY))

    assert attack.location.name.startswith("Iz")


def test_the_hurt_are_told_after_the_dead(read):
    text = "A missile strike on Poltava on Tuesday killed 51 people. More than 200 people were injured."

    (attack,) = attacks(read(text, published=FRIDAY))

    assert len(attack.figures) == 2


def test_the_dead_of_a_town_are_not_told_of_its_whole_country(read):
    text = (
        "Insurgents attacked the village of Mucojo in northern Mozambique on Saturday, killing seven people."
    )

    (figure,) = read(text).figures

    assert figure.location.name == "Mucojo"


@pytest.mark.parametrize(
    "text",
    [
        "The Treasury yesterday sanctioned two leaders of the Rapid Support Forces, whose forces are laying"
        " siege to the capital of North Darfur.",
        "The army said 137 was the total number of the abducted.",
        "Gunmen abducted more than 280 pupils from a school in Kuriga in northwestern Nigeria on Thursday.",
    ],
)
def test_whom_others_sanction_or_abduct_is_no_figure(read, text):
    assert read(text).figures == ()


def test_a_number_as_of_a_day_is_read(read):
    text = "The number of people displaced by attacks in Goma has risen to 11,600 as of 15 May."

    (figure,) = read(text).figures

    assert (figure.value, figure.location.name) == (11600, "Goma")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Bombs hit Goma on Monday. A day earlier rebels attacked Sake.", [13, 12]),
        ("The army shelled Goma on Monday, two days after rebels stormed Rutshuru.", [13, 11]),
        ("The army shelled Goma on Monday, more than a week after rebels stormed Rutshuru.", [13, None]),
    ],
)
def test_a_day_is_counted_from_the_one_told(read, text, days):
    events = attacks(read(text, published=FRIDAY))

    assert [event.date_start and event.date_start.day for event in events] == days


def test_the_strike_of_the_day_before_is_another_one_elsewhere(read):
    text = (
        "Seven people were killed in Lviv in a Russian missile attack on Wednesday, a day after the strike on"
        " Poltava that killed at least 51."
    )

    places = [event.location.name for event in attacks(read(text))]

    assert places == ["Lviv", "Poltava"]


@pytest.mark.parametrize(
    "text",
    [
        "The government and the rebels signed a ceasefire in Havana on Monday.",
        "The government and the rebels signed an agreement on a ceasefire in Havana on Monday.",
    ],
)
def test_where_a_truce_is_signed_is_no_side_of_it(read, text):
    (event,) = read(text).events

    sides = [actor.name for actor in (*event.actors, *event.recipients)]
    assert (event.mode, sides, event.location.name) == ("ceasefire", ["government", "rebels"], "Havana")


@pytest.mark.parametrize(
    "later",
    [
        "The strikes targeted a senior Hezbollah official.",
        "The attack on Beirut came as envoys were to meet.",
    ],
)
def test_the_attack_is_the_one_told_of_the_place(read, later):
    text = f"Israeli air strikes on Beirut on Thursday killed 22 people. {later}"

    (attack,) = attacks(read(text, published=FRIDAY))

    assert [report.quote for report in attack.merged] == [later]


def test_the_attack_on_another_town_is_another_one(read):
    text = (
        "Israeli air strikes on Beirut on Thursday killed 22 people. The attack on Tyre came as envoys met."
    )

    assert len(attacks(read(text, published=FRIDAY))) == 2


def test_who_protests_is_not_who_shoots(read):
    text = (
        "Kenyan police open fire on protesters storming parliament\n\n"
        "Thousands of protesters overwhelmed police in the capital Nairobi."
    )

    protests = [event for event in read(text).events if event.event_type is EventType.PROTEST]

    assert all("police" not in actor.name for event in protests if event.location for actor in event.actors)


def test_what_is_joined_has_the_day_of_the_first(read):
    text = "Orban arrived in Moscow on Friday, three days after he had visited Kyiv and met Zelensky."

    days = {event.date_start.day for event in read(text, published=FRIDAY).events if event.date_start}

    assert days == {17, 14}
