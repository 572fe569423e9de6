"""What looks like a deed or threat of a side and is none: concern, what a treaty says, what nature forces."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType, QuadClass
from geomap.events.lists.ontology import quad_class_of
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.setting.mishaps import is_mishap
from geomap.events.setting.modality import verb_modality
from geomap.events.tree.arguments import is_passive, subjects
from geomap.events.tree.grammar import ancestors, dependents, is_gerund, is_verb, preposition
from geomap.events.tree.sentences import POSSESSIVES, PRONOUNS, Words, word_groups
from geomap.events.triggers.matches import TriggerMatch

_FORCING = frozenset("force compel oblige drive cause prompt push".split())
_FIGHTING = frozenset(
    "fighting fight clash battle violence war conflict insecurity unrest hostility shelling bombardment"
    " attack offensive raid airstrike strike bombing incursion invasion insurgency massacre assault".split()
)
_FORCED = frozenset({EventType.COERCE, EventType.RETREAT, EventType.CONCEDE})
_DECIDING = frozenset("decide choose opt vote agree".split())
_CALLING = frozenset({"call", "dial"})
_WARNING = frozenset({"warn", "warning", "caution"})
_CLAUSES = ("xcomp", "advcl", "ccomp")
_THREATS = frozenset(
    "consequence retaliate retaliation reprisal regret punish punishment response respond prosecute penalty"
    " answer ultimatum sanction war".split()
)
_USUAL = frozenset("frequent common commonplace rare usual regular routine infrequent uncommon".split())
_TALES = frozenset("film series play book drama show comic game opera".split())
_SHOWN = frozenset("movie novel documentary exhibition musical poem song podcast museum lecture".split())
_FAR = 6
"""How many words may stand between a verb and the score of a match."""
_BARS = frozenset("restriction ban limit curb moratorium embargo prohibition".split())
_LACKING = frozenset("need require lack await depend rely dependent reliant requirement shortage".split())
_TOWARDS = frozenset({"to", "for", "from", "by"})
_DASHES = frozenset({"-", "–"})
_ENDS = frozenset({"", ".", ",", ";", "by", "in", "on", "at", "to", "and", "for", "after", "with", "away"})
_PRICES = frozenset({"price", "line"})
_PRICED = frozenset({"pay", "exact", "cross"})
_POINTING = frozenset({"it", "this", "that"})
_OWN = PRONOUNS - {"who", "which", "that", "you"}


def only_looks_so(scene: Scene, match: TriggerMatch) -> bool:
    """Whether a trigger only voices concern, tells what a treaty says, or what a flood or storm did."""
    words = scene.words
    if _only_warns(scene, match) or _only_compares(scene, match) or _is_usual(words, match):
        return True
    if _is_in_tale(words, match) or _is_score(words, match) or _calls_a_number(words, match):
        return True
    if _is_barred(words, match) or _is_outage(words, match) or _is_lacking(words, match):
        return True
    if spares(scene, match):
        return True
    return _is_in_pact(words, match) or _is_done_by_nature(words, match) or is_mishap(scene, match)


def spares(scene: Scene, match: TriggerMatch) -> bool:
    """ "Decided not to expel the envoy": nothing is refused to anybody, a deed was not done."""
    words = scene.words
    if match.trigger.meaning.event_type is not EventType.REJECT or not words.has_lemma(match.head, _DECIDING):
        return False
    content = dependents(words, match.head, "xcomp", "advcl")
    return any(
        one.is_verb
        and one.head in content
        and quad_class_of(one.trigger.meaning.event_type) is QuadClass.MATERIAL_CONFLICT
        for one in scene.matches
    )


def _is_barred(words: Words, match: TriggerMatch) -> bool:
    """ "Lifted restrictions on cooperation with Baku": what is restricted does not happen by that."""
    above = words.heads[match.head]
    is_object = not match.is_verb and above >= 0 and words.labels[match.head] == "nmod"
    return is_object and words.has_lemma(above, _BARS) and preposition(words, match.head) == "on"


def _is_lacking(words: Words, match: TriggerMatch) -> bool:
    """ "5 million people in need of food aid", "rely on aid": help that they lack or live on, not a deed."""
    above = words.heads[match.head]
    is_object = not match.is_verb and above >= 0 and words.labels[match.head] in ("nmod", "obj", "obl")
    is_aid = match.trigger.meaning.event_type is EventType.AID
    return is_aid and is_object and words.has_lemma(above, _LACKING)


def _is_outage(words: Words, match: TriggerMatch) -> bool:
    """ "Power was cut in parts of Leyte": nobody withholds it from anybody."""
    if match.trigger.meaning.mode != "withhold" or not is_passive(words, match.head):
        return False
    is_done = bool(dependents(words, match.head, "obl:agent"))
    return not is_done and not any(
        preposition(words, one) in _TOWARDS
        for above in (match.head, *subjects(words, match.head))
        for one in dependents(words, above, "nmod", "obl")
    )


def _only_compares(scene: Scene, match: TriggerMatch) -> bool:
    """ "It was the largest protest this year": what was told before is set beside others."""
    words = scene.words
    if match.is_verb or not dependents(words, match.head, "cop") or not scene.memory.recent:
        return False
    return any(words.lower[one] in _POINTING for one in dependents(words, match.head, "nsubj"))


def _is_usual(words: Words, match: TriggerMatch) -> bool:
    """ "Clashes are frequent in the region": what often happens there, and no deed of a day."""
    above = words.heads[match.head]
    is_subject = not match.is_verb and words.labels[match.head] == "nsubj" and above >= 0
    is_told = is_subject and words.has_lemma(above, _USUAL) and bool(dependents(words, above, "cop"))
    return is_told and any(words.lower[one] in ("are", "is") for one in dependents(words, above, "cop"))


def _is_in_tale(words: Words, match: TriggerMatch) -> bool:
    """ "The film, in which soldiers invade a village, opens", "a play about the war": what a tale tells."""
    tales = word_groups()["tale"]
    below = match.head
    for above in ancestors(words, match.head):
        is_told = words.labels[below].startswith("acl")
        if is_told and (words.has_lemma(above, tales) or words.has_lemma(above, _TALES)):
            return words.labels[below] == "acl:relcl" and "which" in words.lower[above:below]
        is_about = words.labels[below] == "nmod" and preposition(words, below) == "about"
        if is_about and any(words.has_lemma(above, one) for one in (tales, _TALES, _SHOWN)):
            return True
        below = above
    return False


def _is_score(words: Words, match: TriggerMatch) -> bool:
    """ "The Tigers were bombed 11-2 by Oakland": what is told with a score is a match.

    Not "killed 10-12 people": what is counted follows there.
    """
    if not match.is_verb:
        return False
    for index in range(match.last + 1, min(match.last + _FAR, len(words) - 2)):
        left, sign, right = words.lower[index : index + 3]
        if sign in _DASHES and left.isdecimal() and right.isdecimal() and len(left) < 4 > len(right):
            return words.word(index + 3) in _ENDS
    return False


def _calls_a_number(words: Words, match: TriggerMatch) -> bool:
    """ "Called 911": who needs help."""
    is_call = match.is_verb and words.has_lemma(match.head, _CALLING)
    return is_call and any(words.parts[one] == "NUM" for one in dependents(words, match.head, "obj"))


def _only_warns(scene: Scene, match: TriggerMatch) -> bool:
    """ "Warned that prices would rise": what nobody threatens to do.

    What the speaker will do, what others will pay for and what somebody will suffer is a threat.
    """
    words = scene.words
    is_threat = match.trigger.meaning.event_type is EventType.THREATEN
    if not is_threat or not words.has_lemma(match.head, _WARNING):
        return False
    contents = [one for one in dependents(words, match.head, "ccomp", "parataxis") if is_verb(words, one)]
    if not contents or dependents(words, match.head, "obj", "iobj"):
        return False
    clause = contents[0]
    acting = subjects(words, clause)
    return bool(acting) and not (_is_of_speaker(scene, match, acting) or _is_threat(words, match, clause))


def _is_of_speaker(scene: Scene, match: TriggerMatch, acting: Sequence[int]) -> bool:
    """Whether the subject of what is said is the speaker, his country or somebody of it."""
    words = scene.words
    if any(words.lower[one] in _OWN for one in acting):
        return True
    if any(words.lower[one] in POSSESSIVES for item in acting for one in words.children[item]):
        return True
    own = {party.actor.country_iso3 for party in parties_at(scene, subjects(words, match.head))} - {None}
    return any(party.actor.country_iso3 in own for party in parties_at(scene, acting))


def _is_threat(words: Words, match: TriggerMatch, clause: int) -> bool:
    """Whether a clause tells of a price or answer, or of what somebody will suffer: "would be destroyed"."""
    inside = range(match.last + 1, len(words))
    has_price = any(words.has_lemma(one, _PRICED) for one in inside)
    signs = _THREATS | _PRICES if has_price else _THREATS
    if any(words.has_lemma(one, signs) for one in inside):
        return True
    return is_passive(words, clause) and words.has_lemma(
        clause, word_groups()["harm"] | word_groups()["hostile"]
    )


def _is_in_pact(words: Words, match: TriggerMatch) -> bool:
    """ "Signed a treaty banning arms": what the treaty says; and what a law says that nobody passed."""
    noun = words.heads[match.head]
    if not match.is_verb or noun < 0 or words.labels[match.head] != "acl" or not is_gerund(words, match.head):
        return False
    if words.has_lemma(noun, word_groups()["pact"]):
        return True
    verb = words.heads[noun]
    is_law = words.has_lemma(noun, word_groups()["law"]) and verb >= 0 and is_verb(words, verb)
    return is_law and verb_modality(words, verb) is not None and verb_modality(words, verb) != "actual"


def _is_done_by_nature(words: Words, match: TriggerMatch) -> bool:
    """ "Floods forced residents from their homes", "the storm forced hundreds to leave"."""
    if match.trigger.meaning.event_type not in _FORCED or not match.is_verb:
        return False
    above = words.heads[match.head]
    is_forced = above >= 0 and words.labels[match.head] in _CLAUSES and words.has_lemma(above, _FORCING)
    verb = above if is_forced else match.head
    groups = word_groups()
    acting = subjects(words, verb) if not is_passive(words, verb) else dependents(words, verb, "obl:agent")
    lemmas = frozenset().union(*[words.lemmas[one] for one in acting]) - {"fire"}
    if match.trigger.meaning.mode == "deport" and not lemmas.isdisjoint(_FIGHTING):
        # "Clashes displaced 300 families": the fighting is told, and nobody deports them.
        return True
    return not (lemmas.isdisjoint(groups["disaster"]) and lemmas.isdisjoint(groups["weather"]))
