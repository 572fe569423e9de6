"""Numbers, and what they count, that the reader hangs on the wrong word."""

from __future__ import annotations

from geomap.events.tree.mendable import Tree

_DEGREES = frozenset({"more", "less"})
_RAISING = frozenset("bringing raising taking pushing lifting".split())
_HURTING = frozenset("injures wounds kills hurts displaces".split())


def mend_counts(tree: Tree) -> None:
    """Give numbers back to what they count, and what is counted to its verb."""
    if "NUM" not in tree.parts and "than" not in tree.words:
        return
    for token, label in enumerate(tree.labels):
        if label == "root":
            _mend_counted(tree, token)
            _mend_compared(tree, token)
            _mend_hurting(tree, token)
        elif label == "flat" and tree.parts[token] == "NUM":
            _mend_flat(tree, token)
        elif label == "nummod" and 0 <= tree.heads[token] < token:
            _mend_total(tree, token)
            _mend_part(tree, token)
        elif label in ("nmod", "conj") and tree.words[token - 1] == "to":
            _mend_change(tree, token)
        elif label in ("acl", "amod") and tree.words[token].endswith("ed"):
            _mend_described(tree, token)


def _mend_counted(tree: Tree, verb: int) -> None:
    """In the fragment "6,500 displaced people in Goma" nobody displaces people."""
    noun = verb + 1
    is_described = verb > 0 and tree.parts[verb] == "VERB" and tree.words[verb].endswith("ed")
    is_counted = is_described and tree.parts[verb - 1] == "NUM" and tree.heads[verb - 1] == noun
    if is_counted and tree.heads[noun] == verb and tree.labels[noun] == "obj":
        tree.move(noun, -1, "root")
        for child in tree.children(verb):
            tree.hang(child, noun, tree.labels[child])
        tree.move(verb, noun, "amod")


def _mend_described(tree: Tree, verb: int) -> None:
    """In "with 4,500 displaced households" the number counts what the participle behind it describes."""
    for noun in tree.children(verb, "obl", "obj"):
        if any(number < verb < noun for number in tree.children(noun, "nummod")):
            tree.move(noun, tree.heads[verb], "nmod")
            tree.move(verb, noun, "amod")
            return


def _mend_compared(tree: Tree, root: int) -> None:
    """In "the number more than doubled" the number doubled."""
    verb = root + 2
    if verb >= len(tree.words) or tree.words[root] not in _DEGREES or tree.words[root + 1] != "than":
        return
    if tree.heads[verb] != root or not tree.words[verb].endswith("ed"):
        return
    tree.move(verb, -1, "root")
    for child in tree.children(root):
        tree.hang(child, verb, tree.labels[child])
    tree.hang(root, verb, "advmod")
    tree.hang(root + 1, root, "fixed")


def _mend_hurting(tree: Tree, root: int) -> None:
    """In the headline "Blast Injures 30" the blast does it."""
    number = root + 1
    if tree.words[root] in _HURTING and number < len(tree.words) and tree.parts[number] == "NUM":
        tree.parts[root] = "VERB"
        tree.hang(number, root, "obj")
        for subject in tree.children(root, "compound"):
            tree.hang(subject, root, "nsubj")


def _mend_total(tree: Tree, number: int) -> None:
    """In "300 returned, bringing the number of returnees to 871,000" it is brought there, not 300 people."""
    between = range(number - 1, tree.heads[number], -1)
    raising = next((one for one in between if tree.words[one] in _RAISING), -1)
    if raising > 0 and tree.words[number - 1] == "to" and tree.has(raising, "obj"):
        tree.hang(number, raising, "obl")
        tree.hang(number - 1, number, "case")


def _mend_part(tree: Tree, number: int) -> None:
    """In "affected 86,000 people, including 31,200 who fled" the 31,200 fled, not all of them."""
    is_followed = tree.words[number + 1 : number + 2] in (("who",), ("that",))
    if tree.words[number - 1] != "including" or not is_followed:
        return
    noun = tree.heads[number]
    clause = next((one for one in tree.children(noun, "acl:relcl") if one > number), -1)
    if clause > 0:
        tree.hang(number, noun, "nmod")
        tree.hang(number - 1, number, "case")
        tree.hang(clause, number, "acl:relcl")


def _mend_change(tree: Tree, number: int) -> None:
    """In "raising the toll from 34 to 38" it is raised to 38, which is no part of 34."""
    before = tree.heads[number]
    is_pair = 0 < before < number and tree.parts[before] == tree.parts[number] == "NUM"
    if is_pair and tree.words[before - 1] == "from" and tree.labels[before] == "obl":
        tree.hang(number, tree.heads[before], "obl")


def _mend_flat(tree: Tree, number: int) -> None:
    """In "in Goma 20 were hurt" twenty were, and the number is no part of the name."""
    follows = number + 1
    is_passive = follows < len(tree.words) and tree.parts[follows] == "AUX" and tree.heads[number] < number
    verb = tree.heads[follows] if is_passive else -1
    if verb > follows and not tree.has(verb, "nsubj"):
        tree.hang(number, verb, "nsubj:pass")
        tree.parts[verb] = "VERB"
        if tree.labels[verb] == "advcl" and not tree.has(verb, "mark"):
            tree.labels[verb] = "parataxis"
