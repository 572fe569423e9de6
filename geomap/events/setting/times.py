"""When an event happened, by the dates around its trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile

from geomap.constants import EventType, Modality
from geomap.events.scene.regions import gives_reason, is_set_apart, regions_of
from geomap.events.setting.conditional import is_asked_of_past
from geomap.events.tree.grammar import (
    ancestors,
    clause_of,
    dependents,
    first_conjunct,
    has_to,
    is_verb,
    region_of,
    told_by,
)
from geomap.events.tree.sentences import SAYING, Words, asked_once, dateline_end, is_past, word_groups
from geomap.events.triggers.matches import TriggerMatch
from geomap.models import Document
from geomap.text.dates import DateSpan, counted_on, find_dates, find_duration_days, with_year
from geomap.text.numbers import parse_number_words

_FAR = 80
"""How many characters behind a trigger its duration is looked for."""

_NAMED_DAY = re.compile(r"[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+")
"""A day without its year, of which the words do not tell whether it is past."""
_ORDER = {"after": -1, "before": 1}
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_AHEAD = frozenset({EventType.AGREE, EventType.REQUEST, EventType.THREATEN})
"""Types of what is said of days to come."""
_STAY = re.compile(r"\b(?:for|on|in|beginning|starting) an? \w+-(?:day|week)\b")
_BACK = 20
_BEFORE_DATE = frozenset("on late early earlier in a statement".split())
_SAID = frozenset(
    {EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT}
)
_BACKWARD = (" earlier", " day", " before")
_GATHERINGS = frozenset("summit meeting talk conference session visit call debate vote".split())
_TRYING = frozenset("try attempt struggle fail".split())
_WILL = frozenset({"will", "shall", "'ll", "would"})
_PERFECT = frozenset({"had", "has", "have", "'d", "'ve"})
_POINTING = frozenset({"this", "last"})
_IN_FORCE = frozenset({("in", "place"), ("in", "force"), ("in", "effect"), ("in", "office"), ("in", "power")})
_TERMS = frozenset({"by", "until", "before"})
_SIGNS = frozenset({":", "-", "–", "—"})
_LONG = frozenset({"year", "month", "season", "decade"})
_NEAR = 6
"""How many words before "this year" the rank among others of the year may stand."""

_ORDINALS = frozenset("th st nd rd second fourth fifth sixth seventh eighth ninth tenth latest".split())
"""Ranks; "40th" is two words."""

_SUPERLATIVES = frozenset(
    "first worst deadliest biggest largest heaviest bloodiest highest lowest strongest most third".split()
)


def dates_of(document: Document, words: Words, *, looks_ahead: bool = False) -> tuple[DateSpan, ...]:
    """The dates of a sentence of a document, in order, found once; `looks_ahead` reads them as to come."""
    return _dates(words, (document.text, document.published, looks_ahead))


@asked_once
def _dates(words: Words, told: tuple[str, date | None, bool]) -> tuple[DateSpan, ...]:
    text, published, looks_ahead = told
    start, end = words.sentence.start, words.sentence.end
    reached = () if looks_ahead else _reached(words)
    spans = find_dates(
        text, published=published, start=start, end=end, looks_ahead=looks_ahead, reached=reached
    )
    found = tuple(
        span if span.first and not _is_back(text, span) else counted_on(text, span, published)
        for span in spans
        if not _is_named_by(words, span)
    )
    if published is None and any(span.first is None for span in found):
        return tuple(span if span.first else with_year(text, span) for span in found)
    return found


def _is_back(text: str, span: DateSpan) -> bool:
    """Whether a day may be told by the one after it: "a day earlier", "the day before"."""
    return text[span.start : span.end].endswith(_BACKWARD)


def _reached(words: Words) -> tuple[int, ...]:
    """Where a "by" begins that tells of a day gone: "had left by Monday", "by Monday 900 had left"."""
    if "by" not in words.vocabulary:
        return ()
    found: list[int] = []
    for index, word in enumerate(words.lower):
        if word == "by" and words.labels[index] == "case":
            verb = next((one for one in ancestors(words, index) if is_verb(words, one)), -1)
            if verb >= 0 and any(words.lower[one] in _PERFECT for one in dependents(words, verb, "aux")):
                found.append(words.tokens[index].start)
    return tuple(found)


def _is_named_by(words: Words, span: DateSpan) -> bool:
    """Whether a date is part of a longer name: "the March 23 Movement"."""
    first, last = words.index_at(span.start), words.index_at(span.end - 1)
    return any(
        name.first <= first and last < name.last and name.last - name.first > last + 1 - first
        for name in words.names
    )


def when_of(
    words: Words,
    match: TriggerMatch,
    dates: Sequence[DateSpan],
    *,
    text: str,
    looks_ahead: bool = False,
) -> tuple[date | None, date | None]:
    """The days of an event: the date nearest its trigger in its clause, else the sentence's only one.

    Where that date is not known, such as "on Thursday" without a day of publication, neither is the event's.
    """
    opening = dateline_end(words)
    usable = [(words.index_at(span.start), span) for span in dates]
    usable = [
        (index, span) for index, span in usable if index >= opening and not _is_told_by(words, match, span)
    ]
    if not usable:
        return None, None
    usable = [(index, span) for index, span in usable if not _only_compares(words, index)]
    usable = [(index, span) for index, span in usable if not _is_of_named(words, match, index, span)]
    if match.trigger.meaning.event_type not in _SAID:
        usable = [(index, span) for index, span in usable if not _dates_report(words, match, index)]
    else:
        # "Rejected an accord signed in July"
        usable = [(index, span) for index, span in usable if not _is_of_another(words, match, index)]
    usable = [
        (index, span)
        for index, span in usable
        if not (span.is_year and (_is_asked_for(words, match, index) or _is_of_another(words, match, index)))
    ]
    usable = [(index, span) for index, span in usable if not _is_since_then(words, match, index)]
    if looks_ahead:
        usable = [(index, span) for index, span in usable if not _is_of_done(words, match, index)]
    chosen: DateSpan | None = None
    regions = regions_of(words, match)
    is_reason = gives_reason(words, match)
    for region in regions[:1] if is_reason else regions:
        inner = [
            (_is_of_another(words, match, index), _is_reports(words, index), abs(index - match.head), span)
            for index, span in usable
            if index in region
        ]
        if inner:
            chosen = min(inner, key=lambda item: (*item[:3], item[3].start))[3]
            break
    known = [(index, span) for index, span in usable if span.first and span.last]
    if chosen is None and len(known) == 1 and not is_reason and not _is_apart(words, text, match, *known[0]):
        chosen = known[0][1]
    chosen = chosen or _opening_date(words, usable)
    if chosen is None or chosen.first is None or chosen.last is None:
        return None, None
    # "Asked India to withdraw by 10 May"
    first = words.index_at(chosen.start)
    is_term = not _TERMS.isdisjoint(words.lower[max(0, first - 1) : first + 1])
    is_open = bool(_NAMED_DAY.fullmatch(text[chosen.start : chosen.end]))
    is_plain = is_term or is_open or not match.is_verb or chosen.first != chosen.last
    is_plan = is_plain and _is_of_plan(words, match, first)
    # "Promised elections by December"
    is_plan = is_plan or (is_term and _is_said_ahead(words, match))
    if is_plan and not looks_ahead:
        return None, None
    apart = _apart_from(words, match, first)
    if apart and chosen.first == chosen.last:
        return _days_around(chosen.first + timedelta(days=apart[0]), apart[1])
    is_current = text[chosen.start : chosen.end].lower() == "currently"
    days = _duration(words, match, text)
    if days and chosen.first == chosen.last and not is_current:
        return chosen.first, chosen.first + timedelta(days=min(days, 60) - 1)
    return chosen.first, chosen.last


def _is_said_ahead(words: Words, match: TriggerMatch) -> bool:
    """Whether what is said is to be done by a day; "had agreed by Friday" was."""
    had = any(words.lower[one] in ("had", "'d") for one in dependents(words, match.head, "aux"))
    is_said = match.trigger.meaning.event_type in _AHEAD and "modal" not in match.trigger.roles
    return is_said and not had


def _days_around(day: date, slack: int | None) -> tuple[date | None, date | None]:
    return (None, None) if slack is None else (day - timedelta(days=slack), day + timedelta(days=slack))


def _apart_from(words: Words, match: TriggerMatch, index: int) -> tuple[int, int | None] | None:
    """How many days a deed lies from the main one: -1 in "left on Monday, a day after X bombed".

    With how many days it may be off, for weeks are rounded; None for these where "more than" leaves it open.
    """
    # "Three days after he had visited Kyiv and met its leader"
    clause = first_conjunct(words, clause_of(words, match.head))
    marks = [(one, clause) for one in dependents(words, clause, "mark") if words.lower[one] in _ORDER]
    if not match.is_verb:
        # "A day after the strike on Poltava"
        marks += [
            (one, match.head) for one in dependents(words, match.head, "case") if words.lower[one] in _ORDER
        ]
    for mark, node in marks:
        unit = _UNITS.get(words.word(mark - 1))
        if unit is None or index in region_of(words, node):
            continue
        count = words.word(mark - 2)
        number = 1 if count in ("a", "one") else parse_number_words(count) or 0
        is_open = words.word(mark - 3) == "than"
        return int(number) * unit * _ORDER[words.lower[mark]], None if is_open else unit // 2
    return None


def _is_since_then(words: Words, match: TriggerMatch, index: int) -> bool:
    """ "They signed it in May, and Chad has promised": a subject of its own, and another's day."""
    own = clause_of(words, match.head)
    auxiliaries = {words.lower[one] for one in dependents(words, own, "aux")}
    is_joined = words.labels[own] == "conj" and clause_of(words, index) == words.heads[own]
    return is_joined and bool(dependents(words, own, "nsubj")) and not auxiliaries.isdisjoint({"has", "have"})


def _opening_date(words: Words, usable: Sequence[tuple[int, DateSpan]]) -> DateSpan | None:
    """ "3 May: rebels shelled the town": the day that a line opens with, before a sign."""
    for index, span in usable[:1]:
        behind = words.word(words.index_at(span.end - 1) + 1)
        if index <= 1 and behind in _SIGNS:
            return span
    return None


def _is_told_by(words: Words, match: TriggerMatch, span: DateSpan) -> bool:
    """Whether what is told looks like a day: "held the 4th March against femicide"."""
    return any(span.start <= words.tokens[token].start < span.end for token in match.tokens)


def _duration(words: Words, match: TriggerMatch, text: str) -> int | None:
    """How many days it takes: "a two-day visit", "arrived for a two-day visit"."""
    start, end = words.tokens[match.first].start, words.tokens[match.last].end
    before = find_duration_days(text[max(0, start - 24) : start])
    if before or match.trigger.meaning.mode != "visit":
        return before
    stay = _STAY.search(text, end, min(end + _FAR, words.sentence.end))
    return find_duration_days(stay[0]) if stay else None


def _is_asked_for(words: Words, match: TriggerMatch, index: int) -> bool:
    """Whether a year belongs to what a statement is about: "rejected a proposal to vote in 2024"."""
    if match.trigger.meaning.event_type not in _SAID:
        return False
    above = list(ancestors(words, index))
    below = above[: above.index(match.head)] if match.head in above else []
    return any(is_verb(words, token) and has_to(words, token) for token in below)


def _dates_report(words: Words, match: TriggerMatch, index: int) -> bool:
    """ "Police said on Monday": the date of the report, wherever the tree hangs it."""
    before = index - 1
    while before > match.last and words.lower[before] in _BEFORE_DATE:
        before -= 1
    is_saying = before > match.last and is_verb(words, before) and words.has_lemma(before, SAYING)
    return is_saying and before not in match.tokens


def _is_reports(words: Words, index: int) -> bool:
    """ "Said on Monday it had shot it down the day before": rather the day of who says so."""
    before = index - 1
    while words.word(before) in _BEFORE_DATE:
        before -= 1
    return before >= 0 and is_verb(words, before) and words.has_lemma(before, SAYING)


def _only_compares(words: Words, index: int) -> bool:
    """ "The first visit since 2016", "defer until 2028", "a 2013 treaty": the date is that of another."""
    is_for_year = words.word(index - 1) == "for" and words.lower[index].isdigit()
    if is_for_year or words.word(index - 1) in ("until", "till") or _is_of_thing(words, index):
        # "Agreed on quotas for 2026"
        return True
    if words.word(index - 1) == "since":
        is_aside = words.word(index - 3) == "," and words.parts[index - 2] in ("VERB", "ADJ")
        if is_aside or words.lower[max(0, index - 3) : index - 1] in _IN_FORCE:
            # "Lifted a ban, in place since 2021", "reopened a bridge, closed since May"
            return True
        return not _SUPERLATIVES.isdisjoint(words.lower[max(0, index - _BACK) : index])
    is_long = words.word(index) in _POINTING and words.word(index + 1) in _LONG
    return is_long and _is_counted_out(words, index)


def _is_counted_out(words: Words, index: int) -> bool:
    """ "The deadliest attack this year", "the 40th this year": a number or rank among others."""
    for token in range(index - 1, max(-1, index - _NEAR), -1):
        if is_verb(words, token):
            return False
        if words.lower[token] in _SUPERLATIVES or words.lower[token] in _ORDINALS:
            return True
    return False


def _is_of_thing(words: Words, index: int) -> bool:
    """Whether a year only tells which text or vote is meant: "under a 2013 treaty"."""
    thing = words.heads[index]
    is_year = words.lower[index].isdigit() and len(words.lower[index]) == 4
    return is_year and thing > index and words.has_lemma(thing, word_groups()["dated"])


def _is_of_named(words: Words, match: TriggerMatch, index: int, span: DateSpan) -> bool:
    """ "Thanked Togo for its help in last year's floods", "condemned Monday's attack": the date of another.

    Not a day on which people speak: "at Monday's summit they agreed".
    """
    last = words.index_at(span.end - 1)
    thing = words.heads[last]
    if words.word(last + 1) not in ("'s", "'") or thing <= last or thing in match.tokens:
        return False
    is_day = span.first == span.last
    is_said = match.trigger.meaning.event_type in _SAID and words.labels[thing] in ("obj", "nmod")
    return is_said or not (is_day or words.has_lemma(thing, _GATHERINGS))


def _is_apart(words: Words, text: str, match: TriggerMatch, index: int, span: DateSpan) -> bool:
    """Whether a date belongs to who says it, to a clause set apart, or opens a period with "since"."""
    if (
        index in told_by(words, match.head)
        or text[max(0, span.start - 6) : span.start].lower().strip() == "since"
    ):
        return True
    if ";" in words.lower[min(index, match.head) : max(index, match.head)]:
        return True
    clause = clause_of(words, index)
    own = clause_of(words, match.head)
    if clause == own or clause in match.tokens:
        return False
    return is_set_apart(words, index) or _is_of_another(words, match, index)


def _is_of_done(words: Words, match: TriggerMatch, index: int) -> bool:
    """ "Restored ties on 16 April, and will send an envoy": what lies ahead has no day of what is done."""
    own, done = clause_of(words, match.head), clause_of(words, index)
    is_joined = words.labels[own] == "conj" and done in tuple(ancestors(words, own))
    return is_joined and not _lies_ahead(words, done)


def _lies_ahead(words: Words, verb: int) -> bool:
    """Whether a verb is an infinitive or has "will"."""
    return has_to(words, verb) or any(words.lower[one] in _WILL for one in dependents(words, verb, "aux"))


def _is_of_plan(words: Words, match: TriggerMatch, index: int) -> bool:
    """ "Is to meet on Thursday at Britain's request": the day of the meeting, not of the request."""
    verb = _verb_above(words, index)
    return verb >= 0 and verb != match.head and _lies_ahead(words, verb)


def _is_of_another(words: Words, match: TriggerMatch, index: int) -> bool:
    """Whether a date hangs on words that describe another: "which has a treaty dating from 1951"."""
    ends = {match.head, *ancestors(words, match.head)}
    between = takewhile(lambda one: one not in ends, ancestors(words, index))
    return any(words.labels[one] in ("acl", "acl:relcl") for one in between)


def was_decided_then(words: Words, match: TriggerMatch, dates: Sequence[DateSpan]) -> bool:
    """Whether a date tells when somebody decided or agreed to do what lies ahead, not when it is due.

    "Decided on 13 March to leave", but not "decided to leave in May". Who "tried to march on Tuesday" did so
    then as well, and "did Chad attack on Friday?" asks of the last one.
    """
    if is_asked_of_past(words, match.head):
        return True
    verb = words.heads[match.head] if has_to(words, match.head) else match.head
    is_told = verb >= 0 and (words.lower[verb].endswith("ed") or is_past(words.lower[verb]))
    if not (match.is_verb and is_told):
        return False
    is_open = any(has_to(words, one) for one in dependents(words, verb, "xcomp", "advcl", "ccomp"))
    if is_open and words.has_lemma(verb, _TRYING):
        return True
    return is_open and any(_verb_above(words, words.index_at(span.start)) == verb for span in dates)


def _verb_above(words: Words, index: int) -> int:
    return next((one for one in ancestors(words, index) if is_verb(words, one)), -1)


def looks_ahead(modality: Modality) -> bool:
    """Whether dates of an event so reported lie ahead of publication."""
    return modality in (Modality.FUTURE, Modality.HYPOTHETICAL)
