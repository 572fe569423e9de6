"""The subject of a verb, found by the order of the clause."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.events.parties import Memory, Party, coordinated
from geomap.events.sentences import (
    AUXILIARIES,
    DETERMINERS,
    MODALS,
    SAYING,
    SUBJECT_PRONOUNS,
    Words,
    clause_start,
)
from geomap.events.triggers import TriggerMatch

_BETWEEN = frozenset("not also to now then soon still never already".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with what was found in it, as the rules of roles need it."""

    words: Words
    parties: tuple[Party, ...]
    matches: tuple[TriggerMatch, ...]
    memory: Memory


def attribution_start(words: Words) -> int:
    """Where a closing ", the minister said" or "according to" begins; the sentence's length if nowhere."""
    length = len(words)
    for index in range(length - 1, 0, -1):
        if words.lower[index] == "according" and words.word(index + 1) == "to":
            return index
        if words.has_lemma(index, SAYING) and index > 2 and not words.lower[index].endswith("ing"):
            comma = next((back for back in range(index - 1, 0, -1) if words.lower[back] == ","), None)
            tail = words.lower[index + 1 :]
            if comma is not None and index - comma <= 14 and len(tail) <= 9 and comma > 2:
                return comma
            return length
    return length


def subjects_of(scene: Scene, head: int) -> tuple[tuple[Party, ...], bool]:
    """The subject of the verb at a token, with those joined to it, and whether it is in the same clause."""
    words = scene.words
    low = clause_start(words, head)
    said = [index for index in range(low, head - 1) if says(words, index)]
    inner_low = said[-1] + 1 if said and _has_subject(scene, said[-1] + 1, head) else low
    inner = _subject_in(scene, inner_low, head)
    if inner:
        return inner, True
    if _pronoun_before(words, inner_low, head):
        return _antecedent(scene, inner_low), False
    if words.word(low - 1) in ("who", "which", "that") and low > 1:
        relative = _relative_subject(scene, low)
        if relative:
            return relative, True
    limit = low - 1
    while limit > 0:
        start = clause_start(words, limit)
        found = _subject_in(scene, start, limit)
        if found and _may_inherit(scene, head, low):
            return found, False
        limit = start - 1
    return (), True


def _relative_subject(scene: Scene, low: int) -> tuple[Party, ...]:
    """Whom "who" or "which" means; in "X is among those who" X as well."""
    words = scene.words
    before = [p for p in scene.parties if p.last < low - 1]
    if not before or before[-1].last < low - 4:
        return ()
    group = coordinated(words, scene.parties, before[-1])
    if group[0].before == "among" and words.word(group[0].governor - 1) in ("is", "are", "was", "were"):
        first = _subject_in(scene, clause_start(words, group[0].governor), group[0].governor)
        return (*first, *group)
    return group


_OWN_NOUNS = frozenset("country government nation group party administration".split())


def _pronoun_before(words: Words, low: int, head: int) -> bool:
    """Whether a pronoun stands right before the verb group: "it would tighten", "his country will"."""
    for index in range(head - 1, low - 1, -1):
        word = words.lower[index]
        is_own = word in _OWN_NOUNS and words.word(index - 1) in ("his", "her", "their", "its")
        if word in SUBJECT_PRONOUNS or is_own:
            return True
        is_verbal = word in MODALS or word in AUXILIARIES or word in _BETWEEN or word.endswith("ly")
        if not is_verbal:
            return False
    return False


def says(words: Words, index: int) -> bool:
    """Whether a word is a form of a verb of saying, other than a participle in -ing."""
    return words.has_lemma(index, SAYING) and not words.lower[index].endswith("ing")


def _has_subject(scene: Scene, low: int, high: int) -> bool:
    words = scene.words
    has_pronoun = any(words.lower[index] in SUBJECT_PRONOUNS for index in range(low, high))
    return (
        has_pronoun or bool(_subject_in(scene, low, high)) or (high > low and words.lower[low] in DETERMINERS)
    )


def _may_inherit(scene: Scene, head: int, low: int) -> bool:
    """Whether a verb without a subject of its own takes that of an earlier clause."""
    words = scene.words
    if words.lower[head].endswith("ing") or words.word(head - 1) in ("to", "and", ",", "but", "or"):
        return True
    has_noun = any(words.lower[index] in DETERMINERS for index in range(low, head))
    return not has_noun and words.word(low - 1) in ("and", "but", "as", "while", "after", "before", "when")


def _subject_in(scene: Scene, low: int, high: int) -> tuple[Party, ...]:
    """The first noun phrase of a stretch that no preposition governs, or one that describes it."""
    words = scene.words
    inside = [p for p in scene.parties if low <= p.first and p.last < high]
    free = [p for p in inside if p.governor < low or _is_absolute(words, p, high)]
    heads = [p for p in free if not p.is_modifier]
    coded = [p for p in heads if p.is_coded] or [p for p in heads if not p.is_named_only] or heads
    if heads:
        chosen = coded[0] if coded else heads[0]
        later = [p for p in coded if _opens_new(words, p, chosen)]
        chosen = later[-1] if later else chosen
        group = coordinated(words, scene.parties, chosen)
        return tuple(p for p in group if p.first >= low or p.governor < 0)
    modifiers = [p for p in free if p.is_modifier]
    owners = modifiers or [p for p in inside if p.before == "of" and p.actor.country_iso3]
    return coordinated(words, scene.parties, owners[0]) if owners else ()


def _is_absolute(words: Words, party: Party, high: int) -> bool:
    """ "With Russia's fund set to open an office": the subject of what follows at once."""
    between = words.lower[party.last + 1 : high]
    is_verb_group = bool(between) and all(
        word in MODALS
        or word in AUXILIARIES
        or word in _BETWEEN
        or word in ("set", "due", "ready", "expected")
        for word in between
    )
    return party.before == "with" and (is_verb_group or not between)


def _opens_new(words: Words, party: Party, chosen: Party) -> bool:
    """Whether a later phrase begins a new subject after "and" or "but" and an earlier verb."""
    if party.first <= chosen.last + 2:
        return False
    before = words.word(party.first - 1)
    before = words.word(party.first - 2) if before in DETERMINERS else before
    has_verb = any(
        words.lower[index].endswith("ed")
        or words.lower[index] in ("has", "have", "is", "was", "were", "will")
        for index in range(chosen.last + 1, party.first)
    )
    return before in ("and", "but") and has_verb


def _antecedent(scene: Scene, low: int) -> tuple[Party, ...]:
    """Whom a pronoun means: the subject before it in the sentence, else that of the sentence before."""
    for limit in range(low - 1, 0, -1):
        if scene.words.has_lemma(limit, SAYING):
            start = clause_start(scene.words, limit)
            found = _subject_in(scene, start, limit)
            if found:
                return found
    earlier = _subject_in(scene, 0, low)
    if earlier:
        return earlier
    return (scene.memory.last_subject,) if scene.memory.last_subject else ()
