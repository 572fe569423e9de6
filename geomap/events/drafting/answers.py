"""To whom an answer goes: "rejected the accusation" answers whoever made it in a sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.constants import EventType, Modality
from geomap.models import Actor, Event

_BLAMING = frozenset({EventType.ACCUSE})
_ASKING = frozenset({EventType.REQUEST, EventType.THREATEN})
_OFFERING = frozenset({EventType.AGREE, EventType.REQUEST})
_HARMING = frozenset(
    {
        *(EventType.SANCTION, EventType.COERCE, EventType.THREATEN, EventType.ACCUSE, EventType.REJECT),
        EventType.REQUEST,
    }
)
_DOING = frozenset(
    {
        *(_HARMING | _OFFERING),
        *(EventType.SUPPORT, EventType.CONCEDE, EventType.MOBILIZE, EventType.RETREAT, EventType.ASSAULT),
    }
)
_SAYING = _BLAMING | _ASKING | _OFFERING | {EventType.REJECT, EventType.SUPPORT}
_KINDS = {
    **dict.fromkeys("accusation allegation charge claim criticism assertion complaint".split(), _BLAMING),
    **dict.fromkeys("demand request appeal call ultimatum threat".split(), _ASKING),
    **dict.fromkeys("offer proposal invitation".split(), _OFFERING),
    **dict.fromkeys(
        "decision move step measure sanction tariff duty ban expulsion resolution veto fine".split(), _HARMING
    ),
}
"""Nouns by which an answer names what it answers, and the types of events that they mean."""

_DEEDS = {
    **dict.fromkeys(
        "attack strike airstrike raid bombing bombardment shelling killing assault massacre".split(),
        frozenset({EventType.ASSAULT}),
    ),
    **dict.fromkeys("arrest detention crackdown".split(), frozenset({EventType.COERCE})),
    **dict.fromkeys("deployment drill manoeuvre".split(), frozenset({EventType.MOBILIZE})),
    **dict.fromkeys(("sanction", "tariff", "ban", "expulsion"), _HARMING),
    "release": frozenset({EventType.RETREAT}),
    **dict.fromkeys(("refusal", "rejection"), frozenset({EventType.REJECT})),
    **dict.fromkeys("speech remark statement comment".split(), _SAYING),
    **dict.fromkeys(
        "decision move step measure resolution veto recognition ruling verdict plan".split(), _DOING
    ),
}
"""Nouns by which others than those concerned speak of what has just been told, and its types."""
_ANSWERED = re.compile(
    rf"\b(?:the|this|that|these|those|such|its|his|her|their)\s+(?:\w+\s+)?"
    rf"(?:({'|'.join({**_KINDS, **_DEEDS})})s?|(duties))\b(?!\s+(?:by|of|from)\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s+an?\s+(move|step|decision|measure)\b[^,;.]{0,40}$")
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are)\s+(?:\w+ly\s+)?$")
_PRAISED = re.compile(
    r"\b(?:the|this|that)\s+(?:\w+\s+)?(?:agreement|deal|accord|pact|treaty|truce|ceasefire)\b"
    r"(?!\s+(?:between|with|of|by)\b)",
    re.IGNORECASE,
)
_STATEMENTS = _BLAMING | _DOING
_ANSWERS = frozenset({EventType.REJECT, EventType.AGREE, EventType.ACCUSE})
_PACTS = frozenset({"agreement", "ceasefire"})
_TOLD = frozenset({Modality.ACTUAL, Modality.FUTURE})
_REACH = 60
"""How many characters behind a trigger the statement it answers is named."""
_MORE = 0.1
_NEXT = 3
"""How many characters may stand between two sentences."""


def answered(event: Event, told: Sequence[Event]) -> Event:
    """An answer with whom it answers, if its words name an earlier statement towards who answers.

    Args:
        event: Any event.
        told: The statements and measures told before, in order.
    """
    is_praise = event.event_type is EventType.SUPPORT and event.mode is None
    is_answer = is_praise or event.event_type in _ANSWERS
    if not is_answer or event.modality is not Modality.ACTUAL or event.recipients or not event.actors:
        return event
    begin, end = event.trigger_start - event.start, event.trigger_end - event.start + _REACH
    if is_praise and (match := _PRAISED.search(event.quote, begin, end)):
        return _with(event, match, _sides_of_pact(countries_of(event.actors), told))
    match = _ANSWERED.search(event.quote, begin, end) or _ASIDE.search(event.quote, 0, begin)
    if match is None and _PASSIVE.search(event.quote, 0, begin):
        # "The attack was condemned by Oman"
        match = _ANSWERED.search(event.quote, max(0, begin - _REACH), begin)
    if match is None:
        return event
    noun = (match[1] or "duty").lower()
    fitting = [] if is_praise else _fitting(_KINDS.get(noun), countries_of(event.actors), told)
    statement = next((one for one in fitting if noun in one.quote.lower()), next(iter(fitting), None))
    statement = statement or _told_lately(event, _DEEDS.get(noun), told)
    return _with(event, match, statement.actors if statement else ())


def _told_lately(event: Event, kinds: frozenset[EventType] | None, told: Sequence[Event]) -> Event | None:
    """What others did, told last in this sentence or the one before: "Oman condemned the attack"."""
    own = {(one.country_iso3, one.sector) for one in event.actors}
    for one in reversed(told):
        if kinds is None or event.start - one.end > _NEXT:
            return None
        if one.event_type in kinds and any(side.country_iso3 or side.sector for side in one.actors):
            return one if own.isdisjoint((side.country_iso3, side.sector) for side in one.actors) else None
    return None


def _with(event: Event, words: re.Match[str], whom: Sequence[Actor]) -> Event:
    """An event with recipients whom some of its words mean."""
    if not whom:
        return event
    start, end = event.start + words.start(), event.start + words.end()
    told = tuple(replace(actor, start=start, end=end) for actor in whom)
    return replace(event, recipients=told, score=round(event.score + _MORE, 2))


def _sides_of_pact(own: set[str], told: Sequence[Event]) -> tuple[Actor, ...]:
    """Those who agreed last, if they are of two countries and who praises them is none of them."""
    for event in reversed(told):
        sides = (*event.actors, *event.recipients)
        is_pact = event.mode in _PACTS or event.event_type is EventType.AGREE
        if is_pact and len(countries_of(sides)) > 1:
            return sides if own.isdisjoint(countries_of(sides)) else ()
    return ()


def _fitting(kinds: frozenset[EventType] | None, own: set[str], told: Sequence[Event]) -> list[Event]:
    """The statements of some kinds to those of some countries, the last first; offers may be to anybody."""
    return [
        one
        for one in reversed(told)
        if kinds is not None
        and one.event_type in kinds
        and (
            (kinds is _OFFERING and not one.recipients and own.isdisjoint(countries_of(one.actors)))
            or own & countries_of(one.recipients)
        )
    ]


def is_statement(event: Event) -> bool:
    """Whether a later sentence may answer an event: somebody said or did something to somebody."""
    is_said = event.event_type in _STATEMENTS or event.mode in _PACTS
    return is_said and event.modality in _TOLD and bool(event.actors)


def countries_of(actors: Sequence[Actor]) -> set[str]:
    """The countries of some sides, as far as they are known."""
    return {actor.country_iso3 for actor in actors if actor.country_iso3}
