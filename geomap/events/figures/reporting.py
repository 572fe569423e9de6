"""Whether what a figure tells is reported as a fact, planned, possible or denied, by the words.

"Fled", "were ordered to leave" and "have had to flee" are facts; "could displace 5,000", "plans to
evacuate 5,000", "if 5,000 fled" and "did not evacuate 5,000" are not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geomap.constants import Modality, Unit
from geomap.events.setting.conditional import CONDITIONS
from geomap.events.setting.modality import cues
from geomap.events.tree.grammar import OBJECTS, SUBJECTS, dependents
from geomap.events.tree.sentences import Words
from geomap.models import Figure

_YEAR = 365
_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_POSSIBLE = frozenset("would could may might should can must ca".split())
_ORDERS = frozenset("order tell instruct advise ask urge allow able force".split())
"""Verbs of telling people to go: who is told counts as gone, as IDMC counts evacuation orders."""

_NEEDING = frozenset({"need", "needs"})
_FEARED = frozenset({"fear", "presume"})
_ENDED = frozenset({"end", "stop", "halt"})
_INFINITIVES = frozenset({"xcomp", "ccomp", "acl", "advcl", "obl"})
_CARRIED_ON = frozenset({"xcomp", "acl", "advcl", "nmod", "obl", *OBJECTS, *SUBJECTS})
_FORECASTS = frozenset("forecast foresee envisage predict project anticipate require".split())


def reporting_of(words: Words, index: int, node: int) -> Modality:
    """How the fate told by the token at `index` of the counted at `node` is reported."""
    if any(words.word(child) == "no" for child in dependents(words, node, "det", "advmod")):
        return Modality.NEGATED
    current = index
    while current >= 0:
        found = _own(words, current)
        if found is Modality.ACTUAL:
            found = _governed(words, current, words.heads[current], words.labels[current])
        if found is not Modality.ACTUAL:
            return found
        label = words.labels[current]
        is_clause = label in ("acl", "advcl") and current != index
        if label not in _CARRIED_ON or is_clause:
            break
        current = words.heads[current]
    return Modality.ACTUAL


def _own(words: Words, index: int) -> Modality:
    """What the auxiliaries, negations and conjunctions of a word make of it."""
    helpers = {words.word(child) for child in dependents(words, index, "aux", "aux:pass", "mark", "advmod")}
    if not cues("negation").isdisjoint(helpers - {"without"}):
        return Modality.NEGATED
    if not _FUTURE.isdisjoint(helpers):
        return Modality.FUTURE
    if not (_POSSIBLE | CONDITIONS).isdisjoint(helpers):
        return Modality.HYPOTHETICAL
    adjectives = {words.word(child) for child in dependents(words, index, "amod", "det")}
    is_unreal = not (cues("unreal_adjective") - {"alleged"}).isdisjoint(adjectives)
    return Modality.HYPOTHETICAL if is_unreal else Modality.ACTUAL


def _governed(words: Words, index: int, head: int, label: str) -> Modality:
    """What the governing verb or noun makes of what depends on it."""
    if head < 0:
        return Modality.ACTUAL
    marks = {words.word(child) for child in dependents(words, index, "mark")}
    is_verb = words.parts[index] in ("VERB", "AUX", "ADJ")
    if label in _INFINITIVES and words.parts[head] == "VERB" and words.has_lemma(head, _FEARED):
        # "Are feared dead", "are presumed drowned"
        return Modality.HYPOTHETICAL
    if is_verb:
        is_infinitive = words.word(index - 1) == "to" or "to" in marks
        return _planned(words, head, label) if is_infinitive and label in _INFINITIVES else Modality.ACTUAL
    is_object = label in OBJECTS or label in ("nsubj:pass", "nmod", "obl")
    return _weighed(words, head) if is_object else Modality.ACTUAL


def _planned(words: Words, head: int, label: str) -> Modality:
    """What a verb or noun makes of its infinitive: "plan to evacuate", "failed to return"."""
    if words.has_lemma(head, cues("denial")):
        return Modality.NEGATED
    if words.word(head) in _NEEDING:
        # "Need to be relocated" lies ahead, "needed to be rescued" was done.
        return Modality.HYPOTHETICAL
    if words.has_lemma(head, cues("plan") - _ORDERS):
        return Modality.FUTURE if words.has_lemma(head, cues("future_plan")) else Modality.HYPOTHETICAL
    is_unreal = label == "acl" and words.has_lemma(head, cues("unreal_noun"))
    return Modality.HYPOTHETICAL if is_unreal else Modality.ACTUAL


def _weighed(words: Words, head: int) -> Modality:
    """What a verb or noun makes of its noun: "warned of the displacement", "the risk of displacement"."""
    is_verb = words.parts[head] == "VERB"
    is_unreal = is_verb and words.has_lemma(head, (cues("unreal_verb") - _ENDED) | _FORECASTS)
    if is_unreal or words.has_lemma(head, cues("unreal_noun")):
        return Modality.HYPOTHETICAL
    is_denied = is_verb and words.has_lemma(head, cues("denial"))
    return Modality.NEGATED if is_denied else Modality.ACTUAL


def as_history(figure: Figure, published: date | None) -> Figure:
    """A figure of more than a year before its report is none of its news: "a quake in 2015 killed two"."""
    day = figure.as_of
    is_old = day is not None and published is not None and (published - day).days > _YEAR
    is_told = figure.modality is Modality.ACTUAL and figure.unit is not Unit.CURRENCY
    return replace(figure, modality=Modality.HISTORICAL) if is_old and is_told else figure
