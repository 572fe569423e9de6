"""Whether a noun of those who act only describes another word or is what others are made."""

from __future__ import annotations

from geomap.events.lists.roster import match_actor, match_title
from geomap.events.tree.grammar import dependents
from geomap.events.tree.sentences import (
    AUXILIARIES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    SUBORDINATORS,
    Words,
    is_past,
    word_groups,
)

_DESCRIBING = frozenset(
    "official military opposition government general national rebel police security christian muslim islamist"
    " extremist militant separatist terrorist youth chief student worker army court party intelligence family"
    " child refugee hostage prisoner union bank company firm people marine force civilian jet leader".split()
)
_ATTACKING = frozenset("government rebel police security militant separatist army islamist extremist".split())
_MADE = frozenset({"hostage", "captive", "prisoner"})
_MAKING = frozenset("take hold keep seize make".split())
_FORCEFUL = frozenset("by in of with without use full deadly lethal excessive brute disproportionate".split())
_SUBSTANCES = frozenset("nerve chemical biological toxic warfare bleaching reducing water".split())
STOP = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | MODALS
    | AUXILIARIES
    | SUBORDINATORS
    | frozenset(
        "and or but not also now then there here today yesterday however meanwhile later still yet".split()
    )
)


def tells_no_side(words: Words, index: int) -> bool:
    """Whether a noun of those who act is a verb, a thing or a state here: "nerve agent", "lethal force"."""
    before, word = words.word(index - 1), words.lower[index]
    is_thing = before in _SUBSTANCES and word.startswith(("agent", "bomber"))
    is_thing = is_thing or (word == "force" and before in _FORCEFUL)
    return is_thing or _is_verb_like(words, index) or _is_made(words, index)


def _is_verb_like(words: Words, index: int) -> bool:
    """Titles that are also verbs ("forces", "marches"): after "to", a modal or a pronoun."""
    before = words.word(index - 1)
    is_lower = not words.tokens[index].is_capitalized
    is_told = words.parts[index] == "VERB" and before not in ("the", "internally")
    # "The fund's managing director"
    is_told = is_told and words.labels[index] != "amod"
    # "Surrendered to troops" is no infinitive.
    is_infinitive = before == "to" and words.parts[index] != "NOUN"
    return is_lower and (
        is_told or is_infinitive or before in ("it", "he", "she", "they") or before in MODALS
    )


def _is_made(words: Words, index: int) -> bool:
    """ "Took two drivers hostage": what they are made, and nobody besides them."""
    verb = words.heads[index]
    is_state = words.lower[index] in _MADE and words.labels[index] in ("obj", "xcomp", "obl")
    is_bare = is_state and not words.children[index] and words.has_lemma(verb, _MAKING)
    return is_bare and any(one < index for one in dependents(words, verb, "obj", "nsubj:pass"))


def is_describing(words: Words, index: int, end: int, *, is_named: bool) -> bool:
    """Whether a title word only describes what follows: "official Syrian newspaper", "military ties".

    `is_named` tells that a place follows.
    """
    word = words.lower[index]
    if end - index > 1 or end >= len(words) or word not in _DESCRIBING:
        return False
    if words.tokens[index].is_capitalized and index > 0:
        return False
    if is_named or match_actor(words.tokens, end) is not None:
        return True
    if words.has_lemma(end, word_groups()["onslaughts"]) and words.parts[end] == "NOUN":
        # "An army raid", "a rebel attack": whose it is acts.
        return word not in _ATTACKING
    following = words.lower[end]
    is_noun = following.isalpha() and following not in STOP and match_title(words.lower, end) is None
    is_noun = is_noun and words.parts[end] not in ("VERB", "AUX")
    # "Police fatally shot four men"
    is_noun = is_noun and (words.parts[end] == "NOUN" or not following.endswith("ly"))
    return is_noun and not following.endswith(("ed", "ing")) and not _is_verb_word(words, end)


def _is_verb_word(words: Words, index: int) -> bool:
    """Whether a word is a past form or says something: "rebels took", "police say"."""
    return is_past(words.lower[index]) or words.has_lemma(index, SAYING)
