"""What befell the counted where only the rest of the sentence or text makes it plain: "900 left the camp"."""

from __future__ import annotations

from functools import lru_cache

from geomap.constants import Category, Term
from geomap.events.figures.phrases import RESCUING, UPROOTING, tells_of_peril
from geomap.events.figures.reporting import reporting_of
from geomap.events.figures.telling import Fate
from geomap.events.tree.arguments import obliques
from geomap.events.tree.grammar import OBJECTS, SUBJECTS, dependents
from geomap.events.tree.morphology import lemmas_of
from geomap.events.tree.sentences import BE, Words, word_groups

_LEAVING = frozenset({"leave", "quit", "exit"})
_STREAMING = frozenset("stream pour flood trickle file flow surge come walk".split())
_FLIGHT = frozenset(
    "flee displace displacement displaced uproot exodus civilian besiege besieged siege".split()
)
"""Words of a text in which those who leave a place flee."""
_HELD = frozenset("hold control besiege surround".split())
_MOVED = frozenset({Category.INTERNAL_DISPLACEMENTS, Category.CROSS_BORDER_DISPLACEMENTS})
_DWELLERS = frozenset(
    "person people other resident inhabitant villager civilian family household woman man child refugee"
    " migrant national citizen settler herder nomad farmer fisherman".split()
)
"""Who leaves a place where they live; guests, workers and soldiers go as they came."""
_PERILS = UPROOTING | frozenset(
    "attack assault airstrike strike raid bombing bomb bombardment massacre killing kill threat persecution"
    " siege invasion offensive unrest riot pogrom gunman militant rebel jihadist insurgent militia gang"
    " drought famine hunger eviction evict volcano eruption lava fire blaze landslide".split()
)
_SIGNS = ".,;:!?()\"'“”‘’"


def fate_by_text(words: Words, node: int, text: str, *, noun: str) -> Fate | None:
    """What befell the counted at a token, where the text tells of a flood or of flight; else None.

    Args:
        words: The sentence with its tree.
        node: The token that stands for the counted.
        text: The whole text.
        noun: What is counted; "" for a number alone.
    """
    verb = words.heads[node]
    if verb < 0:
        return None
    fate = _rescued(words, node, verb, text) or _left(words, node, verb, text, noun)
    return fate and Fate(
        category=fate.category, term=fate.term, index=verb, modality=reporting_of(words, verb, node)
    )


def only_leaves(words: Words, fate: Fate, noun: str) -> bool:
    """Whether the counted leave a place as tourists and workers do, and nothing drives them out."""
    if fate.category not in _MOVED or not words.has_lemma(fate.index, _LEAVING):
        return False
    is_own = any(
        words.word(inner) == "their"
        for one in dependents(words, fate.index, *OBJECTS)
        for inner in dependents(words, one, "nmod:poss")
    )
    return bool(noun) and noun not in _DWELLERS and not is_own and words.vocabulary.isdisjoint(_PERILS)


def _rescued(words: Words, node: int, verb: int, text: str) -> Fate | None:
    """ "More than 1,800 had been rescued", where the text tells of a flood or fire, not of boats."""
    is_saved = words.labels[node] in ("obj", "obl") and verb < node
    is_saved = is_saved or (words.labels[node] in SUBJECTS and words.word(verb - 1) in BE)
    if not is_saved or not words.has_lemma(verb, RESCUING) or not tells_of_peril(text):
        return None
    return Fate(category=Category.EVACUATIONS, term=Term.EVACUATED, index=verb)


def _left(words: Words, node: int, verb: int, text: str, noun: str) -> Fate | None:
    """ "About 900 left the camp", "streamed out of rebel-held areas", where the text tells of flight."""
    if words.labels[node] != "nsubj" or (noun and noun not in _DWELLERS):
        return None
    left = dependents(words, verb, "obj") if words.has_lemma(verb, _LEAVING) else ()
    if words.has_lemma(verb, _STREAMING):
        left = obliques(words, verb, ("from",))
    left = tuple(one for one in left if words.has_lemma(one, word_groups()["abodes"]))
    is_held = any(words.has_lemma(inner, _HELD) for one in left for inner in dependents(words, one, "amod"))
    is_home = not {"home", "homes", "return", "returned"}.isdisjoint(words.lower)
    if not left or is_home or not (is_held or _tells_of_flight(text)):
        return None
    return Fate(category=Category.INTERNAL_DISPLACEMENTS, term=Term.FORCED_TO_FLEE, index=verb)


@lru_cache(maxsize=4)
def _tells_of_flight(text: str) -> bool:
    """Whether a text tells of people who flee or are under siege."""
    told = {lemma for word in text.lower().split() for lemma in lemmas_of(word.strip(_SIGNS))}
    return not _FLIGHT.isdisjoint(told)
