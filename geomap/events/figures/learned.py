"""What the reader has learned of numbers: what befell those they count, and which sums are of states."""

from __future__ import annotations

from typing import Final

from geomap.constants import DISPLACEMENT, STOCKS, Category, Term
from geomap.events.figures.counting import Counted, names_unit
from geomap.events.figures.cues import cues_of
from geomap.events.figures.phrases import is_expelled
from geomap.events.figures.telling import Fate, is_done_to_others
from geomap.events.figures.totals import PARTITIVES
from geomap.events.tree.arguments import subjects
from geomap.events.tree.grammar import SUBJECTS, dependents, first_conjunct, preposition
from geomap.events.tree.sentences import Words, word_groups
from geomap.reader.decode import Count
from geomap.text.numbers import Number

_SURE: Final = 0.7
"""How sure the reader must be of what befell those a number counts where no cue tells it."""

_SURE_OF_BARE: Final = 0.9
"""How sure it must be if the number has no noun, and of a sum that no word tells to be one of states."""

_MONEY: Final = "MONEY"
_FATES: Final = {
    "FLED": (Category.INTERNAL_DISPLACEMENTS, Term.FORCED_TO_FLEE),
    "CROSSED": (Category.CROSS_BORDER_DISPLACEMENTS, Term.FORCED_TO_FLEE),
    "RETURNED": (Category.RETURNS, Term.RETURNED),
    "EVACUATED": (Category.EVACUATIONS, Term.EVACUATED),
    "IDPS": (Category.IDPS, Term.DISPLACED),
    "REFUGEES": (Category.REFUGEES, Term.REFUGEE),
    "DEAD": (Category.DEATHS, Term.DIED),
    "HURT": (Category.INJURED, Term.INJURED),
    "DESTROYED": (Category.INTERNAL_DISPLACEMENTS, Term.DESTROYED_HOUSING),
    "DAMAGED": (Category.INTERNAL_DISPLACEMENTS, Term.PARTIALLY_DESTROYED_HOUSING),
}
"""What the reader's kinds stand for; the last two of homes."""

_LOSSES: Final = frozenset({"DESTROYED", "DAMAGED"})
_GATHERING: Final = frozenset({"PROTEST", "MOBILIZE"})
"""Types of deeds whose subject does not flee: "took to the streets"."""

_BLOODLESS: Final = frozenset("AGREE CONSULT SUPPORT COOPERATE REQUEST ACCUSE REJECT SANCTION".split())
"""Types of deeds that cost nobody his life."""

_PROTESTING: Final = frozenset("protest demonstrate march rally picket riot strike".split())
_DISPERSING: Final = frozenset({"disperse"})
"""Verbs whose object goes home: "dispersed thousands who had gathered"."""

_LEAVING: Final = frozenset({"leave", "quit"})
_BEATING: Final = frozenset({"beat", "defeat", "outplay"})
"""What is done to the other side in games, and to people elsewhere."""

_SERIES: Final = frozenset("last past previous opening".split())
_CARRYING: Final = frozenset("take carry bring ferry fly transport".split())
_AT_HOME: Final = frozenset({"home"})
_MIGRANT: Final = "migrant"
_RESCUING: Final = frozenset(
    "rescuer medic paramedic firefighter fireman doctor nurse volunteer responder expert engineer".split()
)
_HARM: Final = frozenset({Category.DEATHS, Category.INJURED})
_CROSSING: Final = frozenset("cross wade ford swim".split())
_TAKEN: Final = frozenset({"hostage", "captive", "prisoner"})
_CAPTURING: Final = frozenset("abduct kidnap capture seize detain arrest jail imprison".split())
_LIVES: Final = "life"
_BEARING: Final = frozenset(
    "affect reel suffer face lack need assist help benefit target feed vaccinate".split()
)
"""What befalls those who need not leave their homes for it."""
_NUMBERING: Final = frozenset({"number"})
_KEEPING: Final = frozenset(
    "loot ransack plunder pillage rob search raid buy sell build rebuild repair prone vulnerable".split()
)
"""What is done to homes that still stand, or told of them."""


def is_sum_of_states(words: Words, number: Number) -> bool:
    """Whether the reader is sure that an amount is one of trade, aid, loans, arms or damage."""
    said = _said_of(words, number)
    return said is not None and said.kind == _MONEY and said.score >= _SURE_OF_BARE


def counts_homes(words: Words, number: Number) -> bool:
    """Whether the reader is sure that a number without a noun counts homes that were lost."""
    said = _said_of(words, number)
    return said is not None and said.kind in _LOSSES and said.score >= _SURE_OF_BARE


def learned_fate(words: Words, number: Number, counted: Counted, node: int) -> Fate | None:
    """What the reader says befell the counted that a token stands for; None if it is not sure.

    Nor is it heard of homes where it speaks of people, or of those to whom nothing was done: "shot at 12
    people", "two soldiers wounded 12", "saved 12 lives", "three were among the dead". Whom somebody takes,
    holds or frees is not dead ("abducting 12"), and whom somebody beats is hurt.
    """
    said = _said_of(words, number)
    if said is None or said.score < (_SURE if counted.noun else _SURE_OF_BARE) or said.kind == _MONEY:
        return None
    is_home = counted.is_home
    if (said.kind in _LOSSES) is not is_home or counted.noun == _LIVES or _is_spared(words, node):
        return None
    category, term = _FATES[said.kind]
    is_rescuing = counted.noun in _RESCUING and category not in _HARM
    is_untouched = _numbers_things(words, node) or (is_home and _still_stand(words, node))
    is_untouched = is_untouched or (
        category in DISPLACEMENT and not is_home and _only_bears(words, node, counted)
    )
    if is_rescuing or is_untouched or (counted.noun == _MIGRANT and category in STOCKS):
        # "A plane with 60 rescuers", "858,000 migrants were in Libya"
        return None
    if (category in STOCKS and _leaves(words, node)) or (term is Term.FORCED_TO_FLEE and _rides(words, node)):
        return None
    head = words.heads[node]
    is_sent_away = category is Category.EVACUATIONS and head >= 0 and is_expelled(words, head)
    is_game = category in _HARM and _is_of_games(words, node)
    is_held = category in _HARM and (
        _suffers(words, node, "custody") or _is_taken(words, node) or _is_dealt_with(words, node)
    )
    is_caught = words.labels[node] == "obj" and words.has_lemma(head, _CAPTURING)
    is_held = is_held or (is_caught and term is Term.FORCED_TO_FLEE)
    if is_sent_away or is_game or is_held:
        return None
    if category is Category.DEATHS and _suffers(words, node, "beating"):
        category, term = Category.INJURED, Term.INJURED
    if category is Category.CROSS_BORDER_DISPLACEMENTS and words.has_lemma(head, _CROSSING):
        term = Term.CROSSED
    return Fate(category=category, term=term, index=head if head >= 0 else node)


def _suffers(words: Words, node: int, group: str) -> bool:
    """Whether the counted that a token stands for are whom a verb of a word group befalls."""
    first = first_conjunct(words, node)
    head = words.heads[first]
    is_object = words.labels[first] in ("obj", "nsubj:pass")
    return is_object and head >= 0 and words.has_lemma(head, word_groups()[group])


def _is_dealt_with(words: Words, node: int) -> bool:
    """Whether something without bloodshed is done to those a token stands for: "sanctioned two leaders"."""
    verb = words.heads[node]
    is_object = words.labels[node] in ("obj", "nsubj:pass")
    return is_object and any(
        one.word == verb and one.kind in _BLOODLESS and one.score >= _SURE_OF_BARE for one in words.deeds
    )


def _is_taken(words: Words, node: int) -> bool:
    """ "Took its 23 crew hostage", "137 was the number of the abducted": what those counted are."""
    verb = words.heads[node]
    if words.has_lemma(verb, PARTITIVES):
        custody = word_groups()["custody"]
        return any(words.has_lemma(one, custody) for one in dependents(words, verb, "nmod"))
    states = dependents(words, verb, "obj", "xcomp", "obl") if verb >= 0 else ()
    return node in states and any(words.lower[one] in _TAKEN for one in states)


def _leaves(words: Words, node: int) -> bool:
    """Whether those a token stands for leave a place, and so live there no more: "900 left the camp"."""
    return words.labels[node] == "nsubj" and words.has_lemma(words.heads[node], _LEAVING)


def _rides(words: Words, node: int) -> bool:
    """Whether a vehicle takes those a token stands for somewhere: "a bus took 150 people to Beirut"."""
    head = words.heads[node]
    if words.labels[node] != "obj" or not words.has_lemma(head, _CARRYING):
        return False
    return any(words.has_lemma(one, word_groups()["vehicles"]) for one in dependents(words, head, "nsubj"))


def _is_spared(words: Words, node: int) -> bool:
    """Whether the counted act, gather, live there, are only aimed at, or count again: "among the dead".

    Or have no home at any time: "house 2,000 homeless people".
    Or are a share of others of whom only the place is told: "60,000 of them are in Chad".
    """
    head = words.heads[node]
    if head < 0:
        return False
    is_subject = words.labels[node] in SUBJECTS
    is_agent = is_subject and (is_done_to_others(words, head) or _kills(words, head))
    is_agent = is_agent or (is_subject and words.has_lemma(head, _PROTESTING))
    gathers = any(
        one.word == head and one.kind in _GATHERING and one.score >= _SURE_OF_BARE for one in words.deeds
    )
    is_spared = preposition(words, node) == "at" or preposition(words, head) == "among"
    is_at_home = preposition(words, node) == "to" and words.has_lemma(head, _AT_HOME)
    is_poor = any(words.word(one) == "homeless" for one in dependents(words, node, "amod"))
    is_share = bool(dependents(words, head, "cop", "case")) and any(
        words.word(one) == "them" for one in dependents(words, node, "nmod")
    )
    return is_agent or gathers or is_spared or is_at_home or is_share or is_poor or _goes_home(words, node)


def _numbers_things(words: Words, node: int) -> bool:
    """Whether a bare number tells how many things there were: "last year's fires numbered 60"."""
    head = words.heads[node]
    things = dependents(words, head, *SUBJECTS) if head >= 0 and words.has_lemma(head, _NUMBERING) else ()
    return any(words.parts[one] == "NOUN" and not _is_told_of_people(words, one) for one in things)


def _is_told_of_people(words: Words, noun: int) -> bool:
    """Whether a noun stands for people: a unit of them, their number, or what befell them."""
    return (
        names_unit(words, noun)
        or words.has_lemma(noun, PARTITIVES)
        or any(True for _ in cues_of(words, noun))
    )


def _only_bears(words: Words, node: int, counted: Counted) -> bool:
    """Whether people are only affected or helped: "6.5 lakh people are reeling under the deluge"."""
    head = words.heads[node] if counted.people_of is None else -1
    is_side = words.labels[node] in ("obj", *SUBJECTS)
    return is_side and head >= 0 and words.has_lemma(head, _BEARING)


def _still_stand(words: Words, node: int) -> bool:
    """Whether homes are robbed, searched, sold or only at risk, and so not lost: "70 houses were looted"."""
    head = words.heads[node]
    is_object = words.labels[node] in ("obj", "nsubj:pass")
    below = [one for one in words.children[node] if words.labels[one] in ("acl", "amod")]
    below += [one for one in words.children[head] if words.labels[one] == "xcomp"] if head >= 0 else []
    is_kept = any(words.has_lemma(one, _KEEPING) for one in below)
    return is_kept or (is_object and head >= 0 and words.has_lemma(head, _KEEPING))


def _is_of_games(words: Words, node: int) -> bool:
    """Whether games are told: "beat four chess players", "lost six of their last seven"."""
    is_sport = not words.vocabulary.isdisjoint(word_groups()["sport"])
    if is_sport and words.has_lemma(words.heads[node], _BEATING):
        return True
    return any(
        words.word(inner) in _SERIES
        for one in dependents(words, node, "nmod")
        for inner in dependents(words, one, "amod")
    )


def _kills(words: Words, verb: int) -> bool:
    """Whether who does it harms others, too: "300 residents beat and killed a man"."""
    joined = (one for one in dependents(words, verb, "conj") if not dependents(words, one, *SUBJECTS))
    return words.has_lemma(verb, word_groups()["beating"]) and any(
        dependents(words, one, "obj") for one in joined
    )


def _goes_home(words: Words, node: int) -> bool:
    """Whether a crowd is broken up, not driven out by war or water: "dispersed thousands of students"."""
    head = words.heads[node]
    if words.labels[node] != "obj" or not words.has_lemma(head, _DISPERSING):
        return False
    groups = word_groups()
    driving = groups["weapons"] | groups["disaster"] | groups["elements"]
    return not any(words.has_lemma(one, driving) for one in subjects(words, head))


def _said_of(words: Words, number: Number) -> Count | None:
    """What the reader says of a number, the surest of its words; None if it surely tells nothing."""
    first, last = words.index_at(number.start), words.index_at(number.end - 1)
    said = (count for count in words.counts if first <= count.word <= last)
    return max(said, key=lambda count: count.score, default=None)
