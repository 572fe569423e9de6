"""Whether an event is told of the past: years back, before a time that is over, or of one who is dead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice, pairwise

from geomap.constants import EventType
from geomap.events.tree.grammar import ancestors, clause_of, dependents, is_verb
from geomap.events.tree.sentences import Words
from geomap.events.triggers.matches import TriggerMatch
from geomap.text.date_expressions import WEEKDAYS

_FORMERLY = frozenset({"once", "previously", "formerly"})
_LONG = frozenset("year years decade decades century centuries anniversary".split())
_YEAR_DAYS = 360
_REMEMBERING = frozenset("anniversary commemoration memorial remembrance centenary bicentenary".split())
_NEAR = 14
_ERAS = re.compile(
    r"\b(?:in|during|throughout|under) (?:the )?(?:(?:first|second) world war|world war (?:i|ii|one|two|1|2)"
    r"|wwi|wwii|holocaust|cold war|(?:nazi|ottoman|soviet|colonial) (?:era|occupation|rule)"
    r"|great depression|middle ages|crusades|\d{1,2}th century)\b"
)
"""Times that are over: what happened in them is no news."""
_ERA_WORDS = frozenset("war wwi wwii holocaust era occupation rule depression ages crusades century".split())
"""Words of which each of them has one."""
_DYING = frozenset({"die"})
_DAYS = WEEKDAYS | {"yesterday", "today", "tonight", "overnight"}
_LAST = frozenset({"last", "this", "past", "earlier"})
_SPANS = frozenset("week weekend month night morning evening hours days weeks".split())


def is_history(
    words: Words,
    match: TriggerMatch,
    happened: tuple[date | None, date | None],
    published: date | None,
) -> bool:
    """Whether an event lies more than a year back, or somewhere in a year that is over."""
    first, last = happened
    is_recent = last is not None and published is not None and (published - last).days <= 365
    clause = clause_of(words, match.head)
    marks = [*dependents(words, clause, "mark", "case"), *dependents(words, match.head, "mark", "case")]
    tail = words.lower[match.first : match.last + 8]
    is_recent = is_recent or (published is None and _tells_days(tail))
    if marks and not is_recent and any(words.lower[mark] == "since" for mark in marks):
        return True
    if marks and any(
        words.lower[mark] in ("since", "after") and words.word(mark - 1) in _LONG for mark in marks
    ):
        # "Two years after the army seized power"
        return True
    if "ago" in tail and ("years" in tail or "decades" in tail or "decade" in tail):
        return True
    if (
        _is_of_an_era(words, match)
        or _was_formerly(words, match)
        or _is_of_the_late(words, clause)
        or _is_remembered(words, match)
    ):
        return True
    if first is not None and last is not None and published is not None:
        # What two countries traded in a year is told when the year is over.
        is_total = match.trigger.meaning.event_type is EventType.COOPERATE
        is_some_year = (last - first).days >= _YEAR_DAYS and last < published and not is_total
        return is_some_year or (published - last).days > 365
    return False


def _tells_days(tail: Sequence[str]) -> bool:
    """Whether words count from the day of publication, whichever that is: "on Thursday", "last week"."""
    if not _DAYS.isdisjoint(tail):
        return True
    return not _SPANS.isdisjoint(tail) and any(
        one in _LAST and other in _SPANS for one, other in pairwise(tail)
    )


def _is_remembered(words: Words, match: TriggerMatch) -> bool:
    """ "The anniversary of the bombing that killed thousands"."""
    return any(words.has_lemma(above, _REMEMBERING) for above in islice(ancestors(words, match.head), 3))


def _is_of_the_late(words: Words, clause: int) -> bool:
    """ "The commander, who led the siege, has died aged 84": what somebody did in a life that is over."""
    noun = words.heads[clause]
    if words.labels[clause] != "acl:relcl" or noun < 0 or not words.labels[noun].startswith("nsubj"):
        return False
    return words.has_lemma(words.heads[noun], _DYING) and "aged" in words.lower


def _is_of_an_era(words: Words, match: TriggerMatch) -> bool:
    """ "Invaded it in the Second World War"."""
    if _ERA_WORDS.isdisjoint(words.lower):
        return False
    near = words.lower[max(0, match.first - _NEAR) : match.last + _NEAR]
    return _ERAS.search(" ".join(near)) is not None


def _was_formerly(words: Words, match: TriggerMatch) -> bool:
    """ "Once negotiated", "had previously attacked", "hosted talks in the past"."""
    if not is_verb(words, match.head):
        return False
    before = words.lower[max(0, match.head - 1) : match.head]
    if not _FORMERLY.isdisjoint(before) and match.head > 1:
        return True
    past = [one for one in dependents(words, match.head, "obl") if words.lower[one] == "past"]
    return any(not dependents(words, one, "nummod", "nmod") for one in past)
