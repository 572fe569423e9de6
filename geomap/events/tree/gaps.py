"""Clauses that leave out their verb: "Germany promised $100m and France $40m"."""

from __future__ import annotations

from geomap.events.tree.mendable import Tree

_JOINTS = frozenset({"and", ",", ";", "while", "&", "the"})
_AMOUNTS = frozenset({"NUM", "SYM"})
_JOINED = frozenset({"conj", "appos", "obj", "nsubj", "nmod"})


def mend_gaps(tree: Tree) -> None:
    """Hang a name and the amount right behind it on the verb as a clause of their own.

    Not where the verb tells to whom it is given: "gave Chad 5 million and Niger 3 million".
    """
    if "SYM" not in tree.parts and "NUM" not in tree.parts:
        return
    for name in range(2, len(tree.words) - 1):
        is_gap = tree.parts[name] == "PROPN" and tree.parts[name + 1] in _AMOUNTS
        if not is_gap or tree.labels[name] not in _JOINED or not _opens(tree, name):
            continue
        amount = _amount_at(tree, name + 1)
        verb = _verb_above(tree, name)
        if amount < 0 or verb < 0 or tree.has(verb, "iobj") or not tree.has(verb, "nsubj"):
            continue
        tree.move(amount, verb, "conj")
        tree.move(name, amount, "nsubj")
        for goal in tree.children(verb, "obl"):
            if goal > amount and not _JOINTS.intersection(tree.words[amount:goal]):
                # "France 4 million to Chad": to whom it is given belongs to the clause, too.
                tree.move(goal, amount, "obl")


def _opens(tree: Tree, name: int) -> bool:
    """Whether a name stands behind "and" or a comma, with an amount before that."""
    first = name
    while first > 0 and tree.heads[first - 1] == name and tree.parts[first - 1] in ("PROPN", "ADJ", "DET"):
        first -= 1
    is_joined = tree.words[first - 1] in _JOINTS
    return is_joined and any(part == "NUM" for part in tree.parts[max(first - 5, 0) : first - 1])


def _amount_at(tree: Tree, first: int) -> int:
    """The head of the amount at a token: its sign, or its last number; -1 if it is one of things."""
    if tree.parts[first] == "SYM":
        return first
    last = first
    while tree.parts[last + 1 : last + 2] == ["NUM"]:
        last += 1
    return last if last > first and tree.parts[last + 1 : last + 2] != ["NOUN"] else -1


def _verb_above(tree: Tree, name: int) -> int:
    """The verb whose object the amount before a name is."""
    above = tree.heads[name]
    while above >= 0 and tree.parts[above] != "VERB":
        if tree.parts[above] not in ("NUM", "SYM", "NOUN", "PROPN"):
            return -1
        above = tree.heads[above]
    return above if 0 <= above < name else -1
