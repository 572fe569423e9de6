"""From a number in a sentence to what befell those it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.constants import Category, Term
from geomap.events.figures.backdrop import only_leaves
from geomap.events.figures.counting import Counted
from geomap.events.figures.cues import Role, all_cues, cues_of
from geomap.events.figures.fates import LIFE_TAKING, FateFinder
from geomap.events.figures.learned import learned_fate
from geomap.events.figures.reporting import reporting_of
from geomap.events.figures.telling import Fate
from geomap.events.scene.spots import Spot
from geomap.events.tree.sentences import Words
from geomap.text.numbers import Number

_DONE = frozenset({Category.RETURNS, Category.EVACUATIONS, Category.DEATHS, Category.INJURED})
_PEOPLE = frozenset({Category.IDPS, Category.REFUGEES})
_OF_ANYONE = frozenset({Category.DEATHS, Category.INJURED, Category.EVACUATIONS})
_OTHER_FATES = frozenset(
    "missing unaccounted arrested detained captured hostage trapped rescued survived freed released abducted"
    " kidnapped".split()
)
_FURTHER = frozenset({"another", "additional", "further", "extra"})
_ARMED = frozenset(
    "soldier fighter militant rebel troop policeman policewoman officer gunman suspect attacker assailant"
    " robber thief prisoner inmate convict detainee hostage captive serviceman marine insurgent guerrilla"
    " jihadist terrorist combatant mercenary peacekeeper guard commando personnel diplomat envoy spy"
    " dissident separatist paramilitary militiaman militiamen tribesman gangster deserter mutineer".split()
)
_STOPS = frozenset({"and", ",", ".", ";", "", "in", "at", "from"})
_HOSTED = frozenset("register host receive admit absorb accommodate shelter".split())
_TAKING = frozenset({"take", "let"})
_GUESTS = frozenset(
    "student pupil patient player worker tourist visitor athlete teacher doctor guest".split()
)
"""Who is received abroad without having fled."""
_STATES = frozenset({"dead", "wounded", "injured"})
_DEPORTING = frozenset({"deport", "deportation", "deportee", "extradite"})
_CAMPS = frozenset("camp site farm field safety settlement quarter part side place parish side".split())
_NAMING = frozenset({"NOUN", "PROPN"})
_HOMEWARD = frozenset(
    "home house village town city area country region district homeland origin land community neighbourhood"
    " neighborhood province".split()
)
_COMING = frozenset("return go come drive walk travel trek stream flock flow pour trickle move make".split())
_MAKING = frozenset({"leave", "make", "render"})
_OUTCOMES = frozenset({"xcomp", "obj", "ccomp", "amod", "obl"})
_UPROOTED = frozenset({"refugee", "idp", "displaced", "evacuee", "returnee", "migrant", "repatriate"})
_FLIGHT = _UPROOTED | {"displace", "flee", "uproot", "evacuate", "cross", "border", "wade"}


def fate_of(words: Words, number: Number, counted: Counted, *, asks_reader: bool = True) -> Fate | None:
    """What a sentence says befell those a number counts; None if nothing that makes a figure.

    What no cue tells the reader may: it is asked, unless `asks_reader` is False.

    A counted noun that is itself a fate ("refugees", "deaths") keeps it unless its verb tells of return,
    evacuation, death or injury. Soldiers, suspects and prisoners who flee or return are not displaced.
    """
    node = node_of(words, number, counted)
    hedge = range(words.index_at(number.start), words.index_at(number.end - 1) + 1)
    finder = FateFinder(words, hedge=hedge, is_home=counted.is_home, is_bare=not counted.noun)
    told = finder.find(node, counted.last)
    if told is None and asks_reader and not finder.is_share(node):
        told = learned_fate(words, number, counted, node)
    if told is not None:
        told = replace(told, modality=reporting_of(words, told.index, node))
    noun = (
        _of_noun(words, counted)
        or _of_lives(words, node, counted)
        or _left_homeless(words, counted)
        or _of_state(words, number, counted)
    )
    is_dead = told and noun and told.category is Category.DEATHS and noun.category is Category.INJURED
    if (
        noun is not None
        and not is_dead
        and not (told and told.category in _DONE and noun.category in _PEOPLE)
    ):
        return replace(noun, modality=told.modality) if told else noun
    if told is None and counted.noun == "displaced":
        # "The province counts 12,000 displaced"
        return Fate(category=Category.IDPS, term=Term.DISPLACED, index=counted.last)
    if told is None or (counted.noun in _ARMED and told.category not in _OF_ANYONE):
        return None
    if told.term is Term.DEPORTED and not words.has_lemma(told.index, _DEPORTING):
        # "Sent back 300 Afghans" is told of those, "sent back 300 players" is not.
        is_foreign = counted.people_of is not None or counted.noun in _UPROOTED
        is_home = "their" in words.lower[told.index :] and _is_homeward(words, told.index, counted)
        return told if is_foreign else replace(told, term=Term.RETURNED) if is_home else None
    if (told.category is Category.RETURNS and counted.noun in _GUESTS) or only_leaves(
        words, told, counted.noun
    ):
        return None
    is_return = told.category is Category.RETURNS and words.has_lemma(told.index, _COMING)
    return None if is_return and not _is_homeward(words, told.index, counted) else told


def registered_abroad(words: Words, number: Number, counted: Counted, spots: Sequence[Spot]) -> Fate | None:
    """ "450,000 Syrians are registered in Lebanon", "Lebanon hosts 450,000 Syrians": they are refugees."""
    verb = words.heads[node_of(words, number, counted)]
    is_hosted = words.has_lemma(verb, _HOSTED) or (
        words.has_lemma(verb, _TAKING) and "in" in words.lower[verb + 1 : verb + 2]
    )
    if counted.people_of is None or verb < 0 or not is_hosted or counted.noun in _ARMED | _GUESTS:
        return None
    hosts = {
        spot.place.country_code
        for spot in spots
        if (spot.index > verb and spot.before == "in")
        or words.heads[spot.index] == verb
        or (words.labels[verb] == "acl:relcl" and words.heads[verb] == spot.index)
    }
    if len(hosts) != 1 or counted.people_of.country_code in hosts:
        return None
    return Fate(category=Category.REFUGEES, term=Term.REFUGEE, index=verb)


def continues(words: Words, number: Number, counted: Counted) -> bool:
    """Whether a number shares the fate before it: "(6,200 people)", "another 300", "and 20 in Goma"."""
    first, end = words.index_at(number.start), words.index_at(number.end - 1) + 1
    before, after = words.word(first - 1), words.word(end)
    if not _OTHER_FATES.isdisjoint(words.lower[end : end + 4]):
        return False
    if before == "(" or not _FURTHER.isdisjoint((before, words.lower[first])):
        # "Another 30 were taken in" has a verb of its own.
        node = node_of(words, number, counted)
        is_own = words.labels[node].startswith("nsubj") and words.parts[words.heads[node]] == "VERB"
        return before == "(" or not is_own
    return not counted.noun and before in ("and", ",", "with") and after in ("in", "at", "near", "from")


def is_hosting(words: Words, number: Number) -> bool:
    """Whether a bare number is the object of a verb of hosting, as those counted before are."""
    node = words.index_at(number.end - 1)
    verb = words.heads[node]
    return words.labels[node] == "obj" and verb >= 0 and words.has_lemma(verb, _HOSTED)


def node_of(words: Words, number: Number, counted: Counted) -> int:
    """The token that stands for the counted in the tree: their noun, or the number itself."""
    first, last = words.index_at(number.core_start), words.index_at(number.end - 1)
    is_own = words.word(last + 1) == "of" and words.labels[last] in ("obj", "nsubj", "nsubj:pass")
    # "Repatriated 93,000 of its citizens": the number stands for them.
    node = counted.last if counted.noun and not is_own else last
    while first <= words.heads[node] <= last:
        node = words.heads[node]
    return node


def _of_noun(words: Words, counted: Counted) -> Fate | None:
    """What the counted are called: "refugees", "500 dead", "refugee families"."""
    named = [cue for cue in cues_of(words, counted.last) if cue.company and cue.role is Role.NOUN]
    for noun in (counted.noun, counted.qualifier):
        for cue in (*all_cues().get(noun, ()), *named):
            is_state = cue.role is Role.STATE and noun in _STATES
            if (cue.role is Role.NOUN and (not cue.company or cue in named)) or is_state:
                return Fate(category=cue.category, term=cue.term, index=counted.last)
    return None


def _of_lives(words: Words, node: int, counted: Counted) -> Fate | None:
    """ "Took 12 lives", "the loss of 12 lives": those who lost them have died; to save lives tells none."""
    head = words.heads[node]
    if counted.noun != "life" or head < 0 or not words.has_lemma(head, LIFE_TAKING):
        return None
    return Fate(category=Category.DEATHS, term=Term.DIED, index=head)


def _left_homeless(words: Words, counted: Counted) -> Fate | None:
    """ "The quake left 15,000 homeless": they have become so, other than "homeless people"."""
    is_left = words.has_lemma(words.heads[counted.last], _MAKING) and words.labels[counted.last] in _OUTCOMES
    if counted.noun != "homeless" or not is_left:
        return None
    return Fate(category=Category.INTERNAL_DISPLACEMENTS, term=Term.HOMELESS, index=counted.last)


def _of_state(words: Words, number: Number, counted: Counted) -> Fate | None:
    """What a bare number's next word says by itself: "45 wounded and the bodies of nine"."""
    index = words.index_at(number.end - 1) + 1
    is_noun = words.parts[index : index + 1] == ("NOUN",)
    if counted.noun not in ("", "person") or not (is_noun or words.word(index + 1) in _STOPS):
        return None
    if words.word(index) == "homeless" and words.word(index + 1) not in _STOPS:
        # Whoever are "homeless people" may long have been.
        return None
    states = (cue for cue in all_cues().get(words.word(index), ()) if cue.role is Role.STATE)
    return next((Fate(category=cue.category, term=cue.term, index=index) for cue in states), None)


def _is_homeward(words: Words, index: int, counted: Counted) -> bool:
    """Whether people return to where they live, not to work or to a match."""
    tail = range(index, min(index + 12, len(words)))
    is_anyone = counted.people_of is not None or not counted.noun
    ways = ("to", "into", "in", "from", "through", "via") if is_anyone else ("to", "into", "in")
    goal = next((place for place in tail if words.word(place) == "to"), -1)
    after = range(goal + 1, len(words)) if goal >= 0 else range(0)
    goal = next((place for place in after if words.parts[place] in _NAMING), -1)
    while words.labels[goal] == "compound" and words.heads[goal] > goal >= 0:
        # "To the border villages"
        goal = words.heads[goal]
    if words.word(index + 1) in ("back", "to") and _is_elsewhere(words, goal):
        # "Went back to school in Goma"
        return False
    is_named = any(words.parts[place] == "PROPN" and words.lower[place - 1] in ways for place in tail)
    is_told = any(words.has_lemma(place, _FLIGHT) for place in range(len(words)))
    return is_named or is_told or any(words.has_lemma(place, _HOMEWARD) for place in tail)


def _is_elsewhere(words: Words, goal: int) -> bool:
    """Whether people go to a thing that is no home: "to school", "to work"."""
    return goal >= 0 and words.parts[goal] == "NOUN" and not words.has_lemma(goal, _HOMEWARD | _CAMPS)
