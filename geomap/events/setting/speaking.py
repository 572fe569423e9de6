"""Where somebody said so: "speaking in Brasilia", "told reporters in Berlin", "in a speech in Warsaw"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.events.scene.spots import Spot
from geomap.events.tree.arguments import subjects
from geomap.events.tree.grammar import ancestors, dependents, region_of
from geomap.events.tree.sentences import SAYING, Words
from geomap.models import Place

_TALKING = frozenset({"speak", "address", "talk"})
_LISTENERS = frozenset("reporter journalist conference briefing".split())
_OCCASIONS = _LISTENERS | frozenset(
    "speech address interview summit meeting visit trip rally ceremony assembly forum parliament".split()
)
_AT = frozenset({"in", "at", "near", "on"})


def speaking_place(words: Words, verb: int, spots: Sequence[Spot]) -> Place | None:
    """The place where a statement was made, if the words around its verb, or that of saying, tell it.

    Args:
        words: The sentence.
        verb: The head of the statement.
        spots: The places of the sentence.
    """
    for telling in _tellings(words, verb) if spots else ():
        if telling != verb:
            # "Scholz said in Berlin"
            said = [s.place for s in spots if words.heads[s.index] == telling and s.before in ("in", "at")]
            if said:
                return said[0]
        for token, allowed in _settings(words, telling):
            inside = region_of(words, token)
            for spot in spots:
                if spot.index in inside and spot.before in allowed:
                    return spot.place
    return None


def _tellings(words: Words, verb: int) -> Iterator[int]:
    """The verb of a statement, then the verbs of saying whose content it is."""
    yield verb
    below = verb
    for above in ancestors(words, verb):
        if words.labels[below] not in ("ccomp", "parataxis", "conj"):
            return
        if words.has_lemma(above, SAYING):
            yield above
        below = above


def _settings(words: Words, telling: int) -> Iterator[tuple[int, frozenset[str]]]:
    """What tells where somebody says something, with the prepositions that its place may have."""
    beside = dependents(words, telling, "advcl")
    relative = tuple(
        clause
        for subject in subjects(words, telling)
        for clause in dependents(words, subject, "acl:relcl", "acl")
    )
    for token in (*beside, *relative):
        if words.has_lemma(token, _TALKING) and not dependents(words, token, "mark", "case"):
            yield token, _AT
    for token in dependents(words, telling, "obl", "obj", "iobj"):
        if words.labels[token] == "obl" and words.has_lemma(token, _OCCASIONS):
            yield token, _AT | ({"to"} if words.has_lemma(token, frozenset({"visit", "trip"})) else set())
        elif words.has_lemma(token, _LISTENERS):
            yield token, _AT
