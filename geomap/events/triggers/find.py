"""Where a sentence tells of an event: the rows of the lexicon that fit its words and its tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geomap.constants import EventType
from geomap.events.lists.lexicon import Part, Trigger, rows_for
from geomap.events.tree.arguments import objects, subjects
from geomap.events.tree.grammar import is_verb
from geomap.events.tree.sentences import Words, asked_once
from geomap.events.triggers.conditions import is_allowed
from geomap.events.triggers.learned import is_idle, learned_triggers
from geomap.events.triggers.matches import TriggerMatch
from geomap.events.triggers.patterns import stands_at, tokens_behind
from geomap.events.triggers.word_use import (
    breaks_off,
    is_nominal,
    is_used_as_verb,
    only_describes,
    only_leaves,
    only_names_a_kind,
    tells_a_name,
)

_ASKING = frozenset({EventType.REQUEST, EventType.AGREE})
_ERGATIVE = frozenset("open resume begin start restart reopen cross enter reach arrive".split())


def find_triggers(words: Words) -> tuple[TriggerMatch, ...]:
    """The triggers of a sentence in order.

    Words that no row knows are triggers where the reader is sure that they tell of a deed, and words of a row
    are none where it is sure that they do not.
    """
    known = [match for match in find_rows(words) if not is_idle(words, match)]
    learned = [
        match for match in learned_triggers(words, known) if not only_leaves(words, match.trigger, match.head)
    ]
    return tuple(sorted((*known, *learned), key=lambda match: match.first))


def find_rows(words: Words) -> tuple[TriggerMatch, ...]:
    """The triggers by the lexicon alone, in order; of overlapping ones the one that fixes more words."""
    found: list[TriggerMatch] = []
    rows_here = rows_for(words.vocabulary)
    for start, lemmas in enumerate(words.lemmas):
        if not rows_here.keys().isdisjoint(lemmas):
            for lemma in sorted(rows_here.keys() & lemmas):
                found += _matches_at(words, start, lemma, rows_here[lemma])
    return _without_overlaps(words, found)


def _matches_at(words: Words, start: int, lemma: str, rows: Sequence[Trigger]) -> Iterator[TriggerMatch]:
    """The matches of rows that may begin with a base form of a token."""
    is_used = is_used_as_verb(words, start, lemma)
    is_turnable = is_used and is_verb(words, start)
    for trigger in rows:
        if trigger.is_led_by_verb and not is_used:
            continue
        match = _match(words, start, lemma, trigger)
        if match is None and is_turnable and trigger.is_phrase:
            match = _match_object(words, start, lemma, trigger)
        if match:
            yield match


@asked_once
def _objects_of_phrases(words: Words, verb: int) -> tuple[int, ...]:
    """What may be the object of a phrase of the lexicon; for "talks resumed" the subject."""
    found = objects(words, verb)
    if not found and words.has_lemma(verb, _ERGATIVE):
        found = subjects(words, verb)
    return found


def _match(words: Words, start: int, lemma: str, trigger: Trigger) -> TriggerMatch | None:
    behind = tokens_behind(words, start, trigger.pattern[1:], trigger.part)
    if behind is None:
        return None
    covered = (start, *behind)
    is_noun = trigger.part is Part.NOUN
    head = _noun_head(trigger, start, covered[-1]) if is_noun else covered[trigger.head]
    base = lemma if is_noun or head == start else min(trigger.head_words & words.lemmas[head])
    if trigger.part is Part.VERB and head > start and not is_used_as_verb(words, head, base):
        return None
    if (head > start and _is_no_subject(words, start, covered)) or any(
        only_describes(words, trigger, token, covered) for token in covered if token != head
    ):
        return None
    if breaks_off(words, trigger, head, covered) or tells_a_name(words, trigger, start):
        return None
    if is_noun and (not is_nominal(words, start, head) or only_names_a_kind(words, trigger, head)):
        return None
    match = TriggerMatch(
        trigger=trigger, first=start, last=covered[-1], head=head, base=base, tokens=frozenset(covered)
    )
    return match if is_allowed(words, match) else None


def _is_no_subject(words: Words, first: int, covered: Sequence[int]) -> bool:
    """Whether the noun before a verb does not do it: "riot police broke up", "laid by rebels struck"."""
    above = words.heads[first]
    is_kind = (
        words.labels[first] in ("compound", "amod") and first < above < covered[-1] and above not in covered
    )
    return is_kind or words.labels[first] == "obl:agent"


def _match_object(words: Words, verb: int, lemma: str, trigger: Trigger) -> TriggerMatch | None:
    """A phrase of verb and object wherever the object stands: "the treaty they signed"."""
    if tells_a_name(words, trigger, verb):
        return None
    pattern = trigger.fixed
    for item in _objects_of_phrases(words, verb):
        for length in range(1, len(pattern)):
            inner, rest = pattern[1 : 1 + length], pattern[1 + length :]
            start = item - length + 1
            if start < 0 or not words.has_lemma(item, inner[-1]) or not stands_at(words, start, inner):
                continue
            after = tokens_behind(words, max(verb, item), rest, Part.VERB)
            if after is not None:
                if _is_of_other(words, trigger, verb, item):
                    start = item + 1
                covered = frozenset((*range(start, item + 1), verb, *after))
                last = max((verb, item, *after)) if item > verb else max((verb, *after))
                match = TriggerMatch(
                    trigger=trigger, first=verb, last=last, head=verb, base=lemma, tokens=covered
                )
                return match if is_allowed(words, match) else None
    return None


def _is_of_other(words: Words, trigger: Trigger, verb: int, item: int) -> bool:
    """Whether the noun is another verb's object.

    "Signed a truce brokered by", "lifted sanctions it had imposed", "accepted a truce proposed by".
    """
    above = words.heads[item]
    is_object = above >= 0 and words.labels[item] in ("obj", "nsubj:pass") and words.heads[verb] == item
    is_asked = words.labels[verb] == "acl" and trigger.meaning.event_type in _ASKING
    if words.labels[verb] == "acl:relcl" or is_asked:
        return is_object
    return trigger.meaning.mode == "third-party" and words.labels[verb] in ("acl", "advcl")


def _noun_head(trigger: Trigger, start: int, last: int) -> int:
    """The head of "deployment of troops" is its first noun, that of "drone strike" its last."""
    for number, element in enumerate(trigger.pattern):
        if "of" in element or "to" in element or "for" in element:
            return start + number - 1
    return last


def _without_overlaps(words: Words, found: list[TriggerMatch]) -> tuple[TriggerMatch, ...]:
    if not found:
        return ()
    ordered = sorted(
        found,
        key=lambda match: (
            -_strength(match),
            match.trigger.part is not Part.VERB,
            words.labels[match.head] == "acl:relcl",
            match.last - match.first,
            not match.trigger.requires,
            match.first,
        ),
    )
    kept: list[TriggerMatch] = []
    rivals: dict[int, list[TriggerMatch]] = {}
    for match in ordered:
        if all(match.tokens.isdisjoint(other.tokens) and not _crosses(match, other) for other in kept):
            kept.append(match)
            rivals[match.head] = []
        elif match.head in rivals:
            rivals[match.head].append(match)
    whole = (
        replace(match, rivals=tuple(rivals[match.head])) if rivals[match.head] else match for match in kept
    )
    return tuple(sorted(whole, key=lambda match: match.first))


def _crosses(match: TriggerMatch, other: TriggerMatch) -> bool:
    """Whether one phrase stands inside the other: "attack" in "launched an attack"."""
    return other.first <= match.last and match.first <= other.last


def _strength(match: TriggerMatch) -> int:
    """How much a match knows; a verb phrase of several words keeps the noun that is its object."""
    weight = match.trigger.weight
    return weight + 1 if match.trigger.part is Part.VERB and weight > 1 else weight
