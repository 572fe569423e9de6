"""Which amounts of money are figures: those of trade, aid, arms and states, not of shops and courts.

What the money is for shows in the words of its sentence, by groups of ``word_groups.csv``: *affairs* (trade,
aid, arms, refugees), *funds* (loans, budgets, investment), *business* of firms, town halls and persons
(salaries, bail, shares, school districts), to which sport belongs, and *luck* (lotteries). Small sums are no
business between states, whatever is said of them.
"""

from __future__ import annotations

from geomap.constants import Category, Modality, Unit
from geomap.events.figures.figure_setting import Setting
from geomap.events.figures.learned import is_sum_of_states
from geomap.events.figures.money import Money
from geomap.events.tree.grammar import preposition
from geomap.events.tree.sentences import Words, word_groups
from geomap.models import Figure
from geomap.text.numbers import Number

_SMALLEST = 10_000
_LARGE = 1_000_000
_SEIZED = frozenset({"frozen", "immobilised", "immobilized"})
"""What makes profits those of states: "the profits on frozen Russian assets"."""
_WANTING = frozenset("require need seek request ask appeal call lack want beg plead".split())
_HOPING = frozenset("want hope aim wish aspire".split())
_WANTS = frozenset("appeal requirement gap shortfall need request call".split())


def is_of_affairs(words: Words, number: Number) -> bool:
    """Whether an amount may be one of states: of trade, aid, debt, arms or damage.

    That the reader is sure of it (unless firms are bought and sold), or words of trade, war and aid between
    countries make it one; words of funds and budgets do so unless firms, town halls, courts or sport speak as
    well. A large sum of which neither is told is one too.
    """
    groups = word_groups()
    is_sale = not groups["market"].isdisjoint(words.vocabulary) and words.vocabulary.isdisjoint(_SEIZED)
    if is_sum_of_states(words, number) and not is_sale:
        return True
    value = max(number.value, number.value_high or 0)
    if value < _SMALLEST or not groups["luck"].isdisjoint(words.vocabulary):
        return False
    if not groups["affairs"].isdisjoint(words.vocabulary):
        return True
    is_funding = not groups["funds"].isdisjoint(words.vocabulary)
    is_business = not all(words.vocabulary.isdisjoint(groups[name]) for name in ("business", "sport"))
    return (is_funding or value >= _LARGE) and not is_business


def _is_only_wanted(words: Words, money: Money) -> bool:
    """Whether an amount is what somebody needs or asks for: "requires $352 million"."""
    inside = range(words.index_at(money.start), words.index_at(money.end - 1) + 1)
    top = next((one for one in inside if words.heads[one] not in inside), inside[0])
    head, label = words.heads[top], words.labels[top]
    if label == "nmod":
        return words.has_lemma(head, _WANTS)
    aim = words.heads[head] if head >= 0 and words.labels[head] == "xcomp" else -1
    if aim >= 0 and words.has_lemma(aim, _HOPING):
        # "They want to lift their trade to 5 billion dollars."
        return True
    is_object = label == "obj" or (label == "obl" and preposition(words, top) == "for")
    return is_object and words.has_lemma(head, _WANTING)


def amount_of(setting: Setting, number: Number, money: Money) -> Figure:
    """The figure of an amount; one that is only needed or asked for is hypothetical."""
    sentence, text = setting.words.sentence, setting.document.text
    return Figure(
        value=number.value,
        value_high=number.value_high,
        unit=Unit.CURRENCY,
        category=Category.AMOUNT,
        quantifier=number.quantifier,
        currency=money.currency,
        modality=Modality.HYPOTHETICAL if _is_only_wanted(setting.words, money) else Modality.ACTUAL,
        start=money.start,
        end=money.end,
        text=text[money.start : money.end],
        quote=text[sentence.start : sentence.end],
        quote_start=sentence.start,
        as_of=setting.as_of(number),
    )
