"""When a text was published and by whom, guessed from what it says about itself.

A guess always carries the words it came from, so that a reader can check and change it. Clues, best
first: a label ("Published: 16 May 2024"), a dateline ("KYIV, Ukraine (AP) — May 16"), a date that opens the
report, a line that is only a date, a byline, the end of a title ("… - BBC News"), a file name. What states
the whole date goes before what leaves out the year. That is the year of a full date above the dateline or in
the text, within a month of it, or of the copyright of the agency that the dateline names; else the date is
read as the latest such day, and its guess is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from geomap.models import Document
from geomap.resources import read_rows
from geomap.text.dates import DateSpan, find_dates
from geomap.text.openings import DASH, FULL_DAY, find_dateline


class Clue(StrEnum):
    """Where a guess comes from, in words to show."""

    LABEL = "a label"
    DATELINE = "the dateline"
    DATE_LINE = "a line with a date"
    BYLINE = "the byline"
    TITLE = "the title"
    COPYRIGHT = "the copyright line"
    FILE_NAME = "the file name"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateGuess:
    """A day of publication; ``words`` are what it was read from.

    ``start`` and ``end`` span them in the text; None for those of a title or file name. ``is_sure``
    says that the words state the whole date; else the year is supposed.
    """

    day: date
    words: str
    clue: Clue
    start: int | None = None
    end: int | None = None
    is_sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGuess:
    """A publisher; ``words`` are what it was read from, as in `DateGuess`."""

    name: str
    words: str
    clue: Clue
    start: int | None = None
    end: int | None = None


_HEAD = 1500
_TAIL = 600
_HEAD_LINES = 10
_BEHIND = 40
_SLACK = timedelta(days=2)
_OLDEST = 1900
_NEAR = timedelta(days=31)
"""Within how many days a full date and one without a year, told in one text, are of one year or the next."""

_LABEL = re.compile(
    r"^[^\w\n]{0,4}(?P<label>first published|published|posted|issued|released|date of publication"
    r"|publication date|date|as of|situation as of|status as of|last updated|updated|last modified)"
    r"(?: on| at)?\b[ \t]*[:|–—-]?[ \t]*(?P<rest>[^\n]{4,80})",
    re.IGNORECASE | re.MULTILINE,
)
_LATER_LABELS = ("last updated", "updated", "last modified")
_SEPARATED = re.compile(r"[,.|–—-]\s*$")
_LONGEST_LINE = 80
_MOST_WORDS = 12
_IN_BRACKETS = re.compile(r"\((?P<words>[^()\n]{2,60})\)")
_DATE_LINE_REST = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?|(?-i:\b[A-Z]{2,4}\b)"
    r"|[\s,.|·•/–—-]+|\bat\b|updated|published|posted",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^[ \t]*(?:By|BY)[ \t]+(?P<names>[^\n]{3,100})$", re.MULTILINE)
_OPENING = re.compile(rf"^[ \t]*(?P<day>{FULL_DAY}){DASH}[ \t]*(?=\S)", re.MULTILINE)
"""A date that opens a report: "5 May 2025 - Troops left". Several of them open the entries of a list."""
_SOURCE_LABEL = re.compile(
    r"^[^\w\n]{0,4}Source[ \t]*:[ \t]*(?P<name>[^\n]{2,60})$", re.MULTILINE | re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[ \t]*(?P<year>(?:19|20)\d{2})[ \t]*(?P<name>[^\n.,]{2,50})", re.IGNORECASE
)
_TITLE_END = re.compile(r"^.{10,}?(?:\s[|–—-]\s|\s»\s)(?P<name>[^|–—]{2,40})$")
_NAME_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<sign>[-_.]?)(?P<month>\d{2})(?P=sign)(?P<day>\d{2})(?!\d)"
)
_YEARS = re.compile(r"\b(?:19|20)\d{2}\b")
_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def guess_published(document: Document, *, today: date) -> DateGuess | None:
    """The day a document was published, as its text, title or name says; None without a clue.

    Args:
        document: Its own ``published`` plays no part.
        today: No guess lies after this day; a date without a year, in a text that tells no other date
            near it, is the latest such day before it.
    """
    text = document.text
    supposed: DateGuess | None = None
    for find in (_labelled, _datelined, _lone_dates):
        for clue, start, end in find(text):
            guess = _read_day(text, start, end, clue, today)
            if guess is not None and guess.is_sure:
                return guess
            supposed = supposed or guess
    return supposed or _named_day(document.document_id, today)


def dated(document: Document) -> Document:
    """The document with the day of publication: its own, else what its words state in full."""
    guess = None if document.published else guess_published(document, today=date.today())
    return replace(document, published=guess.day) if guess and guess.is_sure else document


def written_on(document: Document) -> date | None:
    """The day from which a report counts "on Monday" and "yesterday"; None if its publication is not known.

    It is that of the dateline, if it lies in the month before publication, else of publication.
    """
    published = document.published
    span = find_dateline(document.text[:_HEAD]) if published else None
    if published is None or span is None:
        return published
    for told in find_dates(document.text[slice(*span)], published=published):
        day = told.first if told.first == told.last else None
        if day is not None and published - _NEAR <= day <= published:
            return day
    return published


def guess_source(document: Document) -> SourceGuess | None:
    """Who published a document, as its text or title says; None without a clue."""
    return (
        _source_of_label(document.text)
        or _source_of_dateline(document.text)
        or _source_of_byline(document.text)
        or _source_of_title(document.title)
        or _source_of_copyright(document.text)
    )


def _labelled(text: str) -> Iterator[tuple[Clue, int, int]]:
    """Lines with a label, those of the first publication before those of updates."""
    found = []
    for match in _LABEL.finditer(text):
        if match.start() < _HEAD or match.start() >= len(text) - _TAIL:
            is_later = match["label"].lower() in _LATER_LABELS
            found.append((is_later, match.start("rest"), match.end("rest")))
    for _, start, end in sorted(found):
        yield Clue.LABEL, start, end


def _datelined(text: str) -> Iterator[tuple[Clue, int, int]]:
    span = find_dateline(text[:_HEAD])
    if span is not None:
        yield Clue.DATELINE, *span
        rest = text[span[1] : span[1] + _BEHIND]
        first = next(iter(find_dates(rest, published=date(2000, 12, 31))), None)
        if first is not None and first.start == 0:
            yield Clue.DATELINE, span[1], span[1] + len(rest)
    yield from _dated_lines(text)
    openings = list(_OPENING.finditer(text))
    if len(openings) == 1 and openings[0].start() < _HEAD:
        yield Clue.DATELINE, *openings[0].span("day")


def _dated_lines(text: str) -> Iterator[tuple[Clue, int, int]]:
    """Short lines under the first that end in a full date: "By A. Author, 3 May 2026".

    The first is a headline: "The siege of Sarajevo, 5 April 1992" dates no text.
    """
    position, is_headline = 0, True
    for line in text[:_HEAD].split("\n")[:_HEAD_LINES]:
        is_short = not is_headline and len(line) <= _LONGEST_LINE and len(line.split()) <= _MOST_WORDS
        is_headline = is_headline and not line.strip()
        last = next(reversed(find_dates(line)), None) if is_short and _YEARS.search(line) else None
        if last is not None and not line[last.end :].strip() and _SEPARATED.search(line[: last.start]):
            yield Clue.DATE_LINE, position + last.start, position + last.end
        position += len(line) + 1


def _lone_dates(text: str) -> Iterator[tuple[Clue, int, int]]:
    """Lines near the beginning that hold a date and nothing else."""
    position = 0
    for line in text[:_HEAD].split("\n")[:_HEAD_LINES]:
        dates = [
            span for span in find_dates(line) if any(sign.isdigit() for sign in line[span.start : span.end])
        ]
        if dates and len(line) <= 80:
            rest = line[: dates[0].start] + line[dates[0].end :]
            if not _DATE_LINE_REST.sub("", rest).strip():
                yield Clue.DATE_LINE, position, position + len(line)
        position += len(line) + 1


def _read_day(text: str, start: int, end: int, clue: Clue, today: date) -> DateGuess | None:
    """The guess that the first day named in a span makes."""
    words = text[start:end]
    zone = words.title() if words.isupper() and words.isascii() else words
    for span in find_dates(zone):
        if not any(sign.isdigit() for sign in zone[span.start : span.end]):
            continue
        begin, finish = start + span.start, start + span.end
        guess = DateGuess(day=today, words=text[begin:finish], clue=clue, start=begin, end=finish)
        if span.first is not None:
            is_day = span.first == span.last and span.first.year >= _OLDEST and span.first <= today + _SLACK
            return replace(guess, day=span.first) if is_day else None
        above = _day_near(text[:start], zone[span.start : span.end], today) if clue is Clue.DATELINE else None
        if above is None and clue is Clue.DATELINE:
            above = _day_of_copyright(text, zone[span.start : span.end], today)
        if above is not None:
            return replace(guess, day=above)
        supposed = _day_near(text, zone[span.start : span.end], today)
        supposed = supposed or _suppose_year(text, zone, span, today)
        return replace(guess, day=supposed, is_sure=False) if supposed else None
    return None


def _day_near(text: str, words: str, today: date) -> date | None:
    """The day that words without a year mean, within a month of the first full date beside which one lies."""
    for told in find_dates(text):
        if told.first is None or told.first != told.last:
            continue
        for span in find_dates(words, published=told.first + _NEAR):
            day = span.first
            if day is not None and abs(day - told.first) <= _NEAR and day <= today + _SLACK:
                return day
    return None


def _day_of_copyright(text: str, words: str, today: date) -> date | None:
    """The day that words of a dateline mean in the year for which its own agency claims the copyright."""
    match = next(iter(_COPYRIGHT.finditer(text, max(0, len(text) - _TAIL))), None)
    source = _source_of_dateline(text)
    if match is None or source is None or _known_name(match["name"]) != source.name:
        return None
    for span in find_dates(words, published=date(int(match["year"]), 12, 31)):
        if span.first is not None and span.first.year == int(match["year"]) and span.first <= today + _SLACK:
            return span.first
    return None


def _suppose_year(text: str, zone: str, span: DateSpan, today: date) -> date | None:
    """The latest day up to today that the words fit, on the weekday they name, not before a year told."""
    named = _WEEKDAY.search(zone[max(0, span.start - 12) : span.start + 12])
    told = [int(year) for year in _YEARS.findall(text) if int(year) <= today.year]
    latest_told = max(told, default=_OLDEST)
    for year in range(today.year, today.year - 30, -1):
        (found, *_) = find_dates(zone[span.start : span.end], published=date(year, 12, 31)) or (span,)
        day = found.first
        if day is None or day.year != year or day > today + _SLACK:
            continue
        if named is None or day.weekday() == _WEEKDAYS.index(named[1]):
            return day if year >= latest_told or named is not None else None
    return None


def _named_day(name: str, today: date) -> DateGuess | None:
    match = _NAME_DATE.search(name)
    if match is None:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    if day > today + _SLACK:
        return None
    return DateGuess(day=day, words=match.group(), clue=Clue.FILE_NAME)


def _source_of_label(text: str) -> SourceGuess | None:
    for match in _SOURCE_LABEL.finditer(text):
        if match.start() < _HEAD or match.start() >= len(text) - _TAIL:
            name = match["name"].strip(" .")
            return SourceGuess(
                name=_known_names().get(name, name),
                words=match.group().strip(),
                clue=Clue.LABEL,
                start=match.start(),
                end=match.end(),
            )
    return None


def _source_of_dateline(text: str) -> SourceGuess | None:
    first, last = find_dateline(text[:_HEAD]) or (0, 0)
    for brackets in _IN_BRACKETS.finditer(text, first, last):
        name = _known_name(brackets["words"])
        if name:
            start, end = brackets.span("words")
            return SourceGuess(name=name, words=brackets["words"], clue=Clue.DATELINE, start=start, end=end)
    return None


def _source_of_byline(text: str) -> SourceGuess | None:
    """The known name at the end of a byline, or alone on the line after it."""
    for match in _BYLINE.finditer(text, 0, min(len(text), _HEAD)):
        following = re.compile(r"\n[ \t]*([^\n]{2,50})").match(text, match.end())
        spans = [(match.start("names"), match.end("names"))]
        spans += [following.span(1)] if following else []
        for start, end in spans:
            name = _known_name(text[start:end], is_end=True)
            if name:
                return SourceGuess(
                    name=name, words=text[start:end].strip(), clue=Clue.BYLINE, start=start, end=end
                )
    return None


def _source_of_title(title: str | None) -> SourceGuess | None:
    match = _TITLE_END.match(title or "")
    if match is None:
        return None
    words = match["name"].strip()
    name = _known_name(words)
    is_name_like = (
        bool(words)
        and len(words.split()) <= 4
        and all(word[0].isupper() or not word[0].isalpha() for word in words.split())
    )
    if name is None and not ("|" in (title or "") and is_name_like):
        return None
    return SourceGuess(name=name or words, words=words, clue=Clue.TITLE)


def _source_of_copyright(text: str) -> SourceGuess | None:
    for match in _COPYRIGHT.finditer(text, max(0, len(text) - _TAIL)):
        name = _known_name(match["name"])
        if name:
            return SourceGuess(
                name=name,
                words=match.group().strip(),
                clue=Clue.COPYRIGHT,
                start=match.start(),
                end=match.end(),
            )
    return None


def _known_name(words: str, *, is_end: bool = False) -> str | None:
    """The agency or outlet that some words name: whole, as one of several parts, or at their end."""
    names = _known_names()
    parts = [part.strip(" .:") for part in re.split(r"[,;|·•/]|\band\b|\bfor\b", words)]
    for part in (words.strip(" .:"), *parts):
        if part in names:
            return names[part]
    if is_end:
        tail = words.strip(" .:")
        for written in sorted(names, key=len, reverse=True):
            if tail.endswith(f" {written}"):
                return names[written]
    return None


@lru_cache(maxsize=1)
def _known_names() -> dict[str, str]:
    """The names of news agencies and outlets by how they are written."""
    rows = read_rows("lexicon/news_agencies.csv", ("name", "written", "source"))
    return {row["written"]: row["name"] for row in rows}
