"""How the words of a sentence hang together in its tree: dependents, prepositions, clauses.

Relations are those of Universal Dependencies. Token numbers count within the sentence; -1 is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.events.tree.sentences import Words, asked_once

SUBJECTS = ("nsubj", "nsubj:pass")
OBJECTS = ("obj", "iobj")
_CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis"})
_DEPTH = 8
_RANKS = frozenset("first second third last latest only next".split())
_INSIDE_PHRASE = frozenset("conj compound amod nmod:poss flat nummod appos".split())
_JOINED = frozenset({"conj", "appos"})
_OUT_OF = frozenset({"out", "away", "back"})
_APART = frozenset({"acl:relcl", "ccomp", "advcl", "parataxis", "csubj", "csubj:pass"})
_ASIDES = frozenset("after before when while as because since although though if unless until once".split())
_ASIDE_PHRASES = frozenset("after before when while as since during following amid because".split())
_PLACE_NOUNS = frozenset(
    "city town village port province region island capital district outskirts area".split()
)


def dependents(words: Words, index: int, *labels: str) -> tuple[int, ...]:
    """The dependents of a token with one of the given relations, in order."""
    related = words.related[index]
    if not related:
        return ()
    found: tuple[int, ...] = ()
    for label in labels:
        more = related.get(label)
        if more:
            found = tuple(sorted(found + more)) if found else more
    return found


def dependent(words: Words, index: int, *labels: str) -> int:
    """The first dependent of a token with one of the given relations, or -1."""
    found = dependents(words, index, *labels)
    return found[0] if found else -1


def ancestors(words: Words, index: int) -> Iterator[int]:
    """The heads above a token, nearest first."""
    head = words.heads[index]
    while head >= 0:
        yield head
        head = words.heads[head]


def preposition(words: Words, index: int) -> str:
    """The preposition of a noun phrase by its head; "" if it has none. "Out of" counts as "from"."""
    related = words.related[index]
    for child in related.get("case", ()):
        word = words.lower[child]
        if child > index or word in ("'s", "'") or _is_quantity(words, child):
            continue
        return "from" if word in _OUT_OF and words.word(child + 1) in ("of", "from") else word
    marks = [child for child in related.get("mark", ()) if words.parts[child] in ("ADP", "SCONJ")]
    return words.lower[marks[0]] if marks and not is_verb(words, index) else ""


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
    if words.related[index].keys().isdisjoint(_JOINED):
        return (index,)
    found, open_ = [], [index]
    while open_:
        current = open_.pop()
        found.append(current)
        open_ += dependents(words, current, "conj")
        # "A and B" with B read as an apposition
        open_ += (one for one in dependents(words, current, "appos") if dependent(words, one, "cc") >= 0)
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
    return "to" in [words.lower[child] for child in dependents(words, index, "mark", "aux", "case")]


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
    marks = [words.lower[mark] for mark in dependents(words, index, "mark", "case")]
    return not _ASIDE_PHRASES.isdisjoint(marks)


def span_head(words: Words, first: int, last: int) -> int:
    """The token of a phrase by which it hangs in the tree; the last of several."""
    if first == last:
        return last
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


def is_object_gerund(words: Words, index: int) -> bool:
    """Whether a gerund tells what a noun is about: "the prospect of holding talks in Geneva"."""
    if words.labels[index] != "acl" or not is_gerund(words, index):
        return False
    return any(
        words.lower[mark] in ("of", "for", "about") for mark in dependents(words, index, "mark", "case")
    )


@asked_once
def region_of(words: Words, token: int) -> frozenset[int]:
    """A token with what depends on it inside its clause, without clauses set apart and joined verbs."""
    found, open_ = {token}, [token]
    while open_:
        current = open_.pop()
        for child in words.children[current]:
            label = words.labels[child]
            is_joint = label == "conj" and is_verb(words, child)
            if label in _APART or is_joint or (label == "acl" and is_object_gerund(words, child)):
                continue
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


def is_ranked(words: Words, noun: int) -> bool:
    """Whether a noun tells who became or was the first, latest or ninth of some to do something."""
    above = words.heads[noun]
    is_become = above >= 0 and words.has_lemma(above, frozenset({"become"})) and words.labels[noun] == "xcomp"
    is_called = any(
        words.lower[one] in ("is", "was", "are", "were") for one in dependents(words, noun, "cop")
    )
    if not (is_become or is_called):
        return False
    ranks = (noun, *dependents(words, noun, "amod"))
    return any(words.lower[one] in _RANKS or words.lower[one].endswith("th") for one in ranks)
