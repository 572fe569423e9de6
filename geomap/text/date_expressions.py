"""What date expressions look like, and which days each of them covers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,"
        "october oct,november nov,december dec".split(","),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "a couple of": 2}

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
COUNT = r"(?P<count>\d{1,3}|an?|a couple of|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PART = r"(?:(?P<part>early|mid|late|the beginning of|the start of|the middle of|the end of)[\s-]+)?"
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


Range = tuple[date, date] | None
Reader = Callable[[re.Match[str], date | None, bool], Range]


def count_of(words: str) -> int:
    """The number that a word or digits tell: "a couple of" is two."""
    return int(words) if words.isdigit() else _COUNTS[words.lower()]


def _day(year: int, month: int, day: int) -> Range:
    try:
        only = date(year, month, day)
    except ValueError:
        return None
    return only, only


def _month(year: int, month: int, part: str | None = None) -> Range:
    last = monthrange(year, month)[1]
    low, high = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(_third(part), (1, last))
    return date(year, month, low), date(year, month, high)


def _year(year: int, part: str | None = None) -> Range:
    low, high = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(_third(part), (1, 12))
    return date(year, low, 1), date(year, high, monthrange(year, high)[1])


def _third(part: str | None) -> str:
    words = (part or "").lower()
    if "beginning" in words or "start" in words:
        return "early"
    return "late" if "end" in words else "mid" if "middle" in words else words


def _read_iso(match: re.Match[str], _published: date | None, _ahead: bool) -> Range:
    return _day(int(match["year"]), int(match["mm"]), int(match["dd"]))


def _read_numbers(match: re.Match[str], _published: date | None, _ahead: bool) -> Range:
    """ "16/5/2024", "16.05.2024"; "6/2/2015" is unknown, unless a weekday tells which is the month."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    orders = {(first, second)} if match["sign"] == "." else {(first, second), (second, first)}
    days = [covered[0] for day, month in orders if month <= 12 and (covered := _day(year, month, day))]
    if match["weekday"]:
        days = [day for day in days if day.weekday() == _number_of(match["weekday"])]
    return (days[0], days[0]) if len(days) == 1 else None


def _read_full(match: re.Match[str], published: date | None, ahead: bool) -> Range:
    month = _MONTHS[match["month"].lower().rstrip(".")]
    day = int(match["day"])
    if match["year"]:
        return _day(int(match["year"]), month, day)
    if published is None:
        return None
    years = [published.year - 1, published.year, published.year + 1]
    days = [covered[0] for year in years if (covered := _day(year, month, day))]
    # A few days of slack: a story may be dated before the time zone it tells of.
    fitting = [one for one in days if (one >= published if ahead else one <= published + timedelta(days=2))]
    chosen = (min(fitting) if ahead else max(fitting)) if fitting else None
    return (chosen, chosen) if chosen else None


def _read_days(match: re.Match[str], published: date | None, ahead: bool) -> Range:
    """ "10-12 March", "between March 10 and 12": the year is that of the first day."""
    first = _read_full(match, published, ahead)
    last = _day(first[0].year, first[0].month, int(match["until"])) if first else None
    return (first[0], last[0]) if first and last and first[0] <= last[0] else None


def _read_two_days(match: re.Match[str], published: date | None, ahead: bool) -> Range:
    """ "11 and 12 March": both where the second is the next day, else the second alone."""
    first = _read_full(match, published, ahead)
    last = _day(first[0].year, first[0].month, int(match["until"])) if first else None
    if first is None or last is None:
        return last
    return (first[0], last[0]) if last[0] - first[0] == timedelta(days=1) else last


def _read_month(match: re.Match[str], published: date | None, ahead: bool) -> Range:
    month = _MONTHS[match["month"].lower().rstrip(".")]
    if match["year"]:
        return _month(int(match["year"]), month, match["part"])
    if published is None:
        return None
    is_later = month > published.month
    is_earlier = month < published.month
    year = published.year + (1 if ahead and is_earlier else 0) - (1 if not ahead and is_later else 0)
    return _month(year, month, match["part"])


def read_year(match: re.Match[str], _published: date | None, _ahead: bool) -> Range:
    """The days of "2024" or "late 2024"."""
    return _year(int(match["year"]), match["part"])


def _read_decade(match: re.Match[str], _published: date | None, _ahead: bool) -> Range:
    """ "The 1990s", "the early 1990s": its first, middle or last years."""
    decade = int(match["decade"])
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(_third(match["part"]), (0, 9))
    return date(decade + low, 1, 1), date(decade + high, 12, 31)


def _read_part_of_year(match: re.Match[str], published: date | None, _ahead: bool) -> Range:
    """ "The first half of 2024", "the first three months of this year", "Q2 2024"."""
    if match["year"] is None and published is None:
        return None
    year = int(match["year"]) if match["year"] else published.year if published else 0
    year -= (match["whose"] or "").lower() == "last"
    months = {"half": 6, "quarter": 3, "h": 6, "q": 3}.get(match["unit"].lower())
    months = months or count_of(match["count"] or "1")
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["which"].lower(), 0)
    number = int(match["which"]) if match["which"].isdigit() else number or 12 // months
    if number * months > 12:
        return None
    last = number * months
    return date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1])


def _number_of(weekday: str) -> int:
    """0 for "Mon" to 6 for "Sun", as `date.weekday` counts."""
    return ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun").index(weekday.lower())


def _read_weekday(match: re.Match[str], published: date | None, ahead: bool) -> Range:
    if published is None:
        return None
    target = _number_of(match["weekday"])
    direction = (match["direction"] or "").lower()
    if direction == "next" or (ahead and direction != "last"):
        distance = (target - published.weekday()) % 7
        day = published + timedelta(days=distance or (7 if direction == "next" else 0))
    else:
        distance = (published.weekday() - target) % 7
        day = published - timedelta(days=distance or (7 if direction == "last" else 0))
    return day, day


def _read_near(match: re.Match[str], published: date | None, _ahead: bool) -> Range:
    if published is None:
        return None
    word = match["near"].lower()
    if word == "overnight":
        return published - timedelta(days=1), published
    shift = -1 if word.startswith("yesterday") or word == "last night" else 1 if word == "tomorrow" else 0
    day = published + timedelta(days=shift)
    return day, day


def _read_past(match: re.Match[str], published: date | None, _ahead: bool) -> Range:
    """ "Over the past 24 hours", "in the last three days": until publication."""
    if published is None:
        return None
    count = count_of(match["count"]) if match["count"] else 1
    days = -(-count // 24) if match["unit"] == "hour" else count
    return published - timedelta(days=days), published


def _read_beside(match: re.Match[str], published: date | None, _ahead: bool) -> Range:
    """ "A day earlier", counted from publication; `_join` counts it from the date told before, if one is."""
    steps = steps_of(match[0])
    if published is None or steps is None or steps >= 0:
        return None
    day = published + timedelta(days=steps)
    return day, day


def steps_of(words: str) -> int | None:
    """How many days "a day later" goes on, or back below zero, 0 for "the same day"; None for other words."""
    match = _BESIDE.fullmatch(words) or _SAME.fullmatch(words)
    if match is None:
        return None
    if match.re is _SAME:
        return 0
    is_later = (match["side"] or match["turn"] or "").lower() in ("later", "following", "next")
    return (1 if is_later else -1) * (count_of(match["count"]) if match["count"] else 1)


def _read_weekend(_match: re.Match[str], published: date | None, ahead: bool) -> Range:
    """ "Over the weekend": the one that last began, or the next one."""
    if published is None:
        return None
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    saturday += timedelta(days=7 if ahead and published.weekday() < 5 else 0)
    return saturday, saturday + timedelta(days=1)


def _read_relative(match: re.Match[str], published: date | None, ahead: bool) -> Range:
    """ "Last week", "this year": what has happened this week, month or year has happened by now."""
    if published is None:
        return None
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[
        match["which"].lower()
    ]
    unit = match["unit"].lower()
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
        sunday = monday + timedelta(days=6)
        return monday, sunday if ahead or shift else published
    if unit == "weekend":
        saturday = published - timedelta(days=published.weekday() + 2)
        saturday += timedelta(weeks=shift + 1 if shift >= 0 else 0)
        return saturday, saturday + timedelta(days=1)
    months = published.year * 12 + published.month - 1 + shift
    year = published.year + shift
    covered = _month(months // 12, months % 12 + 1) if unit == "month" else _year(year)
    return covered if ahead or shift or covered is None else (covered[0], published)


def _read_ago(match: re.Match[str], published: date | None, _ahead: bool) -> Range:
    if published is None:
        return None
    count, unit = count_of(match["count"]), match["unit"].lower()
    if unit in ("hour", "minute"):
        return published - timedelta(days=count // 24 if unit == "hour" else 0), published
    if unit == "day":
        day = published - timedelta(days=count)
        return day, day
    if unit == "week":
        day = published - timedelta(weeks=count)
        return day - timedelta(days=3), day + timedelta(days=3)
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        return _month(months // 12, months % 12 + 1)
    return _year(published.year - count) if count < published.year else None


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BESIDE = _compile(
    rf"\b(?:{COUNT}\s+days?\s+(?P<side>earlier|later)|the\s+(?P<turn>previous|following|next)\s+day"
    r"|the\s+day\s+before(?!\s+(?:the|a|an|his|its|their)\b))\b"
)
_SAME = _compile(r"\b(?:the|that)\s+same\s+day\b")
_SPAN = r"\s*(?:-|–|to|until|through)\s*"
_UNTIL = r"(?P<until>\d{1,2})(?:st|nd|rd|th)?"

EXPRESSIONS: tuple[tuple[tuple[str, ...], tuple[tuple[re.Pattern[str], Reader], ...]], ...] = (
    (
        ("19", "20"),
        (
            (_compile(rf"\b{_YEAR}-(?P<mm>0[1-9]|1[0-2])-(?P<dd>0[1-9]|[12]\d|3[01])\b"), _read_iso),
            (
                _compile(
                    rf"\b(?:{_WEEKDAY},?\s+)?(?P<first>\d\d?)(?P<sign>[/.])(?P<second>\d\d?)(?P=sign){_YEAR}\b"
                ),
                _read_numbers,
            ),
            (
                re.compile(rf"\b(?P<unit>[QH])(?P<which>[1-4])(?P<count>)(?P<whose>)\s+(?:of\s+)?{_YEAR}\b"),
                _read_part_of_year,
            ),
        ),
    ),
    (
        ("half", "quarter", "month"),
        (
            (
                _compile(
                    rf"\b(?P<which>first|second|third|fourth|last)\s+(?:{COUNT}\s+)?"
                    r"(?P<unit>half|quarter|months?)\s+of\s+"
                    rf"(?:the\s+year|(?P<whose>this|last)\s+year|{_YEAR})\b"
                ),
                _read_part_of_year,
            ),
        ),
    ),
    (
        tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
        tuple(
            (re.compile(pattern), reader)
            for pattern, reader in (
                (rf"\b{_DAY}{_SPAN}{_UNTIL}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?(?!\w)", _read_days),
                (rf"\b{_MONTH}\s+{_DAY}{_SPAN}{_UNTIL}\b(?!,\d|\.\d)(?:,?\s+{_YEAR}\b)?", _read_days),
                (rf"\b[Bb]etween\s+{_DAY}\s+and\s+{_UNTIL}\s+{_MONTH}(?:,?\s+{_YEAR})?(?!\w)", _read_days),
                (rf"\b[Bb]etween\s+{_MONTH}\s+{_DAY}\s+and\s+{_UNTIL}\b(?:,?\s+{_YEAR}\b)?", _read_days),
                (rf"\b{_DAY}\s+and\s+{_UNTIL}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?(?!\w)", _read_two_days),
                (
                    rf"\b{_MONTH}\s+{_DAY}\s+and\s+{_UNTIL}(?=[.;,)]|\s+(?:in|at|for|to)\b|\s*$)"
                    rf"(?!,\d|\.\d)(?:,?\s+{_YEAR}\b)?",
                    _read_two_days,
                ),
                (rf"\b{_DAY}\s*(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?(?!\w)", _read_full),
                (rf"\b{_MONTH}\s+{_DAY}\b(?!,\d|\.\d)(?:,?\s+{_YEAR}\b)?", _read_full),
                (rf"\b{_PART}{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", _read_month),
                (
                    r"(?<= )(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Ll]ast )"
                    r"|(?<=\b[Tt]his )|(?<=\b[Nn]ext )|(?<=\b[Ff]rom )|(?<=\b[Bb]y )|(?<=\b[Dd]uring ))"
                    rf"(?P<year>(?!x)x)?{_PART}{_MONTH}(?!\w)",
                    _read_month,
                ),
                (rf"\b(?P<year>(?!x)x)?(?P<part>early|mid|late)[\s-]+{_MONTH}(?!\w)", _read_month),
            )
        ),
    ),
    (("day",), ((_compile(rf"\b(?:(?P<direction>last|next|this)\s+)?{_WEEKDAY}\b"), _read_weekday),)),
    (
        ("day", "night", "tomorrow", "morning", "currently"),
        (
            (
                _compile(
                    r"\b(?P<near>today|tonight|yesterday|tomorrow|last night|this morning|currently"
                    r"|overnight)\b"
                ),
                _read_near,
            ),
        ),
    ),
    (
        ("week", "month", "year"),
        (
            (
                _compile(
                    r"\b(?:the\s+)?(?P<which>last|past|previous|this|next|coming)\s+"
                    r"(?P<unit>weekend|week|month|year)\b(?!\s+of\b)"
                ),
                _read_relative,
            ),
            (_compile(r"\b(?:over|at|during)\s+the\s+weekend\b"), _read_weekend),
        ),
    ),
    (
        ("earlier", "later", "previous", "following", "next", "before", "same"),
        ((_BESIDE, _read_beside), (_SAME, _read_beside)),
    ),
    (
        ("hours", "day"),
        (
            (
                _compile(
                    rf"\b(?:over|in|during|within)\s+the\s+(?:past|last)\s+(?:{COUNT}\s+(?P<unit>hour|day)s"
                    r"|day\b(?!\s+of\b))"
                ),
                _read_past,
            ),
        ),
    ),
    (
        ("ago",),
        ((_compile(rf"\b{COUNT}\s+(?P<unit>minute|hour|day|week|month|year)s?\s+ago\b"), _read_ago),),
    ),
    (
        ("0s",),
        ((_compile(rf"\b{_PART}(?P<decade>(?:19|20)\d0)s\b"), _read_decade),),
    ),
    (
        ("19", "20"),
        ((_compile(rf"(?<![\d,.$€£-])\b{_PART}(?:in\s+)?{_YEAR}\b(?![,.]\d|-\d)"), read_year),),
    ),
)
"""What dates look like, with signs of which a text must hold one, so that most need not be looked for."""
