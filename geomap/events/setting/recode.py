"""PLOVER's types for what lies ahead, and modes that follow from the content of a statement.

A cooperative act in the future tense is AGREE, a conflictual one THREATEN, a cooperative one that
will not be done REJECT. A meeting that lies ahead is AGREE with a mode of our own (visit, call, talks,
mediation), so that planned meetings can be told from other promises. REQUEST, REJECT and THREATEN take
their mode from what is asked, refused or threatened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.constants import EventType, Modality, Precision
from geomap.events.lists.ontology import Meaning
from geomap.events.parties.party import CAPITAL, Party
from geomap.events.scene.scene import Scene
from geomap.events.setting.content import governs
from geomap.events.tree.grammar import dependents, has_to, preposition
from geomap.events.tree.sentences import SAYING, Words, word_groups
from geomap.events.triggers.matches import TriggerMatch

_COOPERATIVE = frozenset(
    {
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    }
)
_CONFLICTUAL = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.MOBILIZE}
)
_VOWING = frozenset("vow swear pledge promise".split())
_STATES = frozenset({"country", "nation", "government", "capital"})
_LEAVING = frozenset({"withdraw"})
_VOTING = frozenset({"vote"})
_MEASURES = frozenset({EventType.SANCTION, EventType.COERCE, EventType.ACCUSE})
_DONE = ("ed", "shut", "cut", "hung", "shot")
"""Ends of participles: "ordered the border shut"."""

_DECREEING = frozenset({"order"})
_ORDERED = frozenset({"release", "arrest"})
"""Modes of what a court's or a ruler's word does by itself."""

_EXERCISES = frozenset("exercise drill maneuver manoeuvre game".split())
_SENDING = frozenset("send deploy dispatch contribute provide commit fly lend".split())
_ASKED_MODES = {
    EventType.AID: "assist",
    EventType.COOPERATE: "assist",
    EventType.SUPPORT: "assist",
    EventType.CONSULT: "meet",
    EventType.RETREAT: "yield",
    EventType.CONCEDE: "yield",
}
_MEETING_MODES = {"visit": "visit", "phone": "phone", "third-party": "third-party"}
_THREAT_MODES = {
    EventType.ASSAULT: "violence",
    EventType.MOBILIZE: "violence",
    EventType.SANCTION: "relations",
    EventType.COERCE: "restrict",
}


def recode(scene: Scene, match: TriggerMatch, modality: Modality, *, countries: int) -> Meaning:
    """The meaning of a trigger as it is reported here; `countries` counts the sides that act."""
    meaning = match.trigger.meaning
    if meaning.event_type is EventType.THREATEN and _is_kind(scene, match):
        meaning = Meaning(event_type=EventType.AGREE, contexts=meaning.contexts)
    against = _voted_for(scene, match)
    if against or (meaning.event_type is EventType.AGREE and match.is_verb):
        return against or _hostile_content(scene, match) or meaning
    if meaning.event_type in (EventType.REQUEST, EventType.REJECT, EventType.THREATEN):
        is_decree = meaning.event_type is EventType.REQUEST and match.base in _DECREEING
        ordered = _decreed(scene, match) if is_decree else None
        return ordered or (meaning if meaning.mode else replace(meaning, mode=_mode_by_content(scene, match)))
    if _is_joint_exercise(scene, match, countries):
        return Meaning(event_type=EventType.COOPERATE, contexts=meaning.contexts)
    if meaning.event_type is EventType.CONSULT and (modality is Modality.FUTURE or _is_voted(scene, match)):
        mode = _MEETING_MODES.get(meaning.mode or "", "meet")
        return Meaning(event_type=EventType.AGREE, mode=mode, contexts=meaning.contexts)
    is_planned = modality is Modality.FUTURE and meaning.event_type in _CONFLICTUAL
    if not countries or not (match.is_verb or is_planned):
        return meaning
    is_agreed = countries > 1 and _is_agreed(scene, match)
    return _ahead(scene, match, modality, is_agreed=is_agreed)


def _voted_for(scene: Scene, match: TriggerMatch) -> Meaning | None:
    """ "Voted in favour of closing the embassy": the measure that a parliament takes."""
    if match.base != "vote" or match.trigger.meaning.event_type is not EventType.SUPPORT:
        return None
    for other in scene.matches:
        inner = other.trigger.meaning
        is_gerund = scene.words.lower[other.head].endswith("ing")
        if is_gerund and inner.event_type in _MEASURES and governs(scene.words, match, other):
            return inner
    return None


def _is_voted(scene: Scene, match: TriggerMatch) -> bool:
    """ "Voted to resume talks": a decision, and no talks yet."""
    head = scene.words.heads[match.head]
    return head >= 0 and has_to(scene.words, match.head) and scene.words.has_lemma(head, _VOTING)


def _decreed(scene: Scene, match: TriggerMatch) -> Meaning | None:
    """What an order does: "ordered the minister and his deputy jailed", "ordered the tanker's release"."""
    words = scene.words
    below = {match.head}
    if not dependents(words, match.head, "xcomp", "ccomp"):
        below.update(dependents(words, match.head, "obj"))
    for other in scene.matches:
        inner, label = other.trigger.meaning, words.labels[other.head]
        if words.heads[other.head] not in below:
            continue
        if other.is_verb:
            is_done = words.lower[other.head].endswith(_DONE) and not has_to(words, other.head)
            if is_done and label in ("xcomp", "ccomp", "acl") and inner.event_type in _CONFLICTUAL:
                return inner
        elif label == "obj" and inner.mode in _ORDERED:
            return inner
    return None


def as_states_protest(
    words: Words, meaning: Meaning, match: TriggerMatch, actors: Sequence[Party]
) -> Meaning:
    """ "Japan protested over the survey ships": what a government does in a note, not in the street."""
    is_protest = meaning.event_type is EventType.PROTEST and match.is_verb
    if not is_protest or not actors or not all(_is_state(words, party) for party in actors):
        return meaning
    if meaning.mode == "obstruct":
        # "Thailand closed the bridge"
        return Meaning(event_type=EventType.COERCE, mode="restrict", contexts=meaning.contexts)
    if match.base != "protest":
        return meaning
    return Meaning(event_type=EventType.ACCUSE, mode="disapprove", contexts=meaning.contexts)


def _is_state(words: Words, party: Party) -> bool:
    if words.has_lemma(party.head, _STATES):
        # "Both countries protested"
        return True
    is_country = party.place is not None and party.place.feature_code.startswith(("PCL", CAPITAL))
    return (party.is_place and is_country) or (party.actor.sector == "GOV" and not party.is_modifier)


def _hostile_content(scene: Scene, match: TriggerMatch) -> Meaning | None:
    """What a promise threatens with, if it does: "is ready to strike", "promised to jail"."""
    for other in scene.matches:
        inner = other.trigger.meaning
        is_deed = other.is_verb and inner.event_type in _CONFLICTUAL - {EventType.MOBILIZE}
        if is_deed and has_to(scene.words, other.head) and governs(scene.words, match, other):
            return Meaning(event_type=EventType.THREATEN, mode=_threat_mode(inner), contexts=inner.contexts)
    return None


def _is_kind(scene: Scene, match: TriggerMatch) -> bool:
    """Whether somebody vows what is cooperative: "vowed to pull out of the town", not "never to"."""
    words, last = scene.words, match.last
    if not (match.is_verb and words.has_lemma(match.head, _VOWING)):
        return False
    if words.has_lemma(last, _LEAVING):
        # "Vowed to withdraw its troops", other than from a treaty
        return any(words.has_lemma(one, word_groups()["troops"]) for one in dependents(words, last, "obj"))
    return any(
        other.is_verb
        and other.trigger.meaning.event_type in _COOPERATIVE
        and has_to(scene.words, other.head)
        and not {"not", "never"}.intersection(scene.words.lower[match.head : other.head])
        and governs(scene.words, match, other)
        for other in scene.matches
    )


def _ahead(scene: Scene, match: TriggerMatch, modality: Modality, *, is_agreed: bool) -> Meaning:
    """The meaning of what somebody will do or will not do."""
    meaning = match.trigger.meaning
    is_cooperative = meaning.event_type in _COOPERATIVE
    if modality is Modality.FUTURE and meaning.event_type is EventType.CONCEDE and _is_decided(scene, match):
        return meaning
    if modality is Modality.FUTURE and meaning.mode == "withdraw" and _is_unless(scene, match):
        return Meaning(event_type=EventType.THREATEN, mode="relations", contexts=meaning.contexts)
    if modality is Modality.FUTURE and (is_cooperative or is_agreed):
        return Meaning(event_type=EventType.AGREE, contexts=meaning.contexts)
    is_sent = meaning.event_type is EventType.MOBILIZE and _is_sent_to(scene, match)
    if modality is Modality.FUTURE and meaning.event_type in _CONFLICTUAL and not is_sent:
        mode = _threat_mode(meaning)
        return Meaning(event_type=EventType.THREATEN, mode=mode, contexts=meaning.contexts)
    is_refusal = _is_will(scene, match) or _is_standing_refusal(scene, match)
    if modality is Modality.NEGATED and is_cooperative and is_refusal:
        mode = _ASKED_MODES[meaning.event_type]
        return Meaning(event_type=EventType.REJECT, mode=mode, contexts=meaning.contexts)
    return meaning


def _is_sent_to(scene: Scene, match: TriggerMatch) -> bool:
    """ "Will send 600 troops to Mozambique": another country gets them, which need not be a threat."""
    words = scene.words
    goals = [one for one in dependents(words, match.head, "obl") if preposition(words, one) == "to"]
    return match.base in _SENDING and any(
        party.is_place and party.place is not None and party.place.precision is Precision.COUNTRY
        for goal in goals
        for party in scene.by_token.get(goal, ())
    )


def _is_unless(scene: Scene, match: TriggerMatch) -> bool:
    """ "Will withdraw its peacekeepers unless": a threat, though it gives way."""
    words = scene.words
    if "unless" not in words.lower:
        return False
    above = words.heads[match.head]
    said = (match.head, above) if above >= 0 and words.has_lemma(above, SAYING) else (match.head,)
    return any(
        words.lower[mark] == "unless"
        for verb in said
        for clause in dependents(words, verb, "advcl")
        for mark in dependents(words, clause, "mark")
    )


def _is_agreed(scene: Scene, match: TriggerMatch) -> bool:
    """Whether several agree on a measure, which threatens none of them."""
    head = scene.words.heads[match.head]
    is_measure = match.trigger.meaning.event_type in (EventType.MOBILIZE, EventType.COERCE)
    return is_measure and head >= 0 and scene.words.has_lemma(head, frozenset({"agree"}))


def _is_decided(scene: Scene, match: TriggerMatch) -> bool:
    """ "Decided to lift the ban" is the concession itself."""
    head = scene.words.heads[match.head]
    return head >= 0 and scene.words.has_lemma(head, frozenset({"decide", "resolve", "order"}))


def _is_joint_exercise(scene: Scene, match: TriggerMatch, countries: int) -> bool:
    """Whether several countries hold an exercise together, which is cooperation."""
    if match.trigger.meaning.event_type is not EventType.MOBILIZE or countries < 2:
        return False
    return any(scene.words.has_lemma(index, _EXERCISES) for index in range(match.first, match.last + 1))


def _is_standing_refusal(scene: Scene, match: TriggerMatch) -> bool:
    """ "Does not recognize the court", "said he did not recognize it": a stand that is taken now."""
    words = scene.words
    before = words.lower[max(0, match.first - 3) : match.first]
    above = words.heads[match.head]
    is_told = words.labels[match.head] == "ccomp" and above >= 0 and words.has_lemma(above, SAYING)
    return "not" in before and not {"does", "do", "did" if is_told else ""}.isdisjoint(before)


def _is_will(scene: Scene, match: TriggerMatch) -> bool:
    before = scene.words.lower[max(0, match.first - 3) : match.first]
    return "will" in before or "would" in before or "won't" in before or "wouldn't" in before


def _threat_mode(meaning: Meaning) -> str | None:
    if meaning.event_type is EventType.COERCE and meaning.mode == "arrest":
        return "arrest"
    if meaning.mode in ("expel", "deport"):
        return "expel"
    if meaning.event_type is EventType.SANCTION and meaning.mode is None:
        # CAMEO 1312, sanctions and embargoes; ties and aid that are cut are relations.
        return "restrict"
    return _THREAT_MODES.get(meaning.event_type)


def _mode_by_content(scene: Scene, match: TriggerMatch) -> str | None:
    is_threat = match.trigger.meaning.event_type is EventType.THREATEN
    for other in scene.matches:
        if other is match or not governs(scene.words, match, other):
            continue
        inner = other.trigger.meaning
        mode = _threat_mode(inner) if is_threat else _ASKED_MODES.get(inner.event_type, "change")
        if mode:
            return mode
    return None
