"""Whether two codings of one sentence tell of two deeds, by the words between them."""

from __future__ import annotations

from geomap.constants import EventType
from geomap.events.tree.mending import RELATIVES
from geomap.models import Event

_BETWEEN = frozenset("then later also was were has have had".split())
_ARTICLES = frozenset({"the", "a", "an", "its"})
_MEASURES = frozenset({EventType.COERCE, EventType.SANCTION})
_LEADING_TO = ("kill", "wound", "injur", "hurt", "destroy", "damag")
_MEANWHILE = frozenset("as while when".split())
_CLAUSE = 9
_TAKING = "abduct"


def are_two_deeds(first: Event, second: Event) -> bool:
    """ "Fired on a station and torched homes": joined by "and", each done to somebody else.

    Not what the first led to: "attacked a camp and killed five".
    """
    has_doer = second.actors and all(
        first.trigger_end < one.start < second.trigger_start for one in second.actors
    )
    # "Bulldozers levelled huts, and police beat residents"
    begins = min(one.start for one in second.actors) if has_doer else second.trigger_start
    told = first.quote[: begins - first.start].lower().split()
    has_own = second.recipients and all(one.start >= second.trigger_start for one in second.recipients)
    was_done = first.recipients and all(one.end <= second.trigger_start for one in first.recipients)
    joint = next((word for word in reversed(told[-3:]) if word not in _BETWEEN | _ARTICLES), "")
    # "Suspended the governor and imposed emergency rule"
    is_measure = first.event_type in _MEASURES and first.mode != second.mode
    # "Burned shelters and abducted dozens of women"
    is_taking = first.mode != second.mode and _TAKING in (first.mode, second.mode)
    between = first.quote[first.trigger_end - first.start : second.trigger_start - first.start]
    is_behind = ";" in between and bool(second.recipients or second.actors)
    is_behind = is_behind and all(
        one.start > first.trigger_end for one in (*second.recipients, *second.actors)
    )
    if is_behind or (";" in between and (has_own or second.location != first.location)):
        return True
    is_apart = is_measure or is_taking or bool(has_own and was_done) or _have_other_doers(first, second)
    is_other = second.actors and first.actors and all(one.start > first.trigger_end for one in second.actors)
    is_beside = is_other and "while" in told[-_CLAUSE:] and first.trigger_end < second.trigger_start
    # What donors pledged, and behind a colon what each of them did.
    is_beside = is_beside or (bool(is_other) and second.trigger_start > first.trigger_end and _is_gift(first))
    if is_beside or _is_backdrop(first, second) or _is_told_in_passing(first, second):
        # "WFP handed out rations, while UNHCR handed out kits"
        return True
    return is_apart and joint == "and" and not word_of(second).startswith(_LEADING_TO)


def _is_gift(event: Event) -> bool:
    """Whether an event tells of what somebody gives or promises, an amount of it."""
    return event.event_type in (EventType.AGREE, EventType.AID) and bool(event.figures)


def _is_backdrop(first: Event, second: Event) -> bool:
    """ "The blast killed 40 people as troops were fighting rebels": what else went on, not who did it."""
    before = first.quote[: first.trigger_start - first.start].lower().split()[-1:]
    between = second.quote[first.trigger_end - first.start : second.trigger_start - first.start].split()
    is_going_on = between[-1:] in (["was"], ["were"]) and word_of(second).endswith("ing")
    is_active = not first.actors and before not in (["was"], ["were"], ["been"])
    return is_active and is_going_on and not _MEANWHILE.isdisjoint(between)


def _have_other_doers(first: Event, second: Event) -> bool:
    """ "The rebels stormed the town and the army shelled it": done by two that are no one side."""
    sectors = [{actor.sector for actor in event.actors} for event in (first, second)]
    is_own = bool(second.actors) and all(one.start > first.trigger_end for one in second.actors)
    return is_own and None not in sectors[0] | sectors[1] and sectors[0].isdisjoint(sectors[1])


def _is_told_in_passing(first: Event, second: Event) -> bool:
    """ "The general, who seized power in 2021, declared a curfew": what has a day of its own."""
    before = first.quote[: first.trigger_start - first.start].lower().split()[-2:]
    between = first.quote[first.trigger_end - first.start : second.trigger_start - first.start]
    # "In the town, besieged since May, shelling killed two"
    is_aside = before[-1:] != [] and before[-1].endswith(",") and word_of(first).endswith("ed")
    is_relative = (is_aside or not RELATIVES.isdisjoint(before)) and "," in between
    return is_relative and first.date_start is not None and second.date_start != first.date_start


def word_of(event: Event) -> str:
    """The words that tell of an event, in small letters."""
    return event.quote[event.trigger_start - event.start : event.trigger_end - event.start].lower()
