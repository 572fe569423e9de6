"""Where a sentence tells of an event: the rows of the lexicon that fit its words and its tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from geomap.events.arguments import is_passive, objects, obliques, subjects
from geomap.events.grammar import conjuncts, dependent, is_verb
from geomap.events.lexicon import GAP, Part, Trigger, group_of, rows_by_first_word
from geomap.events.sentences import (
    CLAUSE_SIGNS,
    DETERMINERS,
    PREPOSITIONS,
    Words,
    asked_once,
    word_groups,
)
from geomap.events.word_use import (
    breaks_off,
    is_nominal,
    is_used_as_verb,
    only_describes,
    only_names_a_kind,
)

_WITH_OBJECT = "@obj"
_WITH_PLACE = "@place"
_LONGESTGAP = 6
_DESCRIBING = 4
_PARTICLES = frozenset("up down out off over away back aside together".split())
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight".split()
)
_ERGATIVE = frozenset("open resume begin start restart reopen cross enter reach arrive".split())
_BEFORE, _AFTER = 14, 14
_AMOUNTS = frozenset(
    "thousand hundred dozen score ten million number group column convoy unit series handful wave team batch"
    " couple pair majority battery squad stockpile load most all some many several one two three".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerMatch:
    """A trigger found in a sentence.

    ``first`` and ``last`` are its first and last token, ``head`` its verb or head noun, ``base`` the
    base form of the head; ``tokens`` are the words of the phrase, of which the object of a passive
    ("a treaty was signed") may stand before ``first``. ``rivals`` are weaker matches with the same head, best
    first: what the words may mean if this one lacks the sides it needs.
    """

    trigger: Trigger
    first: int
    last: int
    head: int
    base: str
    tokens: frozenset[int]
    rivals: tuple[TriggerMatch, ...] = ()

    @property
    def is_verb(self) -> bool:
        """Whether the trigger is a verb phrase."""
        return self.trigger.part is Part.VERB


def find_triggers(words: Words) -> tuple[TriggerMatch, ...]:
    """The triggers of a sentence in order; of overlapping ones the one that fixes more words."""
    found: list[TriggerMatch] = []
    known, index = words.vocabulary, rows_by_first_word()
    for start in range(len(words)):
        rows = [
            (lemma, trigger)
            for lemma in sorted(words.lemmas[start])
            for trigger in index.get(lemma, ())
            if not any(map(known.isdisjoint, trigger.needed))
        ]
        turned = _objects_of_phrases(words, start) if rows and is_verb(words, start) else ()
        for lemma, trigger in rows:
            match = _match(words, start, lemma, trigger)
            if match is None and turned and trigger.is_phrase:
                match = _match_object(words, start, lemma, trigger, turned)
            if match:
                found.append(match)
    return _without_overlaps(words, found)


def _objects_of_phrases(words: Words, verb: int) -> tuple[int, ...]:
    """What may be the object of a phrase of the lexicon; for "talks resumed" the subject."""
    found = objects(words, verb)
    if not found and words.has_lemma(verb, _ERGATIVE):
        found = subjects(words, verb)
    return found


def _match(words: Words, start: int, lemma: str, trigger: Trigger) -> TriggerMatch | None:
    covered = _match_from(words, start, trigger.pattern, trigger.part)
    if covered is None:
        return None
    is_noun = trigger.part is Part.NOUN
    head = _noun_head(trigger, start, covered[-1]) if is_noun else covered[trigger.head]
    base = lemma if is_noun or head == start else min(trigger.head_words & words.lemmas[head])
    if trigger.part is Part.VERB and not is_used_as_verb(words, head, base):
        return None
    if any(only_describes(words, trigger, token, covered) for token in covered if token != head):
        return None
    if breaks_off(words, trigger, head, covered):
        return None
    if is_noun and (not is_nominal(words, start, head) or only_names_a_kind(words, trigger, head)):
        return None
    match = TriggerMatch(
        trigger=trigger, first=start, last=covered[-1], head=head, base=base, tokens=frozenset(covered)
    )
    return match if _is_allowed(words, match) else None


def _match_object(
    words: Words, verb: int, lemma: str, trigger: Trigger, turned: Sequence[int]
) -> TriggerMatch | None:
    """A phrase of verb and object wherever the object stands: "the treaty they signed"."""
    if not is_used_as_verb(words, verb, lemma):
        return None
    pattern = trigger.fixed
    for item in turned:
        for length in range(1, len(pattern)):
            inner, rest = pattern[1 : 1 + length], pattern[1 + length :]
            start = item - length + 1
            if start < 0 or not words.has_lemma(item, inner[-1]) or not _covers(words, start, inner):
                continue
            after = _rest_of(words, max(verb, item), rest)
            if after is not None:
                covered = frozenset((*range(start, item + 1), verb, *after))
                last = max((verb, item, *after)) if item > verb else max((verb, *after))
                match = TriggerMatch(
                    trigger=trigger, first=verb, last=last, head=verb, base=lemma, tokens=covered
                )
                return match if _is_allowed(words, match) else None
    return None


def _covers(words: Words, start: int, pattern: Sequence[frozenset[str]]) -> bool:
    return all(words.has_lemma(start + place, element) for place, element in enumerate(pattern))


def _rest_of(words: Words, verb: int, rest: Sequence[frozenset[str]]) -> tuple[int, ...] | None:
    """The tokens of what a phrase has after its object, such as "on" in "impose sanctions on"."""
    if not rest:
        return ()
    return _first_match(words, _next_places(words, verb + 1, rest[0], Part.VERB), rest, Part.VERB)


def _match_from(
    words: Words, start: int, pattern: Sequence[frozenset[str]], part: Part
) -> tuple[int, ...] | None:
    """The indexes of the tokens that the pattern's words cover from `start` on, or None."""
    element = pattern[0]
    if GAP in element:
        return _first_match(words, _gap_places(words, start), pattern[1:], part)
    if start >= len(words) or not words.has_lemma(start, element):
        return None
    if len(pattern) == 1:
        return (start,)
    rest = _first_match(words, _next_places(words, start + 1, pattern[1], part), pattern[1:], part)
    return (start, *rest) if rest is not None else None


def _first_match(
    words: Words, places: Iterator[int], pattern: Sequence[frozenset[str]], part: Part
) -> tuple[int, ...] | None:
    for place in places:
        found = _match_from(words, place, pattern, part)
        if found is not None:
            return found
    return None


def _gap_places(words: Words, start: int) -> Iterator[int]:
    """Where the word after a gap may stand."""
    for skipped in range(_LONGESTGAP + 1):
        place = start + skipped
        if place >= len(words) or (skipped and _opens_clause(words, place - 1)):
            return
        yield place


def _opens_clause(words: Words, place: int) -> bool:
    """Whether a clause of its own begins with a word: "emphasized that", "told Congress that"."""
    word = words.lower[place]
    return word in CLAUSE_SIGNS or (word == "that" and words.parts[place] == "SCONJ")


def _next_places(words: Words, start: int, element: frozenset[str], part: Part) -> Iterator[int]:
    """Where the next word of a phrase may stand: at once, or after determiners, adverbs and times."""
    yield start
    if GAP in element:
        return
    if part is Part.NOUN:
        yield from _past_describing(words, start)
        return
    place = start
    is_infinitive = words.word(start - 1) == "to" and start < len(words) and is_verb(words, start)
    # "Refused to rule out talks" is no "refused to talk".
    is_loose = element.isdisjoint(PREPOSITIONS | _PARTICLES) and not is_infinitive
    for _ in range(4):
        word = words.word(place)
        if word == "that" and _opens_clause(words, place):
            return
        if word == "on" and words.word(place + 1) in _TIMES:
            place += 2
        elif (
            word in _TIMES or word in DETERMINERS or word.endswith("ly") or word in ("once", "also", "again")
        ) or (
            is_loose
            and (word.isalpha() or word[:1].isdigit())
            and word not in PREPOSITIONS
            and word not in ("and", "or", "but", "who")
        ):
            place += 1
        else:
            return
        yield place


def _past_describing(words: Words, start: int) -> Iterator[int]:
    """Where the noun after "of" may stand: "deployment of some 230 French troops"."""
    if words.word(start - 1) not in ("of", "to", "for"):
        return
    for place in range(start, start + _DESCRIBING):
        if place >= len(words) or words.parts[place] not in ("DET", "NUM", "ADJ", "ADV"):
            return
        yield place + 1


def _noun_head(trigger: Trigger, start: int, last: int) -> int:
    """The head of "deployment of troops" is its first noun, that of "drone strike" its last."""
    for number, element in enumerate(trigger.pattern):
        if "of" in element or "to" in element or "for" in element:
            return start + number - 1
    return last


def _is_allowed(words: Words, match: TriggerMatch) -> bool:
    trigger = match.trigger
    around = frozenset({match.head})
    if (
        "call" in trigger.pattern[0]
        and match.is_verb
        and "what" in words.lower[max(0, match.first - 4) : match.first]
    ):
        # "In what it called a warning to": how it names something.
        return False
    if trigger.requires and not any(_holds(words, match, item, around) for item in trigger.requires):
        return False
    own: frozenset[int] | None = None
    for item in trigger.forbids:
        if _holds(words, match, item, match.tokens):
            if item[0] in "<>#@~":
                return False
            own = own if own is not None else _own_words(words, match)
            if any(words.has_lemma(index, frozenset({item})) for index in own):
                return False
    return True


def _own_words(words: Words, match: TriggerMatch) -> frozenset[int]:
    """The words that belong to a trigger: its arguments with what describes them, and what governs it."""
    found: set[int] = set()
    for token in match.tokens:
        found |= _near(words, token)
    above = words.heads[match.head]
    if above >= 0 and not words.labels[match.head].startswith(("ccomp", "advcl", "parataxis", "acl:relcl")):
        found |= _near(words, above)
    return frozenset(found - match.tokens)


def _near(words: Words, token: int) -> set[int]:
    """A token with its dependents and theirs."""
    children = words.children[token]
    return {token, *children, *(item for child in children for item in words.children[child])}


def _holds(words: Words, match: TriggerMatch, item: str, without: frozenset[int]) -> bool:
    """Whether a required or forbidden word stands where the lexicon says, at other tokens than `without`."""
    if item == _WITH_OBJECT:
        return dependent(words, match.head, "obj") >= 0 or is_passive(words, match.head)
    if item.startswith("@"):
        return any(_is_object(words, index, item) for index in _acted_on(words, match.head))
    if item[0] in _PLACES:
        wanted = _wanted(item[1:])
        return any(words.has_lemma(index, wanted) for index in _PLACES[item[0]](words, match))
    if item.startswith("#"):
        return _tells_subject(words, _without_aftermath(words, match, group_of(item)), without)
    wanted = frozenset({item})
    near = range(max(0, match.first - _BEFORE), min(len(words), match.last + _AFTER + 1))
    return item in words.vocabulary and any(
        words.has_lemma(index, wanted) for index in near if index not in without
    )


_PLACES: dict[str, Callable[[Words, TriggerMatch], Sequence[int]]] = {
    "~": lambda words, match: subjects(words, match.head),
    ">": lambda words, match: (match.last + 1,),
    "<": lambda words, match: (match.first - 1,),
}
"""Where a word stands that a row marks with a sign."""


def _is_object(words: Words, index: int, item: str) -> bool:
    """Whether an object is the word, of the group or the place's name that a row asks for."""
    if item == _WITH_PLACE:
        # The name itself, or the word before which it stands: "the Odesa port".
        return any(name.kind == "LOC" and name.first <= index <= name.last for name in words.names)
    return words.has_lemma(index, _wanted(item[1:]))


def _wanted(item: str) -> frozenset[str]:
    """The words that an item of a row means: a word, or those of its ``#group``."""
    return group_of(item) if item.startswith("#") else frozenset({item})


def _without_aftermath(words: Words, match: TriggerMatch, group: frozenset[str]) -> frozenset[str]:
    """A group without what attacks bring about: forces that strike may cause a fire."""
    groups = word_groups()
    if not match.is_verb or group.isdisjoint(groups["aftermath"]):
        return group
    is_attacked = any(words.has_lemma(one, groups["attackers"]) for one in subjects(words, match.head))
    return group - groups["aftermath"] if is_attacked else group


def _tells_subject(words: Words, group: frozenset[str], without: frozenset[int]) -> bool:
    """Whether words at other tokens than `without` mark a subject; faint ones, such as "team", only two."""
    if words.vocabulary.isdisjoint(group):
        return False
    outside = [index for index in range(len(words)) if index not in without]
    found = {
        lemma
        for index in outside
        for lemma in words.lemmas[index] & group
        # "Fired missiles" tells of no fire.
        if lemma != "fire" or words.parts[index] != "VERB"
    }
    return len(found) > 1 or bool(found - word_groups()["faint"])


@asked_once
def _acted_on(words: Words, verb: int) -> tuple[int, ...]:
    """The objects of a verb with those joined to them and what they are a number of: "a column of tanks"."""
    found = [one for item in objects(words, verb) for one in conjuncts(words, item)]
    counted = [one for one in found if words.has_lemma(one, _AMOUNTS)]
    return (*found, *(item for one in counted for item in obliques(words, one, ("of",))))


def _without_overlaps(words: Words, found: list[TriggerMatch]) -> tuple[TriggerMatch, ...]:
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
