"""Whether the words around a trigger are those its row of the lexicon asks for, and none that it forbids."""

from __future__ import annotations

from collections.abc import Callable

from geomap.events.lists.lexicon import Condition, Where
from geomap.events.tree.arguments import is_passive, objects, obliques, subjects
from geomap.events.tree.grammar import conjuncts, dependent, preposition
from geomap.events.tree.sentences import Words, asked_once, word_groups
from geomap.events.triggers.matches import TriggerMatch

_FIRING = frozenset({"open", "set", "under", "return", "exchange", "trade", "cease", "come"})
_REACH = 14
"""How many words before and after a trigger are near it."""


def is_allowed(words: Words, match: TriggerMatch) -> bool:
    """Whether any of what a row requires holds, and nothing that it forbids."""
    requires, forbids = match.trigger.requires, match.trigger.forbids
    around = frozenset({match.head})
    if requires and not any(_holds(words, match, one, around) for one in requires):
        return False
    for one in forbids:
        may_hold = not one.words or not words.vocabulary.isdisjoint(one.words)
        if may_hold and _rules_out(words, match, one):
            return False
    return True


def _rules_out(words: Words, match: TriggerMatch, condition: Condition) -> bool:
    """Whether what a row forbids holds; a word that stands anywhere near must belong to the trigger."""
    if not _holds(words, match, condition, match.tokens):
        return False
    if condition.where is not Where.NEAR:
        return True
    near = _words_near(words, match, condition.words, match.tokens)
    return any(near & words.lemmas[index] for index in _own_words(words, match))


def _holds(words: Words, match: TriggerMatch, condition: Condition, without: frozenset[int]) -> bool:
    """Whether a word stands where the condition says, at other tokens than `without`."""
    if condition.words and words.vocabulary.isdisjoint(condition.words):
        return False
    return bool(_TESTS[condition.where](words, match, condition.words, without))


def _words_near(
    words: Words, match: TriggerMatch, wanted: frozenset[str], without: frozenset[int]
) -> frozenset[str]:
    """Those of the wanted words that stand near a trigger, at other tokens than `without`."""
    near = range(max(0, match.first - _REACH), min(len(words), match.last + _REACH + 1))
    return frozenset().union(*[words.lemmas[index] & wanted for index in near if index not in without])


def _own_words(words: Words, match: TriggerMatch) -> frozenset[int]:
    """The words that belong to a trigger: its arguments with what describes them, and what governs it."""
    found: set[int] = set()
    for token in match.tokens:
        found |= _with_dependents(words, token)
    above = words.heads[match.head]
    if above >= 0 and not words.labels[match.head].startswith(("ccomp", "advcl", "parataxis", "acl:relcl")):
        found |= _with_dependents(words, above)
    return frozenset(found - match.tokens)


def _with_dependents(words: Words, token: int) -> set[int]:
    """A token with its dependents and theirs; "guards killed two; a flood killed six" are two sentences."""
    children = [one for one in words.children[token] if words.labels[one] != "parataxis"]
    return {token, *children, *(item for child in children for item in words.children[child])}


def _tells_subject(words: Words, match: TriggerMatch, group: frozenset[str], without: frozenset[int]) -> bool:
    """Whether words at other tokens than `without` mark a subject; faint ones, such as "team", only two."""
    group = _without_aftermath(words, match, group)
    found = {
        lemma
        for index in _between_semicolons(words, match)
        if index not in without
        for lemma in words.lemmas[index] & group
        # "Fired missiles" tells of no fire.
        if lemma != "fire" or not _is_of_weapons(words, index)
    }
    return len(found) > 1 or bool(found - word_groups()["faint"])


def _between_semicolons(words: Words, match: TriggerMatch) -> range:
    """The words from the last semicolon before a trigger to the next one behind it."""
    signs = [-1, *(index for index, word in enumerate(words.lower) if word == ";"), len(words)]
    return range(
        max(sign for sign in signs if sign < match.first) + 1,
        min(sign for sign in signs if sign > match.last),
    )


def _is_of_weapons(words: Words, index: int) -> bool:
    """ "Fired missiles", "opened fire", "set fire to trucks": no accident."""
    return words.parts[index] == "VERB" or words.has_lemma(index - 1, _FIRING)


def _without_aftermath(words: Words, match: TriggerMatch, group: frozenset[str]) -> frozenset[str]:
    """A group without what attacks bring about: forces that strike may cause a fire."""
    groups = word_groups()
    if not match.is_verb or group.isdisjoint(groups["aftermath"]):
        return group
    is_attacked = any(words.has_lemma(one, groups["attackers"]) for one in subjects(words, match.head))
    return group - groups["aftermath"] if is_attacked else group


@asked_once
def _acted_on(words: Words, verb: int) -> tuple[int, ...]:
    """The objects of a verb with those joined to them and what they are a number of: "a column of tanks"."""
    found = [one for item in objects(words, verb) for one in conjuncts(words, item)]
    counted = [
        one for one in found if words.has_lemma(one, word_groups()["amounts"]) or words.parts[one] == "NUM"
    ]
    return (*found, *(item for one in counted for item in obliques(words, one, ("of",))))


def _has_object(words: Words, verb: int) -> bool:
    """Whether a verb has an object; "outside the embassy" is none, whatever the tree calls it."""
    item = dependent(words, verb, "obj")
    return item >= 0 and not preposition(words, item)


_TESTS: dict[Where, Callable[[Words, TriggerMatch, frozenset[str], frozenset[int]], object]] = {
    Where.NEAR: _words_near,
    Where.NEXT: lambda words, match, wanted, _: words.has_lemma(match.last + 1, wanted),
    Where.BEFORE: lambda words, match, wanted, _: words.has_lemma(match.first - 1, wanted),
    Where.SUBJECT: lambda words, match, wanted, _: any(
        words.has_lemma(one, wanted) for one in subjects(words, match.head)
    ),
    Where.OBJECT: lambda words, match, wanted, _: any(
        words.has_lemma(one, wanted) for one in _acted_on(words, match.head)
    ),
    Where.TOPIC: _tells_subject,
    Where.ANY_OBJECT: lambda words, match, _, __: (
        _has_object(words, match.head) or is_passive(words, match.head)
    ),
    # The name itself, or the word before which it stands: "the Odesa port".
    Where.NAMED_OBJECT: lambda words, match, _, __: any(
        name.kind == "LOC" and name.first <= one <= name.last
        for one in _acted_on(words, match.head)
        for name in words.names
    ),
    Where.COUNTED_OBJECT: lambda words, match, _, __: any(
        dependent(words, one, "nummod") >= 0 for one in _acted_on(words, match.head)
    ),
}
