"""Phrases that tell amid what or where something was, and that the reader takes for clauses."""

from __future__ import annotations

from geomap.events.tree.mendable import Tree

_FIGHTING = frozenset({"fighting", "shelling", "bombing"})
_AMID = frozenset({"in", "amid", "during", "after"})


def mend_scenery(tree: Tree) -> None:
    """Read "in fighting with the army" and "in besieged Mariupol" as phrases."""
    for verb in tuple(tree.labelled("advcl")):
        _mend_fighting(tree, verb)
    _mend_described_places(tree)


def _mend_fighting(tree: Tree, verb: int) -> None:
    """ "Killed in fighting with the army": a noun, with what stands behind it."""
    marks = tree.children(verb, "mark")
    if tree.words[verb] not in _FIGHTING or len(marks) != 1 or tree.words[marks[0]] not in _AMID:
        return
    if tree.has(verb, "nsubj", "obj", "aux"):
        return
    tree.labels[verb], tree.parts[verb] = "obl", "NOUN"
    tree.labels[marks[0]], tree.parts[marks[0]] = "case", "ADP"
    for one in tree.children(verb, "obl"):
        tree.labels[one] = "nmod"


def _mend_described_places(tree: Tree) -> None:
    """ "In besieged Mariupol": a participle that describes the place behind it."""
    for verb in tuple(tree.labelled("acl")):
        place, head = verb + 1, tree.heads[verb]
        is_before = place < len(tree.words) and tree.parts[place] == "PROPN" and tree.heads[place] == verb
        if is_before and head >= 0 and tree.words[verb - 1] in ("in", "near"):
            tree.hang(place, head, "nmod")
            tree.hang(verb, place, "amod")
            tree.hang(verb - 1, place, "case")
