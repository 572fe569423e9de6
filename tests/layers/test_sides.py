import pytest

from geomap.constants import Category, EventType
from layers.sides import LOOKBACK, sides_of_amount

FAR = 5000


def amount(make, **more):
    """An amount in a sentence of its own at 5,000, away from the events at the beginning."""
    return make.figure(1e9, Category.AMOUNT, start=FAR + 34, end=FAR + 39, quote_start=FAR, **more)


def sides(make, figure, *found):
    events = [one for one in found if hasattr(one, "figures") and one.figures]
    return sides_of_amount(make.parsed(figure, *found), figure, events[0] if events else None)


def test_the_figures_own_ends_come_first(make):
    figure = amount(make, origin=make.russia, location=make.harbin)
    event = make.event(EventType.AID, "USA", "UKR", start=FAR, figures=(0,))

    assert sides(make, figure, event) == ("RUS", "CHN")


def test_the_event_it_belongs_to_comes_next(make):
    event = make.event(EventType.AID, "USA", "UKR", figures=(0,))

    assert sides(make, amount(make), event, make.mention(make.harbin, start=FAR)) == ("USA", "UKR")


def test_an_event_of_several_pairs_leaves_the_sides_open(make):
    event = make.event(EventType.AID, "USA", "UKR CHN", figures=(0,))

    assert sides(make, amount(make), event) is None


def test_events_of_the_same_sentence_come_before_its_place_names(make):
    event = make.event(EventType.AGREE, "RUS", "CHN", start=FAR + 20)

    assert sides(make, amount(make), event, make.mention(make.kyiv, start=FAR + 5)) == ("RUS", "CHN")


def test_who_gives_money_of_their_own_does_not_receive_that_of_another(make):
    one = make.event(EventType.AGREE, "RUS", start=FAR + 20, figures=(0,))
    other = make.event(EventType.AGREE, "CHN", start=FAR + 20, figures=(0,))

    assert sides(make, amount(make), one, other) is None
    assert sides(make, amount(make), one, other, make.mention(make.kyiv, start=FAR)) == ("RUS", "UKR")


def test_who_gives_food_does_not_receive_the_money_that_another_gives(make):
    giver = make.event(EventType.AID, "CHN", start=FAR + 20, figures=(0,))
    other = make.event(EventType.AID, "RUS", start=FAR + 20)

    assert sides(make, amount(make), giver, other) is None


def test_those_who_give_side_by_side_are_not_the_two_sides(make):
    event = make.event(EventType.AID, "RUS CHN", start=FAR, figures=(0,))

    assert sides(make, amount(make), event) is None


def test_two_countries_named_in_the_sentence_are_the_sides(make):
    mentions = (make.mention(make.russia, start=FAR), make.mention(make.harbin, start=FAR + 9))

    assert sides(make, amount(make), *mentions) == ("RUS", "CHN")


def test_three_countries_in_the_sentence_leave_the_sides_open(make):
    earlier = make.event(EventType.AGREE, "RUS", "CHN", start=FAR - 100)
    mentions = [make.mention(one, start=FAR + 5) for one in (make.russia, make.harbin, make.kyiv)]

    assert sides(make, amount(make), earlier, *mentions) is None


def test_the_two_nations_are_those_of_the_nearest_previous_sentence_with_two(make):
    events = (
        make.event(EventType.AGREE, "USA", "UKR", start=FAR - 300),
        make.event(EventType.AID, "CHN", "RUS", start=FAR - 200),
        make.event(EventType.ACCUSE, "USA", start=FAR - 100),
    )

    assert sides(make, amount(make), *events) == ("CHN", "RUS")


def test_a_country_named_beside_the_amount_must_be_one_of_the_two(make):
    events = (
        make.event(EventType.AGREE, "USA", "UKR", start=FAR - 300),
        make.event(EventType.AID, "CHN", "RUS", start=FAR - 200),
    )

    assert sides(make, amount(make), *events, make.mention(make.kyiv, start=FAR + 3)) == ("USA", "UKR")


@pytest.mark.parametrize("start", [FAR - LOOKBACK - 1, FAR + 60])
def test_sentences_far_before_or_after_do_not_count(start, make):
    assert sides(make, amount(make), make.event(EventType.AID, "CHN", "RUS", start=start)) is None
