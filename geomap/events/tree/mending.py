"""Trees with the reader's frequent slips mended, before anything is read from them."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.tree.attachment import mend_attachment
from geomap.events.tree.counted import mend_counts
from geomap.events.tree.gaps import mend_gaps, mend_shares
from geomap.events.tree.mendable import Tree
from geomap.events.tree.scenery import mend_scenery
from geomap.reader.reading import SentenceReading
from geomap.text.date_expressions import WEEKDAYS

_NOUNS = frozenset({"NOUN", "PROPN"})
_NO_VERBS = frozenset({"NOUN", "PROPN", "ADJ"})
_GIVEN = frozenset("given offered awarded paid told shown denied granted handed sent asked taught".split())
"""Participles that keep an object in the passive: "Ukraine given tanks"."""
_MODALS = frozenset({"will", "would", "must", "should", "can", "could", "may", "might"})
RELATIVES = frozenset({"which", "who", "that"})
_TAKING = frozenset({"take", "took", "taken", "takes"})
_BEING = frozenset("is are was were 's 're be also both now".split())
_GOALS = frozenset("to in on at with for from into".split())
_NO_BASES = ("s", "ing", "ion", "ment", "ance", "ence", "ity", "ness", "ed")
"""Endings of nouns that are no base form of a verb."""
_FINITE = frozenset({"root", "ccomp", "advcl", "conj", "parataxis", "acl:relcl"})
_SPOKE = frozenset(
    "accused blamed condemned denounced criticized criticised urged demanded rejected denied warned vowed"
    " threatened pledged".split()
)
_TELLING = frozenset("said says say reported announced added told".split())
_FEWEST = 5
_LONGEST = 8
_DESCRIBING = frozenset("det amod compound nmod:poss nummod flat".split())


def mended(reading: SentenceReading) -> Tree:
    """The tree of a sentence with what the reader often gets wrong put right."""
    tree = Tree(
        words=tuple([token.text.lower() for token in reading.sentence.tokens]),
        parts=list(reading.parts),
        heads=list(reading.heads),
        labels=list(reading.labels),
    )
    mend_scenery(tree)
    mend_attachment(tree)
    mend_counts(tree)
    mend_gaps(tree)
    mend_shares(tree)
    _mend_due(tree)
    _mend_lost_tellers(tree)
    _mend_speakers(tree, tuple(tree.heads), tuple(tree.labels))
    _mend_tellers(tree)
    _mend_joined_tellers(tree)
    _mend_expected(tree)
    _mend_semicolons(tree)
    _mend_empty_subjects(tree)
    _mend_objects(tree)
    _mend_shared_objects(tree)
    _mend_passives(tree)
    _mend_joined_speech(tree)
    _mend_lost_subjects(tree)
    _mend_pairs(tree)
    _mend_joined(tree)
    _mend_joined_past(tree)
    _mend_joined_to_nouns(tree)
    return tree


def _mend_due(tree: Tree) -> None:
    """In "is due to travel to Cairo" and "are due to hold talks" a verb follows, in "due to rain" none."""
    if "due" not in tree.words:
        return
    for due in range(1, len(tree.words) - 2):
        if tree.words[due] != "due" or tree.words[due + 1] != "to" or tree.words[due - 1] not in _BEING:
            continue
        verb, following = due + 2, tree.heads[due + 2]
        is_noun = tree.parts[verb] == "NOUN" and tree.labels[verb] != "compound"
        has_goal = verb + 1 < len(tree.words) and (
            tree.words[verb + 1] in _GOALS
            or (tree.labels[verb + 1] == "obj" and tree.heads[verb + 1] == verb)
        )
        if is_noun and has_goal and not tree.words[verb].endswith(_NO_BASES):
            tree.parts[verb] = "VERB"
        elif tree.parts[verb] == "VERB" and tree.labels[verb] == "amod" and following > verb:
            tree.hang(verb, due, "xcomp")
            tree.hang(following, verb, "obj")
        elif tree.parts[verb] == "VERB" and tree.heads[due] == verb:
            tree.move(due, following, tree.labels[verb])
            tree.hang(verb, due, "xcomp")
        else:
            continue
        tree.parts[due + 1] = "PART"
        tree.hang(due + 1, verb, "mark")


def _mend_speakers(tree: Tree, heads: Sequence[int], labels: Sequence[str]) -> None:
    """In "X struck Y, Z said" X belongs to "struck", in "Z said it would strike" "it" does."""
    for verb in [token for token, label in enumerate(labels) if label == "ccomp"]:
        if tree.has(verb, "nsubj"):
            continue
        head = heads[verb]
        above = [
            i for i, one in enumerate(heads) if one == head and tree.labels[i].startswith(("nsubj", "expl"))
        ]
        lost = above[:1] if verb < head else above[-1:]
        is_between = len(above) > 1 and (lost[0] < verb if verb < head else head < lost[0] < verb)
        if is_between:
            tree.hang(lost[0], verb, "nsubj")


def _mend_lost_tellers(tree: Tree) -> None:
    """In "X settled a row after talks, officials in Z said" officials say so, wherever they hang."""
    for telling in tree.labelled("root"):
        if tree.words[telling] not in _TELLING or telling < _FEWEST:
            continue
        subjects = tree.children(telling, "nsubj")
        told = [
            one for one in tree.children(telling, "ccomp") if one < telling and not tree.has(one, "nsubj")
        ]
        comma = next((one for one in range(telling - 1, 0, -1) if tree.words[one] == ","), -1)
        group = range(comma + 1, telling)
        is_noun = any(tree.parts[one] in _NOUNS for one in group) and len(group) <= _LONGEST
        is_noun = is_noun and not any(tree.parts[one] in ("VERB", "AUX", "CCONJ", "SCONJ") for one in group)
        if len(subjects) != 1 or not told or not is_noun or not subjects[0] < told[0] < comma:
            continue
        tops = [one for one in group if tree.heads[one] not in group and tree.parts[one] in _NOUNS]
        if tops:
            tree.hang(subjects[0], told[0], "nsubj")
            tree.hang(tops[0], telling, "nsubj")


def _mend_tellers(tree: Tree) -> None:
    """In "fighting displaced 8,000, the UN said" the UN says so and displaces nobody."""
    if "ccomp" not in tree.labels:
        return
    for telling in range(1, len(tree.words)):
        teller = telling - 1
        told = tree.heads[teller]
        if (
            tree.labels[teller].startswith("nsubj")
            and 0 <= told < teller
            and tree.heads[told] == telling
            and tree.labels[told] == "ccomp"
            and not tree.has(telling, "nsubj")
        ):
            tree.hang(teller, telling, tree.labels[teller])


def _mend_joined_tellers(tree: Tree) -> None:
    """In "killing soldiers, sources and an official said" the sources say so as well."""
    for teller in tree.labelled("nsubj"):
        joints = [one for one in tree.children(teller, "cc") if one < teller]
        before = joints[0] - 1 if joints else -1
        is_told = tree.parts[tree.heads[teller]] not in _NOUNS
        if before < 1 or not is_told or tree.labels[before] != "conj" or tree.parts[before] not in _NOUNS:
            continue
        first = min([before, *tree.children(before)])
        if tree.words[first - 1] == "," and not tree.has(before, "cc"):
            tree.move(before, tree.heads[teller], "nsubj")
            tree.move(teller, before, "conj")


def _mend_expected(tree: Tree) -> None:
    """In "the pope is due to visit" the pope visits, also where he hangs on an adverb "due"."""
    for subject, label in enumerate(tree.labels):
        due = tree.heads[subject]
        if (
            not label.startswith("nsubj")
            or due < subject
            or tree.labels[due] not in ("advmod", "case", "mark")
        ):
            continue
        verb = tree.heads[due]
        if verb > due and tree.parts[verb] == "VERB" and not tree.has(verb, "nsubj"):
            tree.hang(subject, verb, label)


def _mend_joined_past(tree: Tree) -> None:
    """In "agreed to remove the wall and apologized" who agreed apologized: a past joins no infinitive."""
    for verb in tree.labelled("conj"):
        infinitive = tree.heads[verb]
        if infinitive < 1 or tree.parts[verb] != "VERB" or tree.labels[infinitive] != "xcomp":
            continue
        governing = tree.heads[infinitive]
        is_past = tree.words[verb].endswith("ed") and not tree.has(verb, "aux", "nsubj", "mark")
        has_to = any(tree.words[child] == "to" for child in tree.children(infinitive, "mark"))
        if is_past and has_to and governing >= 0 and tree.words[governing].endswith("ed"):
            tree.hang(verb, governing, "conj")


def _mend_joined_to_nouns(tree: Tree) -> None:
    """In "condemns attacks on civilians and demands that" who condemns demands."""
    for verb in tree.labelled("conj"):
        above = tree.heads[verb]
        is_finite = tree.parts[verb] == "VERB" and not tree.words[verb].endswith("ing")
        if not is_finite or above < 0 or tree.parts[above] not in _NO_VERBS:
            continue
        is_told = tree.words[verb - 1] == "and" and tree.has(verb, "obj", "ccomp", "xcomp")
        if not is_told or tree.has(verb, "nsubj", "aux", "expl"):
            continue
        governing = tree.heads[above]
        while governing >= 0 and tree.parts[governing] != "VERB":
            governing = tree.heads[governing]
        if 0 <= governing < above and tree.has(governing, "nsubj"):
            tree.hang(verb, governing, "conj")


def _mend_semicolons(tree: Tree) -> None:
    """What is joined across a semicolon begins anew: "met Xi; France and Chad protested"."""
    for token in tree.labelled("conj"):
        before = tree.heads[token]
        if before < 0 or tree.parts[token] not in _NOUNS or before > token:
            continue
        # "Suspended it on Thursday and Senegal evacuated", "tariffs on goods and Mexico announced"
        is_apart = ";" in tree.words[before:token] or tree.words[before] in WEEKDAYS
        if not (is_apart or _opens_joined(tree, token)):
            continue
        verb = next((one for one in range(token + 1, len(tree.words)) if tree.parts[one] == "VERB"), -1)
        if verb < 0 or ";" in tree.words[token:verb]:
            continue
        first = tree.children(verb, "nsubj")
        if not first and not tree.has(verb, "nsubj", "expl"):
            tree.hang(token, verb, "nsubj")
        elif first and before < first[0] < token and tree.words[token - 1] == "and":
            # "Met Xi; France and Chad protested", of which the tree has France right
            tree.hang(token, first[0], "conj")
    for sign, word in enumerate(tree.words):
        if word == ";":
            _mend_opening(tree, sign)
            _mend_lost_opener(tree, sign)
            _mend_relative_opener(tree, sign)


def _opens_joined(tree: Tree, name: int) -> bool:
    """Whether a name behind "and" stands right before a joined verb that has no subject."""
    verb = name + 1
    while verb < len(tree.words) and tree.labels[verb] == "flat":
        verb += 1
    is_name = tree.parts[name] == "PROPN" and tree.words[name - 1] == "and"
    is_joined = is_name and verb < len(tree.words) and tree.parts[verb] == "VERB"
    return is_joined and tree.labels[verb] == "conj" and 0 <= tree.heads[verb] < name


def _mend_opening(tree: Tree, sign: int) -> None:
    """In "two were wounded; in Sumy a farmer was killed" it was killed in Sumy."""
    behind = range(sign + 1, len(tree.words))
    verb = next((one for one in behind if tree.parts[one] == "VERB" and tree.heads[one] < sign), -1)
    for token in range(sign + 1, verb):
        if tree.labels[token] == "obl" and 0 <= tree.heads[token] < sign:
            tree.hang(token, verb, "obl")


def _mend_lost_opener(tree: Tree, sign: int) -> None:
    """In "will lend 5bn; the UAE, which invested there, pledged 2bn" the UAE pledged."""
    behind = range(sign + 1, len(tree.words))
    verb = next((one for one in behind if tree.parts[one] == "VERB" and 0 <= tree.heads[one] < sign), -1)
    lost = [one for one in range(sign + 1, verb) if 0 <= tree.heads[one] < sign and tree.parts[one] in _NOUNS]
    is_lost = len(lost) == 1 and tree.labels[lost[0]] in ("appos", "nsubj", "obj", "conj")
    if is_lost and tree.labels[verb] in ("parataxis", "conj") and not tree.has(verb, "nsubj", "expl"):
        tree.hang(lost[0], verb, "nsubj")


def _mend_relative_opener(tree: Tree, sign: int) -> None:
    """In "will lend 5bn; Iran, which gave 3bn, pledged 2bn" Iran pledged, and has given."""
    for giving in range(sign + 1, len(tree.words)):
        subjects = tree.children(giving, "nsubj") if tree.parts[giving] == "VERB" else []
        if len(subjects) != 2 or subjects[0] < sign or tree.words[subjects[1]] not in RELATIVES:
            continue
        behind = range(giving + 1, len(tree.words))
        verb = next((one for one in behind if tree.parts[one] == "VERB" and 0 <= tree.heads[one] < sign), -1)
        if verb > 0 and not tree.has(verb, "nsubj", "expl"):
            tree.hang(subjects[0], verb, "nsubj")
            tree.hang(giving, subjects[0], "acl:relcl")


def _mend_empty_subjects(tree: Tree) -> None:
    """In "Chad said it would allow aid to pass" the pronoun means Chad, it does not hold a place."""
    for token in tree.labelled("expl"):
        verb = tree.heads[token]
        if tree.words[token] != "it" or verb < token or tree.parts[verb] != "VERB":
            continue
        is_told = tree.labels[verb] == "ccomp" and tree.has(verb, "obj", "iobj")
        if is_told and not tree.has(verb, "csubj", "nsubj") and tree.words[verb] not in _TAKING:
            tree.labels[token] = "nsubj"


def _mend_objects(tree: Tree) -> None:
    """Of two objects of a verb without a subject the one before it, or its auxiliary, is the subject."""
    for first in tree.labelled("obj"):
        verb = tree.heads[first]
        is_past = verb == first + 1 and tree.words[verb].endswith("ed")
        if is_past and len(tree.children(verb, "obj")) > 1 and not tree.has(verb, "nsubj", "expl", "csubj"):
            tree.labels[first] = "nsubj"
    for auxiliary in tree.labelled("aux"):
        verb = tree.heads[auxiliary]
        if verb < auxiliary or tree.words[auxiliary] == "to":
            continue
        objects = tree.children(verb, "obj")
        is_doubled = len(objects) > 1 and objects[0] < auxiliary and objects[1] > verb
        if is_doubled and not tree.has(verb, "nsubj", "expl"):
            tree.labels[objects[0]] = "nsubj"


def _mend_shared_objects(tree: Tree) -> None:
    """In "a shell struck a tent sheltering a family" the tent is struck, and shelters."""
    for gerund in tree.labelled("advcl"):
        above = tree.heads[gerund]
        if not tree.words[gerund].endswith("ing") or not 0 <= above < gerund:
            continue
        objects = tree.children(gerund, "obj")
        is_doubled = len(objects) > 1 and above < objects[0] < gerund < objects[1]
        if is_doubled and not tree.has(above, "obj"):
            tree.move(objects[0], above, "obj")
            tree.move(gerund, objects[0], "acl")


def _mend_joined_speech(tree: Tree) -> None:
    """In "a spokesman denied troops had fired and blamed rebels" the spokesman blames."""
    for verb in tree.labelled("conj"):
        told = tree.heads[verb]
        if tree.words[verb] not in _SPOKE or tree.labels[told] != "ccomp":
            continue
        telling = tree.heads[told]
        is_wide = 0 <= telling < told and tree.has(told, "nsubj") and tree.has(told, "aux")
        if is_wide and not tree.has(verb, "nsubj", "aux"):
            tree.move(verb, telling, "conj")


def _mend_passives(tree: Tree) -> None:
    """Who does something to an object, or will do it, suffers nothing: "bandits kidnapped sixty"."""
    for subject in tree.labelled("nsubj:pass"):
        verb = tree.heads[subject]
        if verb < subject or tree.parts[verb] != "VERB":
            continue
        is_open = tree.words[verb] in _GIVEN or tree.has(verb, "aux:pass", "obl:agent")
        if not is_open:
            # "Strikes killed Palestinians": of two subjects the one behind the verb is its object.
            for behind in tree.children(verb, "nsubj", "nsubj:pass"):
                if behind > verb and not tree.has(verb, "obj"):
                    tree.labels[behind] = "obj"
        is_willed = any(tree.words[one] in _MODALS for one in tree.children(verb, "aux"))
        if not is_open and (is_willed or any(one > verb for one in tree.children(verb, "obj"))):
            tree.labels[subject] = "nsubj"


def _mend_lost_subjects(tree: Tree) -> None:
    """A noun before a verb without a subject, hung on what follows: "artillery shelled positions"."""
    for verb, label in enumerate(tree.labels):
        subject = verb - 1
        if (
            label not in _FINITE
            or tree.parts[verb] != "VERB"
            or subject < 0
            or tree.parts[subject] not in _NOUNS
        ):
            continue
        above = tree.heads[subject]
        is_lost = above == verb or (above > verb and above in tree.children(verb, "obj", "iobj"))
        is_lost = is_lost and tree.labels[subject] in ("compound", "amod", "nmod")
        if (
            not is_lost
            or tree.words[verb].endswith("ing")
            or tree.has(verb, "nsubj", "expl", "aux", "mark", "csubj")
        ):
            continue
        tree.hang(subject, verb, "nsubj")
        for other in range(subject):
            if tree.heads[other] in (verb, above) and tree.labels[other] in _DESCRIBING:
                tree.hang(other, subject, tree.labels[other])


def _mend_pairs(tree: Tree) -> None:
    """In "clashes between the army and rebels" the rebels are joined to the army."""
    for second in tree.labelled("conj"):
        noun = tree.heads[second]
        if noun < 0 or tree.parts[noun] not in _NOUNS or not tree.has(second, "cc"):
            continue
        first = [one for one in tree.children(noun, "nmod") if noun < one < second]
        cases = tree.children(second, "case") + (tree.children(first[-1], "case") if first else [])
        if not first or tree.has(first[-1], "conj") or all(tree.words[one] != "between" for one in cases):
            continue
        tree.hang(second, first[-1], "conj")
        for other in tree.children(second, "case", "det"):
            if other < first[-1]:
                tree.hang(other, first[-1], tree.labels[other])


def _mend_joined(tree: Tree) -> None:
    """In "Minister Lavrov and Secretary Rubio spoke" the second is no other name of the first."""
    for second in tree.labelled("appos"):
        first = tree.heads[second]
        if not 0 <= first < second or tree.has(first, "conj"):
            continue
        between = tree.words[first + 1 : second]
        if "and" in between and "," not in between:
            tree.hang(second, first, "conj")
