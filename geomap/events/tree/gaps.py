"""Clauses that leave out their verb: "Germany promised $100m and France $40m"."""

from __future__ import annotations

from geomap.events.tree.mendable import Tree

_JOINTS = frozenset({"and", ",", ";", ":", "while", "&", "the"})
_MONEY = frozenset(
    "euro euros dollar dollars pound pounds yen won yuan krone kroner krona kronor franc francs rupee rupees"
    " peso pesos rand ruble rubles rouble roubles dinar dinars riyal riyals dirham dirhams shilling shillings"
    " lira naira cedi cedis zloty forint baht rupiah ringgit dong taka kwacha birr real reais".split()
)
_BEFORE = 9
"""How many tokens before a name the amount of somebody else begins."""
_AMOUNTS = frozenset({"NUM", "SYM"})
_GOALS = frozenset({"to", "for"})
_JOINED = frozenset({"conj", "appos", "obj", "nsubj", "nmod", "compound", "parataxis"})
_ISSUERS = frozenset({"nz", "us", "hk", "nt"})
_MILLIONS = frozenset({"million", "billion", "trillion"})


def mend_gaps(tree: Tree) -> None:
    """Hang a name and the amount right behind it on the verb as a clause of their own.

    The name gives, or gets where the verb tells to whom the first amount is given: "gave Chad 5 million and
    Niger 3 million".
    """
    if "SYM" not in tree.parts and "NUM" not in tree.parts:
        return
    for token, word in enumerate(tree.words):
        if word == "won" and tree.words[token - 1] in _MILLIONS:
            tree.parts[token] = "NOUN"
            tree.hang(token - 1, token, "nummod")
        if word in _ISSUERS and tree.parts[token + 1 : token + 2] == ["SYM"]:
            # "NZ$20 million"
            tree.hang(token, token + 1, "compound")
    for name in range(2, len(tree.words) - 1):
        is_gap = tree.parts[name] == "PROPN" and tree.parts[name + 1] in _AMOUNTS
        if not is_gap or tree.labels[name] not in _JOINED or not _opens(tree, name):
            continue
        verb = _verb_above(tree, name)
        amount = _amount_at(tree, name + 1, _things_of(tree, verb)) if verb >= 0 else -1
        if amount < 0 or not tree.has(verb, "nsubj"):
            continue
        if tree.labels[name] == "compound" and tree.heads[name] != amount:
            continue
        is_getting = _has_getter(tree, verb)
        tree.move(amount, verb, "conj")
        tree.move(name, amount, "iobj" if is_getting else "nsubj")
        for goal in tree.children(verb, "obl"):
            if goal > amount and not is_getting and not _JOINTS.intersection(tree.words[amount:goal]):
                # "France 4 million to Chad": to whom it is given belongs to the clause, too.
                tree.move(goal, amount, "obl")


def mend_shares(tree: Tree) -> None:
    """Hang an amount with a goal of its own on the verb: "gave 5 million to Chad and 3 million to Niger"."""
    for label, share_of in (("conj", _joined_share), ("nummod", _second_sum)):
        for amount in tree.labelled(label):
            verb, name = share_of(tree, amount)
            if name >= 0:
                tree.move(amount, verb, "conj")
                tree.move(name, amount, "obl")


def _joined_share(tree: Tree, amount: int) -> tuple[int, int]:
    """The verb of an amount that is joined to whom the first one is given, and who gets it; -1 for nobody."""
    goal = tree.heads[amount]
    cases = {tree.words[one] for one in tree.children(goal, "case")} & _GOALS
    verb = _verb_above(tree, goal) if cases else -1
    if verb < 0 or not tree.has(verb, "obj") or not _is_of(tree, amount, verb):
        return verb, -1
    last = amount
    while tree.parts[last + 1 : last + 2] == ["NUM"]:
        last += 1
    behind = last + 1 if last + 1 < len(tree.words) else last
    name = tree.heads[behind]
    is_goal = tree.words[behind] in cases and name > behind and tree.parts[name] == "PROPN"
    return verb, name if is_goal else -1


def _second_sum(tree: Tree, amount: int) -> tuple[int, int]:
    """The same where one noun has both amounts: "gave 5 million euros to Chad and 3 million to Niger"."""
    noun, behind = tree.heads[amount], amount + 1
    verb = tree.heads[noun]
    is_second = noun < amount and tree.labels[noun] == "obj" and "and" in tree.words[noun:amount]
    if not is_second or behind >= len(tree.words) or tree.words[behind] not in _GOALS:
        return verb, -1
    name = tree.heads[behind]
    first = [one for one in tree.children(verb, "obl") if noun < one < amount and tree.has(one, "case")]
    return verb, name if name > behind and tree.heads[name] == verb and first else -1


def _is_of(tree: Tree, amount: int, verb: int) -> bool:
    """Whether a token is a number or sum, or so many of the things that a verb has for its object."""
    is_things = tree.parts[amount] == "NOUN" and tree.words[amount] in _things_of(tree, verb)
    return tree.parts[amount] in _AMOUNTS or (is_things and tree.has(amount, "nummod"))


def _has_getter(tree: Tree, verb: int) -> bool:
    """Whether a name behind a verb is to whom the amount is given, even if the tree has two objects."""
    things = tree.children(verb, "obj")
    # "Contributed SEK 30 million": a currency gets nothing.
    is_name = len(things) > 1 and tree.parts[things[0]] == "PROPN" and not tree.has(things[0], "nummod")
    is_name = is_name and tree.parts[things[0] + 1] != "SYM"
    return tree.has(verb, "iobj", "nsubj:pass") or is_name


def _things_of(tree: Tree, verb: int) -> frozenset[str]:
    """The nouns of what a verb does something with: "trucks", "euros"."""
    return frozenset(tree.words[one] for one in tree.children(verb, "obj") if tree.parts[one] == "NOUN")


def _opens(tree: Tree, name: int) -> bool:
    """Whether a name stands behind "and" or a comma, with an amount before that."""
    first = name
    while first > 0 and tree.heads[first - 1] == name and tree.parts[first - 1] in ("PROPN", "ADJ", "DET"):
        first -= 1
    is_joined = tree.words[first - 1] in _JOINTS
    return is_joined and any(part == "NUM" for part in tree.parts[max(first - _BEFORE, 0) : first - 1])


def _amount_at(tree: Tree, first: int, things: frozenset[str]) -> int:
    """The head of the amount at a token: its sign, its last number, or the noun that the first amount has.

    It is -1 for an amount of other things.
    """
    if tree.parts[first] == "SYM":
        return first
    last = first
    while tree.parts[last + 1 : last + 2] == ["NUM"]:
        last += 1
    if tree.parts[last + 1 : last + 3] == ["ADJ", "NOUN"] and tree.words[last + 2] in _MONEY:
        # "100 million Australian dollars"
        return last + 2
    if tree.parts[last + 1 : last + 2] == ["NOUN"]:
        return last + 1 if tree.words[last + 1] in things | _MONEY else -1
    return last if last > first else -1


def _verb_above(tree: Tree, name: int) -> int:
    """The verb whose object the amount before a name is."""
    above = tree.heads[name]
    while above >= 0 and tree.parts[above] != "VERB":
        if tree.parts[above] not in ("NUM", "SYM", "NOUN", "PROPN"):
            return -1
        above = tree.heads[above]
    return above if 0 <= above < name else -1
