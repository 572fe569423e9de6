"""What is told in the present or past tense and lies ahead nevertheless: plans, journeys, decisions."""

from __future__ import annotations

from geomap.constants import EventType
from geomap.events.tree.arguments import is_passive
from geomap.events.tree.grammar import dependents, has_to
from geomap.events.tree.sentences import Words
from geomap.events.triggers.matches import TriggerMatch
from geomap.text.date_expressions import WEEKDAYS

MEETINGS = frozenset({"visit", "meet", "phone", "third-party"})
_TRAVELING = frozenset("travel fly head leave depart jet".split())
_DAYS_AHEAD = WEEKDAYS | {"tomorrow", "tonight", "next"}
_EXPECTED = frozenset({"expect", "schedule", "slate"})
_TO = frozenset({"to"})
_DECIDING = frozenset("decide plan intend opt resolve choose".split())


def lies_ahead(words: Words, match: TriggerMatch) -> bool:
    """Whether what a trigger tells is still to come, whatever its tense."""
    return _is_scheduled(words, match) or is_planned(match) or _is_only_decided(words, match)


def is_planned(match: TriggerMatch) -> bool:
    """ "Is expected in Accra": a row that tells of a meeting to come."""
    meaning, pattern = match.trigger.meaning, match.trigger.pattern
    # "Is to sign a trade pact"
    is_set = "be" in pattern[0] and _TO in pattern[1:3]
    return meaning.event_type is EventType.AGREE and (meaning.mode in MEETINGS or is_set)


def _is_only_decided(words: Words, match: TriggerMatch) -> bool:
    """ "Decided to withdraw": no promise to anybody, and not done yet."""
    is_ahead = match.trigger.meaning.event_type in (EventType.AGREE, EventType.THREATEN)
    return (
        is_ahead
        and match.is_verb
        and words.has_lemma(match.head, _DECIDING)
        and _has_infinitive(words, match.head)
    )


def _has_infinitive(words: Words, verb: int) -> bool:
    return any(has_to(words, one) for one in dependents(words, verb, "xcomp", "advcl", "ccomp"))


def _is_scheduled(words: Words, match: TriggerMatch) -> bool:
    """ "He travels to Helsinki on Thursday.": a journey told in the present tense with its day.

    Or what is "expected to": "the two are expected to sign".
    """
    if match.is_verb and words.has_lemma(match.head, _EXPECTED) and is_passive(words, match.head):
        return True
    is_journey = match.is_verb and words.has_lemma(match.head, _TRAVELING)
    is_full = words.word(len(words) - 1) == "." and not words.is_headline
    is_told = is_journey and is_full and words.lower[match.head].endswith("s")
    return is_told and not _DAYS_AHEAD.isdisjoint(words.vocabulary)
