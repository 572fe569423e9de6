"""What is only the content of a demand, promise, threat, refusal or accusation, not an event of its own."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType, Modality
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import DEEDS
from geomap.events.scene.spots import Spot
from geomap.events.setting.conditional import condition_of, is_present
from geomap.events.setting.modality import (
    is_awaited,
    is_purpose,
    modality_of,
    verb_modality,
)
from geomap.events.tree.arguments import is_passive
from geomap.events.tree.grammar import (
    ancestors,
    clause_of,
    dependents,
    first_conjunct,
    has_to,
    is_aside,
    is_aside_phrase,
    is_gerund,
    is_verb,
    preposition,
    region_of,
)
from geomap.events.tree.sentences import SAYING, Words
from geomap.events.triggers.matches import TriggerMatch
from geomap.text.dates import DateSpan

_GOVERNING = frozenset(
    {EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.ACCUSE}
)
_GERUND_MARKS = frozenset("of for at from against without about in".split())
_SCENES = frozenset(
    "during after before since following over about regarding amid until because despite ahead".split()
)
_CAUSES = frozenset({"against", "over", "about", "at", "for"})
_ANSWERS = frozenset({"response", "reaction", "retaliation", "revenge", "reprisal"})
_DENYING = frozenset({"deny"})
_AIMS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT})
_PERFECT = frozenset("has have had is are 've 's".split())
_PAST = frozenset({"was", "were"})
_FOR = frozenset({"for", "of", "over"})
_PLACED = frozenset({"in", "at", "near", "on", ""})
_REJECTED = frozenset(
    "accusation allegation charge claim assertion suggestion move decision demand offer proposal".split()
)
_LEAVING = frozenset({"leave", "kill", "wound", "claim"})
_CASUALTIES = 14
_ANY = frozenset({"any", "every", "each"})
_RESULTS = frozenset({"accuse", "result", "succeed"})


def is_background(
    scene: Scene, match: TriggerMatch, spots: Sequence[Spot], dates: Sequence[DateSpan] = ()
) -> bool:
    """Whether a trigger only sets the scene for another event of its sentence.

    So do a purpose ("opened fire to disperse"), a gerund after most prepositions ("for shelling"), what a
    relative clause has in store of a side ("Poland, which has sent tanks, urged"), and a noun that gives
    time or reason ("after the invasion") unless it has a place of its own.
    """
    words = scene.words
    # "The move came after threats that he would cut aid": no background of what stands below it.
    others = [
        one
        for one in scene.matches
        if one is not match and match.tokens.isdisjoint(ancestors(words, one.head))
    ]
    if not others:
        return False
    if _is_standing(words, match, others, spots, dates) or _is_of_any(words, match):
        return True
    if match.is_verb and has_to(words, match.head):
        return is_purpose(words, match) and any(one.first < match.first for one in others)
    if match.is_verb and words.labels[match.head] == "acl" and is_passive(words, match.head):
        # "A channel disputed by both", "a man accused of spying": what somebody said of it before.
        return match.trigger.meaning.event_type is EventType.ACCUSE or _is_repute(words, match)
    if match.is_verb:
        # "Indicted for recruiting children and attacking schools"
        top = first_conjunct(words, match.head) if is_gerund(words, match.head) else match.head
        marks = {words.lower[mark] for mark in dependents(words, top, "mark", "case")}
        head = words.heads[top]
        is_result = head >= 0 and words.has_lemma(head, _RESULTS)
        is_role = words.labels[match.head] == "acl" and "in" in marks
        is_set = not marks.isdisjoint(_GERUND_MARKS) or is_role
        return is_gerund(words, match.head) and is_set and not is_result
    has_verb = any(one.is_verb for one in others) and not _left_victims(words, match)
    is_call = match.trigger.meaning.mode == "phone"
    is_news = is_call or _is_in_force(match) or is_awaited(words, match) or _has_own_place(match, spots)
    return has_verb and not is_news and _is_scene(words, match)


def _is_in_force(match: TriggerMatch) -> bool:
    """ "Amid Western sanctions": they hold now, whatever else is told."""
    return match.base == "sanction" and match.trigger.meaning.event_type is EventType.SANCTION


def _left_victims(words: Words, match: TriggerMatch) -> bool:
    """ "After clashes between troops and rebels left 21 dead": the news, though told as the scene."""
    if match.trigger.meaning.event_type is not EventType.ASSAULT:
        return False
    behind = range(match.last + 1, min(match.last + _CASUALTIES, len(words)))
    return any(
        words.has_lemma(token, _LEAVING) and "NUM" in words.parts[token + 1 : token + 4] for token in behind
    )


def _is_repute(words: Words, match: TriggerMatch) -> bool:
    """ "A migrant hailed as a hero", "a region threatened by extremists": what somebody is known as."""
    meaning = match.trigger.meaning
    if meaning.event_type is EventType.THREATEN:
        return True
    is_praise = meaning.event_type is EventType.SUPPORT and meaning.mode is None
    return is_praise and not dependents(words, match.head, "obl:agent")


def _is_of_any(words: Words, match: TriggerMatch) -> bool:
    """ "Every shot fired by the group", "any attack that rebels carry out": none in particular."""
    clause = clause_of(words, match.head)
    noun = words.heads[clause]
    is_describing = words.labels[clause] in ("acl", "acl:relcl") and noun >= 0
    return is_describing and any(words.lower[one] in _ANY for one in dependents(words, noun, "det"))


def _is_standing(
    words: Words,
    match: TriggerMatch,
    others: Sequence[TriggerMatch],
    spots: Sequence[Spot],
    dates: Sequence[DateSpan],
) -> bool:
    """Whether a relative clause or participle tells what had been before, of whom another deed is told.

    "A reporter who had been jailed", "migrants ordered out of Chad": not "rebels who stormed a court", and
    not what has a date or, for a deed, a place of its own.
    """
    clause = clause_of(words, match.head)
    label, noun = words.labels[clause], words.heads[clause]
    if dependents(words, clause, "obl:agent") or noun < 0:
        return False
    if match.trigger.meaning.event_type is EventType.REJECT and words.has_lemma(noun, _REJECTED):
        # "A charge Pakistan rejects"
        return False
    if any(one.head in (clause, match.head) or governs(words, match, one) for one in others):
        return False
    inside = region_of(words, clause)
    days = [words.index_at(span.start) for span in dates]
    if any(day in inside and words.word(day - 1) != "since" for day in days):
        return False
    if label != "acl:relcl":
        return match.is_verb and _describes_what_others_tell(words, clause, others)
    group = {words.lower[child] for child in dependents(words, clause, "aux", "aux:pass", "cop")}
    is_deed = match.trigger.meaning.event_type in DEEDS
    is_placed = is_deed and any(spot.index in inside and spot.before in _PLACED for spot in spots)
    if is_deed and any(words.lower[one] == "where" for one in dependents(words, clause, "advmod", "mark")):
        # "From Goma, where ten soldiers were killed"
        is_placed = is_placed or any(spot.index == noun for spot in spots)
    is_over = not group.isdisjoint(_PERFECT) or is_present(words, clause)
    return not is_placed and (is_over or (not group.isdisjoint(_PAST) and is_passive(words, clause)))


def _describes_what_others_tell(words: Words, verb: int, others: Sequence[TriggerMatch]) -> bool:
    """Whether a passive participle stands behind what another trigger acts on: "the curfew imposed"."""
    noun = words.heads[verb]
    if words.labels[verb] == "advcl" and words.parts[verb - 1] in ("NOUN", "PROPN"):
        is_bare = not dependents(words, verb, "mark", "aux", "aux:pass", "nsubj", "nsubj:pass", "obj")
        noun = verb - 1 if is_bare and words.lower[verb].endswith("ed") else -1
    elif words.labels[verb] != "acl" or not is_passive(words, verb):
        return False
    told = frozenset().union(*(one.tokens for one in others))
    is_object = noun >= 0 and words.labels[noun] not in ("nsubj", "root")
    return is_object and not told.isdisjoint({noun, words.heads[noun]})


def _is_grievance(words: Words, match: TriggerMatch, spots: Sequence[Spot]) -> bool:
    """Whether a protest is about it: "marched to demand", "marched against the killing of a teacher".

    Where and when that was is not told, unless it has a place of its own.
    """
    if match.trigger.meaning.event_type in _AIMS:
        return True
    return not match.is_verb and not _has_own_place(match, spots) and _hangs_on(words, match, _CAUSES)


def _is_scene(words: Words, match: TriggerMatch) -> bool:
    """Whether a noun hangs on a preposition of time or reason."""
    return _hangs_on(words, match, _SCENES)


def _hangs_on(words: Words, match: TriggerMatch, prepositions: frozenset[str]) -> bool:
    """Whether a noun, or one that it belongs to, has one of some prepositions or answers to another."""
    token = match.head
    while token >= 0 and not is_verb(words, token):
        is_answered = any(words.word(one - 1) in _ANSWERS for one in dependents(words, token, "case"))
        if preposition(words, token) in prepositions or is_answered:
            return True
        if words.labels[token] not in ("nmod", "conj", "compound", "amod"):
            return False
        token = words.heads[token]
    return False


def is_content(scene: Scene, match: TriggerMatch, spots: Sequence[Spot]) -> bool:
    """Whether another trigger of the sentence governs this one.

    "Condemned the bombing in Nice" keeps the bombing: it has a place of its own.
    """
    agents = dependents(scene.words, match.head, "obl:agent") if match.is_verb else ()
    if any(preposition(scene.words, agent) == "by" for agent in agents):
        # "A ceasefire brokered by Russia" has its own actor; what somebody is accused of is content.
        return any(
            one.trigger.meaning.mode == "allege" and one is not match and governs(scene.words, one, match)
            for one in scene.matches
        )
    for other in scene.matches:
        event_type = other.trigger.meaning.event_type
        if other is not match and "modal" in other.trigger.roles and _is_asked(scene.words, other, match):
            return True
        if "modal" in match.trigger.roles and _is_asked(scene.words, match, other):
            continue
        if other is match or not governs(scene.words, other, match):
            continue
        if event_type is EventType.PROTEST and _is_grievance(scene.words, match, spots):
            return True
        if event_type is EventType.AGREE and _is_meeting(match, spots):
            continue
        if _is_denied_deed(scene.words, other, match):
            continue
        # "Prepared to resume shelling"
        is_prepared = event_type is EventType.MOBILIZE and _is_prepared(scene.words, match.head)
        if is_prepared or _is_crime_judged(scene.words, other, match):
            return True
        # "Signed under the mediation of Togo": who mediated is told beside the deal.
        is_agreed = other.trigger.meaning.mode == "agreement" and not match.is_verb
        is_agreed = is_agreed and match.trigger.meaning.mode != "third-party"
        if event_type not in _GOVERNING and "matrix" not in other.trigger.roles and not is_agreed:
            continue
        is_fact = _has_own_place(match, spots) and not _is_in_gerund(scene.words, other, match)
        return not (event_type is EventType.ACCUSE and is_fact)
    return False


def _is_in_gerund(words: Words, other: TriggerMatch, match: TriggerMatch) -> bool:
    """ "Accused of funding attacks in Mali": what somebody is only said to have had a part in."""
    above = list(ancestors(words, match.head))
    between = above[: next((n for n, one in enumerate(above) if one in other.tokens), 0)]
    return any(is_verb(words, one) and is_gerund(words, one) for one in between)


def _is_denied_deed(words: Words, other: TriggerMatch, match: TriggerMatch) -> bool:
    """ "Denied that its forces had attacked": the deed stays, as one that was not done."""
    is_deed = match.trigger.meaning.event_type in DEEDS and words.has_lemma(other.head, _DENYING)
    return is_deed and modality_of(words, match) is Modality.NEGATED


def _is_crime_judged(words: Words, other: TriggerMatch, match: TriggerMatch) -> bool:
    """ "Sentenced to life for torture": what the verdict is for."""
    meaning = other.trigger.meaning
    is_verdict = meaning.event_type is EventType.SANCTION and meaning.mode == "convict"
    return is_verdict and not match.is_verb and words.lower[_phrase_start(words, match) - 1] in _FOR


def _phrase_start(words: Words, match: TriggerMatch) -> int:
    """The first token of the list of nouns that a noun belongs to."""
    first = first_conjunct(words, match.head)
    return min((first, *dependents(words, first, "compound", "amod", "det", "nummod")))


def _is_prepared(words: Words, verb: int) -> bool:
    """Whether a verb is the gerund or infinitive that another is about: "to resume shelling"."""
    if words.parts[verb] == "NOUN" and words.word(verb).endswith("ing"):
        return words.labels[verb] == "obj" and has_to(words, words.heads[verb])
    is_open = is_verb(words, verb) and (is_gerund(words, verb) or has_to(words, verb))
    is_next = words.labels[verb] == "advcl" and words.heads[verb] == verb - 1
    return is_open and (is_next or words.labels[verb] in ("xcomp", "obj", "ccomp"))


def is_condition(scene: Scene, match: TriggerMatch) -> bool:
    """Whether a trigger only names the condition of what another promises, asks, threatens or refuses."""
    words = scene.words
    clause = condition_of(words, match.head)
    if clause < 0:
        clause = _awaited_gerund(words, match.head)
    above = set(ancestors(words, clause)) if clause >= 0 else set[int]()
    if above and words.has_lemma(words.heads[clause], SAYING):
        # "Announced that it will withdraw unless": the condition hangs on who says so.
        above |= set(dependents(words, words.heads[clause], "ccomp"))
    return any(
        other is not match
        and not above.isdisjoint(other.tokens)
        and (other.trigger.meaning.event_type in _GOVERNING or _lies_ahead(words, other))
        for other in scene.matches
    )


def _awaited_gerund(words: Words, token: int) -> int:
    """ "Demanded a truce before allowing aid": what is only to come; -1 if nothing is."""
    clause = clause_of(words, token)
    marks = {words.lower[mark] for mark in dependents(words, clause, "mark", "case")}
    return clause if is_gerund(words, clause) and "before" in marks else -1


def _lies_ahead(words: Words, match: TriggerMatch) -> bool:
    return match.is_verb and verb_modality(words, match.head) is Modality.FUTURE


def refuses_a_refusal(scene: Scene, match: TriggerMatch) -> bool:
    """ "Refused to rule out talks": who does so has refused nothing."""
    words = scene.words
    return match.trigger.meaning.event_type is EventType.REJECT and any(
        other.trigger.meaning.event_type is EventType.REJECT
        and words.labels[other.head] in ("xcomp", "ccomp")
        and words.heads[other.head] in match.tokens
        for other in scene.matches
        if other is not match
    )


def _is_asked(words: Words, modal: TriggerMatch, match: TriggerMatch) -> bool:
    """ "Must leave", "must be ready to": what is demanded."""
    return words.heads[modal.head] in match.tokens


def _is_meeting(match: TriggerMatch, spots: Sequence[Spot]) -> bool:
    """ "Agreed to meet again in Brazil": the agreement, and the meeting ahead."""
    is_consult = match.trigger.meaning.event_type is EventType.CONSULT
    return is_consult and any(0 < spot.index - match.last <= 6 and spot.before == "in" for spot in spots)


def governs(words: Words, other: TriggerMatch, match: TriggerMatch) -> bool:
    """Whether a trigger stands in the complement of another: below it, and not joined or set beside it."""
    token = match.head
    for above in ancestors(words, match.head):
        label = words.labels[token]
        is_apart = is_aside(words, token) or (label == "acl" and is_aside_phrase(words, token))
        if label in ("acl:relcl", "parataxis") or is_apart:
            return False
        if above in other.tokens:
            return not (label == "conj" or label.startswith("nsubj"))
        token = above
    return False


def _has_own_place(match: TriggerMatch, spots: Sequence[Spot]) -> bool:
    if match.is_verb or match.trigger.meaning.event_type is not EventType.ASSAULT:
        return False
    return any(
        match.last < spot.index <= match.last + 8 and spot.before in ("in", "at", "near") for spot in spots
    )
