"""What drafts of a sentence share: "accused Algeria and recalled its ambassador" is about Algeria twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.constants import EventType
from geomap.events.drafting.drafts import Draft
from geomap.events.tree.grammar import dependents
from geomap.events.tree.sentences import Words

_ANSWERING = frozenset({EventType.SANCTION, EventType.REJECT, EventType.THREATEN, EventType.ACCUSE})
"""What is done to whom the same sentence quarrels with, if it names nobody else."""
_QUARRELS = _ANSWERING | {EventType.REQUEST, EventType.ASSAULT, EventType.COERCE}


def share_recipients(words: Words, drafts: Sequence[Draft | None]) -> list[Draft | None]:
    """The drafts, with the recipient of a verb for one joined to it by the same side that names none."""
    return [draft and _with_recipients(words, draft, drafts) for draft in drafts]


def share_modes(words: Words, drafts: Sequence[Draft | None]) -> list[Draft | None]:
    """The drafts, with the mode of the deed that is the subject of another: "a drone strike killed 13"."""
    return [draft and _with_mode(words, draft, drafts) for draft in drafts]


def _with_mode(words: Words, draft: Draft, drafts: Sequence[Draft | None]) -> Draft:
    if draft.meaning.mode is not None or not draft.match.is_verb:
        return draft
    acting = dependents(words, draft.match.head, "nsubj")
    for other in drafts:
        is_same = other is not None and other.meaning.event_type is draft.meaning.event_type
        if other is not None and is_same and other.meaning.mode and other.match.head in acting:
            return replace(draft, meaning=replace(draft.meaning, mode=other.meaning.mode))
    return draft


def _with_recipients(words: Words, draft: Draft, drafts: Sequence[Draft | None]) -> Draft:
    verb, sides = draft.match.head, draft.sides
    is_open = draft.match.is_verb and words.labels[verb] == "conj" and not sides.recipients
    if not is_open or not sides.actors or draft.meaning.event_type not in _ANSWERING:
        return draft
    for other in drafts:
        if other is None or other.match.head != words.heads[verb] or not other.match.is_verb:
            continue
        is_quarrel = other.meaning.event_type in _QUARRELS and other.sides.actors == sides.actors
        faced = tuple(party for party in other.sides.recipients if party.actor.country_iso3)
        if is_quarrel and faced:
            return replace(draft, sides=replace(sides, recipients=faced))
    return draft
