"""Which words of a sentence belong to a trigger, nearest first: its places and dates stand among them."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.events.tree.grammar import ancestors, clause_of, is_aside, is_verb, preposition, region_of
from geomap.events.tree.sentences import Words, asked_once
from geomap.events.triggers.matches import TriggerMatch

_REASONS = frozenset("over after following amid despite before since".split())


def regions_of(words: Words, match: TriggerMatch) -> tuple[frozenset[int], ...]:
    """Where words belong to a trigger: what hangs on it, then on what it hangs on, up to its clause.

    What somebody says elsewhere ("said in Paris") and what happened after or before is left out.
    """
    return _regions(words, (match.head, match.tokens))


@asked_once
def _regions(words: Words, trigger: tuple[int, frozenset[int]]) -> tuple[frozenset[int], ...]:
    head, tokens = trigger
    regions = [frozenset[int]().union(*[region_of(words, token) for token in tokens])]
    token = head
    for above in ancestors(words, head):
        label = words.labels[token]
        if label in ("ccomp", "parataxis", "acl:relcl", "csubj") or is_aside(words, token):
            break
        if above in tokens:
            token = above
            continue
        region = region_of(words, above)
        if label == "conj" and is_verb(words, token):
            # What follows an earlier verb is its own: "shelled Goma and entered Sake".
            region = frozenset(item for item in region if item < min(tokens))
        regions.append(region)
        token = above
    return tuple(regions)


def is_set_apart(words: Words, index: int) -> bool:
    """Whether a word stands in a relative clause or in one that tells when or why."""
    clause = clause_of(words, index)
    return words.labels[clause] == "acl:relcl" or is_aside(words, clause)


def is_in_reason(words: Words, index: int, match: TriggerMatch, matches: Iterable[TriggerMatch]) -> bool:
    """Whether a word belongs to another deed that only gives time or reason: "over the raid on Goma"."""
    others = {token for one in matches if one is not match and not one.is_verb for token in one.tokens}
    for token in (index, *ancestors(words, index)):
        if token in match.tokens or is_verb(words, token):
            return False
        if token in others and preposition(words, token) in _REASONS:
            return True
    return False


def gives_reason(words: Words, match: TriggerMatch) -> bool:
    """Whether a noun, or a participle that describes one, only gives time or reason."""
    noun = words.heads[match.head] if words.labels[match.head] == "acl" else match.head
    return (noun != match.head or not match.is_verb) and preposition(words, noun) in _REASONS
