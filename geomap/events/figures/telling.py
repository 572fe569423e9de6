"""What a word tells of those who stand to it as subject, object or owner: by a cue, or by its phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.constants import HOUSING, Category, Modality, Term
from geomap.events.figures.cues import Cue, Role, cues_of
from geomap.events.figures.phrases import phrase_fate
from geomap.events.tree.grammar import OBJECTS, SUBJECTS, dependent, dependents
from geomap.events.tree.sentences import BE, Words

FOREIGN = frozenset({"abroad", "neighbouring", "neighboring"})
_STILL = frozenset("remain remained remains still now currently registered".split())
_WHOLLY = frozenset("completely fully totally entirely repair".split())
_PARTLY = frozenset("partially partly slightly lightly".split())
_PEOPLE = frozenset(
    "people person resident civilian villager child family woman man other citizen national passenger patient"
    " staff survivor student".split()
)
_SUFFERING = frozenset({"sustain", "suffer"})
_DAMAGE = frozenset({"damage", "destruction"})
_DAMAGED = Cue(
    category=Category.INTERNAL_DISPLACEMENTS, term=Term.PARTIALLY_DESTROYED_HOUSING, role=Role.HOME
)
"""What homes that "sustained damage" have met."""
_ONLY_WITH = {
    **dict.fromkeys(("wash", "sweep"), frozenset({"away"})),
    "blow": frozenset({"away", "off", "down", "up"}),
    "set": frozenset({"fire", "ablaze", "alight"}),
    "reduce": frozenset({"rubble", "ashes", "ruins", "debris"}),
}
"""Verbs that destroy homes only together with another word: "washed away", "reduced to rubble"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What befell the counted; ``index`` is the token that tells it."""

    category: Category
    term: Term
    index: int
    modality: Modality = Modality.ACTUAL


def told_by(words: Words, verb: int, role: Role, *, is_home: bool) -> Fate | None:
    """What a word says of those who stand to it in a role; None if it tells no fate.

    Args:
        words: The sentence with its tree.
        verb: The token of the word.
        role: What the counted are to it.
        is_home: Whether homes are counted, not people.
    """
    for cue in cues_of(words, verb):
        if _fits(words, verb, cue, role, is_home=is_home):
            return _refined(words, verb, cue, is_home=is_home)
    if is_home:
        is_damaged = words.has_lemma(verb, _SUFFERING) and any(
            words.has_lemma(one, _DAMAGE) for one in dependents(words, verb, *OBJECTS)
        )
        return _refined(words, verb, _DAMAGED, is_home=True) if is_damaged else None
    category, term = phrase_fate(words, verb, is_agent=role is Role.AGENT)
    return _placed(words, Fate(category=category, term=term, index=verb)) if category and term else None


def _fits(words: Words, verb: int, cue: Cue, role: Role, *, is_home: bool) -> bool:
    """Whether a cue word speaks of those who stand to it in this role."""
    if is_home or cue.role is Role.HOME:
        return is_home and cue.role is Role.HOME and _destroys(words, verb)
    if cue.role is Role.PATIENT:
        # A transitive verb left without its object speaks of its subject: "12 people killed in Goma".
        is_left_alone = dependent(words, verb, *OBJECTS) < 0
        return role is Role.PATIENT or (is_left_alone and words.word(verb)[-1:] in ("d", "n", "t"))
    if cue.role is Role.AGENT:
        return role is Role.AGENT
    return cue.role in (Role.BOTH, Role.STATE) and not (role is Role.AGENT and is_done_to_others(words, verb))


def is_done_to_others(words: Words, verb: int) -> bool:
    """Whether a verb has people for its object, so that its subject is none of them."""
    objects = dependents(words, verb, *OBJECTS)
    return any(
        words.parts[one] == "NUM"
        or words.has_lemma(one, _PEOPLE)
        or any(words.parts[child] == "NUM" for child in words.children[one])
        for one in objects
    )


def _destroys(words: Words, verb: int) -> bool:
    """Whether a verb that tells more than destruction tells it here: "homes were lost"."""
    if words.has_lemma(verb, frozenset({"lose"})):
        places = (words.parts[one] == "PROPN" for one in dependents(words, verb, *SUBJECTS))
        return dependent(words, verb, "aux:pass") >= 0 or any(places)
    needed = next((with_ for lemma, with_ in _ONLY_WITH.items() if lemma in words.lemmas[verb]), None)
    return needed is None or not needed.isdisjoint(words.lower[verb + 1 : verb + 7])


def _refined(words: Words, verb: int, cue: Cue, *, is_home: bool) -> Fate | None:
    """Crossing needs a border, returning has no object, and to remain displaced is a stock."""
    tail = words.lower[verb + 1 : verb + 9]
    is_border = not {"border", "borders", "into", "over", "frontier"}.isdisjoint(tail)
    if cue.term is Term.CROSSED and not (is_border or cue.company):
        return None
    if words.has_lemma(verb, frozenset({"return"})) and dependent(words, verb, *OBJECTS) >= 0:
        return None
    is_sent_home = cue.term is Term.DEPORTED and not {"back", "home"}.isdisjoint(tail)
    category = Category.RETURNS if is_sent_home else cue.category
    fate = Fate(category=category, term=cue.term, index=verb)
    return replace(fate, term=extent_of(words, verb, cue.term)) if is_home else _placed(words, fate)


def extent_of(words: Words, verb: int, term: Term) -> Term:
    """How far homes are lost where an adverb says so: "damaged beyond repair", "partly destroyed"."""
    return _extent({*words.lower[max(verb - 3, 0) : verb], *words.lower[verb + 1 : verb + 3]}, term)


def extent_behind(words: Words, index: int, term: Term) -> Term:
    """How far homes are lost where the words behind a number say so: "39,620 partially, 2,550 totally"."""
    return _extent({*words.lower[index + 1 : index + 3]}, term)


def _extent(near: set[str], term: Term) -> Term:
    is_whole, is_part = not near.isdisjoint(_WHOLLY), not near.isdisjoint(_PARTLY)
    if is_whole == is_part or term not in HOUSING:
        return term
    return Term.DESTROYED_HOUSING if is_whole else Term.PARTIALLY_DESTROYED_HOUSING


def leads_abroad(words: Words, index: int) -> bool:
    """Whether the words behind a word tell of other countries: "into neighbouring countries"."""
    return not FOREIGN.isdisjoint(words.lower[index + 1 : index + 9])


def _placed(words: Words, fate: Fate) -> Fate:
    """A displacement told as a state is a stock; one that leads out of the country crosses its border."""
    verb = fate.index
    if fate.category is Category.IDPS and leads_abroad(words, verb):
        return replace(fate, category=Category.REFUGEES)
    if fate.category is not Category.INTERNAL_DISPLACEMENTS:
        return fate
    near, tail = words.lower[max(verb - 4, 0) : verb], words.lower[verb + 1 : verb + 9]
    # "Are displaced" is how they are now, "were" and "are being displaced by" what happens to them.
    is_present = not {"are", "is"}.isdisjoint(near[-2:]) and "being" not in near and tail[:1] != ("by",)
    # "The number of internally displaced"
    is_inside = near[-1:] == ("internally",) or ("internally" in near and not BE.isdisjoint(near))
    is_state = is_present or is_inside
    if fate.term is Term.DISPLACED and (is_state or not _STILL.isdisjoint(near)):
        return replace(fate, category=Category.IDPS)
    is_out = _names_country(tail) and {"within", "across", "in", "around"}.isdisjoint(tail)
    is_across = any(word in ("border", "borders") for word in tail[:4]) and tail[0] in ("across", "over")
    is_abroad = is_out or is_across or leads_abroad(words, verb)
    return replace(fate, category=Category.CROSS_BORDER_DISPLACEMENTS) if is_abroad else fate


def _names_country(tail: Sequence[str]) -> bool:
    """Whether "the country" is what is left, not what a part of it is: "other parts of the country"."""
    if "country" not in tail or "the" not in tail:
        return False
    before = tail[max(tail.index("country") - 3, 0) : tail.index("country")]
    return before[1:] != ("of", "the") or before[0] == "out"
