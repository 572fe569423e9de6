"""Phrases, participles and subjects that the reader hangs on the wrong verb or noun."""

from __future__ import annotations

from geomap.events.tree.mendable import Tree

_NOUNS = frozenset({"NOUN", "PROPN"})
_ARGUMENTS = frozenset("nsubj nsubj:pass obj obl obl:agent".split())
_INCLUDING = frozenset({"including"})
_REMAINING = frozenset({"remain", "remained", "remains"})
_CALLED = frozenset("charge accusation allegation claim move step decision demand threat".split())
_DIRECTIONS = frozenset("north south east west".split())
_WAYS_TO = frozenset({"to", "into", "in"})
_WAYS = frozenset({"over", "across", "into"})
_BORDERS = frozenset({"border", "borders", "frontier", "frontiers", "boundary"})
_SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj")
_OPENING = frozenset({"ADP", "SCONJ"})
_SUFFERED = frozenset(
    "killed wounded injured hurt displaced arrested detained abducted kidnapped evacuated rescued"
    " hospitalised hospitalized destroyed damaged burned burnt looted torched razed".split()
)
"""Participles of verbs that need an object where they are not passive."""

_DISCUSSING = frozenset("discuss discussed discusses discussing".split())
_GUESTS = frozenset(
    "president minister premier chancellor king queen prince princess emir sultan pope secretary envoy"
    " ambassador delegation leader counterpart chief commissioner speaker senator official officials"
    " ministers lawmakers diplomats delegates governor general".split()
)
_LONGEST_TITLE = 5


def mend_attachment(tree: Tree) -> None:
    """Hang participles, subjects and phrases where they belong."""
    _mend_named_groups(tree)
    _mend_absolutes(tree)
    _mend_parts(tree)
    _mend_planned(tree)
    _mend_lost_verb(tree)
    _mend_opening_pair(tree)
    _mend_crossed_openers(tree)
    _mend_guests(tree)
    _mend_between(tree)
    _mend_progressives(tree)
    _mend_joined_passives(tree)
    for token, label in enumerate(tree.labels):
        if token < 1:
            continue
        if label == "aux:pass" and tree.words[token] in _REMAINING:
            _mend_remaining(tree, token)
        elif tree.parts[token] == "VERB" and label == "advcl":
            _mend_participle(tree, token)
            _mend_taken_subject(tree, token)
        elif label in _ARGUMENTS and (tree.parts[token] == "VERB" or tree.words[token].endswith("ed")):
            _mend_swapped(tree, token)
        elif label == "nmod":
            if tree.labels[tree.heads[token]] == "obl:agent":
                _mend_ways(tree, token)
            _mend_included(tree, token)
        elif label == "obj" and tree.has(token, "case"):
            tree.labels[token] = "obl"
        elif label == "appos" and tree.words[token] in _CALLED:
            _mend_called(tree, token)
        elif label == "advmod" and tree.words[token] in _DIRECTIONS:
            _mend_direction(tree, token)
        elif label in ("compound", "flat") and tree.words[token - 1] == "-":
            _mend_two_sides(tree, token)
        elif label == "obl":
            _mend_share(tree, token)
            _mend_included(tree, token)
            _mend_discussed(tree, token)
            _mend_borders(tree, token)


def _mend_opening_pair(tree: Tree) -> None:
    """In "In talks chaired by Togo, Chad and Mali agreed" Chad and Mali did."""
    for verb in tree.labelled("root"):
        last = min((verb, *tree.children(verb, "aux", "aux:pass"))) - 1
        left = tree.heads[last] if last > 0 and tree.labels[last] == "conj" else -1
        if left < 0 or tree.parts[0] not in _OPENING or not tree.has(left, "case"):
            continue
        subjects = tree.children(verb, *_SUBJECTS)
        chosen = subjects or [one for one in tree.children(left, "conj") if one != last]
        begin = min((chosen[0], *tree.children(chosen[0], "det", "amod", "compound"))) if chosen else 0
        is_pair = len(chosen) == 1 and left < begin and tree.words[begin - 1] == ","
        if is_pair and tree.words[chosen[0] + 1] == "and":
            label = "nsubj:pass" if tree.has(verb, "aux:pass") else "nsubj"
            tree.hang(chosen[0], verb, label)
            tree.hang(last, chosen[0], "conj")


def _mend_crossed_openers(tree: Tree) -> None:
    """In "cut ties with Peru, and Chad and Togo recalled their envoys" Chad and Togo did.

    The reader gives the comma and the "and" to the verb behind, but what stands between to a noun before.
    """
    for joint in tree.labelled("cc"):
        verb = tree.heads[joint]
        is_joined = verb > joint > 1 and tree.parts[verb] == "VERB" and 0 <= tree.heads[verb] < joint
        if not is_joined or tree.words[joint - 1] != ",":
            continue
        between = range(joint + 1, verb)
        lost = [one for one in between if 0 <= tree.heads[one] < joint]
        is_lost = all(tree.labels[one] == "conj" and tree.parts[one] in _NOUNS for one in lost)
        if not lost or not is_lost or tree.has(verb, "mark", *_SUBJECTS):
            continue
        tree.hang(lost[0], verb, "nsubj:pass" if tree.has(verb, "aux:pass") else "nsubj")
        for one in lost[1:]:
            tree.hang(one, lost[0], "conj")


def _mend_guests(tree: Tree) -> None:
    """In "met visiting Chadian Foreign Minister Koulamallah" it is the minister who visits."""
    if "visiting" not in tree.words:
        return
    for guest, word in enumerate(tree.words):
        above = tree.heads[guest]
        if word != "visiting" or not 0 <= above < guest or tree.parts[guest] != "VERB":
            continue
        behind = tree.words[guest + 1 : guest + 1 + _LONGEST_TITLE]
        title = next((place for place, one in enumerate(behind) if one in _GUESTS), -1)
        describing = tree.parts[guest + 1 : guest + 1 + title]
        if title < 0 or any(part not in ("ADJ", "PROPN", "NOUN") for part in describing):
            continue
        marks = tree.children(guest, "mark", "case")
        is_next = tree.heads[guest] == guest - 1 or [tree.words[one] for one in marks] == ["with"]
        name = guest + 1 + title
        while guest < tree.heads[name] or tree.labels[name] in ("flat", "appos"):
            name = tree.heads[name]
        if not is_next or tree.heads[name] not in (guest, above):
            continue
        tree.hang(name, above, "obl" if marks else "obj")
        tree.hang(guest, name, "amod")
        for mark in marks:
            tree.hang(mark, name, "case")


def _mend_between(tree: Tree) -> None:
    """In "between the government of Mali and Tuareg rebels" the rebels are the other side."""
    if "between" not in tree.words:
        return
    for group in tree.labelled("nmod"):
        top, marks = tree.heads[group], tree.children(group, "case")
        first = min((group, *tree.children(group, "amod", "compound", "det", "nummod")))
        owner = marks[0] + 1 if len(marks) == 1 and tree.words[marks[0]] == "of" else -1
        if not any(tree.words[one] == "between" for one in tree.children(top, "case")):
            continue
        if not marks and tree.words[first - 1] == "and":
            tree.hang(group, top, "conj")
        elif 0 < owner < group - 1 and "and" in tree.words[owner + 1 : group] and tree.heads[owner] == top:
            tree.hang(marks[0], owner, "case")
            for one in tree.children(owner, "conj", "cc"):
                tree.hang(one, group, "cc" if tree.labels[one] == "cc" else "amod")
            tree.hang(group, top, "conj")


def _mend_named_groups(tree: Tree) -> None:
    """Those whom a participle with an article names are no deed: "fed the besieged"."""
    for token in tree.labelled("obj"):
        is_group = tree.parts[token] == "VERB" and tree.words[token].endswith("ed")
        if is_group and tree.words[token - 1] == "the" and not tree.has(token, "obj", "nsubj"):
            tree.parts[token] = "NOUN"


def _mend_absolutes(tree: Tree) -> None:
    """In "ties are the focus, with a Russian fund set to open an office" the fund is set to do so."""
    if "with" not in tree.words:
        return
    for verb in [*tree.labelled("acl"), *tree.labelled("advcl")]:
        start = next((mark for mark in tree.children(verb, "mark") if tree.words[mark] == "with"), verb)
        inside = range(start + 1, verb)
        nouns = [one for one in inside if tree.parts[one] in _NOUNS and tree.heads[one] not in inside]
        if len(nouns) != 1 or tree.has(verb, "nsubj", "nsubj:pass") or tree.heads[nouns[0]] == verb:
            continue
        above = tree.heads[verb] if tree.heads[verb] != nouns[0] else tree.heads[nouns[0]]
        if above >= 0:
            tree.hang(verb, above, "advcl")
            tree.hang(nouns[0], verb, "nsubj")


def _mend_two_sides(tree: Tree, second: int) -> None:
    """In "Russia-Ukraine talks", "a Russia-Ukraine prisoner exchange" both are what it is between."""
    first = second - 2
    is_name = first >= 0 and tree.parts[first] == "PROPN" == tree.parts[second]
    if tree.labels[second] == "flat":
        if not is_name or tree.heads[second] != first:
            return
        if tree.labels[first] == "compound":
            tree.move(second, tree.heads[first], "compound")
        elif tree.parts[second + 1 : second + 2] == ["NOUN"] and tree.labels[first] == "nsubj":
            # Both they and the talks are taken for subjects.
            tree.hang(first, second + 1, "compound")
            tree.hang(second, second + 1, "compound")
    elif is_name and tree.labels[first].startswith("nsubj") and tree.heads[second] == second + 1:
        tree.hang(first, second + 1, "compound")


def _mend_parts(tree: Tree) -> None:
    """In "12,000 people fled, 4,000 of them to other countries" only the 4,000 went there."""
    for them in range(2, len(tree.words) - 2):
        if tree.words[them] != "them" or tree.words[them - 1] != "of" or tree.words[them + 1] not in _WAYS_TO:
            continue
        number, goal = tree.heads[them], tree.heads[them + 1]
        is_goal = goal > them and tree.labels[goal] == "obl" and tree.labels[them + 1] == "case"
        if is_goal and 0 <= number < them and tree.parts[number] == "NUM" and tree.heads[goal] < number:
            tree.hang(goal, number, "nmod")


def _mend_taken_subject(tree: Tree, verb: int) -> None:
    """In "the coalition fighting the rebels declared a truce" it is the coalition that declared it."""
    above = tree.heads[verb]
    subjects = tree.children(verb, "nsubj")
    is_gerund = tree.words[verb].endswith("ing") and above > verb and tree.parts[above] == "VERB"
    if not is_gerund or subjects != [verb - 1] or tree.has(above, "nsubj", "csubj", "expl"):
        return
    if not tree.has(verb, "mark", "aux", "cop"):
        tree.move(subjects[0], above, "nsubj")
        tree.move(verb, subjects[0], "acl")


def _mend_share(tree: Tree, whole: int) -> None:
    """In "nine in ten of the inhabitants are out" it is nine in ten."""
    part = whole - 2
    is_share = part >= 0 and tree.parts[part] == "NUM" and tree.words[whole - 1] == "in"
    if is_share and tree.words[whole + 1 : whole + 2] == ("of",) and tree.heads[part] == tree.heads[whole]:
        tree.hang(whole, part, "nmod")


def _mend_lost_verb(tree: Tree) -> None:
    """In "civilians fled IS's last bastion" they fled, and are no bastion."""
    for subject in tree.labelled("nsubj"):
        noun, verb = tree.heads[subject], subject + 1
        is_noun = noun > verb and tree.heads[noun] < 0 and tree.parts[noun] in _NOUNS
        if not is_noun or tree.parts[verb] != "VERB" or tree.heads[verb] != subject or tree.has(noun, "cop"):
            continue
        # Nothing but what describes the noun stands between.
        if tree.labels[verb] == "acl" and all(tree.heads[one] >= verb + 1 for one in range(verb + 1, noun)):
            tree.move(verb, -1, "root")
            tree.move(subject, verb, "nsubj")
            tree.move(noun, verb, "obj")


def _mend_planned(tree: Tree) -> None:
    """In "France to host talks as a boat sinks" France is to host, while a boat sinks."""
    for to in tree.labelled("mark"):
        name, verb = to - 1, tree.heads[to]
        above = tree.heads[name] if name >= 0 else -1
        is_plan = tree.words[to] == "to" and verb == to + 1 and tree.heads[verb] == name and name < 3
        if not is_plan or above < verb or tree.heads[above] >= 0 or "as" not in tree.words[verb:above]:
            continue
        tree.move(above, verb, "dep")
        tree.move(name, verb, "nsubj")
        tree.move(verb, -1, "root")
        tree.labels[above] = "advcl"
        joint = tree.words.index("as", verb)
        if tree.labels[joint] == "case":
            subject = tree.heads[joint]
            tree.move(joint, above, "mark")
            tree.hang(subject, above, "nsubj")


def _mend_called(tree: Tree, noun: int) -> None:
    """In "accused Iran of arming rebels, a charge Iran rejects" no rebels are the charge."""
    verb = tree.heads[noun]
    while verb >= 0 and tree.parts[verb] != "VERB":
        verb = tree.heads[verb]
    is_call = (
        tree.words[noun - 1] in ("a", "an") and tree.words[noun - 2] == "," and tree.has(noun, "acl:relcl")
    )
    if verb >= 0 and is_call:
        tree.hang(noun, verb, "parataxis")


def _mend_direction(tree: Tree, direction: int) -> None:
    """In "fled to areas east of the river" it is the areas that lie there."""
    noun = direction - 1
    of = tree.words[direction + 1 : direction + 2] == ("of",)
    if of and tree.parts[noun] == "NOUN" and tree.heads[direction] == tree.heads[noun]:
        tree.hang(direction, noun, "advmod")


def _mend_remaining(tree: Tree, verb: int) -> None:
    """In "900 people remained displaced" they remained so; nobody displaces them now."""
    state = tree.heads[verb]
    tree.move(verb, tree.heads[state], tree.labels[state])
    tree.move(state, verb, "xcomp")
    for subject in tree.children(state, "nsubj", "nsubj:pass"):
        tree.hang(subject, verb, "nsubj")


def _mend_progressives(tree: Tree) -> None:
    """Who "are sheltering in schools" do so; only who "are being sheltered" do not."""
    for subject in tree.labelled("nsubj:pass"):
        verb = tree.heads[subject]
        is_active = tree.words[verb].endswith("ing") and "being" not in tree.words[subject:verb]
        if subject < verb and tree.parts[verb] == "VERB" and is_active:
            tree.labels[subject] = "nsubj"
            for auxiliary in tree.children(verb, "aux:pass"):
                tree.labels[auxiliary] = "aux"


def _mend_joined_passives(tree: Tree) -> None:
    """In "140 homes were burned and six people killed" the people were, and burned nothing."""
    for verb in tree.labelled("conj"):
        before = tree.heads[verb]
        is_suffered = tree.words[verb] in _SUFFERED and 0 <= before < verb and tree.has(before, "aux:pass")
        if is_suffered and not tree.has(verb, "obj", "aux"):
            for subject in tree.children(verb, "nsubj"):
                tree.labels[subject] = "nsubj:pass"


def _mend_participle(tree: Tree, verb: int) -> None:
    """In "every missile fired by rebels" and "a driver hailed as a hero" the noun was fired, was hailed."""
    noun, above = verb - 1, tree.heads[verb]
    is_bare = tree.words[verb].endswith("ed") and not tree.has(verb, "aux", "mark", "obj", "cop", "advmod")
    if not is_bare or tree.parts[noun] not in _NOUNS or not 0 <= above < noun:
        return
    if tree.heads[noun] == verb and tree.labels[noun].startswith("nsubj"):
        if not tree.has(above, "obj", "ccomp") and not tree.has(verb, "obl:agent"):
            tree.move(noun, above, "obj")
            tree.move(verb, noun, "acl")
    elif not tree.has(verb, "nsubj"):
        tree.hang(verb, noun, "acl")


def _mend_ways(tree: Tree, place: int) -> None:
    """In "pushed by drought over the border" people are pushed over it."""
    agent = tree.heads[place]
    if any(tree.words[mark] in _WAYS for mark in tree.children(place, "case")):
        tree.hang(place, tree.heads[agent], "obl")


def _mend_swapped(tree: Tree, verb: int) -> None:
    """In "a ceasefire brokered by Turkey took hold" the ceasefire took hold, and was brokered."""
    noun = verb - 1
    is_noun = tree.parts[noun] in _NOUNS and tree.heads[noun] == verb and tree.labels[noun] == "compound"
    if not is_noun or not tree.has(verb, "obl:agent"):
        return
    tree.parts[verb] = "VERB"
    tree.move(noun, tree.heads[verb], tree.labels[verb])
    tree.move(verb, noun, "acl")
    for child in tree.children(verb, "det", "amod", "nummod", "nmod:poss", "compound"):
        if child < noun:
            tree.hang(child, noun, tree.labels[child])


def _mend_included(tree: Tree, name: int) -> None:
    """In "imposed a curfew in several cities, including Goma" Goma is one of the cities."""
    marks = [one for one in tree.children(name, "case") if tree.words[one] in _INCLUDING]
    noun = marks[0] - 1 if marks else -1
    if noun > 0 and tree.words[noun] == ",":
        noun -= 1
    if noun > tree.heads[name] and tree.parts[noun] in _NOUNS:
        tree.hang(name, noun, "nmod")


def _mend_discussed(tree: Tree, place: int) -> None:
    """In "discussed the situation in Syria" it is the situation that is in Syria."""
    verb = tree.heads[place]
    marks = [one for one in tree.children(place, "case") if tree.words[one] == "in"]
    if not marks or tree.words[verb] not in _DISCUSSING:
        return
    noun = marks[0] - 1
    if tree.parts[noun] == "NOUN" and tree.heads[noun] == verb and tree.labels[noun] == "obj":
        tree.hang(place, noun, "nmod")


def _mend_borders(tree: Tree, place: int) -> None:
    """In "fought rebels near the border with Chad" nobody fights with Chad."""
    marks = [one for one in tree.children(place, "case") if tree.words[one] == "with"]
    noun = marks[0] - 1 if marks else -1
    if noun > tree.heads[place] >= 0 and tree.words[noun] in _BORDERS:
        tree.hang(place, noun, "nmod")
