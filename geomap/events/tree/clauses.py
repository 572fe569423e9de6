"""Whether two words of a sentence are told of one subject, or of two in clauses side by side."""

from __future__ import annotations

from geomap.events.tree.grammar import SUBJECTS, ancestors, dependents
from geomap.events.tree.sentences import Words

_BESIDE = frozenset({"conj", "parataxis", "advcl"})


def are_told_together(words: Words, first: int, second: int) -> bool:
    """Whether no clause with a subject of its own parts two tokens.

    In "Britain gave 1 million, and France announced 3" the second sum is not Britain's.
    """
    above_first = [first, *ancestors(words, first)]
    above_second = [second, *ancestors(words, second)]
    shared = set(above_first) & set(above_second)
    return not any(
        _is_clause_beside(words, token)
        for path in (above_first, above_second)
        for token in path
        if token not in shared
    )


def _is_clause_beside(words: Words, token: int) -> bool:
    """Whether a token heads a clause with its own subject that stands beside another or tells of a name."""
    label = words.labels[token]
    if label == "acl:relcl":
        return words.parts[words.heads[token]] == "PROPN"
    return label in _BESIDE and bool(dependents(words, token, *SUBJECTS))


def is_told_aside(words: Words, token: int, clause: int) -> bool:
    """Whether a token stands in what is told in passing of a noun: "the UAE, which gave 35bn last year"."""
    for one in (token, *ancestors(words, token)):
        if one == clause:
            return False
        if words.labels[one] == "acl:relcl":
            return True
    return False
