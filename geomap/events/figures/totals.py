"""Whose total a number is, told at a distance: "the toll rose to 300", "bringing the dead to 34"."""

from __future__ import annotations

from geomap.events.tree.grammar import OBJECTS, SUBJECTS, ancestors, dependent, dependents, preposition
from geomap.events.tree.mending import RELATIVES
from geomap.events.tree.sentences import Words

PARTITIVES = frozenset(
    "number total estimate group wave crowd addition influx flow tally count figure population exodus toll"
    " family crew team".split()
)
CHANGING = frozenset(
    "rise climb reach jump increase grow pass exceed top hit be stand soar swell double triple quadruple fall"
    " drop decline number".split()
)
_RAISING = frozenset("raise bring put push drive place take lift lower revise".split())
_GIVING = frozenset({"give", "list", "report"})
DESCRIBING = ("compound", "amod", "nmod", "acl")


def totals_at(words: Words, node: int) -> tuple[int, ...]:
    """The tokens that name what a number at a node is the total of, nearest first; () if it is none."""
    node = _first_of_change(words, node)
    head, label = words.heads[node], words.labels[node]
    named: tuple[int, ...] = ()
    # "Has risen to 11,600 as of Monday": a goal, though the tree may take it for a subject.
    is_goal = label in SUBJECTS and 0 <= head < node and words.word(node - 1) == "to"
    if head >= 0 and (is_goal or label in ("obl", "obj", "xcomp")) and words.has_lemma(head, CHANGING):
        named = tuple(one for one in _subjects(words, head) if one != node)
    elif head >= 0 and label in ("obl", "nmod") and words.has_lemma(head, _RAISING):
        is_put = preposition(words, node) in ("to", "at")
        named = dependents(words, head, *OBJECTS, "nsubj:pass") if is_put else ()
    elif head >= 0 and label in ("obl", "nmod") and preposition(words, node) == "as":
        # "Gave the number of soldiers killed as 31,000"
        named = _put_at(words, node, _GIVING)
    elif head >= 0 and label in ("obl", "nmod") and preposition(words, node) in ("at", "to"):
        named = _put_at(words, node, _RAISING)
    elif dependent(words, node, "cop") >= 0:
        # "The wounded man was 45" tells an age.
        is_noun = words.parts[node] in ("NOUN", "PROPN")
        named = tuple(one for one in _subjects(words, node) if is_noun or words.has_lemma(one, PARTITIVES))
    found: list[int] = []
    for one in named:
        found.append(one)
        if words.has_lemma(one, PARTITIVES):
            found += dependents(words, one, *DESCRIBING)
    return tuple(found)


def _first_of_change(words: Words, node: int) -> int:
    """The number from which one climbed, if the tree hangs it on the verb: "rose from 300 in May to 578"."""
    near = range(node - 2, max(node - 9, 0), -1)
    if words.word(node - 1) != "to" or words.has_lemma(words.heads[node], CHANGING):
        return node
    for index in near:
        if words.word(index - 1) == "from" and words.parts[index] == "NUM":
            return index if words.has_lemma(words.heads[index], CHANGING) else node
    return node


def _put_at(words: Words, node: int, verbs: frozenset[str]) -> tuple[int, ...]:
    """What is put at a number that the tree hangs elsewhere: "puts the number of people killed at 300"."""
    above = list(ancestors(words, node))
    verb = next((one for one in above if words.parts[one] == "VERB" and words.has_lemma(one, verbs)), -1)
    if verb < 0:
        return ()
    if words.labels[above[0]] == "conj":
        # "... and the wounded at 900"
        return (above[0],)
    return tuple(one for one in dependents(words, verb, *OBJECTS) if one in above)


def _subjects(words: Words, verb: int) -> tuple[int, ...]:
    """A verb's subjects; "which" is what it stands for, and "more than doubled" may hang below its own."""
    found = dependents(words, verb, *SUBJECTS)
    if words.labels[verb] == "acl:relcl" and any(words.word(one) in RELATIVES for one in found):
        return (words.heads[verb],)
    if found or words.lower[max(verb - 2, 0) : verb] != ("more", "than"):
        return found
    return tuple(one for one in ancestors(words, verb) if words.has_lemma(one, PARTITIVES))[:1]
