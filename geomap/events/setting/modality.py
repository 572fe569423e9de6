"""Whether a text reports an event as happening, planned, possible, denied or past.

The cues are read from the tree: auxiliaries and negations of the verb, the verbs, nouns and
adjectives that govern an infinitive or a noun, conjunctions, and dates long before publication.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise

from geomap.constants import EventType, Modality
from geomap.events.setting.ahead import lies_ahead
from geomap.events.setting.conditional import condition_of, is_asked, is_imagined
from geomap.events.setting.history import is_history
from geomap.events.tree.grammar import (
    SUBJECTS,
    ancestors,
    dependent,
    dependents,
    has_to,
    is_ranked,
    is_verb,
    preposition,
)
from geomap.events.tree.sentences import SAYING, Words
from geomap.events.triggers.matches import TriggerMatch
from geomap.resources import read_rows

_FUTURE = frozenset({"will", "shall", "'ll", "won't"})
_REACH = 5
_POSSIBLE = frozenset("would could may might should can must wouldn't couldn't".split())
_NOBODY = frozenset({"nobody", "none", "no-one", "nothing"})
_DONE = frozenset(
    "vote begin start continue resume manage help prompt use go come travel fly force compel lead persuade"
    " convince oblige induce".split()
)
_BEGUN = frozenset("begin start continue resume keep stop".split())
_JUDGING = frozenset("investigate probe condemn condone forget forgive avenge".split())
_LINKS = ("obj", "nsubj", "nsubj:pass", "xcomp", "csubj", "ccomp")
_NEEDED = frozenset({"for", "to", "into", "in", "on"})
_STOPPING = frozenset({"stop", "fall"})
_TELLING = frozenset(
    "claim report say believe know admit confess boast allege think understand profess".split()
)
_DOUBTING = frozenset({"doubt", "question"})
_BELIEVING = frozenset("believe expect think foresee imagine".split())
_HARDLY = frozenset({"few", "nobody", "none", "not", "n't", "hardly", "never"})
_ASKED = frozenset(
    "demand condition precondition request requirement proposal suggestion recommendation hope wish goal aim"
    " intention idea dream".split()
)
_FIGHTING = frozenset("attack storm break assault raid overrun infiltrate breach advance ambush push".split())
_TRYING = frozenset({"try", "attempt"})
_APPROVING = frozenset("approve authorise authorize".split())
_DEPTH = 6


@lru_cache(maxsize=16)
def cues(kind: str) -> frozenset[str]:
    """The cue words of a kind, from ``data/lexicon/modality_cues.csv``."""
    rows = read_rows("lexicon/modality_cues.csv", ("word", "kind"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)


def modality_of(
    words: Words,
    match: TriggerMatch,
    *,
    happened: tuple[date | None, date | None] = (None, None),
    published: date | None = None,
) -> Modality:
    """How a trigger is reported.

    Args:
        words: The sentence.
        match: The trigger in it.
        happened: The first and last day of the event's own date range, if it has one.
        published: The publication date, if known.
    """
    is_modal = "modal" in match.trigger.roles
    found = (
        verb_modality(words, match.head, is_modal=is_modal, inside=match.tokens)
        if match.is_verb or is_verb(words, match.head)
        else _noun_modality(words, match)
    )
    if found is Modality.ACTUAL and _is_denied_inside(words, match):
        found = Modality.NEGATED
    if found is Modality.HYPOTHETICAL and (_is_aim_of_protest(words, match) or _is_tried(words, match)):
        found = verb_modality(words, words.heads[match.head])
    if found is Modality.ACTUAL and (condition_of(words, match.head) >= 0 or is_imagined(words, match.head)):
        found = Modality.HYPOTHETICAL
    if found in (Modality.ACTUAL, Modality.FUTURE) and is_asked(words, match.head):
        found = Modality.HYPOTHETICAL
    if found is Modality.ACTUAL and lies_ahead(words, match):
        return Modality.FUTURE
    if found is Modality.ACTUAL and is_history(words, match, happened, published):
        return Modality.HISTORICAL
    return found


def _is_denied_inside(words: Words, match: TriggerMatch) -> bool:
    """Whether a phrase says that somebody will not: "said it would not retaliate"."""
    verbs = (token for token in match.tokens if token != match.head and is_verb(words, token))
    return any(not cues("negation").isdisjoint(_verb_group(words, verb, match.tokens)) for verb in verbs)


def _is_aim_of_protest(words: Words, match: TriggerMatch) -> bool:
    """ "Drove tractors into Brussels to protest": who goes somewhere to protest does."""
    head = words.heads[match.head]
    is_protest = match.trigger.meaning.event_type is EventType.PROTEST and match.is_verb
    return is_protest and has_to(words, match.head) and head >= 0 and is_purpose(words, match)


def _is_tried(words: Words, match: TriggerMatch) -> bool:
    """ "Tried to storm the base but were repelled": who tries to attack attacks."""
    head = words.heads[match.head]
    is_attack = match.trigger.meaning.event_type is EventType.ASSAULT and match.is_verb
    is_fight = is_attack and words.has_lemma(match.head, _FIGHTING) and has_to(words, match.head)
    return is_fight and head >= 0 and words.has_lemma(head, _TRYING)


def verb_modality(
    words: Words,
    verb: int,
    *,
    is_modal: bool = False,
    inside: frozenset[int] = frozenset(),
    depth: int = 0,
) -> Modality:
    """How a verb is reported, by its auxiliaries and by what governs it.

    Auxiliaries and negations that belong to its own phrase (`inside`) say nothing: "will not accept" is
    a refusal made.
    """
    group = _verb_group(words, verb, inside)
    found = Modality.ACTUAL
    is_negated = not cues("negation").isdisjoint(group) or _has_nobody(words, verb, inside)
    is_negated = is_negated or ("longer" in group and "no" in words.lower)
    if not is_modal and is_negated:
        found = Modality.NEGATED
    elif _is_doubted(words, verb) or _is_asked_for(words, verb):
        found = Modality.HYPOTHETICAL
    elif not _FUTURE.isdisjoint(group) or ("would" in group and _is_reported(words, verb)):
        found = Modality.FUTURE
    elif not is_modal and not _POSSIBLE.isdisjoint(group):
        found = Modality.HYPOTHETICAL
    elif _is_denied(words, verb):
        found = Modality.NEGATED
    elif depth < _DEPTH and (has_to(words, verb) or words.word(verb - 1) == "to"):
        found = _infinitive_modality(words, verb, depth)
    elif depth < _DEPTH and _is_joined(words, verb) and _is_bare(words, verb):
        found = verb_modality(words, words.heads[verb], is_modal=is_modal, depth=depth + 1)
    elif depth < _DEPTH and _is_begun(words, verb):
        found = verb_modality(words, words.heads[verb], depth=depth + 1)
    elif (
        depth < _DEPTH
        and words.labels[verb] in ("xcomp", "advcl", "ccomp")
        and _is_gerund_of_plan(words, verb)
    ):
        found = Modality.HYPOTHETICAL
    return found


def _verb_group(words: Words, verb: int, inside: frozenset[int] = frozenset()) -> frozenset[str]:
    """The auxiliaries and negations of a verb outside its phrase, in lower case."""
    own = dependents(words, verb, "aux", "aux:pass", "cop", "advmod", "cc:preconj")
    group = {words.lower[child] for child in own if child not in inside}
    if verb - 1 not in inside and words.word(verb - 1) in cues("negation"):
        group.add(words.word(verb - 1))
    return frozenset(group)


def _has_nobody(words: Words, verb: int, inside: frozenset[int]) -> bool:
    """ "No one was arrested", "made no arrests": nobody does it, or it is done to nobody."""
    return any(
        words.lower[item] in _NOBODY
        or any(words.lower[one] == "no" and one not in inside for one in dependents(words, item, "det"))
        for item in dependents(words, verb, *SUBJECTS, "obj")
        if item not in inside
    )


def _is_joined(words: Words, verb: int) -> bool:
    """Whether a verb is one of several: "should cancel, apologise and sign", whose middle is misread."""
    if words.labels[verb] == "conj":
        return True
    is_base = verb > 0 and words.lower[verb] in words.lemmas[verb] and words.word(verb - 1) == ","
    return words.labels[verb] == "advcl" and is_base and words.heads[verb] < verb


def _is_bare(words: Words, verb: int) -> bool:
    """Whether a joined verb shares the auxiliaries of the one before it: "will meet and sign"."""
    has_own = dependent(words, verb, "aux", *SUBJECTS) >= 0
    is_finite = words.lower[verb].endswith(("ed", "s"))
    before = words.heads[verb]
    is_same = words.lower[before].endswith("ed") or not is_finite
    return not has_own and is_same and is_verb(words, before)


def _is_reported(words: Words, verb: int) -> bool:
    """Whether "would" is the future of what somebody said."""
    return any(words.has_lemma(above, SAYING) for above in ancestors(words, verb)) or any(
        words.has_lemma(child, SAYING) for child in dependents(words, verb, "parataxis")
    )


def _is_denied(words: Words, verb: int) -> bool:
    """ "Denied that", "denied shelling", "stopped short of condemning"."""
    head = words.heads[verb]
    if words.word(verb - 1) == "of" and words.word(verb - 2) == "short" and head >= 0:
        return words.has_lemma(verb - 3, _STOPPING)
    is_complement = words.labels[verb] in ("ccomp", "xcomp", "obj")
    return head >= 0 and is_complement and words.has_lemma(head, cues("denial"))


def _is_doubted(words: Words, verb: int) -> bool:
    """ "Analysts doubt that Chad will attack", "few expect Chad to attack": what is held to be unlikely."""
    head = words.heads[verb]
    if head < 0 or words.labels[verb] not in ("ccomp", "xcomp"):
        return False
    if not words.has_lemma(head, _BELIEVING):
        return words.has_lemma(head, _DOUBTING)
    subject = dependent(words, head, *SUBJECTS)
    told = {words.lower[one] for one in dependents(words, head, "aux", "advmod")}
    told |= {words.lower[one] for one in (subject, *dependents(words, subject, "amod", "det"))}
    return not told.isdisjoint(_HARDLY)


def _is_asked_for(words: Words, verb: int) -> bool:
    """ "Their demand is that the army leave": what a noun of asking, hope or fear is about."""
    if dependent(words, verb, "cop") < 0 or dependent(words, verb, "mark") < 0:
        return False
    nouns = _ASKED | cues("unreal_noun")
    return any(words.has_lemma(one, nouns) for one in dependents(words, verb, *SUBJECTS))


def _is_begun(words: Words, verb: int) -> bool:
    """ "Would start withdrawing", "has begun shelling": a gerund that is as real as its beginning."""
    head = words.heads[verb]
    is_gerund = words.lower[verb].endswith("ing") and words.labels[verb] == "xcomp"
    return is_gerund and head >= 0 and words.has_lemma(head, _BEGUN)


def _is_gerund_of_plan(words: Words, verb: int) -> bool:
    """ "Is considering sending troops"."""
    head = words.heads[verb]
    is_gerund = words.lower[verb].endswith("ing") and words.labels[verb] in ("xcomp", "ccomp")
    return is_gerund and head >= 0 and words.has_lemma(head, cues("unreal_verb"))


def _infinitive_modality(words: Words, verb: int, depth: int) -> Modality:
    """How an infinitive is meant, by the verb, noun or adjective that governs it."""
    head = words.heads[verb]
    has_own = dependent(words, verb, "aux") >= 0
    governing = -1
    if words.labels[verb] == "conj" and head >= 0 and is_verb(words, head) and not has_own:
        governing = head
    elif words.labels[verb] == "acl" and is_ranked(words, head):
        # "Became the ninth country to close its border", "was the first to recognise it"
        governing = head if words.heads[head] < 0 else words.heads[head]
    if governing >= 0:
        return verb_modality(words, governing, depth=depth + 1)
    if words.labels[verb] == "acl" and words.labels[head] == "root" and not is_verb(words, head):
        # "Macron to visit Kyiv": a headline's future.
        return Modality.FUTURE if words.parts[head] == "PROPN" else Modality.HYPOTHETICAL
    if head < 0 and any(words.parts[one] == "PROPN" for one in dependents(words, verb, "nsubj")):
        # The same, where the reader takes the verb for the head.
        return Modality.FUTURE
    if head >= 0 and words.has_lemma(head, _TELLING) and words.word(verb - 1) == "have":
        # "Claimed to have fired", "is believed to have killed": told as done.
        return verb_modality(words, head, depth=depth + 1)
    if words.word(verb - 1) == "to" and words.has_lemma(verb - 2, cues("plan")):
        head = verb - 2
    elif head < 0 or has_own:
        before = words.word(verb - 2)
        return Modality.FUTURE if before in ("is", "are", "was", "were") else Modality.HYPOTHETICAL
    found = Modality.HYPOTHETICAL
    if words.has_lemma(head, cues("denial")):
        found = Modality.NEGATED
    elif words.has_lemma(head, cues("plan")):
        found = Modality.FUTURE if words.has_lemma(head, cues("future_plan")) else found
    elif words.has_lemma(head, _DONE):
        found = verb_modality(words, head, depth=depth + 1)
    elif words.lower[head] in ("is", "are") or words.word(verb - 2) in ("is", "are"):
        found = Modality.FUTURE
    return found


def is_purpose(words: Words, match: TriggerMatch) -> bool:
    """Whether an infinitive only says what for: no verb of plan, beginning or habit governs it."""
    head = words.heads[match.head]
    if head < 0 or words.labels[match.head] not in ("advcl", "acl", "xcomp", "obl"):
        return False
    is_governed = any(words.has_lemma(head, group) for group in (cues("plan"), cues("denial"), _DONE))
    return not is_governed and words.word(match.first - 2) not in ("is", "are", "was", "were")


def _noun_modality(words: Words, match: TriggerMatch) -> Modality:
    noun = match.head
    describing = {words.lower[child] for child in dependents(words, noun, "amod", "det", "case", "advmod")}
    if not cues("unreal_adjective").isdisjoint(describing):
        return Modality.HYPOTHETICAL
    if "no" in describing or "without" in describing:
        return Modality.NEGATED
    if is_awaited(words, match):
        return Modality.FUTURE
    return Modality.HYPOTHETICAL if _is_only_approved(words, match) else _governed(words, noun)


def _is_only_approved(words: Words, match: TriggerMatch) -> bool:
    """ "Approved an attack on", "authorised the withdrawal of": a deed that is still to be done."""
    meaning = match.trigger.meaning
    is_deed = meaning.event_type is EventType.ASSAULT or meaning.mode == "withdraw"
    head = words.heads[match.head]
    return is_deed and words.labels[match.head] == "obj" and words.has_lemma(head, _APPROVING)


def is_awaited(words: Words, match: TriggerMatch) -> bool:
    """Whether a meeting is still to come: "ahead of the premier's visit", "on the eve of talks"."""
    if match.trigger.meaning.event_type is not EventType.CONSULT:
        return False
    before = [words.lower[one] for one in range(max(0, match.first - _REACH), match.first)]
    return any(pair in (("ahead", "of"), ("eve", "of")) for pair in pairwise(before))


def _governed(words: Words, noun: int) -> Modality:
    """What the verb or noun above makes of a noun: "threats of attacks", "will hold talks"."""
    token = noun
    for above in ancestors(words, noun):
        label = words.labels[token]
        if is_verb(words, above):
            return _under_verb(words, token, above, label)
        if words.has_lemma(above, cues("unreal_noun")) and label in ("nmod", "compound", "acl"):
            return Modality.HYPOTHETICAL
        is_inside = label in ("conj", "nmod", "compound", "amod", "appos", "flat")
        is_linked = label != "nmod" or preposition(words, token) in ("of", "for", "to", "between", "with")
        if not (is_inside and is_linked):
            return Modality.ACTUAL
        token = above
    return verb_modality(words, noun) if dependent(words, noun, "cop") >= 0 else Modality.ACTUAL


def _under_verb(words: Words, token: int, verb: int, label: str) -> Modality:
    """What the verb makes of its object or subject: "will hold talks", "threatened attacks"."""
    is_needed = label == "obl" and preposition(words, token) in _NEEDED
    if label not in _LINKS and not is_needed:
        return Modality.ACTUAL
    if label == "obj" and words.has_lemma(verb, _JUDGING):
        # "Will investigate attacks": they happened.
        return Modality.ACTUAL
    is_object = label in ("obj", "obl", "nsubj:pass") and words.has_lemma(verb, cues("unreal_verb"))
    if is_object:
        return Modality.HYPOTHETICAL
    # "The talks made no progress": they were held.
    inside = frozenset(dependents(words, verb, "obj")) if label == "nsubj" else frozenset[int]()
    return verb_modality(words, verb, inside=inside)
