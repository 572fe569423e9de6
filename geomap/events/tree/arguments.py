"""The arguments of a verb in the tree: subjects, objects and what prepositions add.

Passives, control ("agreed to send"), participles, joined verbs and relative clauses are followed.
"""

from __future__ import annotations

from functools import lru_cache

from geomap.events.tree.grammar import (
    SUBJECTS,
    ancestors,
    dependent,
    dependents,
    has_subject,
    has_to,
    is_gerund,
    is_verb,
    preposition,
)
from geomap.events.tree.sentences import SAYING, Words, asked_once, word_groups
from geomap.text.date_expressions import MONTHS, WEEKDAYS

_DEPTH = 8
_OBJECT_CONTROL = frozenset(
    "help allow enable force urge order tell persuade cause permit push press".split()
)
_TEXTS = frozenset(
    "report statement letter resolution communique message declaration article note motion".split()
)
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge"})
_LEAVE = frozenset({"leave"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_TIMES = (
    WEEKDAYS
    | MONTHS
    | frozenset(
        "today yesterday tomorrow tonight day night morning evening afternoon week weekend month year decade"
        " time hour minute summer winter spring autumn".split()
    )
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_OBLIQUE = frozenset("obl obl:agent nmod advmod xcomp iobj".split())
_CARRYING = frozenset("obj nsubj:pass compound:prt fixed".split())
"""Relations to a verb of what its obliques may hang on."""
_UNDONE = frozenset(
    "stand abide come go stop pass drop get arrive travel march advance rise fall grow increase decrease"
    " decline begin start end live".split()
)
"""Verbs that nobody suffers: "stood by Ukraine", "fell by half"."""
_SUFFERED = frozenset(
    "kill wound injure arrest detain abduct kidnap behead execute displace imprison stab accuse jail sentence"
    " convict indict acquit expel evict deport oust sack assassinate murder rob rape lynch criticize"
    " criticise condemn blame slam hospitalise hospitalize".split()
)
"""Verbs that somebody always suffers, and that have an object where somebody does it."""
_ATTACKED = frozenset("attacked ambushed torched bombed shelled raided stormed looted ransacked".split())
"""Participles that tell of a convoy, bus or church what was done to it."""
_TARGETS = ("buildings", "homes", "vehicles", "monuments")
_HITTING = frozenset({"into", "on", "shut"})
"""What follows "slammed" where a thing does it."""
_MEANS = frozenset(
    "train plane car road sea air boat bus ship rail land phone telephone hand email mail post video letter"
    " force vote majority half third quarter point percent way name law".split()
)


@asked_once
def is_passive(words: Words, index: int) -> bool:
    """Whether a verb's grammatical subject suffers what it tells."""
    return _is_passive(words, index, 0)


def _is_passive(words: Words, index: int, depth: int) -> bool:
    if dependent(words, index, "aux:pass", "nsubj:pass", "obl:agent", "csubj:pass") >= 0:
        return True
    label, head = words.labels[index], words.heads[index]
    is_past = not is_gerund(words, index) and not has_to(words, index)
    has_aux = dependent(words, index, "aux", *SUBJECTS) >= 0
    if label in ("acl", "amod") and is_past:
        return not has_aux and dependent(words, index, "obj") < 0
    if label == "advcl" and _follows_noun(words, index):
        return True
    is_clause = label in ("root", "ccomp", "parataxis") and is_past
    if is_clause and (_has_agent(words, index) or _is_headline_victim(words, index)):
        return True
    # "Was sentenced to a year, fined and told to leave"
    is_listed = label == "advcl" and head < index and dependent(words, index, "mark", "advmod") < 0
    is_joined = label in ("conj", "xcomp") or is_listed
    if is_joined and is_past and not has_aux and depth < _DEPTH and is_verb(words, head):
        is_form = words.lower[index].endswith(("ed", "en", "t", "n", "d"))
        # "Left one marine injured"
        is_left = label == "xcomp" and words.has_lemma(head, _LEAVE) and dependent(words, head, "obj") >= 0
        return is_form and (is_left or (label != "xcomp" and _is_passive(words, head, depth + 1)))
    return False


def _is_headline_victim(words: Words, index: int) -> bool:
    """ "Soldiers killed in a park": a verb of harm without object or auxiliary, whose subject suffers it."""
    is_form = words.lower[index].endswith("ed") and words.has_lemma(index, _SUFFERED)
    if words.lower[index] in ("shot", "gunned") and words.word(index + 1) in ("dead", "down"):
        # "Policeman shot dead in a raid"
        return dependent(words, index, "nsubj") >= 0 and dependent(words, index, "obj", "aux") < 0
    if words.lower[index] in _ATTACKED:
        # "Church torched in Owerri"
        is_form = any(words.has_lemma(one, _targets()) for one in dependents(words, index, "nsubj"))
    is_bare = words.parts[index + 1 : index + 2] in (("ADP",), ("SCONJ",), ("PUNCT",), ("ADV",), ())
    is_form = is_form and is_bare and words.word(index + 1) not in _HITTING
    joined = (one for one in dependents(words, index, "conj") if is_verb(words, one))
    if any(dependent(words, one, "obj") >= 0 for one in joined):
        # "Condemned and sanctioned Russia"
        return False
    return is_form and dependent(words, index, "nsubj") >= 0 and dependent(words, index, "obj", "aux") < 0


@lru_cache(maxsize=1)
def _targets() -> frozenset[str]:
    groups = word_groups()
    return frozenset({"convoy", "checkpoint"}).union(*(groups[one] for one in _TARGETS))


def _has_agent(words: Words, index: int) -> bool:
    """ "Mayor killed by gunmen": a participle without its auxiliary, as headlines have it."""
    is_form = words.lower[index].endswith(("ed", "en", "t", "n", "d")) and not words.has_lemma(index, _UNDONE)
    return (
        is_form
        and dependent(words, index, "obj", "aux") < 0
        and any(
            one > index
            and preposition(words, one) == "by"
            and words.parts[one] in _NOUNS
            and not words.has_lemma(one, _MEANS)
            and dependent(words, one, "nummod") < 0
            for one in dependents(words, index, "obl")
        )
    )


@asked_once
def subjects(words: Words, verb: int) -> tuple[int, ...]:
    """The heads of the noun phrases that are the subject of a verb, by the tree and by control.

    An infinitive has the object or the subject of what governs it, a participle the noun it describes,
    a joined verb the subject of the one before, "who" the noun before it.
    """
    return _subjects(words, verb, 0)


def _subjects(words: Words, verb: int, depth: int) -> tuple[int, ...]:  # noqa: PLR0911 - a table of cases
    own = _own_subjects(words, verb)
    if own:
        # An object read as a second subject stands behind the verb.
        before = [one for one in own if one < verb]
        is_open = words.labels[verb] in ("acl", "advcl", "xcomp") and (
            is_gerund(words, verb) or has_to(words, verb)
        )
        # "But refused entry to Kenyans, by far the biggest group"
        is_open = is_open or (words.labels[verb] == "conj" and verb < dependent(words, verb, "obj") < own[0])
        if before or not is_open:
            found = [antecedent(words, one) for one in before or own]
            return tuple(_named_by(words, found, own))
    head = words.heads[verb]
    if head < 0 or depth > _DEPTH:
        return ()
    match words.labels[verb]:
        case "conj" | "cop" | "aux" | "aux:pass":
            return _subjects(words, head, depth + 1)
        case "xcomp":
            return _controller(words, head, depth)
        case "advcl" if _follows_noun(words, verb):
            return (verb - 1,)
        case "advcl" | "ccomp" | "parataxis" | "obl":
            return _open_clause(words, verb, depth)
        case "acl":
            return _described(words, verb, depth)
        case "amod" if not words.lower[verb].endswith(("ed", "en", "ing")):
            return next(
                (subjects(words, one) for one in ancestors(words, verb) if has_subject(words, one)), ()
            )
        case "acl:relcl" | "amod":
            return (head,)
    return ()


def _own_subjects(words: Words, verb: int) -> tuple[int, ...]:
    """The subjects that hang on a verb itself."""
    own = dependents(words, verb, *SUBJECTS)
    if not own and dependent(words, verb, "obj") > verb:
        # "Russia said it had expelled": no empty "it".
        own = dependents(words, verb, "expl")
    if not own and words.labels[verb] in ("acl", "advcl"):
        # "With its fund set to open": read as a compound.
        own = tuple(one for one in dependents(words, verb, "compound") if words.parts[one] in _NOUNS)
    if len(own) > 1:
        # "Rejected a motion by X" with X read as a second subject.
        own = tuple(one for one in own if not preposition(words, one)) or own
    return own


def _named_by(words: Words, found: list[int], own: tuple[int, ...]) -> list[int]:
    """ "X is among the leaders who": the leaders, and X."""
    extra = [
        subject
        for token in found
        if token not in own and not is_verb(words, token)
        for subject in dependents(words, token, "nsubj")
        if subject not in own
    ]
    return extra + found


def _controller(words: Words, head: int, depth: int) -> tuple[int, ...]:
    found = dependents(words, head, "obj", "iobj")
    is_own = words.has_lemma(head, _SUBJECT_CONTROL)
    if found and not is_own and not is_passive(words, head):
        return tuple(antecedent(words, one) for one in found)
    return _subjects(words, head, depth + 1)


def _open_clause(words: Words, verb: int, depth: int) -> tuple[int, ...]:
    """The subject of a participle or infinitive that hangs on another predicate: mostly the same."""
    head = words.heads[verb]
    if words.has_lemma(head, _OBJECT_CONTROL) and has_to(words, verb):
        return _controller(words, head, depth)
    is_next = head < verb and all(words.parts[one] == "PUNCT" for one in range(head + 1, verb))
    # Not "bombardments that residents say destroyed homes"
    is_told = words.labels[verb] == "ccomp" and words.labels[head] != "acl:relcl"
    if is_next and is_told and words.has_lemma(head, SAYING):
        # "Army says kills nine": a headline leaves out "it".
        return _subjects(words, head, depth + 1)
    told = [one for one in dependents(words, head, "ccomp") if one < verb < head]
    if told and words.has_lemma(head, SAYING):
        # "Shelled the town, killing two, officials said": the one who shelled killed.
        return _subjects(words, told[-1], depth + 1)
    is_open = is_gerund(words, verb) or has_to(words, verb) or words.labels[verb] == "advcl"
    is_predicate = is_verb(words, head) or has_subject(words, head)
    return _subjects(words, head, depth + 1) if is_open and is_predicate else ()


def _described(words: Words, verb: int, depth: int) -> tuple[int, ...]:
    """ "Forces backing Assad"; "its decision to withdraw"; "made a decision to withdraw"."""
    noun = words.heads[verb]
    above = words.heads[noun]
    is_text = words.has_lemma(noun, _TEXTS) and above >= 0 and is_verb(words, above)
    if is_text and is_gerund(words, verb):
        # "Issued a report accusing": who issued it accuses.
        return _subjects(words, above, depth + 1)
    if not has_to(words, verb):
        return (noun,)
    has_owner = dependent(words, noun, "nmod:poss", "amod", "compound") >= 0
    if (
        not has_owner
        and above >= 0
        and words.labels[noun] in ("obj", "obl", "xcomp")
        and is_verb(words, above)
    ):
        return _subjects(words, above, depth + 1)
    return (noun,)


def _follows_noun(words: Words, index: int) -> bool:
    """ "A truce brokered by": a participle right behind its noun, wherever the tree hangs it."""
    is_past = words.lower[index].endswith(("ed", "en")) and dependent(words, index, "aux", *SUBJECTS) < 0
    return is_past and words.word(index + 1) == "by" and index > 0 and words.parts[index - 1] in _NOUNS


def antecedent(words: Words, index: int) -> int:
    """The noun that a relative pronoun stands for; the token itself if it is none."""
    if words.lower[index] not in _RELATIVES or words.parts[index] not in ("PRON", "SCONJ", "DET"):
        return index
    for above in ancestors(words, index):
        if words.labels[above] in ("acl:relcl", "acl") and words.heads[above] >= 0:
            return words.heads[above]
    return index


@asked_once
def objects(words: Words, verb: int) -> tuple[int, ...]:
    """The heads of the noun phrases that a verb acts on: objects, passive subjects, gaps in relatives."""
    if is_passive(words, verb):
        return subjects(words, verb)
    found = dependents(words, verb, "obj", "iobj")
    if found:
        return tuple(antecedent(words, one) for one in found)
    shared = _shared_objects(words, verb)
    if shared:
        return tuple(antecedent(words, one) for one in shared)
    after = [one for one in dependents(words, verb, "nsubj") if one > verb]
    if after and not words.has_lemma(verb, SAYING) and subjects(words, verb) != tuple(after):
        return tuple(after)
    bare = [one for one in dependents(words, verb, "obl") if one > verb and _is_bare(words, one)]
    if bare:
        return tuple(bare[:1])
    is_gap = words.labels[verb] == "acl:relcl" and any(
        words.lower[one] not in _RELATIVES for one in dependents(words, verb, *SUBJECTS)
    )
    return (words.heads[verb],) if is_gap else ()


def _shared_objects(words: Words, verb: int) -> tuple[int, ...]:
    """The object that verbs side by side have together: "condemned and sanctioned Russia"."""
    head = words.heads[verb]
    if words.labels[verb] == "conj" and _stand_together(words, head, verb):
        return tuple(one for one in dependents(words, head, "obj") if one > verb)
    for joined in dependents(words, verb, "conj"):
        if _stand_together(words, verb, joined):
            return tuple(one for one in dependents(words, joined, "obj") if one > joined)
    return ()


def _stand_together(words: Words, first: int, second: int) -> bool:
    """Whether two verbs have nothing but "and" and adverbs between them."""
    between = range(first + 1, second)
    is_pair = 0 <= first < second and is_verb(words, first) and is_verb(words, second)
    return is_pair and all(words.parts[one] in ("CCONJ", "ADV", "PUNCT") for one in between)


def _is_bare(words: Words, index: int) -> bool:
    """Whether a noun phrase read as an adverbial has no preposition and tells no time: an object."""
    is_noun = words.parts[index] in ("NOUN", "PROPN")
    return is_noun and preposition(words, index) == "" and not words.has_lemma(index, _TIMES)


def obliques(words: Words, index: int, prepositions: tuple[str, ...]) -> tuple[int, ...]:
    """The noun phrases that hang on a verb, a noun or its object by one of the prepositions."""
    return tuple([token for token, before in _phrases_on(words, index) if before in prepositions])


@asked_once
def _phrases_on(words: Words, index: int) -> tuple[tuple[int, str], ...]:
    """The noun phrases that hang on a word or its object, in order, each with its preposition or ""."""
    found: list[tuple[int, str]] = []
    for child in words.children[index]:
        label = words.labels[child]
        if label in _OBLIQUE or (label == "advcl" and not is_verb(words, child)):
            found.append((child, preposition(words, child)))
        elif label in _CARRYING:
            before = preposition(words, child) if label == "obj" else ""
            # "Fought alongside government troops"
            found += [(child, before)] if before else []
            found += _phrases_on(words, child)
    return tuple(sorted(found))
