"""What the tree of a sentence says: subjects, objects and complements of verbs, with control and gaps.

Relations are those of Universal Dependencies. Token numbers count within the sentence; -1 is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.events.sentences import SAYING, Words

SUBJECTS = ("nsubj", "nsubj:pass")
OBJECTS = ("obj", "iobj")
_CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DEPTH = 8
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE_PHRASE = frozenset("conj compound amod nmod:poss flat nummod appos".split())
_OUT_OF = frozenset({"out", "away", "back"})
_APART = frozenset({"acl:relcl", "ccomp", "advcl", "parataxis", "csubj", "csubj:pass"})
_ASIDES = frozenset("after before when while as because since although though if unless until once".split())
_ASIDE_PHRASES = frozenset("after before when while as since during following amid because".split())
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight day night"
    " morning evening afternoon week weekend month year decade time hour minute summer winter"
    " spring autumn january february march april may june july august september october november"
    " december".split()
)
_PLACE_NOUNS = frozenset(
    "city town village port province region island capital district outskirts area".split()
)
_OBJECT_CONTROL = frozenset(
    "help allow enable force urge order tell persuade cause permit push press".split()
)
_TEXTS = frozenset(
    "report statement letter resolution communique message declaration article note motion".split()
)
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge"})


def dependents(words: Words, index: int, *labels: str) -> tuple[int, ...]:
    """The dependents of a token with one of the given relations, in order."""
    every = words.labels
    return tuple([child for child in words.children[index] if every[child] in labels])


def dependent(words: Words, index: int, *labels: str) -> int:
    """The first dependent of a token with one of the given relations, or -1."""
    return next((child for child in words.children[index] if words.labels[child] in labels), -1)


def ancestors(words: Words, index: int) -> Iterator[int]:
    """The heads above a token, nearest first."""
    head = words.heads[index]
    while head >= 0:
        yield head
        head = words.heads[head]


def preposition(words: Words, index: int) -> str:
    """The preposition of a noun phrase by its head; "" if it has none. "Out of" counts as "from"."""
    for child in dependents(words, index, "case"):
        word = words.lower[child]
        if child > index or word in ("'s", "'") or _is_quantity(words, child):
            continue
        return "from" if word in _OUT_OF and words.word(child + 1) in ("of", "from") else word
    marks = [child for child in dependents(words, index, "mark") if words.parts[child] in ("ADP", "SCONJ")]
    return words.lower[marks[0]] if marks and words.parts[index] not in ("VERB", "AUX") else ""


def _is_quantity(words: Words, index: int) -> bool:
    """ "Up to 4,000 troops" tells how many, not whither."""
    return words.lower[index] == "to" and words.word(index - 1) == "up"


def first_conjunct(words: Words, index: int) -> int:
    """The first of the coordinated phrases that a token belongs to."""
    while words.labels[index] == "conj" and words.heads[index] >= 0:
        index = words.heads[index]
    return index


def conjuncts(words: Words, index: int) -> tuple[int, ...]:
    """A token with those joined to it as later conjuncts, in order."""
    found, open_ = [], [index]
    while open_:
        current = open_.pop()
        found.append(current)
        open_ += dependents(words, current, "conj")
    return tuple(sorted(found))


def is_verb(words: Words, index: int) -> bool:
    """Whether the reader takes a token for a verb."""
    return words.parts[index] in ("VERB", "AUX")


def clause_of(words: Words, index: int) -> int:
    """The token at the head of the clause that a token belongs to."""
    while words.heads[index] >= 0:
        label = words.labels[index]
        is_own = label == "conj" and is_verb(words, index)
        if (label in _CLAUSES and (is_verb(words, index) or has_subject(words, index))) or is_own:
            return index
        index = words.heads[index]
    return index


def has_subject(words: Words, index: int) -> bool:
    """Whether a predicate has a subject of its own."""
    return dependent(words, index, *SUBJECTS) >= 0


def is_gerund(words: Words, index: int) -> bool:
    """Whether a token is a verb form in -ing."""
    return words.lower[index].endswith("ing")


def has_to(words: Words, index: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(words.lower[child] == "to" for child in dependents(words, index, "mark", "aux", "case"))


def is_passive(words: Words, index: int, depth: int = 0) -> bool:
    """Whether a verb's grammatical subject suffers what it tells."""
    if dependent(words, index, "aux:pass", "nsubj:pass", "obl:agent", "csubj:pass") >= 0:
        return True
    label, head = words.labels[index], words.heads[index]
    is_past = not is_gerund(words, index) and not has_to(words, index)
    has_aux = dependent(words, index, "aux", *SUBJECTS) >= 0
    if label in ("acl", "amod") and is_past:
        return not has_aux and dependent(words, index, "obj") < 0
    if label == "advcl" and _follows_noun(words, index):
        return True
    if label in ("conj", "xcomp") and is_past and not has_aux and depth < _DEPTH and is_verb(words, head):
        is_form = words.lower[index].endswith(("ed", "en", "t", "n", "d"))
        return is_form and label == "conj" and is_passive(words, head, depth + 1)
    return False


def _open_clause(words: Words, verb: int, depth: int) -> tuple[int, ...]:
    """The subject of a participle or infinitive that hangs on another predicate: mostly the same."""
    head = words.heads[verb]
    if words.has_lemma(head, _OBJECT_CONTROL) and has_to(words, verb):
        return _controller(words, head, depth)
    told = [one for one in dependents(words, head, "ccomp") if one < verb < head]
    if told and words.has_lemma(head, SAYING):
        # "Shelled the town, killing two, officials said": the one who shelled killed.
        return subjects(words, told[-1], depth + 1)
    is_open = is_gerund(words, verb) or has_to(words, verb) or words.labels[verb] == "advcl"
    is_predicate = is_verb(words, head) or has_subject(words, head)
    return subjects(words, head, depth + 1) if is_open and is_predicate else ()


def _follows_noun(words: Words, index: int) -> bool:
    """ "A truce brokered by": a participle right behind its noun, wherever the tree hangs it."""
    is_past = words.lower[index].endswith(("ed", "en")) and dependent(words, index, "aux", *SUBJECTS) < 0
    return is_past and words.word(index + 1) == "by" and index > 0 and words.parts[index - 1] in _NOUNS


def subjects(words: Words, verb: int, depth: int = 0) -> tuple[int, ...]:  # noqa: PLR0911 - a table of cases
    """The heads of the noun phrases that are the subject of a verb, by the tree and by control.

    An infinitive has the object or the subject of what governs it, a participle the noun it describes,
    a joined verb the subject of the one before, "who" the noun before it.
    """
    own = _own_subjects(words, verb)
    if own:
        # An object read as a second subject stands behind the verb.
        before = [one for one in own if one < verb]
        is_open = words.labels[verb] in ("acl", "advcl", "xcomp") and (
            is_gerund(words, verb) or has_to(words, verb)
        )
        if before or not is_open:
            found = [antecedent(words, one) for one in before or own]
            return tuple(_named_by(words, found, own))
    head = words.heads[verb]
    if head < 0 or depth > _DEPTH:
        return ()
    match words.labels[verb]:
        case "conj" | "cop" | "aux" | "aux:pass":
            return subjects(words, head, depth + 1)
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
    return subjects(words, head, depth + 1)


def _described(words: Words, verb: int, depth: int) -> tuple[int, ...]:
    """ "Forces backing Assad"; "its decision to withdraw"; "made a decision to withdraw"."""
    noun = words.heads[verb]
    above = words.heads[noun]
    is_text = words.has_lemma(noun, _TEXTS) and above >= 0 and is_verb(words, above)
    if is_text and is_gerund(words, verb):
        # "Issued a report accusing": who issued it accuses.
        return subjects(words, above, depth + 1)
    if not has_to(words, verb):
        return (noun,)
    has_owner = dependent(words, noun, "nmod:poss", "amod", "compound") >= 0
    if (
        not has_owner
        and above >= 0
        and words.labels[noun] in ("obj", "obl", "xcomp")
        and is_verb(words, above)
    ):
        return subjects(words, above, depth + 1)
    return (noun,)


def antecedent(words: Words, index: int) -> int:
    """The noun that a relative pronoun stands for; the token itself if it is none."""
    if words.lower[index] not in _RELATIVES or words.parts[index] not in ("PRON", "SCONJ", "DET"):
        return index
    for above in ancestors(words, index):
        if words.labels[above] in ("acl:relcl", "acl") and words.heads[above] >= 0:
            return words.heads[above]
    return index


def objects(words: Words, verb: int) -> tuple[int, ...]:
    """The heads of the noun phrases that a verb acts on: objects, passive subjects, gaps in relatives."""
    if is_passive(words, verb):
        return subjects(words, verb)
    found = dependents(words, verb, "obj", "iobj")
    if found:
        return tuple(antecedent(words, one) for one in found)
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


def _is_bare(words: Words, index: int) -> bool:
    """Whether a noun phrase read as an adverbial has no preposition and tells no time: an object."""
    is_noun = words.parts[index] in ("NOUN", "PROPN")
    return is_noun and preposition(words, index) == "" and not words.has_lemma(index, _TIMES)


def obliques(words: Words, index: int, prepositions: tuple[str, ...]) -> tuple[int, ...]:
    """The noun phrases that hang on a verb, a noun or its object by one of the prepositions."""
    found = []
    for child in words.children[index]:
        label = words.labels[child]
        if label in ("obl", "obl:agent", "nmod", "advmod", "xcomp", "iobj") or (
            label == "advcl" and not is_verb(words, child)
        ):
            if preposition(words, child) in prepositions:
                found.append(child)
        elif label in ("obj", "nsubj:pass", "compound:prt", "fixed"):
            found += obliques(words, child, prepositions)
    return tuple(sorted(found))


def adjacent_preposition(words: Words, first: int) -> str:
    """The preposition right before a phrase, past its determiners and adjectives; for trees that lose it."""
    index = first - 1
    while index >= 0 and words.parts[index] in ("DET", "ADJ", "NUM"):
        index -= 1
    is_found = index >= 0 and words.parts[index] == "ADP" and words.labels[index] != "compound:prt"
    is_found = is_found and not _is_quantity(words, index)
    return words.lower[index] if is_found else ""


def is_aside(words: Words, index: int) -> bool:
    """Whether a clause tells when, why or under what condition, set apart by a conjunction."""
    if words.labels[index] != "advcl":
        return False
    return any(words.lower[mark] in _ASIDES for mark in dependents(words, index, "mark", "advmod", "case"))


def is_aside_phrase(words: Words, index: int) -> bool:
    """Whether a phrase or clause tells when or why, not what: "after", "because of", "amid"."""
    marks = dependents(words, index, "mark", "case")
    return any(words.lower[mark] in _ASIDE_PHRASES for mark in marks)


def span_head(words: Words, first: int, last: int) -> int:
    """The token of a phrase by which it hangs in the tree; the last of several."""
    outer = [index for index in range(first, last + 1) if not first <= words.heads[index] <= last]
    named = [index for index in outer if words.labels[index] not in ("punct", "case", "det", "cc", "mark")]
    return (named or outer or [last])[-1]


def governing_preposition(words: Words, index: int) -> str:
    """The preposition that a noun phrase depends on, also through what it describes."""
    for _ in range(_DEPTH):
        found = preposition(words, index)
        head = words.heads[index]
        if found == "of" and head >= 0 and words.has_lemma(head, _PLACE_NOUNS):
            # "In the town of Samarra"
            index = head
            continue
        if found:
            return found
        if head < 0 or words.labels[index] not in _INSIDE_PHRASE:
            return ""
        index = head
    return ""


def region_of(words: Words, token: int) -> frozenset[int]:
    """A token with what depends on it inside its clause, without clauses set apart and joined verbs."""
    found, open_ = {token}, [token]
    while open_:
        current = open_.pop()
        for child in words.children[current]:
            is_joint = words.labels[child] == "conj" and is_verb(words, child)
            if words.labels[child] not in _APART and not is_joint:
                found.add(child)
                open_.append(child)
    return frozenset(found)


def told_by(words: Words, token: int) -> frozenset[int]:
    """The words of who reports an event: "officials in Kampala said"."""
    found: set[int] = set()
    below = token
    for above in ancestors(words, token):
        if words.labels[below] in ("ccomp", "parataxis"):
            found |= region_of(words, above)
        below = above
    for child in words.children[clause_of(words, token)]:
        if words.labels[child] == "parataxis":
            found |= region_of(words, child)
    return frozenset(found)


def dateline_end(words: Words) -> int:
    """The token after a dateline such as "GAZA CITY, Gaza Strip --" or "KYIV (AP) -"; 0 if none."""
    first = words.tokens[0].text
    if not (first.isupper() and len(first) > 2):
        return 0
    for index in range(1, min(16, len(words))):
        before, token = words.tokens[index - 1], words.tokens[index]
        is_apart = before.end < token.start or token.text == "—"
        if token.text in ("-", "–", "—") and (is_apart or before.text == "-"):
            return index + 1 + (words.word(index + 1) == "-")
        if (token.text == ":" and index < 5) or (token.text == ")" and words.word(index - 2) == "("):
            return index + 1
        if not (token.is_capitalized or token.text in (",", "(", "/", ".") or token.text.isdigit()):
            return 0
    return 0
