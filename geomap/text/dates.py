"""Absolute and relative dates in a text, as ranges that include both ends.

Relative expressions ("on Thursday", "last year") need a publication date; without it their range
is unknown. A weekday means the latest such day up to publication, or the next one where the text
looks ahead. "Early", "mid" and "late" are the first, middle and last third of the month or year.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain

from geomap.text.date_expressions import COUNT, EXPRESSIONS, count_of, read_year, steps_of

_AWAITED = re.compile(r"\b(?:by|until|till|before)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)(?:\s+(?:the|about))?\s*$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince(?:\s+last)?\s*$")
_LONGEST_CUE = 12
_SOON_DAYS = 183
_HALF_YEAR = timedelta(days=_SOON_DAYS - 2)
"""How far ahead of a full date the latest such day is its nearest; two days of slack are given anyway."""
_MONTH_DAY = re.compile(r"[A-Za-z]{3}.*\d|\d.*[A-Za-z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date expression and the days it covers, both ends included; None where that is unknown."""

    start: int
    end: int
    first: date | None
    last: date | None
    is_year: bool = False


def find_dates(
    text: str,
    *,
    published: date | None = None,
    start: int = 0,
    end: int | None = None,
    looks_ahead: bool = False,
    reached: Collection[int] = (),
) -> tuple[DateSpan, ...]:
    """Find the date expressions in a span of a text, in order, without overlaps.

    Args:
        text: The text; offsets count from its beginning.
        published: What relative expressions and dates without a year are read against.
        start: Where to begin.
        end: Where to stop, exclusive; the end of the text if None.
        looks_ahead: Read "Thursday" and "16 May" as the next such day, not the latest.
        reached: Where a "by" begins that tells of a day gone: "had left by Monday".
    """
    stop = len(text) if end is None else end
    found: list[DateSpan] = []
    words = text[start:stop]
    either_case = f"{words}\n{words.lower()}"
    signed = [patterns for signs, patterns in EXPRESSIONS if any(map(either_case.__contains__, signs))]
    for pattern, reader in chain.from_iterable(signed):
        for match in pattern.finditer(text, start, stop):
            if any(span.start < match.end() and match.start() < span.end for span in found):
                continue
            is_ahead = looks_ahead or _is_awaited(text, match.start(), reached)
            covered = reader(match, published, is_ahead)
            if is_ahead and not looks_ahead and covered and published:
                # "By the end of August", told in July: the next one; told in December: the last.
                is_soon = (covered[0] - published).days <= _SOON_DAYS
                covered = covered if is_soon else reader(match, published, looks_ahead)
            found.append(
                DateSpan(
                    start=match.start(),
                    end=match.end(),
                    first=covered[0] if covered else None,
                    last=covered[1] if covered else None,
                    is_year=reader is read_year,
                )
            )
    ordered = sorted(found, key=lambda span: span.start)
    return tuple(_join(text, ordered, published))


def with_year(text: str, span: DateSpan) -> DateSpan:
    """A day without a year in a text without a date of publication, in the year of the full dates around it.

    "On 3 March 2021 ... on 9 March": the nearest such day to the full date told last before it, else to the
    first behind it. Without one, and for "Monday" or "last week", the span stays as it is.
    """
    words = text[span.start : span.end]
    told = _full_days(text) if _MONTH_DAY.search(words) else ()
    if not told:
        return span
    before = [day for position, day in told if position < span.start]
    anchor = before[-1] if before else told[0][1]
    found = find_dates(words, published=anchor + _HALF_YEAR)
    return replace(span, first=found[0].first, last=found[0].last) if len(found) == 1 else span


def counted_on(text: str, span: DateSpan, published: date | None) -> DateSpan:
    """ "Two days later", "a day earlier", counted from the day that the text told last before it.

    The span stays as it is where it is no such expression, or the day would lie behind publication.
    """
    if steps_of(text[span.start : span.end]) is None:
        return span
    told = next((one for one in _days_told(text, published) if one.start == span.start), span)
    is_past = told.first is not None and (published is None or told.first <= published)
    return told if is_past else span


@lru_cache(maxsize=4)
def _days_told(text: str, published: date | None) -> tuple[DateSpan, ...]:
    """The date expressions of a whole text, each read with those before it."""
    return find_dates(text, published=published)


@lru_cache(maxsize=4)
def _full_days(text: str) -> tuple[tuple[int, date], ...]:
    """Where a text tells days with their year, in order."""
    return tuple(
        (span.start, span.first) for span in find_dates(text) if span.first and span.first == span.last
    )


def _is_awaited(text: str, start: int, reached: Collection[int]) -> bool:
    """Whether a date stands behind "by", "until" or "before", which mostly lies ahead."""
    cue = _AWAITED.search(text, max(0, start - _LONGEST_CUE), start)
    return cue is not None and cue.start() not in reached


def find_duration_days(text: str) -> int | None:
    """The length in days of what "two-day" or "three-week" describes; None without such a word."""
    match = re.search(rf"\b{COUNT}[\s-](?P<unit>day|week|month|year)(?:[\s-]long)?\b", text, re.IGNORECASE)
    if not match:
        return None
    return count_of(match["count"]) * {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()]


def _join(text: str, spans: list[DateSpan], published: date | None) -> list[DateSpan]:
    """Join "between A and B", "from A to B" and "since A" into one range."""
    joined: list[DateSpan] = []
    index = 0
    while index < len(spans):
        span = spans[index]
        following = spans[index + 1] if index + 1 < len(spans) else None
        before = text[max(0, span.start - 20) : span.start].lower()
        joint = text[span.end : following.start].strip() if following else ""
        is_night = text[span.start : span.end].lower() == "overnight"
        if is_night and following and joint in ("", "on", "into", "from"):
            # "Overnight on Monday" is Monday.
            index += 1
            continue
        if following and joint in ("and", "to", "until", "till", "through", "-", "–"):
            has_cue = _BETWEEN.search(before)
            are_next = _follow(span, following)
            if has_cue or joint != "and" or are_next:
                joined.append(_covering(span, following))
                index += 2
                continue
        if span.first and _SINCE.search(before):
            last = max(published, span.first) if published else None
            span = DateSpan(start=span.start, end=span.end, first=span.first, last=last)
        steps = steps_of(text[span.start : span.end])
        if steps is not None and joined and joined[-1].first and joined[-1].first == joined[-1].last:
            day = joined[-1].first + timedelta(days=steps)
            span = replace(span, first=day, last=day)
        joined.append(span)
        index += 1
    return joined


def _follow(span: DateSpan, following: DateSpan) -> bool:
    """ "In 2021 and 2022", "on Monday and Tuesday": the second right after the first."""
    first, second = span.last, following.first
    if first is None or second is None:
        return False
    if span.is_year and following.is_year:
        return second.year - first.year == 1
    are_days = span.first == first and second == following.last
    return are_days and second - first == timedelta(days=1)


def _covering(span: DateSpan, following: DateSpan) -> DateSpan:
    first, last = span.first, following.last
    if first and last and first > last and first.year - last.year <= 1:
        # "between 17 October and 7 February": the year of the second date decides.
        first = first.replace(year=first.year - 1) if (first.month, first.day) != (2, 29) else None
    is_ordered = first is not None and last is not None and first <= last
    return DateSpan(
        start=span.start,
        end=following.end,
        first=first if is_ordered else None,
        last=last if is_ordered else None,
    )
