"""Which sums of money are figures."""

from datetime import date

import pytest

from geomap.constants import EventType, Modality


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Germany pledged 300 million euros in aid to Ukraine.", 300e6),
        ("Washington approved a £2bn sale of missiles to France.", 2e9),
        ("The bank approved a $500 million loan for Chad.", 500e6),
        ("The agency asked for $80,000 for refugees in Chad.", 80_000),
        ("The donors paid the salaries of doctors with €20m of aid.", 20e6),
        ("It cost 300 million euros.", 300e6),
        ("Floods cost the country a quarter of a billion dollars.", 250e6),
    ],
)
def test_sums_of_trade_aid_arms_and_states_are_figures(count, text, amount):
    (figure,) = count(text)

    assert figure.value == amount


@pytest.mark.parametrize(
    "text",
    [
        "The shares fell to $32.50 after the attack.",
        "Bread now costs 900 pounds in Khartoum.",
        "Her bail was set at $250,000.",
        "Tickets for the concert cost $120.",
        "She won a jackpot of $521 million.",
        "The winger signed a £40m contract with the club.",
        "The firm's profit rose to $12 million.",
        "The mayor wants $3 million to renovate the library.",
        "Police found 20,000 pounds of explosives.",
        "The engine gives 627 pound-feet.",
        "The council spent $39,500 on chairs.",
    ],
)
def test_prices_bail_prizes_and_business_are_none(count, text):
    assert count(text) == ()


@pytest.mark.parametrize(
    "text",
    ["The EU gave €9 million ($11.4 million) in aid.", "The EU gave €9 million or $11.4 million in aid."],
)
def test_the_same_sum_in_another_currency_is_not_counted_again(count, text):
    (figure,) = count(text)

    assert (figure.value, figure.currency) == (9e6, "EUR")


def test_two_sums_stay_two(count):
    figures = count("The EU gave €9 million in aid and China lent $11.4 million.")

    assert [figure.currency for figure in figures] == ["EUR", "USD"]


def test_a_code_before_the_sign_tells_whose_dollar_it_is(count):
    (figure,) = count("The grant of AUD$5 million is for refugees.")

    assert (figure.currency, figure.text) == ("AUD", "AUD$5 million")


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Canada contributed CAD 58 million in aid.", 58e6, "CAD"),
        ("Taiwan sent NT$60 million in aid.", 60e6, "TWD"),
        ("Imports reached Rs 5.2 lakh crore, trade data showed.", 5.2e12, "INR"),
        ("Ukraine lent 2 billion pounds.", 2e9, "GBP"),
        ("The loan to Sudan is worth 2 billion pounds.", 2e9, "SDG"),
    ],
)
def test_a_currency_is_told_by_sign_code_name_and_country(count, text, value, currency):
    (figure,) = count(text)

    assert (figure.value, figure.currency) == (value, currency)


@pytest.mark.parametrize(
    "text",
    [
        "Chad still owes China $6.3 billion in loans, down from $6.9 billion in 2022.",
        "Exports to Chad rose to $111m in trade last year, compared with $76m the year before.",
        "Ten tanks for Chad will cost the army $30 million in arms deals, at 3 million dollars apiece.",
        "India bought arms from France for Rs 63,000 crore, nearly 6.6 billion euros.",
    ],
)
def test_an_earlier_sum_a_price_for_each_and_the_same_in_other_money_are_none(count, text):
    assert len(count(text)) == 1


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Donors pledged 7 billion euros ($8 billion) in aid: the European Union 2.1 billion and Japan"
            " 1 billion.",
            [7e9, 2.1e9, 1e9],
        ),
        ("The loans include 5 billion euros in grants and 2.5 billion in loans.", [5e9, 2.5e9]),
        ("A 27 billion euro budget for 2024 was passed, of which 8 billion is for arms.", [27e9, 8e9]),
    ],
)
def test_the_items_of_a_list_are_in_the_money_of_the_whole(count, text, values):
    figures = count(text)

    assert [(one.value, one.currency) for one in figures] == [(value, "EUR") for value in values]


@pytest.mark.parametrize(
    "text",
    [
        "India's railways announced Rs 10 lakh in aid for the kin of each of the dead.",
        "Chad offered 1 million rupees per victim in aid.",
    ],
)
def test_what_each_family_gets_is_no_sum(count, text):
    assert count(text) == ()


def test_a_bare_sum_behind_a_verb_of_paying_is_in_the_money_told_before(count):
    _, second = count("Brussels froze 6.3 billion euros in aid, and released 10.2 billion in December.")

    assert (second.value, second.currency) == (10.2e9, "EUR")


def test_a_sum_that_trade_is_to_reach_is_not_reached(count):
    (figure,) = count("Turkey and Chad want to lift their trade to five billion dollars.")

    assert figure.modality is Modality.HYPOTHETICAL


def test_profits_on_what_was_frozen_are_no_business(count):
    (figure,) = count(
        "Japan will lend Ukraine 471.9 billion yen backed by the profits on frozen Russian assets."
    )

    assert (figure.value, figure.currency) == (471.9e9, "JPY")


def test_a_bare_sum_beside_another_is_in_its_currency(count):
    first, second = count("The war fund raised €107 million in aid, against 100m planned.")

    assert (second.value, second.currency) == (100e6, first.currency)


def test_a_range_of_money_is_one_figure(count):
    (figure,) = count("Syria owes between $30 billion and $50 billion in debt.")

    assert (figure.value, figure.value_high) == (30e9, 50e9)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "France gave £2m to Chad, and Germany announced $30m for Syria.",
            [("France", "Chad", [2e6]), ("Germany", "Syria", [30e6])],
        ),
        (
            "China lent Chad $20m after Germany had approved $30m for Syria.",
            [("China", "Chad", [20e6]), ("Germany", "Syria", [30e6])],
        ),
        (
            "Turkey pledged 12 million euros for Chad while Iran has sent $5 million to Syria.",
            [("Turkey", "Chad", [12e6]), ("Iran", "Syria", [5e6])],
        ),
        (
            "Germany promised $100m and France $40m.",
            [("Germany", None, [100e6]), ("France", None, [40e6])],
        ),
        (
            "Germany pledged 10 million euros to Syria, France 4 million to Chad.",
            [("Germany", "Syria", [10e6]), ("France", "Chad", [4e6])],
        ),
        (
            "France gave Chad 5m euros and Sudan 3m.",
            [("France", "Chad", [5e6]), ("France", "Sudan", [3e6])],
        ),
        (
            "France gave Chad 5 million euros, Sudan 3 million euros and Syria 2 million euros.",
            [("France", "Chad", [5e6]), ("France", "Sudan", [3e6]), ("France", "Syria", [2e6])],
        ),
        (
            "Germany paid Chad $3 billion and the Sudan $50 million.",
            [("Germany", "Chad", [3e9]), ("Germany", "Sudan", [50e6])],
        ),
        (
            "France gave 5 million euros to Chad and 3 million to Sudan.",
            [("France", "Chad", [5e6]), ("France", "Sudan", [3e6])],
        ),
        (
            "Germany promised 100 million euros and France 40 million euros.",
            [("Germany", None, [100e6]), ("France", None, [40e6])],
        ),
        ("France's £5m for Chad came as Germany cut aid to Syria.", [("Germany", "Syria", [])]),
    ],
)
def test_a_sum_goes_with_the_giver_of_its_own_clause(parse, text, told):
    parsed = parse(text)

    assert [
        (
            event.actors[0].name,
            event.recipients[0].name if event.recipients else None,
            [parsed.figures[index].value for index in event.figures],
        )
        for event in parsed.events
    ] == told


@pytest.mark.parametrize(
    "text", ["The company announced $30 million in profits for Chad.", "Germany announced $30m in cuts."]
)
def test_other_sums_that_are_announced_are_no_aid(code, text):
    assert code(text) == ()


def test_what_a_state_gave_before_is_told_aside(parse):
    text = "Germany will lend Chad $5bn; Iran, which gave $3bn last year, pledged $2bn more."
    parsed = parse(text, published=date(2024, 5, 17))

    assert [(event.actors[0].name, event.modality.value) for event in parsed.events] == [
        ("Germany", "future"),
        ("Iran", "historical"),
        ("Iran", "actual"),
    ]
    assert [figure.as_of for figure in parsed.figures] == [None, date(2023, 12, 31), None]


@pytest.mark.parametrize(
    "text",
    [
        "The Humanitarian Response Plan for Chad requires $352 million.",
        "The UN appealed for $40 million to help Chad.",
        "A funding gap of $40 million threatens aid for refugees in Chad.",
    ],
)
def test_what_is_only_needed_or_asked_for_has_not_been_given(count, text):
    (figure,) = count(text)

    assert figure.modality is Modality.HYPOTHETICAL


def test_what_a_fund_releases_is_aid(parse):
    parsed = parse("The Central Emergency Response Fund released $6 million for Chad.")

    assert parsed.figures[0].modality is Modality.ACTUAL
    assert [event.event_type for event in parsed.events] == [EventType.AID]
