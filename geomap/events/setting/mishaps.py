"""Harm that nobody does: "were killed when a dam burst", "in a crane collapse", "by a falling tree".

Whose death is told has no attacker then, though the number of the dead is a figure like any other. A shell
that bursts, a bus that runs over a mine and a house that comes down under fire are attacks.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from geomap.constants import EventType
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import is_passive, objects, obliques, subjects
from geomap.events.tree.grammar import SUBJECTS, dependents, is_gerund, is_verb, preposition, region_of
from geomap.events.tree.sentences import Words, word_groups
from geomap.events.triggers.matches import TriggerMatch

_HARM: Final = frozenset(
    "kill wound injure maim hurt crush bury burn destroy damage flatten level raze gut wreck hit"
    " strike".split()
)
_WHEN: Final = frozenset("when after as because while before since".split())
_BY: Final = ("in", "by", "from", "under", "during", "after", "amid")
_FIRE: Final = frozenset({"fire", "blaze", "inferno"})
_LOADED: Final = frozenset("fuel gas oil petrol gasoline lpg boiler cylinder firework fireworks".split())
_CARRIED: Final = frozenset({"explode", "blow", "burst", "ignite", "burn"})
_HITTING: Final = frozenset({"hit", "strike", "run", "drive"})
_OBSTACLES: Final = frozenset(
    "tree wall pole barrier iceberg reef rock ravine gorge river ditch road track".split()
)
_TRAFFIC: Final = frozenset("bus car truck lorry train minibus van tram motorcycle".split())
_DRIVERS: Final = frozenset({"driver", "motorist", "pilot", "captain"})
_STORES: Final = frozenset("depot dump store magazine warehouse factory plant arsenal".split())
_BLASTS: Final = frozenset({"explosion", "blast"})
_COMING: Final = frozenset({"come"})
_BREAKS: Final = frozenset({"burst", "breach", "failure", "leak", "spill"})
_WAVES: Final = frozenset({"wave", "spell", "snap", "front"})
_COLD: Final = frozenset({"cold", "heat", "tidal", "hot"})


def is_mishap(scene: Scene, match: TriggerMatch) -> bool:
    """Whether an accident, nature or a thing that nobody wields did the harm that a trigger tells."""
    words, verb = scene.words, match.head
    # "A bus came under fire"
    is_fired_at = words.has_lemma(verb, _COMING) and words.word(verb + 1) == "under"
    if match.trigger.meaning.event_type is not EventType.ASSAULT or is_fired_at:
        return False
    if not match.is_verb:
        # "A boiler blast"
        return words.has_lemma(verb, _BLASTS) and _does_harm(words, verb)
    if not words.has_lemma(verb, _HARM):
        # "A fuel tanker exploded", "an army helicopter crashed"
        has_object = any(not words.has_lemma(one, _FIRE) for one in dependents(words, verb, "obj"))
        return not has_object and _tells_mishap(words, verb)
    if is_passive(words, verb):
        return _is_suffered_by_mishap(words, verb)
    if words.labels[verb] == "advcl" and is_gerund(words, verb):
        return _tells_mishap(words, words.heads[verb])
    return is_harm_by_mishap(words, verb)


def is_harm_by_mishap(words: Words, verb: int) -> bool:
    """Whether the subject of a verb of harm is nature, traffic or a thing that nobody wields."""
    return any(_does_harm(words, one) for one in subjects(words, verb))


def _is_suffered_by_mishap(words: Words, verb: int) -> bool:
    """Whether what a passive tells of was brought about by a mishap, in a phrase or a clause."""
    if any(_does_harm(words, one) for one in dependents(words, verb, "obl:agent")):
        return True
    if any(_is_mishap_noun(words, one) for one in obliques(words, verb, _BY)):
        return True
    beside = (
        one for one in dependents(words, verb, "obl") if not _WHEN.isdisjoint(words.lower[one - 2 : one])
    )
    if any(_does_harm(words, one) for one in beside):
        # "When the tunnel they worked in caved in", where the tree loses the clause.
        return True
    clauses = (one for one in dependents(words, verb, "advcl") if is_verb(words, one))
    if any(_is_marked(words, one) and _tells_mishap(words, one) for one in clauses):
        return True
    # "A bus driver lost control and 22 were killed"
    above = words.heads[verb]
    return (
        words.labels[verb] == "conj" and above >= 0 and is_verb(words, above) and _tells_mishap(words, above)
    )


def _is_marked(words: Words, clause: int) -> bool:
    """Whether a clause tells when or why: "when a dam burst"."""
    return any(words.lower[one] in _WHEN for one in dependents(words, clause, "mark", "advmod"))


def _tells_mishap(words: Words, verb: int) -> bool:
    """Whether the subject of a clause is a thing or nature and no weapon stands in the clause."""
    if _has_weapon(words, region_of(words, verb)):
        return False
    if dependents(words, verb, "aux:pass", "obl:agent"):
        return any(_does_harm(words, one) for one in dependents(words, verb, "obl:agent"))
    acting = dependents(words, verb, *SUBJECTS) or subjects(words, verb)
    structures = word_groups()["structures"]
    if any(words.has_lemma(one, _nature()) or words.has_lemma(one, structures) for one in acting):
        return True
    if any(words.has_lemma(one, _BLASTS) and _does_harm(words, one) for one in acting):
        return True
    if words.has_lemma(verb, _CARRIED) and not _LOADED.isdisjoint(_lemmas(words, acting)):
        return True
    is_wreck = words.has_lemma(verb, word_groups()["wrecking"]) or _collides(words, verb)
    return is_wreck and any(words.has_lemma(one, word_groups()["vehicles"] | _DRIVERS) for one in acting)


def _collides(words: Words, verb: int) -> bool:
    """ "Hit a tree", "ran into a train": not "hit a base", "struck a mine"."""
    if not words.has_lemma(verb, _HITTING):
        return False
    met = (*objects(words, verb), *obliques(words, verb, ("into", "onto", "off", "over")))
    return any(words.has_lemma(one, word_groups()["vehicles"] | _OBSTACLES) for one in met)


def _does_harm(words: Words, noun: int) -> bool:
    """Whether a noun that acts is nature, an animal, traffic or a thing that falls, collapses or poisons."""
    if _has_weapon(words, region_of(words, noun)):
        return False
    if words.has_lemma(noun, _WAVES):
        return not _COLD.isdisjoint(_lemmas(words, (noun,)))
    if words.has_lemma(noun, _BLASTS):
        # "A gas explosion"
        return not _LOADED.isdisjoint(_lemmas(words, (noun,)))
    if words.has_lemma(noun, _BREAKS):
        # "A dam burst", "a bridge failure"
        return not word_groups()["structures"].isdisjoint(_lemmas(words, (noun,)))
    things = (_nature(), word_groups()["structures"], word_groups()["animal"], _TRAFFIC)
    return any(words.has_lemma(noun, group) for group in things)


def _is_mishap_noun(words: Words, noun: int) -> bool:
    """ "In a crane collapse", "in the floods", "in a fire": but not "by police fire", "under fire"."""
    if _has_weapon(words, region_of(words, noun)):
        return False
    if words.has_lemma(noun, _FIRE):
        return preposition(words, noun) in ("in", "after") and bool(dependents(words, noun, "det"))
    return words.has_lemma(noun, _nature()) or words.has_lemma(noun, word_groups()["accident"])


def _has_weapon(words: Words, tokens: Iterable[int]) -> bool:
    """Whether a word of attack stands among tokens; an ammunition depot is none."""
    return any(
        words.has_lemma(token, word_groups()["weapons"])
        and not (words.labels[token] == "compound" and words.has_lemma(words.heads[token], _STORES))
        for token in tokens
    )


def _lemmas(words: Words, tokens: Iterable[int]) -> frozenset[str]:
    """The base forms of some nouns and of what describes them."""
    return frozenset().union(
        *[words.lemmas[item] for token in tokens for item in (token, *words.children[token])]
    )


@lru_cache(maxsize=1)
def _nature() -> frozenset[str]:
    groups = word_groups()
    return (groups["disaster"] | groups["weather"] | groups["elements"]) - _FIRE
