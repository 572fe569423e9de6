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
_KINDS = {
    **dict.fromkeys("accusation allegation charge claim criticism assertion complaint".split(), _BLAMING),
    **dict.fromkeys("demand request appeal call ultimatum threat".split(), _ASKING),
    **dict.fromkeys("offer proposal invitation".split(), _OFFERING),
    **dict.fromkeys(
        "decision move step measure sanction tariff duty ban expulsion resolution veto fine".split(), _HARMING
    ),
}
"""Nouns by which an answer names what it answers, and the types of events that they mean."""
_ANSWERED = re.compile(
    rf"\b(?:the|this|that|these|those|such|its|his|her|their)\s+(?:\w+\s+)?"
    rf"(?:({'|'.join(_KINDS)})s?|(duties))\b(?!\s+(?:by|of|from)\b)",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    r"\b(?:the|this|that)\s+(?:\w+\s+)?(?:agreement|deal|accord|pact|treaty|truce|ceasefire)\b"
    r"(?!\s+(?:between|with|of|by)\b)",
    re.IGNORECASE,
)
_STATEMENTS = _BLAMING | _ASKING | _OFFERING | _HARMING
_ANSWERS = frozenset({EventType.REJECT, EventType.AGREE, EventType.ACCUSE})
_PACTS = frozenset({"agreement", "ceasefire"})
_TOLD = frozenset({Modality.ACTUAL, Modality.FUTURE})
_REACH = 60
"""How many characters behind a trigger the statement it answers is named."""
_MORE = 0.1


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
    pattern = _PRAISED if is_praise else _ANSWERED
    begin, end = event.trigger_start - event.start, event.trigger_end - event.start + _REACH
    match = pattern.search(event.quote, begin, end)
    if match is None:
        return event
    if is_praise:
        return _with(event, match, _sides_of_pact(countries_of(event.actors), told))
    noun = (match[1] or "duty").lower()
    fitting = _fitting(_KINDS[noun], countries_of(event.actors), told)
    statement = next((one for one in fitting if noun in one.quote.lower()), next(iter(fitting), None))
    return _with(event, match, statement.actors if statement else ())


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


def _fitting(kinds: frozenset[EventType], own: set[str], told: Sequence[Event]) -> list[Event]:
    """The statements of some kinds to those of some countries, the last first; offers may be to anybody."""
    return [
        one
        for one in reversed(told)
        if one.event_type in kinds
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
