"""Whether words are used as a row of the lexicon means them: as verb, as noun, within one clause."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType
from geomap.events.lists.lexicon import Part, Trigger
from geomap.events.tree.arguments import obliques
from geomap.events.tree.grammar import ancestors, dependent, has_to, is_verb
from geomap.events.tree.morphology import Form, forms_of
from geomap.events.tree.sentences import SAYING, Words, word_groups

_NAMED = 4
_HEDGES = frozenset({"least", "most"})
_GOING_ON = frozenset({"on", "ahead"})
_FLEEING = frozenset({"flee", "escape"})
_PROTESTING = frozenset("protest march chant strike demonstrate rally boycott against street demand".split())
_SAID = frozenset(
    {EventType.REJECT, EventType.ACCUSE, EventType.REQUEST, EventType.SUPPORT, EventType.THREATEN}
)


def only_describes(words: Words, trigger: Trigger, token: int, covered: Sequence[int]) -> bool:
    """ "Ordered the striking miners" orders no strike."""
    word = words.lower[token]
    is_participle = word.endswith("ing") and words.labels[token] == "amod"
    if not is_participle or any(word in element for element in trigger.fixed):
        return False
    return words.heads[token] > token and words.heads[token] not in covered


def breaks_off(words: Words, trigger: Trigger, head: int, covered: Sequence[int]) -> bool:
    """Whether a later word of a verb phrase belongs to a clause of its own.

    "Agreed the deal is dead" agrees no deal, who "is going to pay" goes nowhere, and who "stopped short of
    condemning the war" stopped none.
    """
    last = covered[-1]
    if trigger.part is not Part.VERB:
        return False
    # "Fired at least eight shots"
    is_hedge = any(words.lower[one] == "at" and words.word(one + 1) in _HEDGES for one in covered)
    if is_hedge or (trigger.meaning.event_type is EventType.REQUEST and _asks_nobody(words, head, last)):
        return True
    if last == head:
        return False
    is_infinitive = words.lower[last] == "to" and words.parts[last] == "PART"
    if is_infinitive and trigger.meaning.event_type is EventType.CONSULT:
        return True
    inner = [token for token in covered if words.heads[token] not in covered]
    # "Announced it will sanction judges" announces no sanction.
    is_said = trigger.meaning.event_type not in _SAID and _is_content(words, head, last)
    is_said = is_said or (words.word(head + 1) == "short" and words.heads[last] != head)
    if is_said or any(
        _is_of_next_verb(words, head, one) or _is_in_relative_clause(words, head, one) for one in inner
    ):
        return True
    noun = words.labels[last].startswith("nsubj") and words.parts[last] == "NOUN"
    return noun and last > head and words.heads[last] > last and words.heads[last] not in covered


def only_leaves(words: Words, trigger: Trigger, verb: int) -> bool:
    """Whether people leave where they live: "streamed out of rebel-held territory" is no protest."""
    if trigger.meaning.event_type is not EventType.PROTEST or words.parts[verb] != "VERB":
        return False
    if not words.vocabulary.isdisjoint(_PROTESTING):
        return False
    left = obliques(words, verb, ("from",))
    return words.has_lemma(verb, _FLEEING) or any(
        words.has_lemma(one, word_groups()["abodes"]) for one in left
    )


def _is_content(words: Words, head: int, verb: int) -> bool:
    """Whether a verb with its own subject is what a verb of saying says."""
    is_said = words.labels[verb] == "ccomp" and words.has_lemma(head, SAYING)
    return is_said and is_verb(words, verb) and dependent(words, verb, "nsubj") >= 0


def _asks_nobody(words: Words, head: int, last: int) -> bool:
    """ "Pressed on with efforts" presses nobody, "called the envoy to London a fool" calls him nowhere."""
    is_going_on = words.word(head + 1) in _GOING_ON and words.word(head + 2) == "with"
    is_inner = words.lower[last] == "to" and words.parts[last] == "ADP"
    return is_going_on or (is_inner and words.labels[words.heads[last]] == "nmod")


def _is_in_relative_clause(words: Words, head: int, token: int) -> bool:
    """ "Deported activists who had come to observe a trial" deports nobody to a trial."""
    below = token
    for above in ancestors(words, token):
        if words.labels[below] == "acl:relcl":
            return head in ancestors(words, below) and below > head
        below = above
    return False


def _is_of_next_verb(words: Words, head: int, token: int) -> bool:
    """ "Suspended two stations and imposed a curfew" suspends no curfew.

    "Called it a coup and summoned supporters to the square" calls nobody to the square.
    """
    above = words.heads[token]
    if words.parts[token] == "ADP" and above >= 0 and not is_verb(words, above):
        governing = words.heads[above]
        return head < governing < token and words.labels[governing] == "conj" and is_verb(words, governing)
    is_joined = head < above < token and words.labels[above] == "conj"
    return is_joined and words.labels[token] == "obj" and dependent(words, head, "obj") >= 0


def is_used_as_verb(words: Words, head: int, base: str) -> bool:
    """Whether the reader takes the word for a verb, or its own subject or object shows that it is one."""
    forms = forms_of(words.lower[head], base)
    if not forms or words.word(head - 1) == "-":
        return False
    label = words.labels[head]
    if words.parts[head] in ("VERB", "AUX"):
        is_before_noun = label in ("amod", "compound") and words.heads[head] > head and forms != {Form.BASE}
        return not is_before_noun
    is_participle = not forms.isdisjoint({Form.PAST, Form.PARTICIPLE})
    if words.parts[head] == "ADJ":
        return is_participle and dependent(words, head, "cop", "aux:pass", "nsubj:pass", "aux") >= 0
    if is_participle and Form.BASE not in forms:
        return dependent(words, head, "nsubj", "nsubj:pass", "obj", "obl") >= 0
    return dependent(words, head, "nsubj", "obj") >= 0 and dependent(words, head, "det", "cop", "case") < 0


def tells_a_name(words: Words, trigger: Trigger, first: int) -> bool:
    """ "In what it called a warning to": how it names something."""
    if trigger.part is not Part.VERB or "what" not in words.lower[max(0, first - _NAMED) : first]:
        return False
    return not trigger.pattern[0].isdisjoint(word_groups()["naming"])


def is_nominal(words: Words, start: int, head: int) -> bool:
    """Whether the reader takes the word for a noun that tells of a deed, not of a kind of thing."""
    word = words.lower[head]
    if word == "protest" and words.word(head - 1) == "in":
        # "Recalled its envoy in protest"
        return False
    if head + 1 < len(words) and words.has_lemma(head + 1, word_groups()["compound"]):
        # "A murder trial", "an attack helicopter"
        return False
    is_gerund = word.endswith("ing") and words.lemmas[head] == frozenset({word})
    if word.endswith("ed") or is_gerund:
        return False
    if words.parts[head] in ("VERB", "AUX"):
        if word.endswith("ing") and any(one > head for one in obliques(words, head, ("between",))):
            # "Fighting between rebels and troops"
            return dependent(words, head, "nsubj", "aux", "obj") < 0
        is_finite = dependent(words, head, "nsubj", "nsubj:pass", "aux", "obj") >= 0 or has_to(words, head)
        has_noun_sign = dependent(words, head, "det", "nmod:poss", "nmod", "amod") >= 0
        return has_noun_sign and not is_finite
    return words.parts[head] in ("NOUN", "PROPN", "X", "ADJ", "NUM", "SYM", "INTJ")


def only_names_a_kind(words: Words, trigger: Trigger, head: int) -> bool:
    """ "Rejection letters", "a complaint box": a noun of speaking that describes the next word."""
    is_said = trigger.meaning.event_type in _SAID and words.labels[head] == "compound"
    return is_said and words.heads[head] == head + 1 and words.parts[head + 1] == "NOUN"
